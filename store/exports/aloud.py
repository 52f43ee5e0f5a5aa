"""The minutes as text to be read aloud before the last Enter: the paper's own sentences, without marks and annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store import clock
from store.db.connect import reading
from store.exports.clerk import Clerk
from store.exports.minutes import Minutes, minutes
from store.exports.sitting import sat_of
from store.queries.closing import last_entry
from store.queries.meeting import meeting
from store.queries.settings import settings
from store.words import Words


@dataclass(frozen=True)
class Aloud:
    """The paragraphs, an empty one between two parts; ``entry`` is the meeting's last entry that they tell."""

    paragraphs: tuple[str, ...]
    entry: int


def aloud(number: int) -> Aloud:
    """The minutes of a meeting in Vietnamese, as they are now; raises ``Refused`` for one that is not there."""
    with reading():
        view = meeting(number)
        clerk = Clerk(Words("vi"), settings(), clock.now_ms())
        sat = sat_of(view, clerk)
        told = minutes(sat)
        title = clerk.words("sitting.minutes_title", title=told.title.text)
        return Aloud((title, *_paragraphs(told, sealed=sat.sealed)), last_entry(view.number))


def _paragraphs(told: Minutes, *, sealed: bool) -> Iterator[str]:
    yield ""
    yield from (each.text for each in told.opening)
    yield ""
    yield from (f"{each.number.text}. {each.post.text}: {each.course.text}" for each in told.people)
    yield from (each.text for each in told.quorum)
    for part in told.items:
        yield ""
        yield part.heading.text
        yield from (each.text for each in part.sentences)
    if told.other:
        yield ""
        yield from (each.text for each in told.other)
    if told.commended:
        yield ""
        yield from (each.text for each in told.commended)
    if told.left:
        yield ""
        yield from (each.text for each in told.left)
    if told.levels:
        yield ""
        yield from (f"{each.level.text}: {each.count.text} ({each.share.text}%)" for each in told.levels)
    for listed in told.lists:
        yield ""
        yield listed.heading.text
        yield from (f"{line.tt.text}. {line.name.text}: {line.level.text}" for line in listed.rows)
    if sealed:
        yield ""
        yield from (each.text for each in (*told.closing, told.seal))
