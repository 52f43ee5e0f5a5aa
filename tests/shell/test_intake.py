"""Papers and opinions from the shell."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.shell.conftest import Shell

MINH = "xa-tan-minh"


def dossier(shell: Shell, number: str = "17") -> Any:
    """One dossier as the listing tells it."""
    (told,) = shell("intake", number, "--json").json
    return told


def states(shell: Shell) -> list[str]:
    """The states of Tân Minh's five papers."""
    return [paper["state"] for paper in dossier(shell)["papers"]]


def test_papers_come_in_go_back_and_come_in_again(shell: Shell) -> None:
    """By code, by number, several at once, on a date or today; undone like anything else."""
    told = shell("intake", "tan minh", "--paper", "submission", "--paper", "1", "--date", "14/12/2019")
    assert told.out == "Đã lưu, lần ghi số 5: đã nhận Báo cáo kiểm điểm, Tờ trình, 17 Xã Tân Minh, ngày 14/12/2019\n"
    assert states(shell) == ["in", "not_in", "not_in", "not_in", "in"]
    assert shell("intake", "17", "--paper", "2").status == 0
    assert dossier(shell)["papers"][1]["received"] == "2019-12-27", "the committee's today"
    assert shell("intake", "17", "--paper", "5", "--return", "Chưa ký", "--date", "2019-12-17").status == 0
    assert dossier(shell)["papers"][4] == {
        "code": "submission",
        "state": "returned",
        "received": None,
        "returned": "2019-12-17",
        "why": "Chưa ký",
    }
    told = shell("intake", "17", "--return", "Thiếu dấu")
    assert "trả bổ sung Báo cáo kiểm điểm, Số liệu thống kê, 17 Xã Tân Minh: Thiếu dấu" in told.out
    assert states(shell) == ["returned", "returned", "not_in", "not_in", "returned"]
    assert shell("undo").status == 0
    assert states(shell) == ["in", "in", "not_in", "not_in", "returned"]
    assert shell("verify").status == 0


def test_the_listing_says_who_owes_what_since_when(shell: Shell) -> None:
    """All 59, or one; the ratings of the same level, too."""
    shell("cycle", "set", "--dossier-due", "15/12/2019", "--prerequisites-due", "10/12/2019")
    shell("intake", "17", *(word for n in "1234" for word in ("--paper", n)), "--date", "16/12/2019")
    told = dossier(shell)
    assert (told["org"], told["tt"], told["name"], told["cycle"]) == (MINH, 17, "Xã Tân Minh", "2019")
    assert told["state"] == "some"
    assert told["owed"][0] == {
        "debtor": "organisation",
        "what": ["submission"],
        "since": "2019-12-15",
        "overdue": True,
        "reminded": [],
    }
    assert [each["debtor"] for each in told["owed"][1:]] == [
        "government",
        "front",
        "women",
        "farmers",
        "veterans",
        "youth",
        "union",
    ]
    whole = shell("intake", "--json").json
    assert len(whole) == 59
    assert next(each for each in whole if each["org"] == "kiem-lam")["owed"][0]["what"] == [
        "report",
        "statistics",
        "scoring",
        "result",
        "submission",
    ]
    lines = shell("intake").out.splitlines()
    assert len(lines) == 60
    assert "16/12/2019 m" in lines[17] and "đã nộp 4/5 giấy" in lines[17] and "MTTQ" in lines[17]
    assert "4 of 5 papers in" in shell("intake", "17", lang="en").out


def test_a_body_says_something_or_that_it_has_nothing_to_say(shell: Shell) -> None:
    """Not sent, no opinion, an opinion: three things."""
    said = {each["body"]: each["state"] for each in dossier(shell)["opinions"]}
    assert set(said.values()) == {"not_sent"}
    told = shell("opinion", "tan minh", "--body", "2", "--none", "--date", "16/12/2019")
    assert told.out == "Đã lưu, lần ghi số 5: Ban Tuyên giáo không có ý kiến, 17 Xã Tân Minh\n"
    assert shell("opinion", "17", "--body", "inspection", "--text", " Nhất trí ").status == 0
    first, second, *others = dossier(shell)["opinions"]
    assert first == {"body": "inspection", "state": "given", "text": "Nhất trí", "given": "2019-12-27"}
    assert second == {"body": "propaganda", "state": "no_opinion", "text": None, "given": "2019-12-16"}
    assert {each["state"] for each in others} == {"not_sent"}


REFUSALS = {
    "paper of another profile": (["intake", "17", "--paper", "letter"], "Không có loại giấy «letter»"),
    "no sixth paper": (["intake", "17", "--paper", "6"], "Không có loại giấy «6»"),
    "no date": (["intake", "17", "--paper", "1", "--date", "31/11/2019"], "«31/11/2019» không phải ngày"),
    "an empty date takes nothing out": (["intake", "17", "--paper", "1", "--date", ""], "«» không phải ngày"),
    "a date alone": (["intake", "17", "--date", "14/12/2019"], "Chưa nêu giấy nào"),
    "no organisation": (["intake", "--paper", "1"], "Chưa nêu đơn vị nào"),
    "several organisations": (["intake", "tan", "--paper", "1"], "hợp với 3 đơn vị"),
    "nothing in to give back": (["intake", "18", "--return", "Chưa ký"], "18 Xã Khánh Long chưa nộp giấy nào"),
    "no reason": (["intake", "17", "--return", " "], "Chưa ghi lý do trả lại"),
    "the committee itself": (["intake", "huyen-uy", "--json"], "Không có đơn vị nào là «huyen-uy»"),
    "unknown body": (["opinion", "17", "--body", "9", "--none"], "Không có cơ quan «9»"),
    "an empty opinion": (["opinion", "17", "--body", "1", "--text", "  "], "Chưa có lời nào"),
    "another body's words": (["opinion", "17", "--body", "front", "--none"], "cơ quan khác"),
    "who may not": (["intake", "17", "--paper", "2"], "không được nhận giấy"),
}
BY = {"another body's words": "kiem-tra", "who may not": "kiem-tra"}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_one_sentence_and_changes_nothing(shell: Shell, case: str) -> None:
    """Exit 1, nothing on standard output, the journal as long as before; in English, too."""
    words, said = REFUSALS[case]
    shell("accounts", "add", "kiem-tra", "--role", "advisory", "--body", "inspection")
    shell("intake", "17", "--paper", "1", "--date", "14/12/2019")
    before = shell("journal", "--json").json
    told = shell(*words, by=BY.get(case, "an"))
    assert (told.status, told.out) == (1, "")
    assert said in told.err
    assert told.err.count("\n") == 1
    assert shell("journal", "--json").json == before
    assert shell(*words, by=BY.get(case, "an"), lang="en").status == 1


WRONG_USE = [
    ["opinion", "17", "--none"],
    ["opinion", "17", "--body", "1"],
    ["opinion", "17", "--body", "1", "--none", "--text", "x"],
    ["intake", "17", "--papers", "1"],
]


@pytest.mark.parametrize("words", WRONG_USE, ids=" ".join)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_wrong_use_is_exit_2_in_ones_own_language(shell: Shell, words: list[str], lang: str) -> None:
    """With the right use; no English in a Vietnamese sentence."""
    told = shell(*words, lang=lang)
    assert told.status == 2
    assert ("cách dùng" if lang == "vi" else "usage") in told.err
    assert lang == "en" or not re.search("argument|required|one of", told.err)


@pytest.mark.parametrize("command", ["intake", "opinion"])
def test_help_shows_an_example_that_works(shell: Shell, command: str) -> None:
    """In both languages."""
    for lang, word in (("vi", "Ví dụ: thamdinh"), ("en", "Example: thamdinh")):
        told = shell(command, "--help", lang=lang)
        assert told.status == 0
        assert f"{word} {command} 'tan minh'" in told.out
