"""The form as it looks with a full dossier, on both screens and in both languages; every hint fits in its row."""

from __future__ import annotations

import pytest

from store.commands.dossier import set_fact, set_proof
from store.words import LANGUAGES
from tests.kit.desk import Person, Table
from tests.kit.forms import KIM_DONG, fill
from tests.kit.golden import same_as_golden

SIZES = ((80, 24), (120, 40))


def checks(person: Person) -> list[str]:
    """The rows that say what is met and what is not."""
    return [line for line in person.sees.split("\n") if line.startswith((" √", " ×", " ?"))]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_line_with_evidence_and_a_rating_that_is_typed(
    rehearsed: Table, size: tuple[int, int], lang: str
) -> None:
    """Grades of three sides, evidence, checks that fail; then the cell of a rating, open, with what it takes."""
    name = f"{lang}-{size[0]}x{size[1]}"
    async with rehearsed.sit("binh", size=size, lang=lang) as binh:
        await binh.app.go("form", KIM_DONG)
        await binh.presses(*["down"] * 5)
        same_as_golden(f"form-demo-{name}", binh.sees)
        await binh.presses("tab", *["down"] * 22)
        await binh.types("1 12/12")
        same_as_golden(f"form-demo-typing-{name}", binh.sees)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("downs", "keys"), [(0, "\n"), (22, "\n"), (30, "\n"), (0, "\t\n"), (0, "\t\nx\n"), (0, "\t\nx\nx\n")]
)
async def test_every_hint_fits_in_its_row(table: Table, lang: str, downs: int, keys: str) -> None:
    """Of a figure, a rating, a yes or no; of evidence, its number and its date: nothing is cut at 80 columns."""
    async with table.sit("binh", lang=lang) as binh:
        await binh.types("/22\ng4\t")
        await binh.presses(*["down"] * downs)
        await binh.types(keys)
        assert binh.app.screen.focused
        assert len(binh.line(15).strip("│ ")) > 20
        assert "…" not in binh.line(15)


async def test_the_foot_names_the_keys_that_act_now(table: Table) -> None:
    """In a cell digits and letters are text, so the foot shows what ends it."""
    async with table.sit("binh") as binh:
        await binh.types("/22\ng4\t")
        assert "1-4 Cấp độ" in binh.sees
        await binh.types("\n")
        assert " Enter Ghi  Tab Ô kế  ↑↓ Chọn dòng  Esc Giữ nháp\n" in binh.sees
        assert "1-4 Cấp độ" not in binh.sees
        assert "Esc quay lại" not in binh.sees, "Esc leaves the cell"
        await binh.types("\x1b")
        assert "1-4 Cấp độ" in binh.sees


async def test_high_screens_show_all_evidence_beside_the_facts(rehearsed: Table) -> None:
    """With its line, number and date; where the lines leave no room, none of it."""
    async with rehearsed.sit("binh", size=(120, 40)) as binh:
        await binh.app.go("form", KIM_DONG)
        await binh.rests()
        assert "│ Minh chứng đã có:" in binh.sees
        assert [line[1:7].strip() for line in binh.sees.split("\n") if "-BC/ĐU (" in line] == ["I.4", "II.2", "III"]
        with rehearsed.at_shell():
            for line in ("I.1", "I.2", "I.3", "II.1"):
                set_proof("binh", organisation=KIM_DONG, criterion=line, text="thêm")
        await binh.looks()
        assert "│  I.4  " in binh.sees
        assert "và 3 minh chứng nữa" in binh.sees
    async with rehearsed.sit("binh", size=(120, 30)) as binh:
        await binh.app.go("form", KIM_DONG)
        await binh.rests()
        assert "Minh chứng đã có" not in binh.sees


async def test_no_check_is_said_twice(table: Table) -> None:
    """Two rules of one level that come to the same words are one row; «why» has both with their clauses."""
    fill(table)
    with table.at_shell():
        for name in ("discipline_leader", "discipline_member", "corruption", "subs_disciplined"):
            set_fact("binh", organisation=KIM_DONG, name=name, value="0")
    async with table.sit("binh", size=(120, 40)) as binh:
        await binh.types("/22\ng4")
        said = checks(binh)
        assert any("không có kỷ luật hay kết luận nào" in line for line in said)
        assert len(set(said)) == len(said) > 6
