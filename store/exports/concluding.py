"""What a meeting concluded, in the sentences of minutes: agreed, adjusted and why, departing from what, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.exports.sitting import Sat
from store.exports.tracing import Ledger, Sentence, Traced
from store.queries.meeting_views import ConclusionView, DecidedView, ItemView, UnitView
from store.rules.comparison import difference
from store.rules.meeting import majority, quorum
from store.rules.text import visible

AGREED, ADJUSTED = "agreed", "adjusted"
"""Kinds of conclusion that set a level; the others are told by their own words."""

LISTED_FROM = 2
"""From so many organisations on a conclusion names them in a list of its own."""


@dataclass(frozen=True)
class Line:
    """One organisation of a list: number, name, the level that stands."""

    tt: Sentence
    name: Sentence
    level: Sentence


@dataclass(frozen=True)
class Listed:
    """The organisations of one conclusion."""

    heading: Sentence
    rows: tuple[Line, ...]


class Concluding:
    """Tells conclusions; what has a list of its own is kept in ``lists``."""

    def __init__(self, sat: Sat, ledger: Ledger) -> None:
        """Take the meeting and the ledger that its sentences go through."""
        self.sat, self.ledger = sat, ledger
        self.lists: list[Listed] = []

    def sentences(self, told: ConclusionView, item: ItemView) -> Iterator[Sentence]:
        """One conclusion: what, by how many hands, who was there, and what was lacking."""
        units = [unit for unit in item.units if unit.decided is not None and unit.decided.entry == told.entry]
        if told.kind == AGREED and units:
            yield self._agreed(told, item, units)
        elif told.kind == ADJUSTED and units:
            for unit in units:
                yield from self._adjusted(unit)
        elif told.kind in (AGREED, ADJUSTED):
            yield self.ledger.say("minutes.replaced", time=self._time(told))
        else:
            yield self._settled(told)
        if told.text and told.kind == AGREED:
            yield self.ledger.say("minutes.concluded.note", text=Traced(visible(told.text), (told.entry,)))
        yield from self.how(told, "minutes.recused" if len(item.units) == 1 else "minutes.recused_part")

    def _settled(self, told: ConclusionView) -> Sentence:
        """An item that was put aside, and why."""
        done = self.sat.clerk.words(f"minutes.concluded.{told.kind}", time=self._time(told).text)
        if not told.text:
            return self.ledger.show(Traced(f"{done}.", (told.entry,)))
        text = Traced(visible(told.text), (told.entry,))
        return self.ledger.say("minutes.concluded.words", told=Traced(done, (told.entry,)), text=text)

    def line(self, item: ItemView) -> Iterator[Sentence]:
        """The item's line of conclusion, where it says what no conclusion said."""
        said = visible(item.conclusion or "")
        if said and said not in [visible(each.text or "") for each in self.sat.view.conclusions]:
            yield self.ledger.say("minutes.concluded.line", text=self.sat.of_item(item, "conclusion", said))

    def _time(self, told: ConclusionView) -> Traced:
        return Traced(self.sat.clerk.time(told.at), (told.entry,))

    def _agreed(self, told: ConclusionView, item: ItemView, units: list[UnitView]) -> Sentence:
        if len(units) >= LISTED_FROM:
            count = Traced(str(len(units)), (told.entry,))
            heading = self.ledger.say(
                "minutes.list", count=count, place=self.sat.of_item(item, "position", str(item.place))
            )
            self.lists.append(Listed(heading, tuple(self._line(unit) for unit in units)))
            return self.ledger.say("minutes.agreed_many", count=count)
        unit = units[0]
        key = "minutes.agreed_own" if unit.proposed_level is None else "minutes.agreed"
        assert unit.decided is not None
        return self.ledger.say(key, unit=self.sat.name(unit.organisation), level=self.sat.level(unit.decided.to_level))

    def _line(self, unit: UnitView) -> Line:
        assert unit.decided is not None
        return Line(
            tt=self.ledger.show(self.sat.of_unit(unit, "tt", str(unit.tt))),
            name=self.ledger.show(self.sat.name(unit.organisation)),
            level=self.ledger.show(self.sat.level(unit.decided.to_level)),
        )

    def _adjusted(self, unit: UnitView) -> Iterator[Sentence]:
        decided = unit.decided
        assert decided is not None
        before = decided.from_level or unit.proposed_level or unit.self_level
        move = difference(self.sat.compared.scheme, before, decided.to_level)
        facts = {"unit": self.sat.name(unit.organisation), "level": self.sat.level(decided.to_level)}
        reason = Traced(self.sat.clerk.reason(decided.reason, decided.note, move), (decided.entry,))
        if before is None or before == decided.to_level:
            yield self.ledger.say("minutes.set", reason=reason, **facts)
        else:
            yield self.ledger.say("minutes.adjusted", before=self.sat.level(before), reason=reason, **facts)
        yield from self._departed(decided)

    def _departed(self, decided: DecidedView) -> Iterator[Sentence]:
        """The clauses that a level goes against."""
        for _rule, level, clause in decided.departed:
            text = Traced(visible(clause), (decided.entry,))
            yield self.ledger.say("minutes.departed", clause=text, level=self.sat.level(level))

    def how(self, told: ConclusionView, recused: str) -> Iterator[Sentence]:
        """The hands counted, who was there, who took no part, and what was lacking; ``recused`` is the words' key."""
        entry, say = (told.entry,), self.ledger.say
        if told.hands is not None:
            names = ("favour", "against", "abstained")
            counts = {name: Traced(str(count), entry) for name, count in zip(names, told.hands, strict=True)}
            yield say("minutes.hands", **counts)
        here = {"here": Traced(str(told.voting_present), entry), "voting": Traced(str(told.voting), entry)}
        if told.quorate:
            yield say("minutes.present", time=self._time(told), **here)
        else:
            needed = Traced(str(quorum(told.voting, self.sat.view.quorum)), entry)
            yield say("minutes.not_quorate", time=self._time(told), needed=needed, **here)
        persons = {each.person.key: each.person for each in self.sat.view.people}
        for key in told.recused:
            if key in persons:
                yield say(recused, who=self.sat.person(persons[key]))
        if not told.carried:
            enough = Traced(str(majority(told.voting, self.sat.view.majority)), entry)
            yield say("minutes.not_carried", needed=enough)
