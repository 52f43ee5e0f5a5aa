"""The minutes of a meeting, written from the journal: who was there when, what was said and concluded to each item.

Every figure goes through the ledger; the last annex says which journal entries it follows from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.exports.concluding import Concluding, Listed
from store.exports.head import Head, committee_head
from store.exports.presence import Coming, Presences
from store.exports.sitting import Sat
from store.exports.tracing import Fact, Ledger, Origin, Sentence, Traced
from store.queries.granting import GrantView
from store.queries.meeting_views import ItemView, SpeechView
from store.rules.comparison import distribution
from store.rules.meeting import BLOCK
from store.rules.text import percent, visible


@dataclass(frozen=True)
class Part:
    """One item of the agenda as it went: its heading and what was said and concluded, in order."""

    heading: Sentence
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class LevelSum:
    """One level with how many this meeting concluded at it, and their share."""

    level: Sentence
    count: Sentence
    share: Sentence


@dataclass(frozen=True)
class Minutes:
    """The minutes: opening, people, items, sums, end, seal; the lists that belong to them; where figures come from."""

    head: Head
    title: Sentence
    opening: tuple[Sentence, ...]
    people: tuple[Coming, ...]
    quorum: tuple[Sentence, ...]
    items: tuple[Part, ...]
    other: tuple[Sentence, ...]
    commended: tuple[Sentence, ...]
    left: tuple[Sentence, ...]
    levels: tuple[LevelSum, ...]
    closing: tuple[Sentence, ...]
    seal: Sentence
    secretary: str
    chair: Sentence
    lists: tuple[Listed, ...]
    origins: tuple[Origin, ...]


def minutes(sat: Sat) -> Minutes:
    """The minutes as the journal has them now; a draft until the meeting is closed and sealed."""
    ledger = Ledger(sat.clerk.words)
    return _Minutes(sat, ledger).made()


class _Minutes:
    """Writes one meeting's minutes into one ledger."""

    def __init__(self, sat: Sat, ledger: Ledger) -> None:
        self.sat, self.view, self.clerk, self.ledger = sat, sat.view, sat.clerk, ledger
        self.presences = Presences(sat, ledger)
        self.concluding = Concluding(sat, ledger)

    def made(self) -> Minutes:
        clerk, say = self.clerk, self.ledger.say
        head = committee_head(clerk, clerk.words("paper.sign.minutes"))
        title = say("minutes.title", cycle=self.sat.own("cycle", self.view.cycle))
        opening = self._opening()
        people, quorum = self.presences.table(), self.presences.at_opening()
        items = tuple(self._item(item) for item in self.view.items)
        made = Minutes(
            head=head,
            title=title,
            opening=opening,
            people=people,
            quorum=quorum,
            items=items,
            other=tuple(self._speech(each) for each in self.view.speeches if each.item is None),
            commended=tuple(each for grant in self.sat.grants for each in self._commended(grant)),
            left=self._left(),
            levels=self._levels(),
            closing=self._closing(),
            seal=self._seal(),
            secretary=clerk.words("paper.dots"),
            chair=self._chair("minutes.signed", "minutes.signed_open"),
            lists=tuple(self.concluding.lists),
            origins=(),
        )
        return Minutes(**{**vars(made), "origins": self.ledger.origins()})

    def _opening(self) -> tuple[Sentence, ...]:
        view, say, own = self.view, self.ledger.say, self.sat.own
        dots = self.clerk.words("paper.dots")
        at = own("opened", self.clerk.time(view.opened)) if view.opened else dots
        sentences = [
            say("minutes.when", time=at, day=own("held_on", self.clerk.long_day(view.held_on))),
            say("minutes.where", place=own("place", visible(view.place)) if view.place else dots),
            self._chair("minutes.chaired", "minutes.chair_open"),
            say("minutes.written_by", dots=dots),
        ]
        tellers = [self.sat.person(each) for each in view.tellers]
        if tellers:
            sentences.append(self._people("minutes.tellers", tellers))
        return tuple(sentences)

    def _people(self, key: str, people: list[Fact]) -> Sentence:
        names = ", ".join(each.text if isinstance(each, Traced) else each for each in people)
        entries = sorted({entry for each in people if isinstance(each, Traced) for entry in each.entries})
        return self.ledger.say(key, people=Traced(names, tuple(entries)) if entries else names)

    def _chair(self, known: str, unknown: str) -> Sentence:
        chair = self.view.chair
        if chair is None:
            return self.ledger.say(unknown, dots=self.clerk.words("paper.dots"))
        return self.ledger.say(known, who=self.sat.person(chair))

    def _item(self, item: ItemView) -> Part:
        ledger, sat = self.ledger, self.sat
        place = sat.of_item(item, "position", str(item.place))
        if item.kind == BLOCK or len(item.units) != 1:
            about: Fact = sat.of_item(item, "title", visible(item.title or "")) if item.title else self._block()
            heading = ledger.say("minutes.item", place=place, about=about)
            sentences = []
        else:
            unit = item.units[0]
            heading = ledger.say("minutes.item", place=place, about=sat.name(unit.organisation))
            levels = {"own": sat.level(unit.self_level), "proposed": sat.level(unit.proposed_level)}
            sentences = [ledger.say("minutes.stands", **levels)]
        said = [(each.entry, self._speech(each)) for each in self.view.speeches if each.item == item.key]
        concluded = [
            (each.entry, sentence)
            for each in self.view.conclusions
            if each.item == item.key
            for sentence in self.concluding.sentences(each, item)
        ]
        sentences += [sentence for _entry, sentence in sorted([*said, *concluded], key=lambda each: each[0])]
        sentences += self.concluding.line(item)
        if not concluded:
            sentences.append(ledger.say(f"minutes.state.{item.state}"))
        return Part(heading, tuple(sentences))

    def _block(self) -> str:
        return self.clerk.words("minutes.block")

    def _speech(self, speech: SpeechView) -> Sentence:
        text = Traced(visible(speech.text), (speech.entry,))
        if speech.person is None:
            return self.ledger.say("minutes.note", text=text)
        return self.ledger.say("minutes.speech", who=self.sat.person(speech.person), text=text)

    def _commended(self, grant: GrantView) -> Iterator[Sentence]:
        """A decision on a commendation, with its own words; by how many hands, who was there, and what was lacking."""
        kind = self.clerk.words(f"commendation.kind.{grant.kind}")
        decided = "granted" if grant.granted else "declined"
        facts: dict[str, Fact] = {"unit": self.sat.name(grant.organisation), "kind": Traced(kind, (grant.entry,))}
        if grant.note is None:
            yield self.ledger.say(f"minutes.{decided}", **facts)
        else:
            text = Traced(visible(grant.note), (grant.entry,))
            yield self.ledger.say(f"minutes.{decided}_words", **facts, text=text)
        yield from self.concluding.how(grant.concluded, "minutes.recused")

    def _left(self) -> tuple[Sentence, ...]:
        """Items parked or never taken up, and organisations that stand in no item."""
        items = [item for item in self.view.items if item.place in self.view.leftovers]
        sentences = [
            self.ledger.say("minutes.left", place=self.sat.of_item(item, "position", str(item.place))) for item in items
        ]
        return tuple(sentences)

    def _levels(self) -> tuple[LevelSum, ...]:
        """The levels that this meeting set; a count follows from every entry that set one of them."""
        decided = [unit.decided for unit in self.sat.units if unit.decided is not None]
        if not decided:
            return ()
        spread = distribution(self.sat.compared.scheme, ((each.to_level, True) for each in decided))
        rated, show = sum(count for _code, count in spread.levels), self.ledger.show
        every = tuple(sorted({each.entry for each in decided}))
        sums = []
        for code, count in spread.levels:
            entries = tuple(sorted({each.entry for each in decided if each.to_level == code})) or every
            sums.append(
                LevelSum(
                    level=show(self.sat.level(code)),
                    count=show(Traced(self.clerk.number(count), entries)),
                    share=show(Traced(self.clerk.share(percent(count, rated)), every)),
                )
            )
        return tuple(sums)

    def _closing(self) -> tuple[Sentence, ...]:
        if self.view.closed is None:
            return (self.ledger.say("minutes.not_closed"),)
        closed = self.sat.own("closed", self.clerk.time(self.view.closed))
        return (self.ledger.say("minutes.closed", time=closed),)

    def _seal(self) -> Sentence:
        if not self.sat.sealed:
            return self.ledger.say("minutes.unsealed")
        count = self.sat.own("seal_count", self.clerk.number(self.view.seal_count))
        digest = self.sat.own("seal_digest", str(self.view.seal_digest))
        return self.ledger.say("minutes.sealed", count=count, digest=digest)
