"""The register kept: names, groups, counts, what becomes of organisations; open cycles follow, closed ones stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands.assessment import rate
from store.commands.cycle import close_cycle
from store.commands.founding import open_cycle
from store.commands.register import (
    add_organisation,
    name_organisation,
    rename_organisation,
    set_group,
    set_headcount,
)
from store.commands.succession import NewUnit, dissolve_organisation, merge_organisations, split_organisation
from store.commands.undoing import redo, undo
from store.db.tables import RECORDS, table_name
from store.queries.caps import caps
from store.queries.comparison import ComparisonRow, comparison
from store.queries.journal import entries
from store.queries.organisation import organisation
from store.queries.register import RegisterRow, register
from store.queries.verification import verify
from store.rules.register import PEER_GROUPS
from tests.kit.stores import AN, BINH, Rows, both_modes, sql

pytestmark = pytest.mark.usefixtures("store")

UNNAMED, LANG, AI, THAM, KIM, TIEN, LONG = (
    "chi-bo-30",
    "xa-chi-lang",
    "xa-bac-ai",
    "xa-de-tham",
    "xa-kim-dong",
    "xa-vinh-tien",
    "xa-khanh-long",
)
WHY = "818/NQ-UBTVQH14"


def records() -> dict[str, Rows]:
    """Every record table, byte for byte but for the versions."""
    found = {}
    for table in map(table_name, RECORDS):
        columns = [f'"{row[1]}"' for row in sql(f"PRAGMA table_info({table})") if row[1] != "version"]
        found[table] = tuple(sql(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1"))
    return found


def row(code: str, year: int | None = None) -> RegisterRow | None:
    """An organisation in the register of a year."""
    return next((each for each in register(year).rows if each.code == code), None)


def rated(code: str, cycle: str = "2019") -> ComparisonRow:
    """An organisation as a cycle shows it."""
    return next(each for each in comparison(cycle).rows if each.organisation == code)


def test_naming_is_a_correction_that_the_open_cycle_shows_and_a_closed_one_does_not() -> None:
    open_cycle(AN, code="2018", scheme="2018")
    close_cycle(AN, code="2018")
    saved = name_organisation(AN, organisation=UNNAMED, name=" Phòng  Nội vụ ", full_name="Chi bộ phòng Nội vụ")
    assert saved.value.tt == 30
    assert [each.name for each in organisation(UNNAMED).periods] == ["Phòng  Nội vụ"], "no second period"
    assert (rated(UNNAMED).name, rated(UNNAMED).full_name) == ("Phòng  Nội vụ", "Chi bộ phòng Nội vụ")
    assert rated(UNNAMED, "2018").name is None


@pytest.mark.parametrize(("dated", "shown"), [("31/12/2019", "Xã Mới"), ("01/01/2020", "Xã Chi Lăng")])
def test_a_new_name_is_shown_by_the_cycle_at_whose_end_it_holds(dated: str, shown: str) -> None:
    rename_organisation(AN, organisation=LANG, name="Xã Mới", full_name="Đảng bộ xã Mới", dated=dated, basis=WHY)
    assert rated(LANG).name == shown
    new, old = organisation(LANG).periods
    assert (old.name, old.valid_to, new.name, new.valid_from, new.valid_to) == (
        "Xã Chi Lăng",
        new.valid_from,
        "Xã Mới",
        old.valid_to,
        None,
    )
    assert (new.source, new.tt, new.peer_group) == (WHY, 1, "commune_town")
    before, after = row(LANG, 2018), row(LANG, 2020)
    assert before and after
    assert (before.name, before.later, after.name, after.later) == ("Xã Chi Lăng", old.valid_to, "Xã Mới", None)


def test_caps_follow_the_group_and_the_kind_stays() -> None:
    codes = [each.code for each in register().rows if each.kind == "base_branch"]
    saved = set_group(AN, organisations=[*codes[:6], codes[0]], group="agency")
    assert [unit.tt for unit in saved.value] == [26, 27, 28, 29, 30, 31]
    for code in codes[:6]:
        rate(BINH, organisation=code, self_level="TOT")
    (agency,) = [each for each in caps(comparison()) if each.group == "agency"]
    assert (agency.cap.base, agency.cap.cap) == (6, 1)
    assert {rated(code).kind for code in codes[:6]} == {"base_branch"}
    (entry,) = entries(by=AN, limit=1)
    assert (entry.action, len({each.organisation for each in entry.rows})) == ("set_group", 6)


def test_those_that_are_in_the_group_already_are_not_touched() -> None:
    set_group(AN, organisations=["kiem-lam"], group="agency")
    saved = set_group(AN, organisations=["kiem-lam", "trung-tam-y-te"], group="agency")
    assert [unit.organisation for unit in saved.value] == ["trung-tam-y-te"]
    assert set_group(AN, organisations=["kiem-lam"], group=None).value
    assert rated("kiem-lam").peer_group is None


def test_a_count_holds_from_its_day_and_one_of_the_same_day_takes_its_place() -> None:
    set_headcount(AN, organisation=LANG, as_of="01/06/2018", members_full=40, members_probationary=2, sub_branches=5)
    set_headcount(AN, organisation=LANG, as_of="2019-06-01", members_full=44)
    then, now = row(LANG, 2018), row(LANG)
    assert then and now
    assert (then.members, then.members_probationary, then.sub_branches, then.counted) == (42, 2, 5, "2018-06-01")
    assert (now.members, now.members_probationary, now.counted) == (44, None, "2019-06-01")
    set_headcount(AN, organisation=LANG, as_of="01/06/2019", members_full=45, source="Báo cáo 12")
    assert [(each.members_full, each.source) for each in organisation(LANG).headcounts] == [
        (45, "Báo cáo 12"),
        (40, None),
    ]


@pytest.mark.parametrize(("since", "in_cycle"), [(None, True), ("31/12/2019", True), ("01/01/2020", False)])
def test_a_new_organisation_is_rated_in_the_cycle_at_whose_end_it_exists(since: str | None, in_cycle: bool) -> None:
    made = add_organisation(AN, name="Trường Tiểu học số 1", kind="base_branch", valid_from=since).value
    assert (made.organisation, made.tt) == ("truong-tieu-hoc-so-1", 60)
    assert (60 in {each.tt for each in comparison().rows}) is in_cycle
    assert row(made.organisation, 2020)
    assert (row(made.organisation, 2018) is not None) is (since is None)


def test_a_code_that_is_taken_gets_a_number() -> None:
    made = [add_organisation(AN, name=name, kind="commune").value.organisation for name in ("Tân Á", "Tấn Á")]
    assert made == ["tan-a", "tan-a-2"]


def test_who_is_merged_ends_keeps_its_rating_and_leads_to_the_other() -> None:
    rate(BINH, organisation=TIEN, self_level="HT")
    merge_organisations(AN, organisations=[TIEN], into=LONG, dated="01/12/2019", basis=WHY)
    assert row(TIEN) is None
    assert row(TIEN, 2018)
    assert rated(TIEN).self_level == "HT", "the open cycle still rates it"
    (told,) = register().successions
    assert (told.kind, told.tt, told.successor_tt, told.dated, told.basis) == ("merged", 6, 18, "2019-12-01", WHY)
    assert organisation(LONG).successions == organisation(TIEN).successions == (told,)
    assert open_cycle(AN, code="2020", scheme="2019").value == 58


def test_what_stood_below_a_merged_organisation_stands_below_the_other() -> None:
    made = add_organisation(AN, name="Chi bộ thôn", kind="base_branch").value.organisation
    sql("UPDATE organisation_period SET parent = ? WHERE organisation = ?", TIEN, made)
    merge_organisations(AN, organisations=[TIEN], into=LONG, dated="01/12/2019", basis=WHY)
    assert [each.organisation for each in organisation(LONG).below] == [made]
    assert organisation(TIEN).below == ()


def test_a_split_goes_to_existing_and_to_new_ones_of_the_same_kind_and_group() -> None:
    went = split_organisation(
        AN, organisation=AI, into=[THAM, KIM], new=[NewUnit("Xã Mới")], dated="01/01/2020", basis=WHY
    ).value
    assert [unit.organisation for unit in went] == [THAM, KIM, "xa-moi"]
    assert row(AI) and not row(AI, 2020)
    new = row("xa-moi", 2020)
    assert new and (new.kind, new.peer_group, new.valid_from, new.tt) == ("commune", "commune_town", "2020-01-01", 60)
    assert row("xa-moi") is None
    assert [each.kind for each in organisation(AI).successions] == ["split"] * 3


def test_periods_never_overlap_and_never_leave_a_day_out() -> None:
    for name, day in (("Một", "01/02/2018"), ("Hai", "02/02/2018"), ("Ba", "31/12/2019")):
        rename_organisation(AN, organisation=LANG, name=f"Xã {name}", dated=day, basis=WHY)
    dissolve_organisation(AN, organisations=[LANG], dated="01/01/2020", basis=WHY)
    periods = tuple(reversed(organisation(LANG).periods))
    assert periods[0].valid_from is None
    assert [each.valid_to for each in periods[:-1]] == [each.valid_from for each in periods[1:]]
    assert [each.name for each in periods] == ["Xã Chi Lăng", "Xã Một", "Xã Hai", "Xã Ba"]


def test_the_years_there_are_to_look_at(store: Path) -> None:
    assert register().years == tuple(range(2016, 2020))
    assert (register().year, register().is_past, register(2018).is_past) == (2019, False, True)
    assert (register(2016).rated, register(2018).rated, register().rated) == (61, 59, None)
    dissolve_organisation(AN, organisations=[AI], dated="01/01/2021", basis=WHY)
    assert register().years[-1] == 2021
    assert len(register(2020).rows) == 59
    assert len(register(2021).rows) == 58


def test_the_last_known_level_is_that_of_a_source_or_a_decision() -> None:
    tien, kim, lang = row(TIEN), row(KIM), row(LANG)
    assert tien and tien.level and kim and kim.level and lang
    assert (tien.level.cycle, tien.level.level, tien.level.exemplary) == ("2016", "TSVM", True)
    assert (kim.level.cycle, kim.level.level) == (None, "HT")
    assert lang.level is None
    then = row(TIEN, 2015)
    assert then and then.level and then.level.cycle is None


def test_what_is_missing_is_named() -> None:
    unnamed, lang = row(UNNAMED), row(LANG)
    assert unnamed and lang
    assert (unnamed.gaps, lang.gaps) == (("name", "group", "headcount"), ("headcount",))


def test_the_history_stands_under_each_years_own_scheme() -> None:
    rate(BINH, organisation=TIEN, self_level="TOT")
    told = [(each.name, each.scheme, each.level, each.settled) for each in organisation(TIEN).years]
    assert told == [
        ("2016", "2014", "TSVM", True),
        ("2017", "2014", None, True),
        ("2018", "2018", None, True),
        ("2019", "2019", "TOT", False),
    ]
    assert "Tri Phương" in organisation(TIEN).known[0].source


@both_modes
def test_each_change_is_taken_back_byte_for_byte_and_done_again() -> None:
    for change in (
        lambda: name_organisation(AN, organisation=UNNAMED, name="Phòng Nội vụ"),
        lambda: rename_organisation(AN, organisation=LANG, name="Xã Mới", dated="01/12/2019", basis=WHY),
        lambda: set_group(AN, organisations=[UNNAMED, LANG, KIM], group=PEER_GROUPS[2]),
        lambda: set_headcount(AN, organisation=LANG, as_of="01/12/2019", members_full=40),
        lambda: set_headcount(AN, organisation=LANG, as_of="01/12/2019", members_full=41),
        lambda: add_organisation(AN, name="Xã Tân", kind="commune"),
        lambda: merge_organisations(AN, organisations=[TIEN, AI], into=LONG, dated="02/12/2019", basis=WHY),
        lambda: split_organisation(
            AN, organisation=KIM, into=[THAM], new=[NewUnit("Xã A"), NewUnit("Xã B")], dated="01/01/2020", basis=WHY
        ),
        lambda: dissolve_organisation(AN, organisations=["kiem-lam"], dated="01/01/2020", basis=WHY),
    ):
        before = records()
        change()
        after = records()
        assert after != before
        undo(AN)
        assert records() == before
        redo(AN)
        assert records() == after
        assert verify().difference is None
