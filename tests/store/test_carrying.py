"""What was verified stands in the next cycle's form, with the case as evidence; what somebody typed there stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import clock
from store.commands.cycle import close_cycle
from store.commands.dossier import record_self_assessment, set_fact, set_proof
from store.commands.founding import open_cycle
from store.commands.remediation import add_measure, add_shortcoming, open_case, set_commitment, set_plan
from store.commands.remediation_steps import close_case, go_on_with_case, verify_case
from store.commands.undoing import redo, undo
from store.queries.comparison import comparison
from store.queries.remediation import case as read_case
from store.queries.verification import verify
from tests.kit.casework import KIM, ONE, VINH, brought, case_store, proved
from tests.kit.meetings import refusal
from tests.kit.stores import AN, BEGUN, CHI, library, newest, sql, ticking

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def closed_store(tmp_path: Path, mode: str) -> Iterator[Path]:
    """A store with people and a case that is begun."""
    with library(mode):
        yield case_store(tmp_path / "thamdinh.db")


def next_cycle(code: str, scheme: str = "2025") -> None:
    open_cycle(AN, code=code, scheme=scheme)


def facts(cycle: str = "2020", organisation: str = KIM) -> dict[str, str]:
    """What a form says of shortcomings."""
    rows = sql(
        "SELECT f.name, f.value FROM fact f JOIN assessment a ON a.id = f.assessment WHERE a.cycle = ? "
        "AND a.organisation = ? AND f.name LIKE 'shortcomings%'",
        cycle,
        organisation,
    )
    return {name.removeprefix("shortcomings") or "all": value for name, value in rows}


def proofs(cycle: str = "2020", organisation: str = KIM) -> list[tuple[str, str, str]]:
    """Criterion, number and words of the evidence in a form."""
    return sql(
        "SELECT p.criterion, p.number, p.text FROM proof p JOIN assessment a ON a.id = p.assessment "
        "WHERE a.cycle = ? AND a.organisation = ? ORDER BY p.criterion, p.n",
        cycle,
        organisation,
    )


def check(cycle: str = "2020") -> set[str]:
    """What the check of earlier shortcomings finds."""
    row = next(each for each in comparison(cycle).rows if each.organisation == KIM)
    return {each.outcome for told in row.support.verdicts for each in told.findings if "shortcomings" in each.rule}


def quoted() -> tuple[str | None, bool]:
    """The cycle whose form has the case's outcome or would have it, and whether it is there."""
    found = read_case(ONE).form
    return found.cycle, found.quoted


SAID = "Hồ sơ củng cố số 1: {outcome}, hạn chế đã khắc phục {done}/2"
EFFECTIVE = SAID.format(outcome="đã xác nhận chuyển biến", done=2)
PARTLY = SAID.format(outcome="chuyển biến một phần", done=1)


def test_a_verified_case_passes_next_year_s_check_by_itself() -> None:
    brought("closed")
    close_cycle(AN)
    assert quoted() == (None, False), "no form can quote it yet, and nobody knows the next cycle's name"
    next_cycle("2020")
    assert quoted() == ("2020", True)
    assert facts() == {"all": "2", "_remedied": "2"}
    assert proofs() == [("P.6", "1", EFFECTIVE)]
    assert check() == {"pass"}
    set_fact(AN, organisation=KIM, name="shortcomings_remedied", value="1")
    assert check() == {"fail"}, "it passed because of the case"
    set_fact(AN, organisation=KIM, name="shortcomings", value=None)
    assert check() == {"unknown"}
    assert verify().difference is None


def test_evidence_goes_where_each_form_asks_for_it() -> None:
    brought("closed")
    next_cycle("2020", "2019")
    assert proofs() == [("III", "1", EFFECTIVE)]
    assert facts() == {"all": "2", "_remedied": "2"}


def test_a_case_that_nobody_verified_says_nothing() -> None:
    brought("reported")
    close_cycle(AN)
    next_cycle("2020")
    assert (facts(), proofs(), check()) == ({}, [], {"unknown"})


def test_what_is_verified_after_the_next_cycle_was_opened_goes_there_at_once_and_comes_back_out() -> None:
    brought("reported")
    close_cycle(AN)
    next_cycle("2020")
    set_proof(AN, organisation=KIM, criterion="P.6", text="Báo cáo của đảng ủy", n=2)
    verify_case(CHI, case=ONE, outcome="partly", remedied=[2])
    assert facts() == {"all": "2", "_remedied": "1"}
    assert [text for _criterion, _number, text in proofs()] == ["Báo cáo của đảng ủy", PARTLY]
    assert check() == {"fail"}
    undo(CHI)
    assert (facts(), len(proofs())) == ({}, 1)
    verify_case(CHI, case=ONE, outcome="partly", remedied=[2])
    go_on_with_case(AN, case=ONE, why="Còn một")
    proved(ONE, 1)
    proved(ONE, 2)
    verify_case(CHI, case=ONE, outcome="effective")
    assert facts() == {"all": "2", "_remedied": "2"}
    assert [text for _criterion, _number, text in proofs()] == ["Báo cáo của đảng ủy", PARTLY, EFFECTIVE]
    close_cycle(AN, code="2020")
    assert refusal(lambda: undo(CHI))[0] == "cycle_closed"


def test_what_a_form_quotes_since_its_cycle_was_opened_is_not_taken_back() -> None:
    """Neither at once nor once somebody typed beside it; going on with the case and verifying again is the way."""
    brought("partly")
    verified = entry_of("verify_case")
    close_cycle(AN)
    next_cycle("2020")
    stood = (facts(), proofs(), read_case(ONE).state)
    assert stood == ({"all": "2", "_remedied": "1"}, [("P.6", "1", PARTLY)], "partly")
    assert refusal(lambda: undo(CHI)) == ("verification_quoted", {"case": ONE, "cycle": "2020"})
    set_fact(AN, organisation=KIM, name="shortcomings", value="3")
    assert refusal(lambda: undo(CHI, entry=verified))[0] == "verification_quoted"
    go_on_with_case(AN, case=ONE, why="Còn một")
    proved(ONE, 1)
    proved(ONE, 2)
    verify_case(CHI, case=ONE, outcome="effective")
    assert [text for _criterion, _number, text in proofs()] == [PARTLY, EFFECTIVE]
    undo(CHI)
    assert [text for _criterion, _number, text in proofs()] == [PARTLY], "what an undo brought in it takes out"
    redo(CHI)
    undo(CHI, entry=entry_of("verify_case"))
    assert [text for _criterion, _number, text in proofs()] == [PARTLY]
    assert verify().difference is None


def test_what_was_undone_while_a_cycle_was_opened_is_not_what_its_form_quotes() -> None:
    brought("reopened")
    proved(ONE, 1)
    proved(ONE, 2)
    verify_case(CHI, case=ONE, outcome="effective")
    undo(CHI)
    close_cycle(AN)
    next_cycle("2020")
    assert [text for _criterion, _number, text in proofs()] == [PARTLY]
    redo(CHI)
    undo(CHI, entry=entry_of("verify_case"))
    assert read_case(ONE).state == "reported"


def test_what_was_typed_by_hand_stays() -> None:
    brought("reported")
    close_cycle(AN)
    next_cycle("2020")
    set_fact(AN, organisation=KIM, name="shortcomings", value="5")
    verify_case(CHI, case=ONE, outcome="partly", remedied=[2])
    assert facts() == {"all": "5", "_remedied": "1"}
    record_self_assessment(AN, organisation=KIM, self_level="TOT", grades={}, facts={"shortcomings_remedied": "3"})
    go_on_with_case(AN, case=ONE, why="Còn một")
    proved(ONE, 1)
    proved(ONE, 2)
    verify_case(CHI, case=ONE, outcome="effective")
    assert facts() == {"all": "5", "_remedied": "3"}
    undo(AN, entry=entry_of("rate"))
    assert facts() == {"all": "5", "_remedied": "1"}, "what stood before that hand"


def entry_of(action: str) -> int:
    return int(sql("SELECT max(id) FROM journal_entry WHERE action = ?", action)[0][0])


def test_a_verification_goes_into_one_cycle_the_first_after_the_cause() -> None:
    brought("reported")
    assert quoted() == (None, False)
    next_cycle("2020")
    next_cycle("2021")
    assert quoted() == ("2020", False)
    assert refusal(lambda: set_fact(AN, organisation=KIM, name="shortcomings", value="1"))[0] == "several_open_cycles"
    verify_case(CHI, case=ONE, outcome="effective")
    assert [len(proofs(cycle)) for cycle in ("2019", "2020", "2021")] == [0, 1, 0]
    assert quoted() == ("2020", True)
    next_cycle("2022")
    assert [len(proofs(cycle)) for cycle in ("2020", "2021", "2022")] == [1, 0, 0], "an old case is no news"
    assert facts("2022") == {}
    close_case(AN, case=ONE)
    go_on_with_case(AN, case=ONE, why="Tái phát")
    proved(ONE, 1)
    for cycle in ("2019", "2020", "2021", "2022"):
        close_cycle(AN, code=cycle)
    verify_case(CHI, case=ONE, outcome="not_effective")
    assert [len(proofs(cycle)) for cycle in ("2020", "2021", "2022")] == [1, 0, 0], "into no form that is closed"
    assert quoted() == (None, False), "what was verified last is not what the old form says"
    next_cycle("2023")
    assert quoted() == ("2023", True)
    assert facts("2023") == {"all": "2", "_remedied": "0"}


def test_a_form_counts_all_cases_that_it_quotes() -> None:
    brought("closed")
    second = open_case(AN, organisation=KIM, why="Tái phát").value
    add_shortcoming(AN, case=second, text="Thiếu nguồn kết nạp")
    add_measure(AN, case=second, text="Tạo nguồn")
    set_plan(AN, case=second, dated="20/12/2019")
    set_commitment(AN, case=second, dated="20/12/2019")
    proved(second, 1)
    close_cycle(AN)
    next_cycle("2020")
    assert facts() == {"all": "2", "_remedied": "2"}
    verify_case(CHI, case=second, outcome="not_effective")
    assert facts() == {"all": "3", "_remedied": "2"}
    assert [number for _criterion, number, _text in proofs()] == ["1", str(second)]


def test_a_case_of_no_cycle_goes_into_the_next_that_is_opened() -> None:
    with clock.replaced(now=ticking(BEGUN + 86_400_000)):
        assert open_case(AN, organisation=VINH, why="Nguồn nêu chậm chuyển biến").value == 3
        assert read_case(3).cycle is None
        set_plan(AN, case=3, dated="20/12/2019")
        set_commitment(AN, case=3, dated="20/12/2019")
        add_measure(AN, case=3, text="Chấn chỉnh")
        proved(3, 1)
        verify_case(CHI, case=3, outcome="effective")
    assert (len(proofs("2019", VINH)), facts("2019", VINH)) == (1, {}), "no shortcoming is counted that nobody named"
    next_cycle("2020")
    assert proofs("2020", VINH) == []
    assert newest() == sql("SELECT max(version) FROM assessment")[0][0]
