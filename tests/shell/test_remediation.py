"""A case and a commendation by the shell alone: every verb, its document, its refusals; the next cycle."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import store.words
from store import clock
from store.imports.strict_yaml import read_yaml
from store.words import LANGUAGES
from tests.shell.conftest import Shell
from tui.cli.shell_words import at_shell

YEAR_ON = 1_577_412_000_000 + 200 * 86_400_000
"""14/07/2020, in UTC milliseconds."""

STORY: tuple[tuple[str, str], ...] = (
    ("remediation open 'chi lang'", "!Mức của 1 Xã Chi Lăng không thuộc hai mức thấp nhất, hoặc chưa quyết định."),
    ("remediation open 22 --plan-due 10/01/2020", "lập hồ sơ số 1. Hồ sơ số 1, 22 Xã Kim Đồng: Mới lập hồ sơ."),
    ("remediation open 22", "!22 Xã Kim Đồng đang có hồ sơ củng cố số 1."),
    ("remediation due 1 --due 30/06/2020", "đặt hạn. Hồ sơ số 1"),
    ("remediation due 1 --due 30/07/2020", "!Muốn lùi: remediation extend 1 NGÀY --why."),
    ("remediation directive 1 12-CV/HU --date 27/12/2019", "văn bản chỉ đạo. Hồ sơ số 1"),
    ("remediation team 1 2 3 --follower 'Phó Chánh Văn phòng'", "tổ công tác 2 người."),
    ("remediation team 1 2 3 --leader 1", "!Người số 1 không có trong tổ."),
    ("remediation shortcoming 1 'Sinh hoạt không đều' --cause 'Ít dự họp'", "hạn chế 1."),
    ("remediation shortcoming 1 ' '", "!Chưa có nội dung hạn chế. Chưa ghi gì. Viết một câu."),
    ("remediation measure 1 'Chấn chỉnh' --owner 'Đảng ủy xã' --due 31/03/2020", "việc 1."),
    ("remediation measure 1 'Kèm cặp' --person 3", "việc 2."),
    ("remediation mentoring 1 3 --note 'Chi bộ 2'", "kèm cặp."),
    ("remediation commit 1 --date 27/12/2019", "!nên chưa ghi cam kết được. Chưa có gì thay đổi. Xem còn thiếu gì:"),
    ("remediation plan 1 --date 27/12/2019 --number 05-KH/ĐU", "kế hoạch. Hồ sơ số 1, 22 Xã Kim Đồng: Đã có kế hoạch."),
    ("remediation commit 1 --date 27/12/2019", "cam kết. Hồ sơ số 1, 22 Xã Kim Đồng: Đã ký cam kết."),
    ("remediation inspect 1 --failed --finding 'Chưa đều' --by 'Ban Tổ chức'", "kiểm tra, chưa đạt."),
    ("remediation extend 1 30/04/2020 --why 'Chờ vốn' --measure 1", "lùi hạn việc 1 đến 30/04/2020. Hồ sơ số 1"),
    ("remediation progress 1 1 100 --did 'Họp đủ' --proof 'Báo cáo' --proof-number 3", "việc 1 được 100%."),
    ("remediation progress 1 2 101", "!101 phần trăm là không đúng."),
    ("remediation verify 1 effective", "!nên chưa xác nhận được."),
    ("remediation progress 1 2 100 --proof 'Biên bản'", "việc 2 được 100%. Hồ sơ số 1, 22 Xã Kim Đồng: Đã báo cáo"),
    ("remediation extend 1 30/09/2020 --why 'Mưa lũ'", "lùi hạn chung đến 30/09/2020. Hồ sơ số 1"),
    ("remediation extend 1 30/09/2020 --why x --plan", "!Hạn chưa đặt thì đặt trước: remediation due 1."),
    ("remediation extend 1 30/09/2020 --why x --measure 9", "!Hồ sơ số 1 không có việc 9."),
    ("remediation verify 1 partly", "!Nêu các số sau --remedied."),
    ("remediation verify 1 partly --remedied", "xác nhận: Chuyển biến một phần."),
    ("remediation go-on 1 --why 'Còn thưa'", "tiếp tục. Hồ sơ số 1, 22 Xã Kim Đồng: Tiếp tục củng cố."),
    ("remediation progress 1 1 100", "việc 1 được 100%."),
    ("remediation progress 1 2 100", "Đã báo cáo, chờ xác nhận."),
    ("remediation verify 1 effective --note 'Đủ'", "xác nhận: Đã chuyển biến."),
    ("remediation close 1", "kết thúc. Hồ sơ số 1, 22 Xã Kim Đồng: Kết thúc củng cố."),
    ("remediation mentoring 1 4", "!Mở lại, có lý do: remediation go-on 1 --why."),
    ("remediation show 99", "!Không có hồ sơ củng cố số 99. Chưa có gì thay đổi. Xem số bằng lệnh remediation list."),
    ("remediation mentoring 3 4", "!Lập trước: remediation open, nêu lý do sau --why."),
    ("remediation open 22", "!đã có hồ sơ số 1. Chưa lập hồ sơ mới. Lập theo quyết định thì nêu lý do sau --why."),
    ("commend nominate 'chi lang'", "!Muốn đề nghị thì ghi lời giải thích sau --note."),
    ("commend nominate 'chi lang' --note 'Dẫn đầu'", "đề nghị 1 Xã Chi Lăng: Tiêu biểu trong năm."),
    ("commend nominate 6 --note x", "!6 Xã Vĩnh Tiến còn hồ sơ củng cố chưa kết thúc."),
    ("commend grant 'chi lang'", "!chưa phiên nào đang họp"),
    ("cycle close", "Đã đóng kỳ 2019"),
    (
        "cycle open 2020 --scheme 2025",
        "Mang sang: 3 người, 4 hồ sơ củng cố chưa kết thúc, 1 kết quả đã xác nhận vào phiếu.",
    ),
)
"""What is typed, and what is answered; behind ``!`` a refusal."""


@pytest.fixture
def decided(shell: Shell) -> Shell:
    """Three people; one organisation decided at one of the two lowest levels."""
    for post in ("Trưởng Ban Tổ chức", "Phó Ban Tuyên giáo", "Ủy viên Ủy ban Kiểm tra"):
        assert shell("meeting", "person", post, "--votes").status == 0
    assert shell("rate", "22", "--self", "TOT").status == 0
    assert shell(*shlex.split("adjust 22 HT --stage final --reason target --note 9/15")).status == 0
    return shell


def test_a_case_from_its_level_to_the_next_cycle_s_form(decided: Shell) -> None:
    for line, said in STORY:
        told = decided(*shlex.split(line))
        if said.startswith("!"):
            assert (told.status, told.out) == (1, ""), line
            assert said[1:] in told.err, (line, told.err)
        else:
            assert told.status == 0, (line, told.err)
            assert said in told.out, (line, told.out)
    whole = decided("remediation", "show", "1", "--json").json
    assert (whole["state"], whole["organisation"], whole["outcome"], whole["remedied"]) == (
        "closed",
        "xa-kim-dong",
        "effective",
        1,
    )
    assert [each["code"] for each in whole["events"]][-3:] == ["verified_partly", "verified_effective", "closed"]
    assert (whole["measures"][1]["proof"], whole["team"][0]["leads"], whole["follower"]) == (
        "Biên bản",
        True,
        "Phó Chánh Văn phòng",
    )
    shown = decided("remediation", "show", "1").out
    for part in (
        "Căn cứ: vì mức Hoàn thành kỳ 2019",
        "Hạn kế hoạch 10/01/2020; hạn cam kết chưa đặt; hạn chung 30/09/2020",
        "Tổ công tác, tổ trưởng trước: Phó Ban Tuyên giáo, Ủy viên Ủy ban Kiểm tra; theo dõi: Phó Chánh Văn phòng",
        "Hạn chế 1: Sinh hoạt không đều (nguyên nhân: Ít dự họp; kết quả: đã khắc phục)",
        "27/12/2019  Gia hạn đến 30/09/2020: Mưa lũ",
        "27/12/2019  Gia hạn việc 1 đến 30/04/2020: Chờ vốn",
        "27/12/2019  Kiểm tra lần 1: chưa đạt. Chưa đều",
    ):
        assert part in shown
    (check,) = [
        verdict["outcome"]
        for verdict in decided("check", "22", "--json").json
        if verdict["rule"] == "shortcomings_remedied"
    ]
    assert check == "pass"
    assert decided("verify").status == 0


REFUSED = {
    "remediation open nowhere": ("Không có đơn vị nào", "No organisation is"),
    "remediation open xa": ("«xa» hợp với 22 đơn vị", '"xa" fits 22'),
    "remediation list --org nowhere": ("Không có đơn vị nào", "No organisation is"),
    "remediation due 99 --due 30/06/2030": ("Không có hồ sơ củng cố số 99.", "There is no remediation case 99."),
    "remediation due 1 --due ''": ("không bỏ, không sửa được", "cannot be taken away"),
    "remediation due 1": ("Không có gì khác trước", "so nothing was recorded"),
    "remediation close 1": ("nên chưa kết thúc được", "cannot close"),
    "remediation verify 1 effective": ("không tự xác nhận hồ sơ số 1", "case 1"),
    "commend grant nowhere": ("Không có đơn vị nào", "No organisation is"),
    "commend nominate 22": ("không ở mức cao nhất", "top level"),
    "export case-report -o - --case 99": ("Không có hồ sơ củng cố số 99.", "There is no remediation case 99."),
}
"""What is refused while the one who asks is in the team of case 1, which is reported; why, in both languages."""


def test_a_refusal_changes_nothing_and_says_why_in_one_s_own_language(decided: Shell) -> None:
    assert decided("meeting", "person", "Chánh Văn phòng", "--login", "an").status == 0
    for line in (
        "open 22 --due 30/06/2020",
        "directive 1 12-CV/HU --date 27/12/2019",
        "team 1 2 4",
        "shortcoming 1 a",
        "measure 1 b",
        "plan 1 --date 27/12/2019",
        "commit 1 --date 27/12/2019",
        "progress 1 1 100 --proof c",
    ):
        assert decided("remediation", *shlex.split(line)).status == 0, line
    before = decided("journal", "--limit", "1", "--json").out
    for line, texts in REFUSED.items():
        for lang, text in zip(LANGUAGES, texts, strict=True):
            told = decided(*shlex.split(line), lang=lang)
            assert (told.status, told.out) == (1, ""), (line, told)
            assert text in told.err, (line, told.err)
            assert told.err.count("\n") == 1, (line, told.err)
    for line in ("remediation", "remediation frob", "remediation verify 1 nope", "remediation show eins", "commend"):
        assert decided(*line.split()).status == 2, line
    assert decided("journal", "--limit", "1", "--json").out == before
    assert decided("remediation", "show", "1", "--json").json["state"] == "reported"


def test_lists_are_for_people_and_for_programs(shell: Shell) -> None:
    listed = shell("remediation", "list").out.splitlines()
    assert listed[0].split("  ")[0] == "Số"
    assert "6 Xã Vĩnh Tiến" in listed[1]
    assert len(listed) == 6
    assert "known" not in "".join(listed)
    shell(*shlex.split("remediation open 'chi lang' --why 'Mất đoàn kết' --plan-due 10/01/2020"))
    with clock.replaced(now=lambda: YEAR_ON):
        assert "quá 186 ngày" in shell("remediation", "list", "--overdue").out
        told = shell("remediation", "list", "--overdue", "--json").json
        assert told["today"] == "2020-07-14"
        assert [(each["number"], each["left"], each["overdue"]) for each in told["cases"]] == [(6, -186, True)]
    assert [each["number"] for each in shell("remediation", "list", "--org", "22", "--json").json["cases"]] == [1]
    told = shell("commend", "list", "--json").json
    assert (told["cycle"], len(told["rows"])) == ("2019", 118)
    people = shell("commend", "list").out
    assert "chưa rõ: xếp loại cao nhất trong kỳ" in people
    assert people.splitlines()[-1] == "Không đủ điều kiện: 65 (xem cả bằng --json)."


def test_a_commendation_is_granted_by_counted_hands(decided: Shell) -> None:
    for line in (
        "rate 'chi lang' --self XS",
        "agree 'chi lang' --stage final --note 'Vượt tỷ lệ'",
        "commend nominate 'chi lang' --note 'Dẫn đầu'",
        "meeting prepare --on 27/12/2019 --fill --decides hands",
        "meeting ready",
        "meeting attend present --all",
        "meeting appoint 1 chair",
        "meeting open",
    ):
        assert decided(*shlex.split(line)).status == 0, line
    grant = ("commend", "grant", "chi lang", "--note", "Xứng đáng", "--hands")
    assert "Thêm --hands, ba số" in decided(*grant[:-1]).err
    assert "cần 2 mới quá bán" in decided(*grant, "1,2,0").err
    assert "quyết định khen 1 Xã Chi Lăng: Tiêu biểu trong năm." in decided(*grant, "3,0,0").out
    told = [each for each in decided("commend", "list", "--json").json["rows"] if each["state"] is not None]
    assert [(each["state"], each["note"], each["decided_note"]) for each in told] == [
        ("granted", "Dẫn đầu", "Xứng đáng")
    ]
    held = decided("meeting", "show", "--json").json["conclusions"][-1]
    assert (held["kind"], held["hands"]) == ("granted", {"for": 3, "against": 0, "abstained": 0})


def test_every_verb_has_help_in_ones_own_language(shell: Shell) -> None:
    verbs = sorted({tuple(line.split()[:2]) for line, _said in STORY if not line.startswith("cycle")})
    assert len(verbs) == 18
    for lang, said in (("vi", "cách dùng: thamdinh"), ("en", "usage: thamdinh")):
        for command, verb in (*verbs, ("commend", "list"), ("commend", "decline"), ("remediation", "list")):
            told = shell(command, verb, "--help", lang=lang)
            assert (told.status, told.out.startswith(f"{said} {command} {verb}")) == (0, True), (verb, told)


def test_no_refusal_of_these_commands_names_a_key_at_the_shell() -> None:
    folder = Path(store.words.__path__[0])
    for lang in LANGUAGES:
        codes = read_yaml(folder / lang / "remediation.yaml")["refusal"]
        assert len(codes) > 25
        for code in codes:
            text = at_shell(lang)[f"refusal.{code}"]
            assert not re.search(r"\bg \d|\bphím\b|\bkey\b|\bBấm\b|\bPress\b|Enter", text), (lang, code, text)
