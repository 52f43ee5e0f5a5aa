"""Writing what was read: all of it or nothing, in one entry that one undo takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands.dossier import grade, set_fact
from store.commands.founding import open_cycle
from store.commands.importing import Filled, Known, import_dossiers, try_import
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.dossier import dossier
from store.queries.journal import entries
from store.queries.verification import verify
from store.rules.forms import Graded
from tests.imports.files import FACTS, SELF, checked, sheet_of, told, written
from tests.kit.stores import AN, BINH, DUNG, everything, newest, parts, undoable, version

LANG, KIM, AI = "xa-chi-lang", "xa-kim-dong", "xa-bac-ai"

GRADES = {"I.1": "XS", "I.2": "Tốt", "I.3": "tb", "I.4": "Kém", "II.1": "TOT", "II.2": "Trung bình", "III": "Không xét"}


def filled_workbook(path: Path) -> Path:
    """The template of self-ratings with all 59 lines filled in, three of them badly."""
    from store.imports.template import template
    from store.words import Words

    path.write_bytes(template(SELF, ".xlsx", Words("vi")).content)
    book, page = sheet_of(path)
    for line in range(2, 61):
        page.cell(line, 4).value = ("HTXSNV", "Hoàn thành tốt nhiệm vụ", "HT")[line % 3]
        for column, given in enumerate(GRADES.values(), start=5):
            page.cell(line, column).value = given
    page["D14"], page["F20"], page["B23"] = "Khá", "=E20", "xa-kim-dog"
    book.save(path)
    return path


def mended(path: Path) -> Path:
    """The same workbook with its three bad lines mended."""
    book, page = sheet_of(path)
    page["D14"], page["F20"], page["B23"] = "HT", "TOT", KIM
    book.save(path)
    return path


def test_59_lines_with_three_bad_ones_write_nothing_mended_they_go_in_and_one_undo_takes_all_back(
    store: Path, tmp_path: Path
) -> None:
    before = everything()
    path = filled_workbook(tmp_path / "tu-xep-loai.xlsx")
    read = checked(SELF, path)
    assert [told(fault) for fault in read.faults] == [
        ("level", 14, "D", "Khá"),
        ("formula", 20, "F", "=E20"),
        ("unknown_near", 23, "B", "xa-kim-dog"),
    ]
    assert read.dossiers == ()
    assert everything() == before

    read = checked(SELF, mended(path))
    stood, entry = undoable(), newest()
    saved = import_dossiers(BINH, dossiers=read.dossiers)
    assert (saved.entry, saved.value.changed, saved.value.same) == (entry + 1, 59, 0)
    view = dossier(KIM)
    assert view.self_level == "HT"
    assert {each.criterion: each.grade for each in view.grades} == dict(
        zip(GRADES, ("XS", "TOT", "TB", "KEM", "TOT", "TB", "none"), strict=True)
    )
    (written_entry,) = entries(limit=1)
    assert (written_entry.action, written_entry.by, len(written_entry.rows)) == ("import_dossiers", BINH, 59 * 8)

    after = undoable()
    assert undo(BINH).value == saved.entry
    assert undoable() == stood
    redo(BINH)
    assert undoable() == after
    assert verify().difference is None


def test_facts_with_the_days_of_ratings(store: Path, tmp_path: Path) -> None:
    lines = [
        ["Mã", "Số chỉ tiêu được giao", "Số đảng viên", "Xếp loại: Công đoàn", "Ngày nhận: Công đoàn", "disunity"],
        [KIM, "15", "5.568", "HTTNV", "12/12/2019", "không"],
        [AI, "12", None, "Không có", None, None],
    ]
    saved = import_dossiers(BINH, dossiers=checked(FACTS, written(tmp_path / "t.csv", lines)).dossiers)
    assert saved.value.changed == 2
    assert set(parts("fact", KIM)) == {
        ("targets_set", "15", None),
        ("members", "5568", None),
        ("rating_union", "TOT", "2019-12-12"),
        ("disunity", "0", None),
    }
    assert set(parts("fact", AI)) == {("targets_set", "12", None), ("rating_union", "none", None)}


def test_what_a_file_does_not_say_stays(store: Path) -> None:
    """Other grades, other facts, and the day on which a rating arrived."""
    grade(BINH, organisation=KIM, criterion="I.1", side="own", grade="TB")
    set_fact(BINH, organisation=KIM, name="rating_front", value="TOT", arrived="12/12/2019")
    set_fact(BINH, organisation=KIM, name="tasks", value="9")
    filled = Filled(KIM, None, {"I.2": Graded("TOT", None)}, {"rating_front": Known("HT")})
    import_dossiers(BINH, dossiers=[filled])
    assert set(parts("grade", KIM)) == {("I.1", "own", "TB", None), ("I.2", "own", "TOT", None)}
    assert set(parts("fact", KIM)) == {("rating_front", "HT", "2019-12-12"), ("tasks", "9", None)}
    assert dossier(KIM).self_level is None


def test_organisations_that_stood_so_already_are_not_touched(store: Path) -> None:
    first = [Filled(each, "HT", {"I.1": Graded("TOT", None)}) for each in (LANG, KIM, AI)]
    import_dossiers(BINH, dossiers=first)
    versions = {each: version(each) for each in (LANG, KIM, AI)}
    again = [Filled(AI, "TOT", {"I.1": Graded("TOT", None)}), *first[:2]]
    saved = import_dossiers(BINH, dossiers=again)
    assert (saved.value.changed, saved.value.same) == (1, 2)
    assert {each: version(each) for each in (LANG, KIM)} == {each: versions[each] for each in (LANG, KIM)}
    assert version(AI) == saved.entry
    with pytest.raises(Refused) as refused:
        import_dossiers(BINH, dossiers=again)
    assert refused.value.code == "nothing_changed"


WRONG = {
    "an organisation that is none": (Filled("xa-nao", "HT"), "unknown_organisation"),
    "the committee": (Filled("huyen-uy", "HT"), "not_in_cycle"),
    "a level that is none": (Filled(AI, "GIOI"), "unknown_level"),
    "a grade that is none": (Filled(AI, None, {"I.1": Graded("GIOI", None)}), "unknown_grade"),
    "points where there are none": (Filled(AI, None, {"I.1": Graded(None, 900)}), "bad_points"),
    "a line that is none": (Filled(AI, None, {"IX": Graded("TOT", None)}), "unknown_criterion"),
    "a fact that is none": (Filled(AI, None, {}, {"mood": Known("1")}), "bad_fact"),
    "a day that is none": (Filled(AI, None, {}, {"rating_front": Known("HT", "32/1/2019")}), "bad_date"),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_bad_dossier_among_good_ones_writes_nothing(store: Path, name: str) -> None:
    """Also where the values did not come from a file that was checked."""
    wrong, code = WRONG[name]
    before = everything()
    for act in (import_dossiers, try_import):
        with pytest.raises(Refused) as refused:
            act(BINH, dossiers=[Filled(LANG, "HT"), wrong, Filled(KIM, "HT")])
        assert refused.value.code == code
        assert everything() == before


def test_a_trial_says_what_would_be_and_leaves_nothing(store: Path) -> None:
    import_dossiers(BINH, dossiers=[Filled(LANG, "HT")])
    before = everything()
    tried = try_import(BINH, dossiers=[Filled(LANG, "HT"), Filled(KIM, "TOT")])
    assert (tried.changed, tried.same) == (1, 1)
    assert everything() == before
    assert import_dossiers(BINH, dossiers=[Filled(LANG, "HT"), Filled(KIM, "TOT")]).value == tried


def test_those_who_may_not_rate_may_not_import(store: Path) -> None:
    before = everything()
    for who in (DUNG, "nobody"):
        for act in (import_dossiers, try_import):
            with pytest.raises(Refused) as refused:
                act(who, dossiers=[Filled(LANG, "HT")])
            assert refused.value.code == "role"
    assert everything() == before


def test_forms_with_points_take_points_and_only_on_their_own_lines(store: Path, tmp_path: Path) -> None:
    """The cycle of 2025: another table of points for communes than for the police, none known for the branches."""
    open_cycle(AN, code="2025", scheme="2025")
    lines = [
        ["Mã", "Tự xếp loại", "P.1", "P.6"],
        [KIM, "XS", "34,5", "4.75"],
        ["cong-an", None, "20", None],
        ["kiem-lam", "HT", None, None],
    ]
    read = checked(SELF, written(tmp_path / "t.csv", lines), cycle="2025")
    assert read.faults == ()
    import_dossiers(BINH, dossiers=read.dossiers, cycle="2025")
    points = {each.criterion: (each.grade, each.points) for each in dossier(KIM, "2025").grades}
    assert points == {"P.1": (None, 3450), "P.6": (None, 475)}
    assert dossier(KIM, "2019").grades == ()
    wrong = [["Mã", "P.1"], [KIM, "35,01"], [AI, "Tốt"], [LANG, "90%"], ["kiem-lam", "5"], ["cong-an", "1,234"]]
    faults = checked(SELF, written(tmp_path / "t.csv", wrong), cycle="2025").faults
    assert [fault.code for fault in faults] == ["points", "points", "points", "not_on_form", "points"]
    assert faults[0].facts == {"most": 35}
    with pytest.raises(Refused) as refused:
        checked(SELF, tmp_path / "t.csv")
    assert refused.value.code == "several_open_cycles"
