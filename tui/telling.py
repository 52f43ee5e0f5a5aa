"""Putting the store's codes and facts into words: refusals, news, levels, names, times."""

from __future__ import annotations

from typing import Protocol

from store import clock
from store.errors import Refused
from store.queries.news import LevelMoveView, NewsView
from store.queries.room import RoomItem
from store.queries.room_news import PersonNews
from store.rules.dates import written
from store.rules.levels import NOT_RATED
from store.rules.text import visible
from store.words import Words

_CODES = {
    "action": "deed",
    "meeting_state": "meeting.state",
    "move": "meeting.move",
    "case_state": "remediation.state",
    "case_step": "remediation.step",
}
"""Facts that are codes, and where their words stand."""


class CaseLine(Protocol):
    """A remediation case as far as one line tells it."""

    @property
    def number(self) -> int:
        """Its number."""

    @property
    def state(self) -> str:
        """Its state."""

    @property
    def deadline(self) -> str | None:
        """The date that counts now, ISO."""

    @property
    def left(self) -> int | None:
        """Days until then, negative once it has passed."""

    @property
    def bare(self) -> bool:
        """Whether a source names it and nothing else is known."""


class Teller:
    """One language at one committee's offset from UTC, in minutes."""

    def __init__(self, words: Words, utc_offset_minutes: int = 0) -> None:
        """Take the words and the offset at which times are shown."""
        self.words = words
        self.offset = utc_offset_minutes

    def time(self, at_ms: int | None) -> str:
        """An instant as ``HH:MM``; ``--:--`` where there is none."""
        return "--:--" if at_ms is None else clock.local(at_ms, self.offset).strftime("%H:%M")

    def day(self, at_ms: int) -> str:
        """An instant as ``dd/mm/yyyy HH:MM``."""
        return clock.local(at_ms, self.offset).strftime("%d/%m/%Y %H:%M")

    def level(self, code: str | None, form: str, scheme: str = "2019") -> str:
        """A level's word in a form: ``full``, ``paper``, ``wide`` or ``narrow``."""
        if code is None:
            return self.words(f"level.unset.{form}")
        if code == NOT_RATED:
            return self.words(f"level.none.{form}")
        family = "s2014" if scheme == "2014" else "four"
        key = f"level.{family}.{code}.{form}"
        return self.words(key) if self.words.has(key) else visible(code)

    def said(self, code: str | None) -> str:
        """A level's word inside a sentence."""
        return self.words("level.unset.inline") if code is None else self.level(code, "wide")

    def case(self, case: CaseLine) -> str:
        """A remediation case in one line: number, state, the date that counts now."""
        state = self.words("unknown") if case.bare else self.words(f"remediation.state.{case.state}")
        if case.left is None:
            return self.words("case.line", number=case.number, state=state)
        left = days(self.words, case.left)
        return self.words("case.line_due", number=case.number, state=state, due=written(case.deadline), left=left)

    def name(self, name: str | None) -> str:
        """An organisation's name, or the words for one that has none yet."""
        return self.words("organisation.unnamed") if name is None else visible(name)

    def numbered(self, tt: object, name: str | None) -> str:
        """Number and name, as an organisation is called out in the room; one without a number by its name."""
        return self.name(name) if tt is None else f"{tt} {self.name(name)}"

    def person(self, actor: object, post: str | None = None) -> str:
        """A person by post, else by login; the store's own work by its word."""
        return visible(post or str(actor or self.words("unknown")))

    def item(self, item: RoomItem) -> str:
        """An item of an agenda as the room calls it out: its organisation by number and name, or how many."""
        if item.title:
            return visible(item.title)
        if item.is_block:
            return self.words("meeting.block", count=len(item.organisations))
        return self.numbered(item.tt, item.name)

    def step(self, move: int | None) -> str:
        """A difference: ``▲1``, ``▼1``, ``=``, ``-`` where there is none."""
        if move is None:
            return "-"
        return "=" if move == 0 else f"{'▲' if move > 0 else '▼'}{abs(move)}"

    def refusal(self, refused: Refused) -> str:
        """A refusal's sentence: what is wrong, what was kept, what to do."""
        facts: dict[str, object] = {name: self._fact(name, value) for name, value in refused.facts.items()}
        if "tt" in facts:
            facts["unit"] = self.numbered(refused.facts["tt"], _text(refused.facts.get("name")))
        if "actor" in facts:
            facts["who"] = self.person(refused.facts["actor"], _text(refused.facts.get("post")))
        special = f"refusal.{refused.code}_{refused.facts.get('role')}"
        return self.words(special if self.words.has(special) else f"refusal.{refused.code}", **facts)

    def news(self, news: NewsView) -> str:
        """One entry in a line: when, who, what, about whom."""
        who, when = self.who(news), self.time(news.at)
        told = self.in_the_room(news)
        if told is not None:
            return self.words("news.said", time=when, who=who, what=told)
        what = self.words(f"action.{news.action}")
        return self.words("news.line", time=when, who=who, what=what, about=self.about(news)).rstrip()

    def who(self, news: NewsView) -> str:
        """Who made an entry: in a meeting the chair by that office, everybody else by post."""
        if news.room is not None and news.room.chair:
            return self.words("meeting.office.chair")
        return self.person(news.actor, news.post)

    def in_the_room(self, news: NewsView) -> str | None:
        """What an entry did in the room besides levels: where it went, what became of an item, who came, who spoke."""
        room = news.room
        if room is None or news.moves:
            return None
        undone = news.undoes is not None
        if room.spoke is not None and not undone:
            who = self.person(room.spoke) if room.spoke else self.words("speech.nobody")
            return self.words("news.spoke", who=who)
        if room.appointed:
            names = [self._held(each, f"meeting.office.{each.state}") for each in room.appointed]
            return self.words("news.appointed", who=", ".join(names))
        if room.attended:
            if len(room.attended) > 1:
                return self.words("news.attended", count=len(room.attended))
            return self._held(room.attended[0], f"meeting.attendance.{room.attended[0].state}")
        if room.item is None or undone:
            return None
        item = self.item(room.item)
        if room.settled is None:
            return self.words("news.room_at", place=room.item.place, item=item)
        key = f"news.item.{room.settled}"
        return self.words(key, item=item) if self.words.has(key) else None

    def _held(self, person: PersonNews, key: str) -> str:
        return f"{self.person(person.post)} {self.words(key)}"

    def done(self, news: NewsView) -> str:
        """What an entry did: its level with its organisation; any other deed by its word."""
        about = self.about(news)
        return about if news.moves else self.words("news.done", what=self.words(f"action.{news.action}"), about=about)

    def about(self, news: NewsView) -> str:
        """Whom an entry concerned: one organisation with its level, or how many."""
        if not news.moves:
            if len(news.units) == 1:
                return self.numbered(news.units[0].tt, news.units[0].name)
            return self.words("news.many", count=len(news.units)) if news.units else ""
        if len(news.moves) > 1:
            return self.words("news.many", count=len(news.moves))
        return self.move(news.moves[0])

    def move(self, move: LevelMoveView) -> str:
        """One level change: ``22 Xã Kim Đồng, quyết định: Tốt → HT``; one that was kept: ``…, quyết định: Tốt``."""
        return self.words(
            "news.held" if move.from_level == move.to_level else "news.move",
            unit=self.numbered(move.tt, move.name),
            stage=self.words(f"stage.{move.stage}.full"),
            before=self.level(move.from_level, "narrow"),
            after=self.level(move.to_level, "narrow"),
        )

    def _fact(self, name: str, value: object) -> object:
        if name.endswith("level"):
            return self.said(_text(value))
        if value is None:
            return self.words("unknown")
        if name == "what":
            return self.words(str(value))
        if name in _CODES:
            return self.words(f"{_CODES[name]}.{value}")
        if name == "at" or name.endswith("_at"):
            return self.time(int(str(value)))
        return self._plain_fact(name, value)

    def _plain_fact(self, name: str, value: object) -> object:
        if name == "held_on":
            return written(str(value))
        if name == "reason" and self.words.has(f"reason.{value}.box"):
            return self.words(f"reason.{value}.box")
        if name == "role":
            return self.role(str(value))
        return visible(value) if isinstance(value, str) else value

    def reason(self, code: str, *, raised: bool = False) -> str:
        """A reason's words as the dialog has them; for a raise some read otherwise."""
        return self.words(f"reason.{code}.box_raise" if raised else f"reason.{code}.box")

    def role(self, code: str) -> str:
        """A role's short word inside a sentence; an unknown one as it was given."""
        key = f"role.{code}.short"
        word = self.words(key) if self.words.has(key) else visible(code)
        return word[:1].lower() + word[1:]


def days(words: Words, left: int | None) -> str:
    """So many days, overdue in capital letters, unknown by that word."""
    if left is None:
        return words("unknown")
    if left < 0:
        return words("case.overdue", count=-left)
    return words("case.days", count=left) if left else words("case.today")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
