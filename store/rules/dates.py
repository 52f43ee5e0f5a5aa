"""Dates as people write them and as they are kept."""

from __future__ import annotations

import re
from datetime import date

_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")


def read_date(text: str) -> str | None:
    """``15/12/2019``, ``15-12-2019`` or ``2019-12-15`` as ISO text; ``None`` where it is no date of the calendar."""
    plain = text.strip()
    if found := _WRITTEN.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def written(iso: str | None) -> str:
    """A kept date as people write it: ``15/12/2019``; empty for none."""
    if not iso:
        return ""
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
