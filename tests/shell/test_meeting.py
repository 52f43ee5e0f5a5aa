"""A meeting by the shell alone, from its plan to the number of its decision; its document; its refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.kit.prepared import prepared
from tests.shell.conftest import Shell, initialised
from tui import start

BLOCK = ("chi lang", "hung viet", "hung son")
SINGLE = ("kim dong", "bac ai", "tan minh", "doi can")


def _run(path: Path, *words: str) -> None:
    assert start.run(["--db", str(path), "--as", "an", "--lang", "vi", *words]) == 0, words


def _seated(path: Path) -> None:
    initialised(path)
    _run(path, *"accounts add bi-thu --role member --votes --area 22 --tie 19 --post".split(), "Bí thư")
    _run(path, *"meeting person --votes --full-name".split(), "Nguyễn Văn Bình", "Phó Bí thư")
    _run(path, *"meeting person --votes".split(), "Trưởng Ban Tổ chức")
    _run(path, *"meeting person --login an".split(), "Chánh Văn phòng")
    for name in (*BLOCK, *SINGLE):
        _run(path, "rate", name, "--self", "TOT")


seated = prepared(_seated)
"""Four people, three of whom vote; seven self-ratings."""


@pytest.fixture
def table(shell: Shell, tmp_path: Path) -> Shell:
    """A shell on a store with people at the table."""
    shell.path = seated(tmp_path / "seated.db")
    return shell


def shown(shell: Shell) -> Any:
    return shell("meeting", "show", "--json").json


STORY: tuple[tuple[str, str], ...] = (
    ("prepare --on 27/12/2019 --starts 8h00 --place P1", "phiên 1 ngày 27/12/2019, mời 4 người, chương trình 0 mục"),
    ("ready", "!Chương trình của phiên 1 còn trống. Chưa có gì thay đổi. Thêm mục: meeting add."),
    ("add 1 2 3 23 --block --minutes 10", "thêm 1 mục vào chương trình"),
    ("add 22 21 17 14", "thêm 4 mục vào chương trình"),
    ("drop 5", "bỏ mục 5 khỏi chương trình"),
    ("lift 23", "tách 1 đơn vị thành mục riêng"),
    ("drop 2", "bỏ mục 2 khỏi chương trình"),
    ("attend present 1", "!Phiên 1 đang chuẩn bị, chưa điểm danh được. Chưa có gì thay đổi. Chạy meeting ready trước."),
    ("ready", "phiên 1: Đã chuẩn bị"),
    ("redraft", "phiên 1: Đang chuẩn bị"),
    ("ready", "phiên 1: Đã chuẩn bị"),
    ("open", "!Chưa điểm danh phiên 1. Chưa có gì thay đổi. Điểm danh: meeting attend present --all."),
    ("attend present --all --meeting 27/12/2019", "điểm danh 4 người"),
    ("attend late 3 --expected 9:30", "Trưởng Ban Tổ chức đến sau"),
    ("open", "!Phiên 1 chưa có chủ trì. Chưa có gì thay đổi. Phân công: meeting appoint SỐ chair."),
    ("appoint 1 chair", "phân công Bí thư chủ trì"),
    ("appoint 2 teller", "phân công Phó Bí thư kiểm phiếu"),
    ("open", "phiên 1: Đang họp"),
    ("note x", "ghi phát biểu của Thư ký ghi"),
    ("conclude", "!Phòng chưa xét mục nào. Chưa có gì thay đổi. Sang mục đầu: meeting item next; hoặc nêu --item."),
    ("item next", "sang mục 1: 3 đơn vị, thống nhất một lần"),
    ("conclude --lift 2", "thống nhất 2 đơn vị"),
    ("item 3", "sang mục 3: 22 Xã Kim Đồng"),
    ("note 9/15 --person 2", "ghi phát biểu của Phó Bí thư"),
    ("conclude --item 1", "!1 Xã Chi Lăng đã ở mức đó rồi."),
    ("park --text hoan", "gác lại 22 Xã Kim Đồng"),
    ("item next", "sang mục 4: 21 Xã Bắc Ái"),
    (
        "skip",
        "!Không xét mục 4 thì phải nêu lý do. Chưa có gì thay đổi. Viết lý do sau --text.",
    ),
    ("skip --text 'da giai the'", "không xét 21 Xã Bắc Ái"),
    ("item previous", "sang mục 3: 22 Xã Kim Đồng"),
    ("recess", "phiên 1: Tạm nghỉ"),
    ("conclude", "!Phiên 1 đang tạm nghỉ nên chưa ghi. Chưa có gì thay đổi. Họp tiếp bằng lệnh meeting resume."),
    ("resume", "phiên 1: Đang họp"),
    ("item 5", "sang mục 5: 17 Xã Tân Minh"),
    (
        "close --leave-rest",
        "!Chưa kết thúc được: 1 mục xét dở, 0 lý do còn trống. Phiên vẫn đang họp. Xem mục nào bằng lệnh meeting show; "
        "kết luận, gác lại (park) hoặc không xét (skip --text).",
    ),
    ("discussed --text 'xem sau'", "đã thảo luận 17 Xã Tân Minh"),
    ("decision 03-QĐ/HU 31/12/2019", "!Phiên 1 chưa kết thúc nên chưa có số quyết định."),
    ("close", "!Còn 2 mục gác lại hoặc chưa xét. Phiên vẫn đang họp. Để phiên sau: thêm --leave-rest."),
    ("close --leave-rest", "phiên 1: Đã kết thúc, đã niêm phong"),
    ("item 1", "!Phiên 27/12/2019 đã kết thúc, đã niêm phong."),
    ("reopen --why 'tinh sai'", "!Chỉ chủ trì (Bí thư) mở họp lại. Phiên vẫn niêm phong."),
    ("bi-thu: reopen --why ' '", "!Họp lại phải nêu lý do. Phiên vẫn niêm phong. Viết lý do sau --why."),
    ("bi-thu: reopen --why 'tinh sai'", "phiên 1: Họp lại"),
    ("bi-thu: close --leave-rest", "phiên 1: Đã kết thúc, đã niêm phong"),
    ("decision 03-QĐ/HU 31/13/2019", "!«31/13/2019» không phải ngày"),
    ("decision 03-QĐ/HU 31/12/2019 --signer Phó", "quyết định số 03-QĐ/HU, ngày 31/12/2019"),
    ("tie 2 1 2 --why than", "người số 2 có liên quan đến 2 đơn vị"),
    ("tie 2 3 2", "!Đã ghi người số 2 có liên quan đến xa-hung-viet."),
    ("tie 2 1 --remove", "người số 2 không còn liên quan đến 1 đơn vị"),
    ("area 2 21 22", "người số 2 phụ trách 2 đơn vị"),
)
"""What is typed after ``meeting`` (``login:`` before it for another than ``an``), and what is said; ``!`` a refusal."""


def typed(line: str) -> tuple[str, list[str]]:
    """Who types, and the words."""
    who, colon, rest = line.partition(": ")
    found = re.findall(r"'([^']*)'|(\S+)", rest if colon else line)
    return (who if colon else "an"), [quoted or plain for quoted, plain in found]


def test_a_meeting_from_its_plan_to_the_number_of_its_decision(table: Shell) -> None:
    for line, said in STORY:
        by, words = typed(line)
        before = table.path.read_bytes()
        told = table("meeting", *words, by=by)
        if said.startswith("!"):
            assert (told.status, told.out, told.err.count("\n")) == (1, "", 1), (line, told)
            assert told.err.startswith(said[1:]), (line, told.err)
            assert table.path.read_bytes() == before, line
            continue
        assert (told.status, told.err) == (0, ""), (line, told)
        assert re.match(rf"Đã ghi \d\d:\d\d: {re.escape(said)} \(lần ghi \d+\)\n", told.out), (line, told.out)
    seal = shown(table)["seal"]
    assert table("verify", "--expect", seal["digest"], str(seal["count"])).status == 0


SHOWN = """\
Phiên 1, 27/12/2019: Đang họp
Có mặt 11/13 ủy viên, cần 9 để họp, 7 để quyết
Chủ trì: Bí thư Huyện ủy
"""


def test_the_lines_say_what_one_needs_to_go_on(sits: Shell) -> None:
    """The people with their numbers, the room's item, what is left open, in both languages."""
    assert sits("meeting", "item", "1").status == 0
    assert sits("meeting", "item", "2").status == 0
    told = sits("meeting", "show").out
    assert told.startswith(SHOWN)
    lines = told.splitlines()
    assert lines[3].split() == ["Số", "Chức", "vụ", "Biểu", "quyết", "Trạng", "thái", "Nhiệm", "vụ"]
    assert lines[4].split() == [*"1 Bí thư Huyện ủy có có mặt chủ trì".split()]
    assert "1   12 đơn vị, thống nhất một lần  xét dở      -" in lines
    assert "2   22 Xã Kim Đồng                 đang xét    -" in lines
    assert lines[-4:-1] == ["Phòng ở mục 2", "Xét dở: mục 1, 2", "Gác lại, chưa xét: mục 3, 4, 5, 6"]
    english = sits("meeting", "show", lang="en").out
    assert english.startswith("Meeting 1, 27/12/2019: ")
    assert "The room is at item 2" in english
    assert not re.search("[ăđơưạảấầẩẫậắằẳẵặ]", english.replace("Bí thư", "").splitlines()[-1])


KEYS: Mapping[str, object] = {
    "number": 1,
    "cycle": "2019",
    "held_on": "2019-12-27",
    "starts": "08:00",
    "place": "Phòng họp Huyện ủy",
    "decides": "chair",
    "quorum": "2/3",
    "majority": "1/2",
    "state": "open",
    "opened": "2019-12-27T02:00:00.000+00:00",
    "closed": None,
    "seal": {"digest": None, "count": None},
    "decision": {"number": None, "date": None, "signer": None},
    "room": {"item": 2, "since": "2019-12-27T02:00:00.000+00:00"},
    "presence": {
        "present": list(range(1, 12)),
        "voting": 13,
        "voting_present": 11,
        "needed": 9,
        "majority": 7,
        "quorate": True,
    },
    "people": {
        "number": 1,
        "post": "Bí thư Huyện ủy",
        "full_name": None,
        "votes": True,
        "account": "bi-thu",
        "state": "present",
        "since": "2019-12-27T02:00:00.000+00:00",
        "expected": None,
        "offices": ["chair"],
    },
    "items": {
        "place": 1,
        "kind": "block",
        "title": None,
        "minutes": None,
        "state": "concluded",
        "conclusion": None,
        "spent_seconds": 0,
        "organisations": ["org", "tt", "name", "kind", "self_level", "proposed_level", "final_level", "decided"],
    },
    "speeches": {"item": 2, "person": 2, "text": "9/15", "at": "2019-12-27T02:00:00.000+00:00"},
    "conclusions": {
        "item": 1,
        "kind": "agreed",
        "at": "2019-12-27T02:00:00.000+00:00",
        "present": list(range(1, 12)),
        "recused": [],
        "voting": 13,
        "voting_present": 11,
        "quorate": True,
        "carried": True,
        "hands": {"for": 11, "against": 0, "abstained": 0},
        "text": "ok",
    },
    "unfinished": {"items": [2], "wordless": []},
    "leftovers": [3, 4, 5, 6],
    "outside": [],
}
"""The whole document in its order: for a list the first of its objects, without ``entry``, which is a number."""

DECIDED = {"kind": "agree", "from_level": "XS", "to_level": "XS", "reason": None, "note": "ok"}


def test_the_document_has_these_keys_and_no_others(sits: Shell) -> None:
    """Whoever reads it may rely on them; the languages have the same document."""
    for line in ("item next", "conclude --note ok --hands 11,0,0", "item next", "note 9/15 --person 2"):
        assert sits("meeting", *line.split()).status == 0, line
    found = shown(sits)
    assert list(found) == list(KEYS)
    outside = found.pop("outside")
    assert len(outside) == 59 - 12 - 5
    for key, wanted in KEYS.items():
        if key == "outside":
            continue
        first = found[key][0] if isinstance(found[key], list) and isinstance(wanted, dict) else found[key]
        if key in ("speeches", "conclusions"):
            assert first.pop("entry") > 0
        if key == "items":
            units = first.pop("organisations")
            assert isinstance(wanted, dict)
            assert all(list(unit) == wanted["organisations"] for unit in units)
            decided = units[0]["decided"]
            assert decided.pop("entry") > 0
            assert list(decided) == [*DECIDED, "departed"]
            assert first == {name: value for name, value in wanted.items() if name != "organisations"}, key
            continue
        assert first == wanted, key
    assert sits("meeting", "show", "--json", lang="en").json == shown(sits)


def test_a_meeting_by_number_or_day(table: Shell) -> None:
    for day in ("27/12/2019", "28/12/2019", "28/12/2019"):
        assert table("meeting", "prepare", "--on", day).status == 0
    for name, number in (("1", 1), ("27/12/2019", 1), ("2019-12-27", 1), ("2", 2)):
        assert table("meeting", "show", "--json", "--meeting", name).json["number"] == number
    assert shown(table)["number"] == 3, "the newest"
    for name, said in (("28/12/2019", "có mấy phiên: 2, 3"), ("9", "«9»"), ("29/12/2019", "2019-12-29"), ("-x", "")):
        told = table("meeting", "show", f"--meeting={name}")
        assert (told.status, told.out) == (1, "")
        assert said in told.err
