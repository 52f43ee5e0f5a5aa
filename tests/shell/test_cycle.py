"""The cycle from the shell: shown, opened, its terms set, closed, opened again."""

from __future__ import annotations

import pytest

from tests.shell.conftest import Shell

SHIPPED = {
    "code": "2019",
    "state": "open",
    "scheme": "2019",
    "edition": 1,
    "dossier_due": None,
    "prerequisites_due": None,
    "decision_due": None,
    "cap_base": None,
    "organisations": 59,
}


def test_terms_are_set_shown_and_taken_away(shell: Shell) -> None:
    """What is not named stays; an empty value takes away."""
    assert shell("cycle", "show", "--json").json == [SHIPPED]
    told = shell("cycle", "set", "--dossier-due", "15/12/2019", "--prerequisites-due", "10/12/2019")
    assert told.out == "Đã đặt hạn và tỷ lệ của kỳ 2019, lần ghi số 5.\n"
    assert shell("cycle", "set", "2019", "--decision-due", "2019-12-31", "--cap-base", "all_rated").status == 0
    whole = {"dossier_due": "2019-12-15", "prerequisites_due": "2019-12-10", "decision_due": "2019-12-31"}
    assert shell("cycle", "show", "2019", "--json").json == [{**SHIPPED, **whole, "cap_base": "all_rated"}]
    table = shell("cycle", "show").out
    assert "15/12/2019" in table and "số được xếp loại" in table
    assert {each["base_rule"] for each in shell("caps", "--json").json} == {"all_rated"}
    assert shell("cycle", "set", "--dossier-due", "", "--cap-base", "").status == 0
    (left,) = shell("cycle", "show", "--json").json
    assert (left["dossier_due"], left["cap_base"], left["decision_due"]) == (None, None, "2019-12-31")
    assert shell("verify").status == 0


def test_a_cycle_is_closed_takes_nothing_and_is_opened_again(shell: Shell) -> None:
    """What is refused meanwhile says so."""
    assert shell("cycle", "close").out == "Đã đóng kỳ 2019, lần ghi số 5.\n"
    for words in (
        ["intake", "17", "--paper", "1", "--cycle", "2019"],
        ["cycle", "set", "2019", "--dossier-due", "15/12/2019"],
        ["cycle", "close", "2019"],
    ):
        told = shell(*words)
        assert told.status == 1
        assert "Kỳ 2019 đã đóng" in told.err
    assert shell("intake", "17", "--json").status == 0
    assert shell("cycle", "reopen", "2019").out == "Đã mở lại kỳ 2019, lần ghi số 6.\n"
    assert shell("intake", "17", "--paper", "1").status == 0


def test_the_next_cycle_is_opened_with_its_terms(shell: Shell) -> None:
    """A quarter; the one before stays open, so that the cycle must be named from then on."""
    told = shell("cycle", "open", "2026-Q1", "--scheme", "2025", "--dossier-due", "15/3/2026")
    carried = "Mang sang: 0 người, 5 hồ sơ củng cố chưa kết thúc, 0 kết quả đã xác nhận vào phiếu."
    assert told.out == f"Đã mở kỳ 2026-Q1: 59 đơn vị, lần ghi số 5.\n{carried}\n"
    assert [each["code"] for each in shell("cycle", "show", "--json").json] == ["2019", "2026-Q1"]
    (quarter,) = shell("cycle", "show", "2026-Q1", "--json").json
    assert (quarter["scheme"], quarter["dossier_due"]) == ("2025", "2026-03-15")
    assert "Đang mở nhiều kỳ: 2019, 2026-Q1" in shell("cycle", "close").err
    assert shell("cycle", "close", "2019").status == 0
    assert shell("cycle", "set", "--decision-due", "31/3/2026").status == 0


REFUSALS = {
    "a date that is none": (["cycle", "set", "--dossier-due", "31/11/2019"], "an", "«31/11/2019» không phải ngày"),
    "an unknown reading": (["cycle", "set", "--cap-base", "most"], "an", "good, good_or_better, all_rated"),
    "nothing named": (["cycle", "set"], "an", "Không có gì khác trước"),
    "a name that is none": (["cycle", "open", "nam-nay", "--scheme", "2019"], "an", "«nam-nay» không phải tên kỳ"),
    "a cycle that is there": (["cycle", "open", "2019", "--scheme", "2019"], "an", "Đã có kỳ 2019"),
    "an unknown scheme": (["cycle", "open", "2020", "--scheme", "2020"], "an", "Không có khung xếp loại «2020»"),
    "an unknown cycle": (["cycle", "show", "2031"], "an", "Không có kỳ «2031»"),
    "what is open already": (["cycle", "reopen", "2019"], "an", "Không có gì khác trước"),
    "an appraiser": (["cycle", "close"], "binh", "không được đóng kỳ"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_one_sentence_and_changes_nothing(shell: Shell, case: str) -> None:
    """Exit 1, the journal as long as before; in English, too."""
    words, by, said = REFUSALS[case]
    shell("accounts", "add", "binh", "--role", "reviewer")
    before = shell("journal", "--json").json
    told = shell(*words, by=by)
    assert (told.status, told.out) == (1, "")
    assert said in told.err
    assert told.err.count("\n") == 1
    assert shell("journal", "--json").json == before
    assert shell(*words, by=by, lang="en").status == 1


@pytest.mark.parametrize("words", [["cycle"], ["cycle", "open", "2020"], ["cycle", "reopen"], ["cycle", "end"]])
def test_wrong_use_is_exit_2(shell: Shell, words: list[str]) -> None:
    """With the right use."""
    told = shell(*words)
    assert told.status == 2
    assert "cách dùng" in told.err


def test_help_shows_an_example_that_works(shell: Shell) -> None:
    """In both languages; each part has its own help."""
    for lang, word in (("vi", "Ví dụ: thamdinh"), ("en", "Example: thamdinh")):
        assert f"{word} cycle set" in shell("cycle", "--help", lang=lang).out
        assert "--prerequisites-due" in shell("cycle", "set", "--help", lang=lang).out
