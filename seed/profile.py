"""A profile: what one committee's store begins with, read from YAML and checked before anything is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.errors import Refused
from store.imports.strict_yaml import read_yaml
from store.rules.reasons import NOTE_KINDS
from store.rules.scheme import scheme_from

HERE = Path(__file__).parent
SHIPPED = HERE / "profiles" / "trang-dinh-2019.yaml"
"""The profile that the program comes with."""

Facts = dict[str, Any]
"""One row of facts: field to value; unknown is ``None``."""

_PARTS: Mapping[str, frozenset[str]] = {
    "organisations": frozenset({"code", "tt", "name", "full_name", "kind", "peer_group", "parent", "source"}),
    "headcounts": frozenset(
        {"organisation", "as_of", "members_full", "members_probationary", "sub_branches", "source"}
    ),
    "years": frozenset({"year", "scheme", "rated", "exemplary", "source", "levels"}),
    "known": frozenset({"organisation", "year", "scheme", "level", "exemplary", "slow_to_improve", "source"}),
    "corrections": frozenset({"code", "year", "level", "printed", "corrected", "why_vi", "why_en", "corrected_by"}),
}
_SCHEME = frozenset({"code", "edition", "from_year", "to_year", "guidance", "levels", "forms", "cap", "rules"})
_LISTS = ("papers", "bodies")
_NAMED = frozenset({"code", "name_vi", "name_en"})
_WHOLE = frozenset({"article", "settings", "sources", "cycle", *_LISTS, *_PARTS})


@dataclass(frozen=True)
class Profile:
    """A committee's beginning, part by part; sources are already the sentences themselves."""

    settings: Mapping[str, str]
    organisations: tuple[Facts, ...]
    headcounts: tuple[Facts, ...]
    years: tuple[Facts, ...]
    known: tuple[Facts, ...]
    corrections: tuple[Facts, ...]
    cycle: Mapping[str, str]


def load_profile(path: Path | None = None) -> Profile:
    """Read a profile, the shipped one by default.

    Raises ``Refused("yaml_fault")`` for bad YAML, ``Refused("profile_fault")`` naming file, part and what is wrong.
    """
    file = path or SHIPPED
    tree = read_yaml(file)
    if not isinstance(tree, dict) or set(tree) != _WHOLE:
        odd = sorted(str(key) for key in set(tree if isinstance(tree, dict) else {}) ^ _WHOLE)
        raise _fault(file, "parts", ", ".join(odd))
    parts = {part: tuple(_rows(file, part, tree[part], tree["sources"])) for part in _PARTS}
    _check_codes(file, parts)
    _check_sums(file, parts["years"])
    settings = {**tree["settings"], **{f"article_{name}": text for name, text in tree["article"].items()}}
    settings |= {name: _named(file, name, tree[name]) for name in _LISTS}
    return Profile(settings=settings, cycle=tree["cycle"], **parts)


def load_schemes() -> tuple[Facts, ...]:
    """The bodies of the shipped schemes, oldest first, each with its forms whole.

    Raises ``Refused("yaml_fault")`` for bad YAML, ``Refused("profile_fault")`` naming file, part and what is wrong.
    """
    return tuple(load_scheme(file) for file in sorted((HERE / "schemes").glob("*.yaml")))


def load_scheme(file: Path) -> Facts:
    """One scheme's body; a form is one of those shipped, by name, or stands there whole with a committee's own lines.

    Raises ``Refused`` as ``load_schemes`` does.
    """
    body: Facts = read_yaml(file)
    if not isinstance(body, dict) or set(body) != _SCHEME:
        odd = sorted(str(key) for key in set(body if isinstance(body, dict) else {}) ^ _SCHEME)
        raise _fault(file, "parts", ", ".join(odd))
    forms = HERE / "forms"
    whole: Facts = {
        **body,
        "forms": [form if isinstance(form, dict) else read_yaml(forms / f"{form}.yaml") for form in body["forms"]],
    }
    try:
        scheme_from(whole)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _fault(file, "rules, cap, forms", str(fault)) from fault
    return whole


def load_reasons() -> tuple[Facts, ...]:
    """The shipped reasons for an adjustment; raises ``Refused("profile_fault")`` for an unknown kind of note."""
    file = HERE / "reasons.yaml"
    rows: tuple[Facts, ...] = tuple(read_yaml(file))
    for row in rows:
        if row["note"] not in NOTE_KINDS:
            raise _fault(file, row["code"], row["note"])
    return rows


def _rows(file: Path, part: str, rows: Any, sources: Mapping[str, str]) -> Iterable[Facts]:
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or set(row) != _PARTS[part]:
            odd = sorted(str(key) for key in set(row if isinstance(row, dict) else {}) ^ _PARTS[part])
            raise _fault(file, f"{part}[{number}]", ", ".join(odd))
        source = row.get("source")
        if source is not None and source not in sources:
            raise _fault(file, f"{part}[{number}].source", str(source))
        yield row if source is None else {**row, "source": sources[source]}


def _named(file: Path, part: str, rows: Any) -> str:
    """A list of codes with their names, as the store keeps it: JSON."""
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or set(row) != _NAMED:
            raise _fault(file, f"{part}[{number}]", ", ".join(sorted(_NAMED)))
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _check_codes(file: Path, parts: Mapping[str, tuple[Facts, ...]]) -> None:
    codes = [row["code"] for row in parts["organisations"]]
    numbers = [row["tt"] for row in parts["organisations"] if row["tt"] is not None]
    for name, values in (("code", codes), ("tt", numbers)):
        if len(set(values)) != len(values):
            twice = next(value for value in values if values.count(value) > 1)
            raise _fault(file, f"organisations.{name}", str(twice))
    for part in ("headcounts", "known"):
        for row in parts[part]:
            if row["organisation"] not in codes:
                raise _fault(file, f"{part}.organisation", str(row["organisation"]))


def _check_sums(file: Path, years: tuple[Facts, ...]) -> None:
    for year in years:
        if sum(level["count"] for level in year["levels"]) != year["rated"]:
            raise _fault(file, f"years.{year['year']}.rated", str(year["rated"]))


def _fault(file: Path, place: str, found: str) -> Refused:
    return Refused("profile_fault", file=file.name, place=place, found=found)
