"""A cycle's deadlines, its reading of the cap's base, its end; and the intake as it stands against them."""

from __future__ import annotations

import pytest

from store import clock
from store.commands.assessment import rate
from store.commands.cycle import close_cycle, reopen_cycle, set_cycle
from store.commands.founding import open_cycle
from store.commands.intake import receive_paper, receive_papers, remind, return_dossier
from store.commands.undoing import undo
from store.errors import Refused
from store.queries.caps import caps
from store.queries.comparison import comparison
from store.queries.cycles import CycleView, cycles
from store.queries.intake import IntakeRow, intake
from store.queries.journal import entries
from store.queries.verification import verify
from store.rules.intake import ORGANISATION, Debt
from tests.kit.stores import AN, BINH, both_modes, everything, newest, parts

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE, LAM = "xa-chi-lang", "tt-that-khe", "kiem-lam"


def row(organisation: str) -> IntakeRow:
    (found,) = [each for each in intake().rows if each.organisation == organisation]
    return found


def cycle(code: str = "2019") -> CycleView:
    (found,) = cycles(code)
    return found


@both_modes
def test_terms_are_set_changed_and_taken_away() -> None:
    assert (cycle().dossier_due, cycle().cap_base, cycle().organisations) == (None, None, 59)
    assert set_cycle(AN, dossier_due="15/12/2019", cap_base="all_rated").value == "2019"
    set_cycle(AN, code="2019", prerequisites_due="2019-12-10", decision_due="31-12-2019")
    told = cycle()
    assert (told.dossier_due, told.prerequisites_due, told.decision_due) == ("2019-12-15", "2019-12-10", "2019-12-31")
    assert (told.cap_base, told.state, told.scheme) == ("all_rated", "open", "2019")
    set_cycle(AN, prerequisites_due="", cap_base=" ")
    assert (cycle().prerequisites_due, cycle().cap_base, cycle().dossier_due) == (None, None, "2019-12-15")
    (entry,) = entries(limit=1)
    assert (entry.action, [each.entity for each in entry.rows]) == ("set_cycle", ["cycle"])
    assert verify().difference is None


def test_the_reading_of_the_caps_base_reaches_the_caps() -> None:
    set_cycle(AN, cap_base="good_or_better")
    assert {each.cap.base_rule for each in caps(comparison())} == {"good_or_better"}


REFUSED = {
    "a date that is none": ({"dossier_due": "31/11/2019"}, "bad_date"),
    "words for a date": ({"decision_due": "cuối năm"}, "bad_date"),
    "an unknown reading": ({"cap_base": "some"}, "unknown_cap_base"),
    "a good date and a bad reading": ({"dossier_due": "15/12/2019", "cap_base": "GOOD"}, "unknown_cap_base"),
    "nothing named": ({}, "nothing_changed"),
    "what stands already": ({"decision_due": ""}, "nothing_changed"),
    "another cycle": ({"code": "2031", "dossier_due": "15/12/2031"}, "unknown_cycle"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_terms_that_will_not_do_change_nothing(case: str) -> None:
    terms, code = REFUSED[case]
    before = everything()
    with pytest.raises(Refused) as refused:
        set_cycle(AN, **terms)
    assert refused.value.code == code
    assert everything() == before


@both_modes
def test_a_closed_cycle_takes_nothing_until_it_is_opened_again() -> None:
    set_cycle(AN, dossier_due="15/12/2019")
    receive_paper(BINH, organisation=LANG, papers=["report"], received="14/12/2019")
    assert close_cycle(AN).value == "2019"
    before = everything()
    for act in (
        lambda: set_cycle(AN, code="2019", dossier_due="16/12/2019"),
        lambda: receive_paper(BINH, organisation=LANG, papers=["report"], received=None, cycle="2019"),
        lambda: remind(BINH, debts=[(LANG, "front", "rating_front")], sent="20/12/2019", cycle="2019"),
        lambda: rate(BINH, organisation=LANG, self_level="XS", cycle="2019"),
        lambda: close_cycle(AN, code="2019"),
        lambda: undo(BINH),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert (refused.value.code, refused.value.facts["cycle"]) == ("cycle_closed", "2019")
    with pytest.raises(Refused, match="not_undoable"):
        undo(AN, entry=newest())
    assert everything() == before
    assert intake().cycle.state == "closed", "it can still be looked at"
    assert reopen_cycle(AN, code="2019").value == "2019"
    undo(BINH)
    assert parts("paper", LANG) == ()
    assert verify().difference is None


@pytest.mark.parametrize(("code", "refusal"), [("2031", "unknown_cycle"), ("2019", "nothing_changed")])
def test_what_is_open_or_not_there_cannot_be_opened_again(code: str, refusal: str) -> None:
    with pytest.raises(Refused, match=refusal):
        reopen_cycle(AN, code=code)


@both_modes
def test_a_cycle_is_opened_with_its_terms_in_one_entry() -> None:
    before = newest()
    opened = open_cycle(AN, code="2026-Q1", scheme="2025", dossier_due="15/3/2026", cap_base="good")
    assert (opened.value, newest()) == (59, before + 1)
    told = cycle("2026-Q1")
    assert (told.scheme, told.dossier_due, told.decision_due, told.cap_base) == ("2025", "2026-03-15", None, "good")
    assert [each.code for each in cycles()] == ["2019", "2026-Q1"]
    assert verify().difference is None


@pytest.mark.parametrize("code", ["", "19", "2019-Q5", "2019-q1", "2019 ", "x", "٢٠١٩", "2019-Q1-Q2"])
def test_what_cannot_name_a_cycle_is_refused(code: str) -> None:
    before = everything()
    with pytest.raises(Refused) as refused:
        open_cycle(AN, code=code, scheme="2019")
    assert (refused.value.code, refused.value.facts) == ("bad_cycle", {"cycle": code})
    assert everything() == before


def test_a_cycle_is_not_opened_with_terms_that_will_not_do() -> None:
    before = everything()
    with pytest.raises(Refused, match="bad_date"):
        open_cycle(AN, code="2020", scheme="2019", decision_due="30/2/2020")
    assert everything() == before
    with pytest.raises(Refused, match="unknown_cycle"):
        cycles("2020")


def test_the_intake_stands_against_the_deadlines() -> None:
    """Chi Lăng late and one paper given back, Thất Khê complete, Kiểm lâm silent: and who owes what since when."""
    set_cycle(AN, dossier_due="15/12/2019", prerequisites_due="10/12/2019")
    codes = [paper.code for paper in intake().papers]
    receive_papers(BINH, papers={LANG: codes[:2], KHE: codes}, received="14/12/2019")
    receive_paper(BINH, organisation=LANG, papers=codes[2:], received="16/12/2019")
    return_dossier(BINH, organisation=LANG, papers=["submission"], returned="17/12/2019", why="Chưa ký")
    remind(BINH, debts=[(LANG, ORGANISATION, "submission")], sent="19/12/2019")
    assert (row(LANG).state, row(KHE).state, row(LAM).state) == ("returned", "complete", "not_in")
    states = [paper.state for paper in row(LANG).papers]
    assert states == ["in", "in", "late", "late", "returned"]
    own = row(LANG).debts[0]
    assert own == Debt(ORGANISATION, ("submission",), "2019-12-17", True, ("2019-12-19",))
    assert [paper.why for paper in row(LANG).lacking] == ["Chưa ký"]
    assert (len(row(LANG).ratings_owed), row(LANG).ratings_owed[0].since) == (7, "2019-12-10")
    assert (row(LAM).asked, row(LAM).ratings_owed, len(row(LAM).debts)) == (False, (), 1)
    assert len(row(KHE).silent) == 5
    rate(BINH, organisation=KHE, self_level="TOT")
    assert row(KHE).state == "complete"


def test_the_committees_day_begins_at_its_own_midnight() -> None:
    """17:00 in UTC is midnight in Tràng Định."""
    midnight = 1_577_379_600_000
    with clock.replaced(now=lambda: midnight - 1):
        assert intake().today == "2019-12-26"
    with clock.replaced(now=lambda: midnight):
        assert intake().today == "2019-12-27"
