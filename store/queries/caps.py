"""The cap in every peer group and in all, as it stands or as it would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.queries.comparison import ComparisonView
from store.rules.caps import Cap, cap
from store.rules.comparison import distribution


@dataclass(frozen=True)
class CapView:
    """One group (``None``: not known) or, with ``whole``, all: how it stands against the cap."""

    group: str | None
    whole: bool
    members: int
    cap: Cap


def caps(view: ComparisonView, would: Mapping[str, str | None] | None = None) -> tuple[CapView, ...]:
    """Every group in the committee's order, the unknown one, then all; none where the scheme has no cap.

    ``would`` are levels by organisation that are tried instead of the standing ones.
    """
    rule = view.scheme.cap
    if rule is None:
        return ()
    tried = would or {}
    levels = {row.organisation: tried.get(row.organisation, row.effective) for row in view.rows}
    groups = list(dict.fromkeys(row.peer_group for row in view.rows))
    groups.sort(key=lambda group: group is None)
    found = []
    for group in groups:
        rows = [row for row in view.rows if row.peer_group == group]
        counts = distribution(view.scheme, ((levels[row.organisation], False) for row in rows))
        found.append(CapView(group, False, len(rows), cap(counts, rule, view.cap_base, group_known=group is not None)))
    counts = distribution(view.scheme, ((level, False) for level in levels.values()))
    return (*found, CapView(None, True, len(view.rows), cap(counts, rule, view.cap_base)))
