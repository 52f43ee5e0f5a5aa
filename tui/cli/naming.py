"""Organisations as they are named on the command line."""

from __future__ import annotations

from store.errors import Refused
from store.queries.assessments import callable_names
from store.rules.naming import Ambiguous, Match, Named, resolve


def named(text: str) -> str:
    """The code of the organisation a text means.

    Raises ``Refused``: ``ambiguous_organisation`` with the candidates, ``unknown_organisation`` with the nearest.
    """
    found = resolve(text, callable_names())
    if isinstance(found, Match):
        return found.code
    if isinstance(found, Ambiguous):
        listed = _listed(found.candidates[:5]) + (", …" if len(found.candidates) > 5 else "")
        raise Refused("ambiguous_organisation", text=text, count=len(found.candidates), candidates=listed)
    if found.nearest:
        raise Refused("unknown_organisation_near", text=text, nearest=_listed(found.nearest))
    raise Refused("unknown_organisation", text=text)


def _listed(organisations: tuple[Named, ...]) -> str:
    return ", ".join(f"{each.tt} {each.name or each.code}" for each in organisations)
