"""Putting codes into the words of papers: levels, dates, numbers, names; whose paper it is and from which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store import clock
from store.queries.settings import SettingsView
from store.rules.dates import written
from store.rules.levels import NOT_RATED
from store.rules.text import decimal, thousands, visible
from store.words import Words


@dataclass(frozen=True)
class Clerk:
    """One language, one committee, one instant of printing (UTC milliseconds)."""

    words: Words
    told: SettingsView
    now: int

    def level(self, code: str | None, form: str, scheme: str) -> str:
        """A level's word in a form: ``full``, ``paper`` (the abbreviation of papers) or ``wide``."""
        if code is None:
            return self.words(f"level.unset.{form}")
        if code == NOT_RATED:
            return self.words(f"level.none.{form}")
        key = f"level.{'s2014' if scheme == '2014' else 'four'}.{code}.{form}"
        return self.words(key) if self.words.has(key) else visible(code)

    def name(self, name: str | None, full_name: str | None = None) -> str:
        """An organisation's full name, else its short one, else that it has none yet."""
        found = full_name or name
        return self.words("organisation.unnamed") if found is None else visible(found)

    def called(self, tt: int, name: str | None, full_name: str | None) -> str:
        """An organisation inside a sentence: by its name, one that has none by its number in the list."""
        return self.name(name, full_name) if full_name or name else self.words("paper.unnamed", tt=tt)

    def move(self, difference: int | None) -> str:
        """A difference in words: raised, lowered by so many levels, kept; empty where there is none to tell."""
        if difference is None:
            return ""
        key = "kept" if difference == 0 else "raised" if difference > 0 else "lowered"
        return self.words(f"paper.move.{key}", count=abs(difference))

    def reason(self, code: str | None, note: str | None, move: int | None = None) -> str:
        """A reason in the words of minutes, with the words that were written to it; for a raise some read otherwise."""
        said = visible(note or "").strip()
        if code is None:
            return said
        if code == "other":
            return said or self.words("reason.other.box")
        keys = [f"paper.reason_raise.{code}"] if (move or 0) > 0 else []
        told = next(
            (self.words(key) for key in (*keys, f"reason.{code}.minutes") if self.words.has(key)), visible(code)
        )
        return self.words("paper.reason", reason=told, note=said) if said else told

    def number(self, count: int | None) -> str:
        """A whole number with its thousands marked; of what nobody says, that."""
        return self.words("unknown") if count is None else thousands(count, self.words.lang)

    def share(self, hundredths: int | None) -> str:
        """A share in per cent with two decimals, without its sign; a dash of nothing."""
        return "-" if hundredths is None else decimal(hundredths, self.words.lang)

    def day(self, iso: str | None) -> str:
        """A day in figures, ``15/12/2019``; empty for none."""
        return written(iso)

    def long_day(self, iso: str | None) -> str:
        """A day in words, ``ngày 05 tháng 02 năm 2019``; with dots to fill in where it is not known."""
        if not iso:
            return self.words("paper.day_open")
        on = date.fromisoformat(iso)
        month = f"{on.month:02d}" if on.month < 3 else str(on.month)
        return self.words("paper.day", day=f"{on.day:02d}", month=month, year=on.year)

    def time(self, at_ms: int | None) -> str:
        """An instant as the committee's clock shows it, ``08:05``."""
        return "" if at_ms is None else clock.local(at_ms, self.told.utc_offset_minutes).strftime("%H:%M")

    def today(self) -> str:
        """The committee's day on which this is printed, as ISO text."""
        return clock.local(self.now, self.told.utc_offset_minutes).date().isoformat()

    @property
    def committee(self) -> str:
        """The committee's name as it stands in a sentence."""
        return visible(self.told.committee)

    def place(self) -> str:
        """The place in the date line: the committee's name without the word that says what it is; dots if not known."""
        for prefix in self._symbols():
            if self.committee.startswith(f"{prefix} "):
                return self.committee.removeprefix(f"{prefix} ")
        return self.words("paper.dots")

    def symbol(self) -> str:
        """The committee's sign in numbers of papers, as ``HU``; dots where its name does not tell."""
        for prefix, symbol in self._symbols().items():
            if self.committee.startswith(f"{prefix} "):
                return symbol
        return self.words("paper.dots")

    def _symbols(self) -> dict[str, str]:
        pairs = (each.split("=") for each in self.words("paper.symbols").split(";"))
        return {prefix.strip(): symbol.strip() for prefix, symbol in pairs}

    def made_up(self) -> str:
        """What every page of a store of made-up figures says; empty for a real one."""
        return self.words("paper.made_up") if self.told.made_up else ""

    def draft(self) -> str:
        """What every page says that is not yet decided: that it is a draft, and when it was printed."""
        return self.words("paper.draft", time=self.time(self.now), day=self.day(self.today()))
