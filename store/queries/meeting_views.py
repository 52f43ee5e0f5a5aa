"""What is known of a meeting, as frozen views: people, agenda, presence, speeches, conclusions."""

from __future__ import annotations

from dataclasses import dataclass

from store.queries.closing import Blockers
from store.queries.sitting import Presence
from store.rules.meeting import ACTIVE, CHAIR, TELLER, following


@dataclass(frozen=True)
class PersonView:
    """Somebody at the table; ``number`` is the one in lists, ``account`` the login of those who have one."""

    key: int
    number: int
    post: str
    full_name: str | None
    votes: bool
    account: str | None
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True)
class AttendeeView:
    """A person on a meeting's list, with the newest word on presence; ``since`` in UTC milliseconds."""

    person: PersonView
    state: str
    since: int
    expected: str | None
    offices: tuple[str, ...]


@dataclass(frozen=True)
class PresenceMark:
    """One word on one person's presence, as it was recorded; ``entry`` is the journal's."""

    entry: int
    person: PersonView
    state: str
    at: int
    expected: str | None


@dataclass(frozen=True)
class SpeechView:
    """What was said to an item (``None``: to none); without a person a note of the secretary."""

    entry: int
    key: int
    item: int | None
    person: PersonView | None
    text: str
    at: int


@dataclass(frozen=True)
class ConclusionView:
    """What was concluded at once and who was there then; ``item`` is the item's key."""

    entry: int
    item: int | None
    kind: str
    at: int
    present: tuple[int, ...]
    recused: tuple[int, ...]
    voting: int
    voting_present: int
    quorate: bool
    carried: bool
    hands: tuple[int, int, int] | None
    text: str | None


@dataclass(frozen=True)
class UnitView:
    """An organisation of an item, as the cycle has it, with what this meeting set; ``entry`` set it."""

    organisation: str
    tt: int
    name: str | None
    full_name: str | None
    kind: str
    self_level: str | None
    proposed_level: str | None
    final_level: str | None
    decided: DecidedView | None


@dataclass(frozen=True)
class DecidedView:
    """The level that a meeting set for an organisation: how, why, departing from and superseding what."""

    entry: int
    kind: str
    from_level: str | None
    to_level: str
    reason: str | None
    note: str | None
    departed: tuple[tuple[str, str, str], ...]
    supersedes: int | None


@dataclass(frozen=True)
class ItemView:
    """An item of the agenda with its organisations; ``spent`` in milliseconds, without the time since now."""

    entry: int
    key: int
    place: int
    kind: str
    title: str | None
    minutes: int | None
    state: str
    conclusion: str | None
    spent: int
    units: tuple[UnitView, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Codes of its organisations, in the committee's order."""
        return tuple(unit.organisation for unit in self.units)


@dataclass(frozen=True)
class MeetingView:
    """One meeting whole; ``entry`` is the one that last changed its own row."""

    entry: int
    key: int
    number: int
    cycle: str
    held_on: str
    starts: str | None
    place: str | None
    decides: str
    quorum: str
    majority: str
    state: str
    item: int | None
    item_since: int | None
    opened: int | None
    closed: int | None
    seal_digest: str | None
    seal_count: int | None
    decision_number: str | None
    decision_date: str | None
    decision_signer: str | None
    people: tuple[AttendeeView, ...]
    presence: Presence
    items: tuple[ItemView, ...]
    speeches: tuple[SpeechView, ...]
    conclusions: tuple[ConclusionView, ...]
    marks: tuple[PresenceMark, ...]
    blockers: Blockers
    leftovers: tuple[int, ...]
    outside: tuple[str, ...]

    @property
    def active(self) -> bool:
        """Whether it has begun and is not over."""
        return self.state in ACTIVE

    @property
    def room(self) -> ItemView | None:
        """The room's item."""
        return next((each for each in self.items if each.key == self.item), None)

    @property
    def next(self) -> ItemView | None:
        """The item to which the room goes on."""
        aim = following([each.state for each in self.items], self.room.place - 1 if self.room else None)
        return None if aim is None else self.items[aim]

    @property
    def chair(self) -> PersonView | None:
        """Who chairs it."""
        return next((each.person for each in self.people if CHAIR in each.offices), None)

    @property
    def tellers(self) -> tuple[PersonView, ...]:
        """Who counts."""
        return tuple(each.person for each in self.people if TELLER in each.offices)

    def item_of(self, organisation: str) -> ItemView | None:
        """The item in which an organisation stands."""
        return next(
            (each for each in self.items if any(unit.organisation == organisation for unit in each.units)), None
        )
