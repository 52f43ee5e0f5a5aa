"""The store that the program ships with says what the article says, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from store.queries.accounts import accounts
from store.queries.comparison import comparison
from store.queries.register import OrganisationView, organisations
from store.queries.results import YearResultView, results
from store.queries.verification import verify
from tests.kit.stores import sql

pytestmark = pytest.mark.usefixtures("store")


def rated() -> list[OrganisationView]:
    return [each for each in organisations(2019) if each.kind != "committee"]


def year(number: int) -> YearResultView:
    (found,) = results(number)
    return found


def test_the_59_organisations_stand_in_the_articles_order_under_the_committee() -> None:
    assert [each.tt for each in rated()] == list(range(1, 60))
    assert {each.parent for each in rated()} == {"huyen-uy"}
    assert {(each.valid_from, each.valid_to) for each in rated()} == {(None, None)}
    kinds = Counter(each.kind for each in rated())
    assert kinds == {"commune": 22, "town": 1, "military": 1, "police": 1, "base_branch": 34}


def test_30_base_branches_have_no_name_and_only_they() -> None:
    unnamed = [each for each in rated() if each.name is None]
    assert [each.tt for each in unnamed] == list(range(30, 60))
    assert {each.kind for each in unnamed} == {"base_branch"}
    assert {each.full_name for each in unnamed} == {None}


def test_peer_groups_are_known_of_communes_and_armed_forces_only() -> None:
    groups = Counter((each.kind, each.peer_group) for each in rated())
    assert groups == {
        ("commune", "commune_town"): 22,
        ("town", "commune_town"): 1,
        ("military", "armed_forces"): 1,
        ("police", "armed_forces"): 1,
        ("base_branch", None): 34,
    }


def test_members_and_sub_branches_stand_on_the_committee_and_nowhere_below() -> None:
    def counts(each: OrganisationView) -> tuple[int | None, ...]:
        return each.members_full, each.members_probationary, each.sub_branches

    (committee,) = [each for each in organisations(2019) if each.kind == "committee"]
    assert counts(committee) == (5212, 356, 273)
    assert 5212 + 356 == 5568
    assert {counts(each) for each in rated()} == {(None, None, None)}
    assert "5.568" in sql("SELECT source FROM headcount")[0][0]


@pytest.mark.parametrize(
    ("number", "scheme", "total", "counts", "percents", "exemplary"),
    [
        (2016, "2014", 61, {"TSVM": 33, "HTT": 18, "HT": 10, "YK": 0}, [5410, 2951, 1639, 0], 5),
        (2017, "2014", 62, {"TSVM": 34, "HTT": 27, "HT": 1, "YK": 0}, [5484, 4355, 161, 0], 0),
        (2018, "2018", 59, {"XS": 5, "TOT": 50, "HT": 4, "KHT": 0}, [847, 8475, 678, 0], None),
    ],
)
def test_published_years(
    number: int, scheme: str, total: int, counts: dict[str, int], percents: list[int], exemplary: int | None
) -> None:
    told = year(number)
    assert (told.scheme, told.rated, told.exemplary) == (scheme, total, exemplary)
    assert [(each.code, each.count) for each in told.levels] == list(counts.items())
    assert [each.percent for each in told.levels] == percents
    assert told.source


def test_2017_keeps_the_printed_percentage_beside_the_right_one() -> None:
    assert (year(2017).levels[0].printed_percent, year(2017).levels[0].percent) == ("54,85", 5484)
    (correction,) = [each for each in year(2017).corrections if each.year == 2017]
    assert (correction.level, correction.corrected) == ("TSVM", "54,84")
    assert "54,85" in correction.printed
    assert correction.why_vi
    assert correction.why_en
    assert correction.corrected_by


def test_2016_keeps_the_label_that_is_printed_twice_and_the_right_one() -> None:
    labels = [each.printed_label for each in year(2016).levels]
    assert labels == ["trong sạch vững mạnh", "hoàn thành nhiệm vụ", "hoàn thành nhiệm vụ", "yếu kém"]
    (correction,) = [each for each in year(2016).corrections if each.year == 2016]
    assert (correction.level, correction.corrected) == ("HTT", "hoàn thành tốt nhiệm vụ")


def test_what_the_article_leaves_open_stands_with_every_year() -> None:
    open_questions = {"falling-over-the-years", "slow-year-unknown", "rated-61-62-59"}
    for told in results():
        assert {each.code for each in told.corrections if each.year is None} == open_questions
    assert len(sql("SELECT code FROM correction")) == 5


def test_five_were_exemplary_in_2016_and_five_slow_to_improve_in_a_year_nobody_knows() -> None:
    known = [(row.organisation, each) for row in comparison("2019").rows for each in row.past]
    exemplary = {(code, each.year, each.scheme, each.level) for code, each in known if each.exemplary}
    codes = {"quan-su", "xa-tri-phuong", "xa-vinh-tien", "tai-chinh-ke-hoach", "thpt-trang-dinh"}
    assert exemplary == {(code, 2016, "2014", "TSVM") for code in codes}
    slow = {(code, each.year, each.scheme, each.level) for code, each in known if each.slow_to_improve}
    codes = {"xa-kim-dong", "xa-quoc-viet", "xa-vinh-tien", "kiem-lam", "trung-tam-y-te"}
    assert slow == {(code, None, None, "HT") for code in codes}
    assert len(known) == 10


def test_the_2019_cycle_is_open_and_every_assessment_empty() -> None:
    view = comparison("2019")
    assert (view.cycle, view.state, view.scheme.code) == ("2019", "open", "2019")
    assert view.committee == "Huyện ủy Tràng Định"
    assert not view.made_up
    assert [row.tt for row in view.rows] == list(range(1, 60))
    levels = {(row.self_level, row.proposed_level, row.final_level, row.effective) for row in view.rows}
    assert levels == {(None, None, None, None)}
    assert {(row.reason, row.note, row.difference) for row in view.rows} == {(None, None, None)}


def test_an_assessment_is_a_snapshot_of_its_organisation() -> None:
    register = [(each.code, each.tt, each.name, each.full_name, each.kind, each.peer_group) for each in rated()]
    rows = comparison("2019").rows
    assert register == [(r.organisation, r.tt, r.name, r.full_name, r.kind, r.peer_group) for r in rows]


def test_five_schemes_each_with_its_levels() -> None:
    found = sql("SELECT scheme, edition FROM scheme_edition ORDER BY scheme")
    assert found == [("2014", 1), ("2018", 1), ("2019", 1), ("2023", 1), ("2025", 1)]
    assert [level.code for level in comparison("2019").scheme.levels] == ["XS", "TOT", "HT", "KHT"]


def test_ten_reasons_one_a_digit() -> None:
    assert [reason.digit for reason in comparison("2019").reasons] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert [reason.code for reason in comparison("2019").reasons if reason.note == "must"] == [
        "discipline",
        "new_facts",
        "dossier_error",
        "other",
    ]


def test_whoever_creates_the_store_is_its_administrator_and_secretary() -> None:
    assert {each.login: each.roles for each in accounts()} == {
        "an": ("admin", "secretary"),
        "binh": ("reviewer",),
        "chi": ("reviewer",),
        "dung": ("member",),
    }


def test_no_name_of_a_person_is_seeded() -> None:
    assert {(each.post, each.body) for each in accounts()} == {(None, None)}


def test_the_seed_went_through_the_journal(store: Path) -> None:
    assert verify().difference is None
    actions = [row[0] for row in sql("SELECT action FROM journal_entry ORDER BY id")]
    assert actions[:4] == ["found", "register_organisations", "record_results", "open_cycle"]
    assert actions[4:] == ["add_account"] * 3
