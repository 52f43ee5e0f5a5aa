"""Papers after a meeting: the decision with its list, and the notice to each organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.db.watching import Watch, unwatched
from store.exports.clerk import Clerk
from store.exports.head import Head, committee_head
from store.exports.sitting import Sat
from store.queries.meeting_views import DecidedView, UnitView
from store.rules.comparison import difference
from store.rules.text import percent, visible


@dataclass(frozen=True)
class Recognised:
    """One organisation of the decision's list."""

    tt: str
    name: str
    level: str
    own: str
    move: str


@dataclass(frozen=True)
class Counted:
    """One level with how many are at it and their share of those rated."""

    level: str
    count: str
    share: str


@dataclass(frozen=True)
class Decision:
    """The decision of a meeting; number, day and signer are dots until they are known; ``named`` is how it is cited."""

    head: Head
    committee: str
    cycle: str
    guidance: str
    held_on: str
    total: str
    levels: tuple[Counted, ...]
    rows: tuple[Recognised, ...]
    named: str
    signer: str


def decision(sat: Sat) -> Decision:
    """The levels that the meeting concluded, in the committee's order."""
    view, clerk, scheme = sat.view, sat.clerk, sat.compared.scheme
    decided = [(unit, told) for unit in sat.units if (told := unit.decided) is not None]
    counts = {level.code: sum(told.to_level == level.code for _unit, told in decided) for level in scheme.levels}
    rated = sum(counts.values())
    return Decision(
        head=committee_head(clerk, clerk.words("paper.sign.decision"), view.decision_number, view.decision_date),
        committee=clerk.committee,
        cycle=view.cycle,
        guidance="; ".join(scheme.guidance),
        held_on=clerk.long_day(view.held_on),
        total=clerk.number(len(decided)),
        levels=tuple(
            Counted(sat.level(code), clerk.number(count), clerk.share(percent(count, rated)))
            for code, count in counts.items()
        ),
        rows=tuple(
            Recognised(
                tt=str(unit.tt),
                name=clerk.name(unit.name, unit.full_name),
                level=sat.level(told.to_level),
                own=sat.level(unit.self_level, "paper"),
                move=clerk.move(difference(scheme, unit.self_level, told.to_level)),
            )
            for unit, told in decided
        ),
        named=_decision(sat, clerk),
        signer=_signer(sat),
    )


def _signer(sat: Sat) -> str:
    return visible(sat.view.decision_signer or sat.clerk.words("paper.dots")).upper()


@dataclass(frozen=True)
class Notice:
    """What one organisation is told: its level, what it had rated itself, why it was changed (empty: it was not)."""

    code: str
    tt: str
    to: str
    level: str
    own: str
    move: str
    reason: str


@dataclass(frozen=True)
class Notices:
    """Notices of one decision; one with a single organisation is a file of its own."""

    head: Head
    committee: str
    cycle: str
    held_on: str
    decision: str
    signer: str
    notices: tuple[Notice, ...]


def notices(sat: Sat, watch: Watch = unwatched) -> Notices:
    """One notice for each organisation that the meeting decided on; the watch is asked at each."""
    view, clerk = sat.view, sat.clerk
    return Notices(
        head=committee_head(clerk, clerk.words("paper.sign.notice")),
        committee=clerk.committee,
        cycle=view.cycle,
        held_on=clerk.long_day(view.held_on),
        decision=_decision(sat, clerk),
        signer=_signer(sat),
        notices=tuple(_notices(sat, watch)),
    )


def _decision(sat: Sat, clerk: Clerk) -> str:
    """The decision by number and day, with blanks where they are not known."""
    number, day = visible(sat.view.decision_number or clerk.words("paper.dots")), clerk.long_day(sat.view.decision_date)
    if "/" not in number:
        number = f"{number}-{clerk.words('paper.sign.decision')}/{clerk.symbol()}"
    return clerk.words("paper.decision_named", number=number, day=day)


def _notices(sat: Sat, watch: Watch) -> Iterator[Notice]:
    decided = [(unit, unit.decided) for unit in sat.units if unit.decided is not None]
    for number, (unit, told) in enumerate(decided):
        watch(number, len(decided))
        yield _notice(sat, unit, told)
    watch(len(decided), len(decided))


def _notice(sat: Sat, unit: UnitView, told: DecidedView) -> Notice:
    clerk = sat.clerk
    move = difference(sat.compared.scheme, unit.self_level, told.to_level)
    reasons = {row.organisation: (row.reason, row.note) for row in sat.compared.rows}
    reason = (told.reason, told.note) if told.reason else reasons.get(unit.organisation, (None, None))
    return Notice(
        code=unit.organisation,
        tt=str(unit.tt),
        to=clerk.called(unit.tt, unit.name, unit.full_name),
        level=sat.level(told.to_level),
        own=sat.level(unit.self_level),
        move=clerk.move(move),
        reason=clerk.reason(*reason, move) if move else "",
    )
