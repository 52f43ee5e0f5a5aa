"""What the store knows of the years: published ones, its own cycles, and where the source is wrong."""

from __future__ import annotations

import pytest

from store.commands.assessment import adjust, agree, rate
from store.commands.cycle import close_cycle
from store.commands.dossier import set_fact
from store.commands.founding import open_cycle
from store.queries.comparison import comparison
from store.queries.results import corrections
from store.queries.trends import PeriodView, trends
from store.rules.trends import breaks, change
from tests.kit.stores import AN, BINH

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE, KIEM_LAM = "xa-chi-lang", "tt-that-khe", "kiem-lam"


def period(code: str) -> PeriodView:
    return next(each for each in trends().periods if each.code == code)


def conclude(cycle: str, top: int) -> None:
    """Everybody at Tốt but so many at the top, all decided."""
    units = [row.organisation for row in comparison(cycle).rows]
    for place, unit in enumerate(units):
        rate(AN, organisation=unit, self_level="XS" if place < top else "TOT", cycle=cycle)
    agree(AN, organisations=units, stage="final", note="Thống nhất", cycle=cycle)


def test_the_published_years_and_the_cycle_stand_in_the_order_of_time_with_breaks_between_schemes() -> None:
    view = trends()
    assert [(each.code, each.state, each.scheme.code, each.provisional) for each in view.periods] == [
        ("2016", None, "2014", False),
        ("2017", None, "2014", False),
        ("2018", None, "2018", False),
        ("2019", "open", "2019", True),
    ]
    assert breaks([each.tally for each in view.periods]) == (False, True, True)
    assert view.current == "2019"
    assert view.claim == "tỉ lệ không cao và giảm qua các năm"


def test_of_a_published_year_only_what_is_printed_is_known() -> None:
    found = period("2018")
    (row,) = found.kinds
    assert (row.total, row.rated, row.not_rated, row.unset) == (None, 59, None, None)
    assert (row.exemplary, row.raised, row.lowered, row.top_share) == (None, None, None, 1000)
    assert (period("2016").exemplary, period("2017").exemplary) == (5, 0)
    assert found.members == ()
    (whole,) = found.caps
    assert (whole.cap.base, whole.cap.cap, whole.cap.top, whole.cap.over) == (50, 10, 5, 0)
    assert period("2017").caps == ()
    assert {code: each.corrected for code in ("2016", "2017", "2018") for each in [period(code)]} == {
        "2016": {"HTT"},
        "2017": {"TSVM"},
        "2018": set(),
    }


def test_a_cycle_is_counted_as_it_stands_now() -> None:
    rate(AN, organisation=LANG, self_level="XS")
    adjust(BINH, organisation=LANG, level="TOT", stage="proposed", reason="evidence", note="chưa đủ")
    rate(AN, organisation=KHE, self_level="TOT")
    adjust(AN, organisation=KHE, level="none", stage="final", reason="other", note="mới chia tách")
    found = period("2019")
    assert (found.total, found.tally.rated, found.concluded) == (59, 1, 1)
    assert found.tally.levels == (("XS", 0), ("TOT", 1), ("HT", 0), ("KHT", 0))
    whole = found.kinds[-1]
    assert (whole.not_rated, whole.unset, whole.raised, whole.lowered) == (1, 57, 0, 1)
    assert whole.reasons == (("other", 1),)
    assert [each.kind for each in found.kinds] == ["commune", "town", "military", "police", "base_branch", None]


def test_a_cycle_is_settled_once_it_is_closed_and_all_is_decided() -> None:
    conclude("2019", top=5)
    assert period("2019").provisional
    close_cycle(AN, code="2019")
    assert not period("2019").provisional
    open_cycle(AN, code="2020", scheme="2019")
    first, second = period("2019"), period("2020")
    assert trends().current == "2020"
    assert breaks([first.tally, second.tally]) == (False,)
    conclude("2020", top=8)
    assert change(first.tally, period("2020").tally, "XS") is None, "what may still move is not compared"
    close_cycle(AN, code="2020")
    moved = change(first.tally, period("2020").tally, "XS")
    assert moved is not None
    assert (moved.before, moved.after, moved.points) == (847, 1356, 509)
    assert change(period("2018").tally, first.tally, "XS") is None, "another scheme"


def test_a_cycle_closed_before_all_was_decided_stays_provisional() -> None:
    close_cycle(AN, code="2019")
    assert period("2019").provisional


def test_members_are_those_of_the_forms_facts_and_of_nobody_else() -> None:
    for name, value in {"members_1": "4", "members_2": "17", "members_3": "1", "members_4": "0"}.items():
        set_fact(BINH, organisation=KIEM_LAM, name=name, value=value)
    rows = {row.organisation: row.members for row in period("2019").members}
    assert (rows[KIEM_LAM].rated, rows[KIEM_LAM].levels, rows[KIEM_LAM].total) == (22, (4, 17, 1, 0), None)
    others = [tally for code, tally in rows.items() if code != KIEM_LAM]
    assert len(others) == 58
    assert {(t.total, t.full, t.probationary, t.not_rated, t.rated, *t.levels) for t in others} == {(None,) * 9}


def test_the_committees_members_are_known_in_all() -> None:
    held = trends().headcount
    assert held is not None
    assert (held.total, held.full, held.probationary, held.as_of) == (5568, 5212, 356, "2019-09-06")
    assert held.source
    assert "5.568" in held.source


def test_every_correction_has_its_sentence_where_the_store_holds_one() -> None:
    found = corrections()
    assert found.article is not None
    assert found.article.date == "2019-09-06"
    assert "Hoàng Văn Thụ" in found.article.publisher
    sentences = {each.correction.code: each.sentence for each in found.corrected}
    assert list(sentences)[:2] == ["2016-label", "2017-percent"], "those of a year first"
    assert len(sentences) == 5
    assert sentences["falling-over-the-years"] is None
    for each in found.corrected:
        assert each.sentence is None or each.correction.printed in each.sentence
    assert sentences["2017-percent"] == 'Tổ chức cơ sở đảng "trong sạch vững mạnh" là 34 đơn vị (chiếm 54,85%)'
