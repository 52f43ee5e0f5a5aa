"""``export`` and Word templates at the shell: where files go, what is said, what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from store.commands.account import set_key
from store.exports.document import KINDS
from store.exports.making import CONTEXTS
from tests.exports.meetings import held
from tests.kit.prepared import rehearsed
from tests.kit.stores import opened
from tests.shell.conftest import Shell
from tests.store.history import KEY
from tui.cli.remote import allowed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def demo(shell: Shell, tmp_path: Path) -> Shell:
    """A shell on made-up dossiers."""
    shell.path = rehearsed(tmp_path / "demo.db")
    return shell


def test_a_file_of_its_own_never_over_another(demo: Shell, tmp_path: Path) -> None:
    target = tmp_path / "bieu.docx"
    made = demo("export", "handout", "-o", str(target))
    assert (made.status, made.out, made.err) == (0, "", f"Đã viết {target}\n")
    assert target.stat().st_mode & 0o777 == 0o600
    assert "BIỂU SO SÁNH MỨC TỰ XẾP LOẠI" in "\n".join(each.text for each in Document(str(target)).paragraphs)
    target.write_bytes(b"mine")
    again = demo("export", "handout", "-o", str(target))
    assert (again.status, again.err) == (
        1,
        f"Đã có tệp {target}. Tệp đó giữ nguyên. Chọn tên khác, hoặc thêm --force.\n",
    )
    assert target.read_bytes() == b"mine"
    link = tmp_path / "link.docx"
    link.symlink_to(tmp_path / "nowhere")
    assert demo("export", "handout", "-o", str(link)).status == 1
    assert demo("export", "handout", "-o", str(target), "--force").status == 0
    assert target.read_bytes().startswith(b"PK")
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []


def test_the_format_follows_the_ending(demo: Shell, tmp_path: Path) -> None:
    for name, begins in (("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK"), ("a", b"PK"), ("b.XLSX", b"PK")):
        assert demo("export", "comparison", "-o", str(tmp_path / name)).status == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert demo("export", "comparison", "-o", str(tmp_path / "c.txt"), "--format", "csv").status == 0
    for name in ("d.pdf", "d.docx"):
        refused = demo("export", "comparison", "-o", str(tmp_path / name))
        assert refused.status == 1
        assert refused.err.endswith("Các dạng: xlsx, csv.\n")
        assert not (tmp_path / name).exists()
    english = demo("export", "comparison", "-o", str(tmp_path / "e.csv"), lang="en")
    assert english.err.startswith("Written to")
    assert (tmp_path / "e.csv").read_text(encoding="utf-8-sig").startswith('"No.","Code","Organisation"')


def test_what_cannot_be_written_leaves_nothing(demo: Shell, tmp_path: Path) -> None:
    for target in (tmp_path / "khong" / "a.docx", tmp_path / "a\0b.docx", tmp_path / ("x" * 300 + ".docx")):
        refused = demo("export", "handout", "-o", str(target))
        assert refused.status == 1
        assert refused.err.count("\n") == 1
    assert {each.name for each in tmp_path.iterdir()} <= {"demo.db", "thamdinh.db", "demo.db-wal", "demo.db-shm"}
    assert demo("export", "letters", "-o", "x").status == 2
    assert demo("export", "handout").status == 2


def test_one_file_for_each_part_in_a_folder(demo: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "thu"
    folder.mkdir()
    made = demo("export", "reminders", "-o", str(folder))
    assert made.err == f"Đã viết 8 tệp vào {folder}\n"
    assert sorted(each.name for each in folder.iterdir()) == [f"don-doc-2019-{n:02d}.docx" for n in range(1, 9)]
    assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
    (folder / "don-doc-2019-03.docx").write_bytes(b"mine")
    (folder / "don-doc-2019-01.docx").unlink()
    assert demo("export", "reminders", "-o", str(folder)).status == 1
    assert not (folder / "don-doc-2019-01.docx").exists()
    assert (folder / "don-doc-2019-03.docx").read_bytes() == b"mine"
    assert "không chia thành nhiều tệp" in demo("export", "handout", "-o", str(folder)).err


def test_standard_output_holds_the_file_and_nothing_else(demo: Shell, tmp_path: Path) -> None:
    program = [sys.executable, "-X", "utf8", "-c", "from tui.start import main; main()"]
    program += ["--db", str(demo.path), "--as", "an"]
    ran = subprocess.run([*program, "export", "handout", "-o", "-"], cwd=ROOT, capture_output=True, check=False)
    assert ran.stderr.decode() == ""
    assert Document(BytesIO(ran.stdout)).tables
    ours, theirs = os.openpty()
    ran = subprocess.run(
        [*program, "export", "handout", "-o", "-"],
        cwd=ROOT,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,  # a file would fill the terminal, which nobody reads, and wait
    )
    os.close(theirs)
    os.close(ours)
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("Không viết tệp ra màn hình.")


def test_over_ssh_only_to_standard_output() -> None:
    for kind in KINDS:
        assert allowed(["export", kind, "-o", "-"])
        assert allowed(["export", kind, "--cycle", "2019", "--meeting=1", "--format", "docx", "-o", "-"])
    assert allowed(["export", "--help"])
    for words in (
        ["export", "minutes"],
        ["export", "minutes", "-o", "bien-ban.docx"],
        ["export", "minutes", "-o", "-", "-o", "x"],
        ["export", "minutes", "-o", "-", "--force"],
        ["export", "minutes", "agenda", "-o", "-"],
        ["export", "-o", "-"],
        ["template", "minutes", "-o", "-"],
    ):
        assert not allowed(words), words


def test_who_may_look_may_take_a_paper_along(demo: Shell, tmp_path: Path) -> None:
    assert demo("export", "handout", "-o", str(tmp_path / "a.docx"), by="chi").status == 0
    assert demo("--readonly", "export", "handout", "-o", str(tmp_path / "b.docx")).status == 0
    with opened(demo.path):
        set_key("an", login="binh", key=KEY)
    shut = demo("export", "handout", "-o", str(tmp_path / "c.docx"), by="khach")
    assert shut.status == 1
    assert not (tmp_path / "c.docx").exists()


def test_a_template_to_edit_and_its_fields(demo: Shell, tmp_path: Path) -> None:
    target = tmp_path / "mau.docx"
    made = demo("template", "handout", "-o", str(target))
    own = demo.path.parent / "papers" / "handout.docx"
    assert made.out == (
        f"Đã viết mẫu handout vào {target}. Sửa trong Word rồi đặt vào {own} để dùng thay mẫu kèm theo.\n"
    )
    document = Document(str(target))
    document.add_paragraph("Sửa tay: {{ total }}")
    own.parent.mkdir()
    document.save(str(own))
    assert demo("export", "handout", "-o", str(tmp_path / "a.docx")).status == 0
    assert Document(str(tmp_path / "a.docx")).paragraphs[-1].text == "Sửa tay: 59"
    second = tmp_path / "mau-2.docx"
    assert demo("template", "handout", "-o", str(second)).status == 0
    assert second.read_bytes() == own.read_bytes()
    document.add_paragraph("{{ tong_so }}")
    document.save(str(own))
    refused = demo("export", "handout", "-o", str(tmp_path / "b.docx"))
    assert (refused.status, refused.err) == (
        1,
        f"Mẫu {own} có ô điền «tong_so» mà loại văn bản này không có. Chưa viết gì. "
        "Xem các ô bằng: thamdinh template, thêm --fields.\n",
    )
    assert not (tmp_path / "b.docx").exists()
    assert demo("template", "handout", "-o", str(target)).status == 1
    for kind in CONTEXTS:
        told = demo("template", kind, "--fields").out.splitlines()
        assert told[0].split() == ["Ô", "điền", "Tiếng", "Việt", "Tiếng", "Anh"]
        assert any(line.startswith("head.body") for line in told)
    assert demo("template", "facts", "--fields").status == 1
    assert demo("template", "handout").status == 2


def test_a_meeting_by_number_or_day(shell: Shell, tmp_path: Path) -> None:
    shell.path = held(tmp_path / "held.db")
    for number, name in enumerate(("1", "2019-12-27")):
        assert shell("export", "minutes", "-o", str(tmp_path / f"{number}.docx"), "--meeting", name).status == 0
    assert shell("export", "minutes", "-o", str(tmp_path / "c.docx"), "--meeting", "7").status == 1
    assert shell("export", "journal", "-o", str(tmp_path / "n.jsonl")).status == 0
    told = [json.loads(line) for line in (tmp_path / "n.jsonl").read_text(encoding="utf-8").splitlines()]
    assert told == [{**each, "made_up": True} for each in shell("journal", "--json", "--limit", "1000").json]
