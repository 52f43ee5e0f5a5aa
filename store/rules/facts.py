"""What can be known beside the form: the facts that checks ask for, how each is written and what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.rules.text import fold

COUNT, LEVEL, TRUTH = "count", "level", "truth"
"""A whole number from 0; a level of the scheme, or ``none`` where there is no such body; 1 or 0."""


@dataclass(frozen=True)
class FactKind:
    """One fact: its name (words ``fact.<name>``), how it is written, the group it stands in, whether it has a date."""

    name: str
    kind: str
    group: str
    arrives: bool = False


def _kinds(group: str, kind: str, names: str, *, arrives: bool = False) -> tuple[FactKind, ...]:
    return tuple(FactKind(name, kind, group, arrives) for name in names.split())


RATINGS = (
    "rating_government",
    "rating_front",
    "rating_women",
    "rating_farmers",
    "rating_veterans",
    "rating_youth",
    "rating_union",
)
"""Government, Front and mass organisations of the same level; each arrives on a date."""

FACTS: tuple[FactKind, ...] = (
    *_kinds("targets", COUNT, "targets_set targets_met targets_exceeded targets_key_missed"),
    *_kinds("targets", COUNT, "tasks tasks_on_time tasks_beyond"),
    *_kinds("subordinates", COUNT, "subs subs_1 subs_2 subs_3 subs_4 subs_disciplined"),
    *_kinds("members", COUNT, "members members_1 members_2 members_3 members_4 members_not_rated"),
    *_kinds("ratings", LEVEL, " ".join(RATINGS), arrives=True),
    *_kinds("discipline", COUNT, "discipline_collective discipline_leader discipline_member discipline_remedied"),
    *_kinds("discipline", TRUTH, "disunity corruption force_majeure"),
    *_kinds("shortcomings", COUNT, "shortcomings shortcomings_remedied"),
    *_kinds("example", TRUTH, "directive_05 resolution_4"),
)
"""All facts in the order of the form; ``subs_1`` … ``subs_4`` and ``members_1`` … are counts per level, best first."""

BY_NAME: Mapping[str, FactKind] = {fact.name: fact for fact in FACTS}

TRUTHS: Mapping[str, int] = {"1": 1, "co": 1, "yes": 1, "0": 0, "khong": 0, "no": 0}
"""How a truth is written, without marks."""

Value = int | str
"""A fact's value: a count, 1 or 0, or a level's code."""


@dataclass(frozen=True)
class FactFault:
    """Why a typed value will not do: words ``fact_fault.<code>``; ``wanted`` says what would be right."""

    code: str
    wanted: str = ""


def read(name: str, text: str, levels: Iterable[str]) -> Value | FactFault:
    """A typed value as the fact keeps it: ``5.568`` is 5568, ``có`` is 1, a level by its code; never raises."""
    kind = BY_NAME.get(name)
    if kind is None:
        return FactFault("unknown_fact", ", ".join(BY_NAME))
    plain = text.strip()
    if kind.kind == COUNT:
        return _count(plain)
    if kind.kind == TRUTH:
        truth = TRUTHS.get(fold(plain))
        return FactFault("not_a_truth") if truth is None else truth
    known = [*levels, "none"]
    found = next((code for code in known if code.casefold() == plain.casefold()), None)
    return FactFault("not_a_level", ", ".join(known)) if found is None else found


def _count(text: str) -> int | FactFault:
    """A whole number; a point or a blank before three digits is a mark of thousands."""
    groups = text.replace("\u00a0", " ").replace(" ", ".").split(".")
    marked = len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    marked = marked and not groups[0].startswith("0")
    digits = "".join(groups) if marked or len(groups) == 1 else ""
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        return FactFault("not_a_count")
    return int(digits)
