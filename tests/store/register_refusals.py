"""What the store declines of the register: names, groups, counts, dates, who may end and who may follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.commands.account import add_account
from store.commands.assessment import rate
from store.commands.register import (
    add_organisation,
    name_organisation,
    rename_organisation,
    set_group,
    set_headcount,
)
from store.commands.succession import NewUnit, dissolve_organisation, merge_organisations, split_organisation
from store.commands.undoing import undo
from store.errors import Fact
from tests.kit.stores import AN, BINH, behind
from tests.store.refusal_cases import COMMITTEE, KIM, LANG, Case, closed_but_one

UNNAMED, AI, THAM, LONG, TIEN = "chi-bo-30", "xa-bac-ai", "xa-de-tham", "xa-khanh-long", "xa-vinh-tien"
GROUPS = "commune_town, armed_forces, agency, school_health, enterprise"
KINDS = "commune, town, military, police, base_branch"
WHY = "45-QĐ/HU"


def named(name: str = "Phòng Nội vụ", organisation: str = UNNAMED, full: str | None = None, who: str = AN) -> object:
    return name_organisation(who, organisation=organisation, name=name, full_name=full)


def named_as_seen(version: int) -> object:
    return name_organisation(AN, organisation=LANG, name="Xã Chi Lăng A", if_version=version)


def renamed(name: str = "Xã Mới", dated: str = "01/12/2019", basis: str = WHY, organisation: str = LANG) -> object:
    return rename_organisation(AN, organisation=organisation, name=name, dated=dated, basis=basis)


def grouped(*organisations: str, group: str | None = "agency") -> object:
    return set_group(AN, organisations=organisations, group=group)


def counted(as_of: str = "01/12/2019", full: int | None = 40, organisation: str = LANG) -> object:
    return set_headcount(AN, organisation=organisation, as_of=as_of, members_full=full)


def added(name: str = "Xã Mới", kind: str = "commune", group: str | None = None, since: str | None = None) -> object:
    return add_organisation(AN, name=name, kind=kind, group=group, valid_from=since)


def merged(*organisations: str, into: str = LONG, dated: str = "01/12/2019", basis: str = WHY) -> object:
    return merge_organisations(AN, organisations=organisations, into=into, dated=dated, basis=basis)


def split(
    organisation: str = AI,
    into: tuple[str, ...] = (THAM, KIM),
    new: tuple[str, ...] = (),
    dated: str = "01/01/2020",
) -> object:
    made = [NewUnit(name) for name in new]
    return split_organisation(AN, organisation=organisation, into=into, new=made, dated=dated, basis=WHY)


def dissolved(organisation: str = AI, dated: str = "01/01/2020", basis: str = WHY) -> object:
    return dissolve_organisation(AN, organisations=[organisation], dated=dated, basis=basis)


def gone(path: Path) -> None:
    merged(TIEN)


def begun_late(path: Path) -> None:
    """An organisation that exists since the middle of December only."""
    added(since="15/12/2019")


def with_one_below(path: Path) -> None:
    """The first organisation has one below it."""
    added("Chi bộ thôn")
    with behind(path) as connection:
        connection.execute("UPDATE organisation_period SET parent = ? WHERE name = 'Chi bộ thôn'", (LANG,))


def added_and_rated(path: Path) -> None:
    """What was added is built upon by somebody else."""
    added("Xã Mới")
    rate(BINH, organisation="xa-moi", self_level="HT")


def added_and_counted(path: Path) -> None:
    added("Xã Mới")
    set_headcount("em", organisation="xa-moi", as_of="01/12/2019", members_full=9)


def with_em(then: Callable[[Path], None]) -> Callable[[Path], None]:
    """With another secretary at the table."""

    def before(path: Path) -> None:
        add_account(AN, login="em", roles=["secretary"])
        then(path)

    return before


def named_and_renamed(path: Path) -> None:
    renamed()
    rename_organisation("em", organisation=LANG, name="Xã Khác", dated="10/12/2019", basis=WHY)


def grouped_then_closed(path: Path) -> None:
    grouped(LANG)
    closed_but_one(path)


LANG_FACTS: dict[str, Fact] = {"tt": 1, "name": "Xã Chi Lăng"}
REGISTER_CASES = [
    Case("role", lambda: named(who=BINH), {"role": "reviewer", "action": "name_organisation"}),
    Case("unknown_organisation", lambda: named(organisation="xa-nao"), {"text": "xa-nao"}),
    Case("unknown_organisation", lambda: merged(LANG, into="xa-nao"), {"text": "xa-nao"}),
    Case("unknown_organisation", lambda: counted(organisation="xa-nao")),
    *(Case("name_missing", lambda text=text: named(text)) for text in ("", "  ", "\u200b")),  # type: ignore[misc]
    Case("name_too_long", lambda: named("x" * 121), {"length": 121, "limit": 120}),
    Case("name_too_long", lambda: named(full="x" * 121)),
    Case("name_taken", lambda: named("xã chi lăng"), {**LANG_FACTS, "text": "xã chi lăng"}),
    Case("name_taken", lambda: added("Xã Kim Đồng"), {"tt": 22}),
    Case("name_taken", lambda: split(new=("Xã Mới", "Xã Mới")), {"tt": 60}),
    Case("nothing_changed", lambda: named("Xã Chi Lăng", LANG, "Đảng bộ xã Chi Lăng")),
    Case("nothing_changed", lambda: grouped(LANG, group="commune_town")),
    Case("nothing_changed", grouped),
    Case("register_stale", lambda: named_as_seen(2), {"tt": 1, "actor": AN}, lambda path: grouped(LANG)),
    Case("is_committee", lambda: named(organisation=COMMITTEE)),
    Case("is_committee", lambda: dissolved(COMMITTEE)),
    Case("organisation_ended", lambda: grouped(TIEN), {"tt": 6, "day": "01/12/2019"}, gone),
    Case("organisation_ended", lambda: merged(LANG, into=TIEN), {"tt": 6}, gone),
    Case("unknown_group", lambda: grouped(LANG, group="farms"), {"text": "farms", "known": GROUPS}),
    Case("unknown_group", lambda: added(group="farms")),
    Case("unknown_kind", lambda: added(kind="committee"), {"text": "committee", "known": KINDS}),
    Case("bad_date", lambda: renamed(dated="31/02/2020"), {"text": "31/02/2020"}),
    Case("date_missing", lambda: renamed(dated="  ")),
    Case("date_missing", lambda: counted("")),
    Case("date_implausible", lambda: dissolved(dated="01/01/0202"), {"day": "01/01/0202"}),
    Case("date_implausible", lambda: added(since="01/01/1902")),
    Case("basis_missing", lambda: renamed(basis=" ")),
    Case("basis_missing", lambda: merged(LANG, basis="")),
    Case("date_to_come", lambda: counted("01/01/2021"), {"day": "01/01/2021"}),
    Case("bad_headcount", lambda: counted(full=-1), {"text": "-1"}),
    Case("bad_headcount", lambda: counted(full=1_000_001)),
    Case("headcount_empty", lambda: counted(full=None)),
    Case("date_before_period", lambda: renamed("Xã Khác"), {"day": "01/12/2019"}, lambda path: renamed()),
    Case("date_before_period", lambda: dissolved(LONG, "30/11/2019"), {"began": "01/12/2019"}, gone),
    Case("merged_into_itself", lambda: merged(LANG, LONG), {"tt": 18}),
    Case("merged_into_itself", lambda: split(into=(AI, KIM)), {"tt": 21}),
    Case("successor_not_yet", lambda: merged(LANG, into="xa-moi"), {"began": "15/12/2019"}, begun_late),
    Case("split_needs_two", lambda: split(into=(KIM,)), {"tt": 21}),
    Case("has_subordinates", lambda: dissolved(LANG), {"count": 1, **LANG_FACTS}, with_one_below),
    Case("has_subordinates", lambda: split(LANG), {"count": 1}, with_one_below),
    Case("undo_changed_since", lambda: undo(AN), {"actor": BINH, "organisation": "xa-moi"}, added_and_rated),
    Case("undo_depended", lambda: undo(AN), {"organisation": "xa-moi"}, with_em(added_and_counted)),
    Case("undo_changed_since", lambda: undo(AN), {"actor": "em"}, with_em(named_and_renamed)),
    Case("cycle_closed", lambda: undo(AN), {"cycle": "2019"}, grouped_then_closed),
]
