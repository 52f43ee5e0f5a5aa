"""Who was there when, for the minutes: each person's coming and going, and whether enough were there to begin."""

from __future__ import annotations

from dataclasses import dataclass

from store.exports.sitting import Sat
from store.exports.tracing import Ledger, Sentence, Traced
from store.queries.meeting_views import AttendeeView, PresenceMark
from store.rules.meeting import INVITED, PRESENT, majority, quorum


@dataclass(frozen=True)
class Coming:
    """One person of the meeting's list: number, post, whether voting, what was recorded of the presence and when."""

    number: Sentence
    post: Sentence
    votes: Sentence
    course: Sentence


class Presences:
    """What the marks of attendance say."""

    def __init__(self, sat: Sat, ledger: Ledger) -> None:
        """Take the meeting and the ledger that its sentences go through."""
        self.sat, self.view, self.ledger = sat, sat.view, ledger

    def table(self) -> tuple[Coming, ...]:
        """Everybody on the list, in the order of their numbers."""
        return tuple(self._coming(each) for each in self.view.people)

    def _coming(self, each: AttendeeView) -> Coming:
        words, show = self.sat.clerk.words, self.ledger.show
        marks = [mark for mark in self.view.marks if mark.person.key == each.person.key]
        told = [mark for mark in marks if mark.state != INVITED]
        course = "; ".join(self._mark(mark) for mark in told)
        return Coming(
            number=show(self.sat.of_person(each.person, "number", str(each.person.number))),
            post=show(self.sat.person(each.person)),
            votes=show(words("paper.mark") if each.person.votes else ""),
            course=show(
                Traced(course, tuple(mark.entry for mark in told)) if told else words("minutes.presence.unsaid")
            ),
        )

    def _mark(self, mark: PresenceMark) -> str:
        clerk = self.sat.clerk
        key = f"minutes.presence.{mark.state}"
        expected = clerk.words("minutes.presence.expected", time=mark.expected) if mark.expected else ""
        return clerk.words(key, time=clerk.time(mark.at), expected=expected)

    def at_opening(self) -> tuple[Sentence, ...]:
        """How many vote, how many of them were there when the meeting began, and whether that was enough."""
        say, view = self.ledger.say, self.view
        voting = [each for each in view.people if each.person.votes]
        if not voting or view.opened is None:
            return ()
        first = {mark.person.key: mark.entry for mark in reversed(view.marks) if mark.person.votes}
        listed = tuple(sorted(set(first.values()))) or (view.entry,)
        here = self._voting_at(view.opened)
        entries = tuple(mark.entry for mark in here) or listed
        needed = quorum(len(voting), view.quorum)
        facts = {
            "voting": Traced(str(len(voting)), listed),
            "here": Traced(str(len(here)), entries),
            "needed": self._with("quorum", needed, listed),
            "majority": self._with("majority", majority(len(voting), view.majority), listed),
        }
        return (say("minutes.quorum" if len(here) >= needed else "minutes.quorum_lacking", **facts),)

    def _with(self, column: str, number: int, listed: tuple[int, ...]) -> Traced:
        """A number that follows from who is listed and from a share that the meeting was planned with."""
        share = self.sat.own(column, "")
        return Traced(str(number), (*listed, *(share.entries if isinstance(share, Traced) else ())))

    def _voting_at(self, at: int) -> list[PresenceMark]:
        """The newest marks of the voting members who were there at an instant."""
        newest = {mark.person.key: mark for mark in self.view.marks if mark.at <= at and mark.person.votes}
        return [mark for mark in newest.values() if mark.state == PRESENT]
