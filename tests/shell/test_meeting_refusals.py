"""What the shell's verbs of a meeting refuse, in one sentence of one's own language, and their help."""

from __future__ import annotations

import re

import pytest

from store.words import LANGUAGES, sentences
from tests.shell.conftest import Shell
from tests.shell.test_meeting import STORY, shown, typed
from tui.cli.shell_words import at_shell

REFUSED = {
    "nobody": ("attend present", "an", "Chưa nêu ai."),
    "no such person": ("attend present 99", "an", "Không có người số 99. Chưa có gì thay đổi. Xem số bằng lệnh"),
    "not there": ("attend left 16", "an", "chưa có mặt nên không ghi ra về được"),
    "yet to come": ("attend left 2 --at 23:59", "an", "23:59 chưa tới."),
    "no clock": ("attend late 2 --expected 25h", "an", "«25h» không phải giờ"),
    "one of many": ("attend present 12 99", "an", "Không có người số 99."),
    "not invited": ("note x --person 98", "an", "Không có người số 98."),
    "end": ("item 99", "an", "Chương trình không có mục 99"),
    "no place": ("item sau", "an", "Chương trình không có mục sau"),
    "an empty speech": ("note ' '", "an", "Chưa có lời phát biểu. Chưa ghi gì. Viết một câu."),
    "no hands": ("conclude --item 2 --hands 1,2", "an", "«1,2» không phải số tay."),
    "too many hands": ("conclude --item 3 --hands 12,0,0", "an", "12 tay"),
    "too few hands": ("conclude --item 3 --hands 6,5,0", "an", "6 đồng ý, cần 7"),
    "unknown organisation": ("conclude --item 1 --lift kim-dog", "an", "Gần giống: 22 Xã Kim Đồng"),
    "in no block": ("lift 22", "an", "không nằm trong mục gộp nào"),
    "taken up": ("drop 1", "an", "Mục 1 đã được xét nên không bỏ khỏi chương trình được."),
    "not rated": ("add huyen-uy", "an", "huyen-uy"),
    "one bad of many": ("tie 2 22 huyen", "an", ""),
    "tied twice": ("tie 2 21 22", "an", "Đã ghi người số 2 có liên quan đến xa-kim-dong."),
    "no tie": ("tie 2 22 21 --remove", "an", "Chưa ghi người số 2 có liên quan đến xa-bac-ai."),
    "begun": ("ready", "an", "Xem phiên bằng lệnh meeting show."),
    "a share": ("prepare --on 28/12/2019 --majority 1/1", "an", "«1/1» không phải tỷ lệ"),
    "a day": ("prepare --on mai", "an", "«mai» không phải ngày"),
    "another's cycle": ("prepare --on 28/12/2019 --cycle 2031", "an", "Không có kỳ «2031»"),
    "a member": ("item next", "pho", "không chuyển mục của phòng"),
    "an observer": ("attend present 12", "chi", "Vai trò «dự họp» chỉ xem"),
    "the chair's note": ("note x", "bi-thu", "không ghi phát biểu"),
    "a post": ("person ' ' --votes", "an", "Chưa có chức vụ."),
    "somebody's account": ("person X --login bi-thu", "an", "Tài khoản «bi-thu» đã là của Bí thư Huyện ủy"),
    "read only": ("item next", "readonly", "chỉ xem"),
}


def test_a_refusal_is_one_sentence_exit_1_and_not_one_byte(sits: Shell) -> None:
    """In both languages; no sentence speaks of a key."""
    for line in ("item 1", "tie 2 22"):
        assert sits("meeting", *line.split()).status == 0
    before = sits.path.read_bytes()
    for case, (line, by, said) in REFUSED.items():
        words = typed(line)[1]
        for lang in LANGUAGES:
            if by == "readonly":
                told = sits("--readonly", "meeting", *words, lang=lang)
            else:
                told = sits("meeting", *words, by=by, lang=lang)
            assert (told.status, told.out, told.err.count("\n")) == (1, "", 1), (case, told)
            assert said in told.err or lang == "en", (case, told.err)
            assert not re.search(r"Enter|\bg 6\b|Bấm|phím|\bPress\b", told.err), (case, told.err)
    assert sits.path.read_bytes() == before


WRONG_USE = (
    "",
    "prepare",
    "prepare --on",
    "prepare --on 27/12/2019 --decides vote",
    "attend here 1",
    "attend present one",
    "appoint 1",
    "appoint 1 king",
    "conclude --leave-rest",
    "item",
    "reopen",
    "decision 03",
    "show --js",
    "dance",
)


def test_wrong_use_is_exit_2_in_ones_own_language(shell: Shell) -> None:
    for line in WRONG_USE:
        for lang, word in (("vi", "cách dùng"), ("en", "usage")):
            told = shell("meeting", *line.split(), lang=lang)
            assert (told.status, told.out) == (2, ""), line
            assert word in told.err, line
            first = told.err.partition("\n")[0]
            assert lang == "en" or not re.search("argument|required|expected|invalid", first), first


def test_every_verb_has_help_in_ones_own_language(shell: Shell) -> None:
    verbs = sorted({typed(line)[1][0] for line, _said in STORY} | {"show", "person"})
    for lang, said in (("vi", "cách dùng: thamdinh meeting"), ("en", "usage: thamdinh meeting")):
        for verb in verbs:
            told = shell("meeting", verb, "--help", lang=lang)
            assert (told.status, told.out.startswith(f"{said} {verb}")) == (0, True), (verb, told)


def test_an_account_with_a_seat_is_both_or_neither(shell: Shell) -> None:
    """Post, vote, area and ties in one line; where one of them will not do there is no account."""
    before = shell.path.read_bytes()
    for wrong in (("--area", "khong-co"), ("--tie", "tan"), ("--votes", "--post", "x" * 3000)):
        assert shell("accounts", "add", "pho", "--role", "member", *wrong).status == 1
        assert shell.path.read_bytes() == before
    seat = "--votes --post Pho --area 22 --area 21 --tie 19 --tie 19 --full-name An".split()
    told = shell("accounts", "add", "pho", "--role", "member", *seat)
    assert told.out == "Đã thêm tài khoản pho, lần ghi số 5.\nĐã thêm người số 1: Pho (lần ghi 6)\n"
    shell("meeting", "prepare", "--on", "27/12/2019")
    (person,) = shown(shell)["people"]
    assert (person["account"], person["votes"], person["post"], person["full_name"]) == ("pho", True, "Pho", "An")
    tables = [entry["rows"][0]["entity"] for entry in shell("journal", "--json").json[-6:]]
    assert tables == ["account", "person", "area", "tie", "meeting", "attendance"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_shell_says_instead_is_said_instead_of_something(lang: str) -> None:
    """Each ``shell`` key stands in for a key that is there, asks for no fact that is not given, names no key."""
    said = sentences(lang)
    stands_in = {key.removeprefix("shell."): text for key, text in said.items() if key.startswith("shell.")}
    assert len(stands_in) > 20
    for key, text in stands_in.items():
        assert set(re.findall(r"\{(\w+)\}", text)) <= set(re.findall(r"\{(\w+)\}", said[key])), key
        assert not re.search(r"Enter|\bg 6\b|Bấm|phím|\bPress\b", text), key
        assert at_shell(lang)[key] == text != said[key]
