"""What is typed after ``/`` in the journal: an organisation, or fields for person, action, time and organisation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from store import clock
from store.queries.journal import Asked
from store.rules.naming import Ambiguous, Match, Named, resolve
from store.rules.text import fold, visible
from tui.screens.journal_words import JournalTeller

FIELDS: Mapping[str, str] = {
    "nguoi": "by",
    "by": "by",
    "viec": "action",
    "action": "action",
    "tu": "since",
    "since": "since",
    "den": "until",
    "until": "until",
    "donvi": "org",
    "org": "org",
}
"""A field's names, without marks and blanks, in both languages."""

_FIELD = re.compile(r"(?<!\S)([^\W\d_]+ [vV][^\W\d_]|[^\W\d_]+):")  # one field's name is two words: don vi
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})")
_SHOWN = 5


@dataclass(frozen=True)
class Wanted:
    """What is wanted of the journal, in words, and as it was typed."""

    asked: Asked
    told: str
    text: str = ""


@dataclass(frozen=True)
class Misread:
    """What is wrong, and the column of the text at which it is."""

    column: int
    what: str


@dataclass(frozen=True)
class Catalogue:
    """Whom and what the journal knows, and the instant that is now."""

    units: Sequence[Named]
    people: Sequence[str]
    actions: Sequence[str]
    now: int


class _Wrong(Exception):  # noqa: N818 - answered as a ``Misread``
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Reader:
    """Reads filters in one language."""

    def __init__(self, catalogue: Catalogue, journal: JournalTeller) -> None:
        """Take what is known and how it is called."""
        self.catalogue, self.journal, self.words = catalogue, journal, journal.words
        self.offset = journal.teller.offset

    def read(self, text: str) -> Wanted | Misread:
        """What a typed text means; never raises."""
        fields = list(_FIELD.finditer(text))
        asked, told = Asked(), list[str]()
        begun = fields[0].start() if fields else len(text)
        parts = [("org", len(text) - len(text.lstrip()), text[:begun].strip())] if text[:begun].strip() else []
        for number, found in enumerate(fields):
            end = fields[number + 1].start() if number + 1 < len(fields) else len(text)
            field = FIELDS.get(fold(found.group(1)).replace(" ", ""))
            if field is None:
                return Misread(found.start(), self.words("journal.fault_field"))
            value = text[found.end() : end]
            parts.append((field, found.end() + len(value) - len(value.lstrip()), value.strip()))
        for field, column, value in parts:
            try:
                if not value:
                    raise _Wrong(self.words("journal.fault_value"))
                asked, said = getattr(self, f"_{field}")(asked, value)
            except _Wrong as wrong:
                return Misread(column, wrong.what)
            told.append(said)
        return Wanted(asked, ", ".join(told), text.strip())

    def by(self, login: str) -> Wanted:
        """The entries of one person."""
        asked = Asked(by=frozenset({login}))
        return Wanted(asked, self.words("journal.by", who=self.journal.person(login)))

    def done(self, action: str) -> Wanted:
        """The entries of one action."""
        return Wanted(Asked(actions=frozenset({action})), self.words("journal.done", what=self.journal.deed(action)))

    def about(self, organisation: str) -> Wanted:
        """The entries about one organisation."""
        told = self.words("journal.about_unit", unit=self.journal.unit(organisation))
        return Wanted(Asked(organisation), told)

    def today(self) -> Wanted:
        """The entries of today."""
        begin, end = day_of(self.catalogue.now, self.offset)
        return Wanted(Asked(since=begin, until=end), self.words("journal.today"))

    def _org(self, asked: Asked, value: str) -> tuple[Asked, str]:
        found = resolve(value, self.catalogue.units)
        if isinstance(found, Ambiguous):
            listed = ", ".join(self.journal.unit(each.code) for each in found.candidates[:_SHOWN])
            more = ", …" if len(found.candidates) > _SHOWN else ""
            count = len(found.candidates)
            raise _Wrong(self.words("journal.fault_units", count=count, candidates=listed + more))
        if not isinstance(found, Match):
            raise _Wrong(self.words("journal.fault_unit", text=visible(value)))
        return replace(asked, organisation=found.code), self.about(found.code).told

    def _by(self, asked: Asked, value: str) -> tuple[Asked, str]:
        wanted, people = fold(value), self.catalogue.people
        exact = [login for login in people if wanted in (fold(login), fold(self.journal.person(login)))]
        part = [login for login in people if wanted in fold(f"{login} {self.journal.person(login)}")]
        found = exact or part
        if not found:
            known = ", ".join(self.journal.person(login) for login in people[:_SHOWN])
            raise _Wrong(self.words("journal.fault_who", text=visible(value), known=known))
        who = " / ".join(self.journal.person(login) for login in found)
        return replace(asked, by=frozenset(found)), self.words("journal.by", who=who)

    def _action(self, asked: Asked, value: str) -> tuple[Asked, str]:
        wanted = fold(value)
        names = {action: (self.journal.act(action), self.journal.deed(action)) for action in self.catalogue.actions}
        exact = [action for action, said in names.items() if wanted in (fold(action), *map(fold, said))]
        found = exact or [action for action, said in names.items() if wanted in fold(" ".join((action, *said)))]
        if not found:
            raise _Wrong(self.words("journal.fault_what", text=visible(value)))
        what = " / ".join(dict.fromkeys(names[action][1] for action in found))
        return replace(asked, actions=frozenset(found)), self.words("journal.done", what=what)

    def _since(self, asked: Asked, value: str) -> tuple[Asked, str]:
        begin, _end = self._span(value)
        return replace(asked, since=begin), self.words("journal.since", at=self._instant(begin))

    def _until(self, asked: Asked, value: str) -> tuple[Asked, str]:
        _begin, end = self._span(value)
        return replace(asked, until=end), self.words("journal.until", at=self._instant(end - 1))

    def _instant(self, at: int) -> str:
        return self.journal.teller.day(at)

    def _span(self, value: str) -> tuple[int, int]:
        """The typed day or minute as its first instant and the first one after it."""
        *days, last = value.split()
        hour = _HOUR.fullmatch(last)
        day = " ".join(days) if hour else value
        local = clock.local(self.catalogue.now, self.offset)
        try:
            moment = self._date(day, local) if day else datetime(local.year, local.month, local.day, tzinfo=UTC)
            if hour:
                moment = moment.replace(hour=int(hour[1]), minute=int(hour[2]))
        except ValueError:
            raise _Wrong(self.words("journal.fault_when")) from None
        begin = int((moment - timedelta(minutes=self.offset)).timestamp() * 1000)
        return begin, begin + (60_000 if hour else 86_400_000)

    def _date(self, text: str, local: datetime) -> datetime:
        if found := _DAY.fullmatch(text):
            return datetime(int(found[3] or local.year), int(found[2]), int(found[1]), tzinfo=UTC)
        if found := _ISO.fullmatch(text):
            return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
        raise ValueError(text)


def day_of(at: int, offset_minutes: int) -> tuple[int, int]:
    """The first instant of the day of an instant, and of the day after it."""
    local = clock.local(at, offset_minutes)
    begin = at - ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 - at % 1000
    return begin, begin + 86_400_000
