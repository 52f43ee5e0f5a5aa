"""What files of papers are called: names made by the program, the same at the shell and at the screens."""

from __future__ import annotations

from store.db.connect import reading
from store.exports.document import KINDS, Kind
from store.queries.dossier import cycle_row
from store.words import Words

PAPERS_IN = "vi"
"""Papers are in Vietnamese whatever language one reads the screens in, and so are their names."""


def stem(kind: Kind, lang: str, cycle: str | None, case: int | None = None) -> str:
    """What a file of a kind is called, without its ending: letters, digits and hyphens."""
    base = Words(PAPERS_IN if kind.paper else lang)(f"paper.{kind.name}.file")
    if kind.case:
        return base if case is None else f"{base}-{case}"
    return f"{base}-{cycle}" if cycle and kind.cycle else base


def file_names(lang: str, meeting_cycle: str | None, case: int | None = None) -> dict[str, str]:
    """What ``make`` calls a file of each kind; ``meeting_cycle`` is the cycle of the meeting that is on, or newest.

    ``case`` is the number of the case that papers of one are of.
    """
    with reading():
        newest = str(cycle_row(None)["code"])
    cycles = {True: meeting_cycle or newest, False: newest}
    return {name: f"{stem(kind, lang, cycles[kind.meeting], case)}.{kind.formats[0]}" for name, kind in KINDS.items()}
