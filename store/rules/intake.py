"""What of a dossier is in, late, returned or owed: by whom, since when, and when it was asked for last.

Dates are ISO text, which orders as dates do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.rules.facts import RATINGS
from store.rules.roles import REVIEWER, SECRETARY

NOT_IN, IN, LATE, RETURNED = "not_in", "in", "late", "returned"
"""What a paper can be; words ``intake.paper.<state>``."""

SOME, COMPLETE, APPRAISED = "some", "complete", "appraised"
"""What a whole dossier can be besides ``not_in``, ``late`` and ``returned``; words ``intake.dossier.<state>``."""

NOT_SENT, NO_OPINION, GIVEN = "not_sent", "no_opinion", "given"
"""What a body has said: nothing yet is another thing than word that it has no opinion."""

ORGANISATION = "organisation"
"""The debtor of the dossier's own papers."""

WITH_RATINGS = frozenset({"commune", "town"})
"""Kinds of organisation that have a government, a Front and mass organisations of their own level (21-HD/BTCTW)."""

DEBTORS = (ORGANISATION, *(name.removeprefix("rating_") for name in RATINGS))
"""Who can owe something, in the order of letters: the organisation, government, Front, mass organisations."""


@dataclass(frozen=True)
class Paper:
    """One paper of a dossier as it stands: its code, its state, when it came in, when and why it was given back."""

    code: str
    state: str
    received: str | None = None
    returned: str | None = None
    why: str | None = None

    @property
    def is_in(self) -> bool:
        """Whether the paper lies with the committee, in time or late."""
        return self.state in (IN, LATE)


@dataclass(frozen=True)
class Opinion:
    """What an advisory body has said of an organisation, and when."""

    body: str
    state: str
    text: str | None = None
    given: str | None = None


@dataclass(frozen=True)
class Debt:
    """What somebody owes for one organisation: codes of papers or names of ratings.

    ``since`` is the deadline (of a paper given back after it, that day), ``None`` where none is set; ``overdue`` says
    whether it has passed; ``reminded`` are the days on which letters went out, oldest first.
    """

    debtor: str
    what: tuple[str, ...]
    since: str | None
    overdue: bool
    reminded: tuple[str, ...]


def papers(
    codes: Iterable[str], kept: Mapping[str, tuple[str | None, str | None, str | None]], due: str | None
) -> tuple[Paper, ...]:
    """Every paper of a dossier; ``kept`` has day of receipt, day of return and reason by code."""
    return tuple(_paper(code, *kept.get(code, (None, None, None)), due) for code in codes)


def _paper(code: str, received: str | None, returned: str | None, why: str | None, due: str | None) -> Paper:
    if received is not None:
        return Paper(code, LATE if due is not None and received > due else IN, received)
    return Paper(code, NOT_IN if returned is None else RETURNED, None, returned, why)


def dossier_state(held: Sequence[Paper], *, appraised: bool) -> str:
    """The dossier in one word: what has to be done about it comes before what is well."""
    count = sum(paper.is_in for paper in held)
    if any(paper.state == RETURNED for paper in held):
        return RETURNED
    if count < len(held):
        return SOME if count else NOT_IN
    if appraised:
        return APPRAISED
    return LATE if any(paper.state == LATE for paper in held) else COMPLETE


def opinions(codes: Iterable[str], kept: Mapping[str, tuple[str | None, str]]) -> tuple[Opinion, ...]:
    """What every body has said; ``kept`` has text and day by body."""
    return tuple(_opinion(code, kept.get(code)) for code in codes)


def _opinion(body: str, kept: tuple[str | None, str] | None) -> Opinion:
    if kept is None:
        return Opinion(body, NOT_SENT)
    text, given = kept
    return Opinion(body, NO_OPINION if text is None else GIVEN, text, given)


def asked_ratings(kind: str) -> tuple[str, ...]:
    """The same-level ratings that must have arrived before an organisation of this kind is appraised."""
    return RATINGS if kind in WITH_RATINGS else ()


def debts(
    held: Iterable[Paper],
    asked: Iterable[str],
    there: Collection[str],
    *,
    dossier_due: str | None,
    prerequisites_due: str | None,
    reminders: Iterable[tuple[str, str]],
    today: str,
) -> tuple[Debt, ...]:
    """What is owed for one organisation, by debtor in the order of ``DEBTORS``.

    ``asked`` are the names of the ratings that must be there, ``there`` the facts that are (``none`` is an answer, too:
    there is no such body); ``reminders`` are debtor and day.
    """
    sent: dict[str, list[str]] = {}
    for reminded, on in reminders:
        sent.setdefault(reminded, []).append(on)
    owed: list[tuple[str, tuple[str, ...], str | None]] = []
    wanting = [paper for paper in held if not paper.is_in]
    if wanting:
        days = [day for paper in wanting if (day := _wanted_since(paper, dossier_due)) is not None]
        owed.append((ORGANISATION, tuple(paper.code for paper in wanting), min(days, default=None)))
    owed += [(name.removeprefix("rating_"), (name,), prerequisites_due) for name in asked if name not in there]
    return tuple(
        Debt(debtor, what, since, since is not None and today > since, tuple(sorted(sent.get(debtor, ()))))
        for debtor, what, since in owed
    )


def _wanted_since(paper: Paper, due: str | None) -> str | None:
    """A paper is wanted from the deadline; one that was given back later, from that day."""
    return max((day for day in (due, paper.returned) if day is not None), default=None)


def speaks_for(roles: Collection[str], own_body: str | None, body: str) -> bool:
    """Whether somebody may put down a body's opinion: those who take in papers for all, an advisory body its own."""
    return not {SECRETARY, REVIEWER}.isdisjoint(roles) or own_body == body
