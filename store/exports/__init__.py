"""Papers and tables that leave the program: a view and words in, a finished document out.

``make`` makes one, ``make_each`` one file for each part; ``kinds`` says what there is and what each needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from store.db.watching import Watch, unwatched
from store.exports.document import KINDS, Document, Kind
from store.exports.naming import file_names
from store.words import Words

__all__ = ["Document", "Kind", "file_names", "kinds", "make", "make_each"]


def kinds() -> tuple[Kind, ...]:
    """Every kind of paper with its formats and whether it needs a cycle or a meeting."""
    return tuple(KINDS.values())


def make(
    kind: str,
    *,
    words: Words,
    shipped: Path,
    cycle: str | None = None,
    meeting: str | None = None,
    case: int | None = None,
    format: str | None = None,  # noqa: A002 - what it is called at the shell
    watch: Watch = unwatched,
) -> Document:
    """One document of a kind, from the store as it is now; Word papers are in Vietnamese, tables in ``words``.

    ``shipped`` is the folder of templates that come with the program (a committee's own lie beside the store);
    without ``cycle`` the open one, else the newest; ``meeting`` is a number or a day, without one the newest;
    ``case`` is the number of one of remediation, without one that which presses most. ``format`` is one of the kind's,
    by default its first. Raises ``Refused`` for a kind, format, cycle, meeting or case that is not there and for a
    template that is not right; ``Stopped`` where the watch wants no more.
    """
    from store.exports.making import made  # noqa: PLC0415 - the makers are imported when one is wanted

    return made(kind, words=words, shipped=shipped, cycle=cycle, meeting=meeting, case=case, wanted=format, watch=watch)


def make_each(
    kind: str,
    *,
    words: Words,
    shipped: Path,
    cycle: str | None = None,
    meeting: str | None = None,
    watch: Watch = unwatched,
) -> Iterator[Document]:
    """The parts of a kind that has many, one document each; raises as ``make`` does, and for a kind that has not."""
    from store.exports.making import made_each  # noqa: PLC0415 - the same

    return made_each(kind, words=words, shipped=shipped, cycle=cycle, meeting=meeting, watch=watch)
