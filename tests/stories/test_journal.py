"""The journal: who recorded what, found by day, person, action and organisation; a record as it stood; the seal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import clock
from store.commands.assessment import adjust, agree, rate
from store.commands.dossier import grade, set_fact
from store.commands.intake import receive_paper
from store.commands.undoing import undo
from store.queries.journal import entries
from tests.kit.desk import Clock, Person, Table
from tests.kit.golden import same_as_golden
from tests.kit.histories import lived_in
from tests.kit.prepared import prepared, seeded
from tests.kit.stores import behind_the_journal, opened

KIM, LANG, VIET = "xa-kim-dong", "xa-chi-lang", "xa-hung-viet"
DAY = 86_400_000
SIZES = [(80, 24), (120, 40)]


def days_of_work(table: Table) -> None:
    """Three days: papers and grades, ratings and an adjustment taken back, and a decision about two."""
    with table.at_shell():
        table.clock.pass_by(DAY)
        receive_paper("binh", organisation=KIM, papers=["report"], received="14/12/2019")
        grade("binh", organisation=KIM, criterion="II.2", side="board", grade="TOT")
        set_fact("binh", organisation=KIM, name="targets_set", value="15")
        table.clock.pass_by(DAY)
        rate("an", organisation=KIM, self_level="TOT")
        adjust("binh", organisation=KIM, level="HT", stage="proposed", reason="target", note="Thu đạt 82%")
        undo("binh")
        grade("binh", organisation=KIM, criterion="II.2", side="board", grade="TB")
        table.clock.pass_by(DAY)
        rate("an", organisation=LANG, self_level="TOT")
        rate("an", organisation=VIET, self_level="TOT")
        agree("an", organisations=[LANG, VIET], stage="final", note="thống nhất")


@pytest.fixture
def desk(table: Table) -> Table:
    """A table with a history of three days."""
    days_of_work(table)
    return table


def _lived_in(path: Path) -> None:
    seeded(path)
    with opened(path):
        lived_in(300)


lived = prepared(_lived_in)
"""A store with some hundreds of entries."""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Table]:
    """A table with that store."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        yield Table(lived(tmp_path / "thamdinh.db"), told)


async def settled(person: Person) -> None:
    """Long work has ended and is shown."""
    await person.app.workers.wait_for_complete()
    await person.rests()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures(desk: Table, lang: str, size: tuple[int, int]) -> None:
    """The list, an entry whole, a record then and now, the filters, the search, the seal."""
    mark = f"{lang}-{size[0]}x{size[1]}"
    async with desk.sit("an", lang=lang, size=size, at="journal") as an:
        same_as_golden(f"journal-{mark}", an.sees)
        await an.presses("enter")
        same_as_golden(f"journal-entry-{mark}", an.sees)
        await an.presses("escape", *["down"] * 5, "r")
        same_as_golden(f"journal-then-{mark}", an.sees)
        await an.presses("escape")
        await an.types("l")
        same_as_golden(f"journal-quick-{mark}", an.sees)
        await an.types("4")
        same_as_golden(f"journal-people-{mark}", an.sees)
        await an.types("\x1b/")
        same_as_golden(f"journal-find-{mark}", an.sees)
        await an.types("by:binh since:31/13")
        same_as_golden(f"journal-fault-{mark}", an.sees)
        await an.types("\x1bc")
        await settled(an)
        same_as_golden(f"journal-seal-{mark}", an.sees)


async def test_the_list_tells_what_changed_in_words(desk: Table) -> None:
    """Levels, grades, facts and papers by their words; an undone entry is marked; nothing is a code."""
    async with desk.sit("an", size=(120, 40), at="journal") as an:
        for told in (
            "giữ nguyên mức quyết định",
            "× Đ.xuất: - → HT; Chỉ tiêu",
            "II.2 BTC: Tốt → Trung bình",
            "Chỉ tiêu giao: 15",
            "Báo cáo kiểm điểm: nhận ngày 14/",
        ):
            assert told in an.sees
        await an.presses(*["down"] * 5)
        assert "× Đã bị hoàn tác bằng lần ghi số 12." in an.sees
        assert "22 Xã Kim Đồng, đề xuất: chưa có → Hoàn thành" in an.reads
        assert "lý do Chỉ tiêu không đạt, lời ghi Thu đạt 82%" in an.reads
        await an.presses("up")
        assert "Hoàn tác lần ghi số 11." in an.sees


async def test_day_by_day(desk: Table) -> None:
    """← to the newest entry of the day before, → of the day after; the ends say so."""
    async with desk.sit("an", at="journal") as an:
        assert an.here.startswith(" ►  30/12")
        await an.presses("left")
        assert an.here.startswith(" ►  29/12")
        assert "Lần ghi số 13," in an.sees
        await an.presses("left")
        assert "Lần ghi số 9," in an.sees
        await an.presses("left", "left")
        assert "Không có ngày nào trước ngày này." in an.sees
        await an.presses("right")
        assert "Lần ghi số 9," in an.sees
        await an.presses("right", "right", "right")
        assert "Không có ngày nào sau ngày này." in an.sees
        assert "Lần ghi số 16," in an.sees


async def test_the_journal_of_a_row(desk: Table) -> None:
    """n on a row shows its entries; Esc leads back to the row; g 9 shows all."""
    async with desk.sit("an") as an:
        await an.types("/22\nn")
        assert "Đơn vị 22 Xã Kim Đồng – 10 lần ghi" in an.sees
        await an.presses("escape")
        assert "22 Xã Kim Đồng" in an.here
        await an.types("g9")
        assert "Cả nhật ký – 16 lần ghi" in an.sees
        await an.presses("down")
        await an.types("n")
        assert "Đơn vị 2 Xã Hùng Việt – 4 lần ghi" in an.sees
        await an.types("l6")
        assert "Cả nhật ký – 16 lần ghi" in an.sees


SEARCHES = {
    "kim dong": ("Đơn vị 22 Xã Kim Đồng – 10 lần ghi", 10),
    "22": ("Đơn vị 22 Xã Kim Đồng – 10 lần ghi", 10),
    "người:binh": ("Người ghi Phó Ban Tổ chức – 6 lần ghi", 6),
    "by:pho ban": ("Người ghi Phó Ban Tổ chức – 6 lần ghi", 6),
    "việc:hoàn tác": ("Việc: hoàn tác – 1 lần ghi", 1),
    "action:rate": ("Việc: ghi mức tự xếp loại – 3 lần ghi", 3),
    "từ:30/12/2019": ("từ 30/12/2019 00:00 – 3 lần ghi", 3),
    "since:29/12 until:29/12": ("từ 29/12/2019 00:00, đến 29/12/2019 23:59 – 4 lần ghi", 4),
    "đến:2019-12-28": ("đến 28/12/2019 23:59 – 9 lần ghi", 9),
    "đơn vị:chi lang": ("Đơn vị 1 Xã Chi Lăng – 4 lần ghi", 4),
    "don vi:22 nguoi:binh viec:cham": (
        "Đơn vị 22 Xã Kim Đồng, Người ghi Phó Ban Tổ chức, Việc: chấm cột Ban Tổ chức – 2 lần ghi",
        2,
    ),
    "từ:29/12/2019 08:05 đến:29/12/2019 23:00": ("từ 29/12/2019 08:05, đến 29/12/2019 23:00 – 4 lần ghi", 4),
}


@pytest.mark.parametrize("typed", SEARCHES)
async def test_searches(desk: Table, typed: str) -> None:
    """A name, a number, or fields in either language; Esc shows the whole journal again."""
    told, count = SEARCHES[typed]
    async with desk.sit("an", size=(120, 40), at="journal") as an:
        await an.types(f"/{typed}\n")
        assert told in an.sees
        assert f"Đang lọc còn {count} lần ghi" in an.sees
        await an.presses("escape")
        assert "Cả nhật ký – 16 lần ghi" in an.sees


FAULTS = {
    "ai:x": (0, "^ không có mục này; có: người, việc, từ, đến, đơn vị"),
    "by:binh khi:x": (8, "^ không có mục này"),
    "by:": (3, "^ thiếu chữ sau dấu hai chấm"),
    "by:  ai đó": (5, "^ không có ai là «ai đó»; có: "),
    "việc:bay": (5, "^ không có việc nào là «bay»"),
    "từ:31/02/2019": (3, "^ viết như 27/12/2019"),
    "until:27/12 99:99": (6, "^ viết như 27/12/2019"),
    "zzz": (0, "^ không có đơn vị nào là «zzz»"),
    "org:tan": (4, "^ 3 đơn vị: 10 Xã Tân Tiến, "),
}


@pytest.mark.parametrize("typed", FAULTS)
async def test_a_fault_has_a_caret_under_it_and_changes_nothing(desk: Table, typed: str) -> None:
    column, told = FAULTS[typed]
    async with desk.sit("an", size=(120, 40), at="journal") as an:
        await an.types(f"/{typed}")
        cell, hint = next(
            (line, an.line(number + 1)) for number, line in enumerate(an.sees.split("\n"), 1) if " Tìm: " in line
        )
        assert hint.startswith(" " * (cell.index(" Tìm: ") + len(" Tìm: ") + column) + told)
        await an.types("\n")
        assert " Tìm: " in an.sees
        await an.presses("escape")
        assert "Cả nhật ký – 16 lần ghi" in an.sees


async def test_ready_filters(desk: Table) -> None:
    async with desk.sit("binh", at="journal") as binh:
        await binh.types("l1")
        assert "Hôm nay – 3 lần ghi" in binh.sees
        await binh.types("l2")
        assert "Lần ghi của tôi – 6 lần ghi" in binh.sees
        await binh.types("l3")
        assert "Đơn vị 22 Xã Kim Đồng – 10 lần ghi" in binh.sees
        await binh.types("l41")
        assert "Người ghi an – 10 lần ghi" in binh.sees
        await binh.types("l51")
        assert "Việc: thêm tài khoản – 2 lần ghi" in binh.sees
        await binh.types("l59")
        assert "VIỆC" in binh.sees
        await binh.types("1")
        assert "Việc: " in binh.line(3)


async def test_what_the_record_was_then(desk: Table) -> None:
    """The entry that adjusted: proposed then, taken back since; the grade then, another one now; next organisation."""
    async with desk.sit("an", size=(120, 40), at="journal") as an:
        await an.presses(*["down"] * 5)
        await an.types("r")
        assert "≠ đề xuất │ Hoàn thành │ chưa có" in " ".join(an.sees.split())
        assert "LÚC ĐÓ ─ 22 Xã Kim Đồng" in an.sees
        await an.presses("escape", "home")
        await an.types("r")
        assert "LÚC ĐÓ ─ 1 Xã Chi Lăng" in an.sees
        assert "Từ đó đến nay không thay đổi." in an.sees
        await an.presses("right", "right")
        assert "LÚC ĐÓ ─ 2 Xã Hùng Việt" in an.sees


async def test_what_others_record_comes_in_above_and_the_cursor_stays(archive: Table) -> None:
    async with archive.sit("an", at="journal") as an:
        await an.presses(*["down"] * 3)
        here = an.here
        with archive.at_shell():
            rate("binh", organisation=KIM, self_level="KHT")
        await an.looks()
        assert an.here == here
        await an.presses("home")
        assert "22 Xã Kim Đồng" in an.here


async def test_every_entry_can_be_walked_to_and_is_the_right_one(archive: Table) -> None:
    """Home, End, pages and single steps over hundreds of entries, against the journal itself."""
    with archive.at_shell():
        numbers = [each.id for each in reversed(entries(limit=10_000))]
    total = len(numbers)
    async with archive.sit("an", at="journal") as an:
        place = 0
        page = an.app.screen.query_one("#list").size.height - 1
        steps = {"down": 1, "up": -1, "pagedown": page, "pageup": -page, "end": total, "home": -total}
        keys = ["pagedown"] * 12 + ["up"] * 3 + ["end"] + ["pageup"] * 9 + ["down"] * 40 + ["home"] + ["pagedown"] * 30
        for key in keys:
            await an.presses(key)
            place = max(0, min(total - 1, place + steps[key]))
            assert f"dòng {place + 1}/{total}" in an.sees
            assert f"Lần ghi số {numbers[place]}," in an.sees
            assert an.here


async def test_what_is_seen_stays_in_place_when_the_window_moves_along(archive: Table) -> None:
    """Step by step the cursor goes down one line, or the list turns half a page; never anything else."""
    async with archive.sit("an", at="journal") as an:
        page = an.app.screen.query_one("#list").size.height - 1
        line = an.sees.split("\n").index(an.here)
        top = line
        for _step in range(130):
            await an.presses("down")
            before, line = line, an.sees.split("\n").index(an.here)
            assert line in (before + 1, top + page // 2)
            assert (line == before + 1) == (before < top + page - 1)


async def test_a_seal_that_does_not_hold_says_where(desk: Table) -> None:
    with behind_the_journal(desk.path) as connection:
        connection.execute("UPDATE journal_row SET after = replace(after, 'TB', 'XS') WHERE entry = 13")
    async with desk.sit("an", at="journal") as an:
        await an.types("c")
        await settled(an)
        assert "NIÊM PHONG SAI" in an.sees
        assert "Các dòng của lần ghi số 13 đã bị sửa." in an.sees
        await an.presses("escape")
        assert "NIÊM PHONG SAI, xem lúc 09:0" in an.sees


async def test_many_people_and_actions_go_on_in_a_further_menu(archive: Table) -> None:
    """More than nine actions: the ninth line leads on, and every action can be reached."""
    async with archive.sit("an", at="journal") as an:
        await an.types("l59")
        assert "1  " in an.sees
        await an.types("1")
        assert "Việc: " in an.line(3)


async def test_the_language_changes_while_one_is_there(desk: Table) -> None:
    async with desk.sit("an", at="journal") as an:
        await an.types("/22\n")
        assert "Đơn vị 22" in an.sees
        assert "JOURNAL" not in an.sees
    async with desk.sit("an", at="journal", lang="en") as an:
        await an.types("/22\n")
        assert "About 22 Xã Kim Đồng – 10 entries" in an.sees
