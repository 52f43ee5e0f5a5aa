"""Dossiers: each side grades its own column, facts are read as typed, and every part has a version of its own."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from store.commands.account import add_account
from store.commands.dossier import Entered, grade, record_self_assessment, set_fact, set_proof
from store.commands.founding import open_cycle
from store.commands.undoing import redo, undo
from store.errors import Refused, Stale
from store.queries.dossier import dossier, dossiers
from store.queries.journal import entries
from store.queries.verification import verify
from tests.kit.stores import AN, BINH, CHI, both_modes, level, newest, parts, sql, undoable, version

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE = "xa-chi-lang", "tt-that-khe"


def graded(who: str, given: str | None, criterion: str = "II.2", side: str = "board", seen: int | None = None) -> int:
    return grade(who, organisation=LANG, criterion=criterion, side=side, grade=given, if_version=seen).entry


def fact(who: str, name: str, value: str | None, arrived: str | None = None, seen: int | None = None) -> int:
    return set_fact(who, organisation=LANG, name=name, value=value, arrived=arrived, if_version=seen).entry


def proof(who: str, text: str | None, n: int = 1, seen: int | None = None) -> int:
    return set_proof(who, organisation=LANG, criterion="II.2", text=text, n=n, if_version=seen).entry


@both_modes
def test_a_grade_is_kept_and_told_and_touches_the_assessment() -> None:
    saved = grade(BINH, organisation=LANG, criterion="II.2", side="board", grade="TB", if_version=0)
    assert saved.value == Entered(LANG, 1, "Xã Chi Lăng", "II.2", "TB")
    assert parts("grade", LANG) == (("II.2", "board", "TB", None),)
    assert version(LANG) == newest() == saved.entry
    given = dossier(LANG).grade("II.2", "board")
    assert given
    assert (given.grade, given.points, given.version) == ("TB", None, saved.entry)
    (entry,) = entries(limit=1)
    assert (entry.action, entry.by) == ("grade_board", BINH)
    assert [(row.entity, row.organisation) for row in entry.rows] == [("grade", LANG), ("assessment", LANG)]
    assert (entry.rows[0].before, (entry.rows[0].after or {})["grade"]) == (None, "TB")
    assert verify().difference is None


def test_a_grade_is_changed_in_its_place_and_taken_away() -> None:
    graded(BINH, "TB")
    changed = graded(CHI, "TOT")
    assert sql("SELECT version, grade FROM grade") == [(changed, "TOT")]
    graded(BINH, None)
    assert parts("grade", LANG) == ()
    assert dossier(LANG).grade("II.2", "board") is None
    (entry,) = entries(limit=1)
    assert ((entry.rows[0].before or {})["grade"], entry.rows[0].after) == ("TOT", None)


def test_three_sides_stand_beside_each_other_and_only_the_boards_counts() -> None:
    add_account(AN, login="vp", roles=["advisory"], body="office")
    graded(BINH, "XS", side="own")
    assert dossier(LANG).evidence.grade("II.2") is None
    graded("vp", "TB", side="responsible")
    assert dossier(LANG).evidence.grade("II.2") is None
    graded(CHI, "TOT")
    assert parts("grade", LANG) == (
        ("II.2", "own", "XS", None),
        ("II.2", "responsible", "TB", None),
        ("II.2", "board", "TOT", None),
    )
    assert dossier(LANG).evidence.grade("II.2") == "TOT"
    assert dossier(KHE).grades == ()


FIELDS = {
    "propaganda": {"I.1"},
    "organisation_board": {"I.2"},
    "mass_mobilisation": {"I.3"},
    "inspection": {"I.4", "III"},
    "office": {"II.1", "II.2"},
    "front": set(),
    None: set(),
}
"""Who answers for which line of the form of 2018."""


@pytest.mark.parametrize("body", FIELDS)
def test_a_body_grades_its_own_lines_alone(body: str | None) -> None:
    add_account(AN, login="ban", roles=["advisory"], body=body)
    form = dossier(LANG).form
    assert form
    for line in form.criteria:
        before = newest()
        if line.code in FIELDS[body]:
            graded("ban", "TOT", line.code, "responsible")
            continue
        with pytest.raises(Refused) as refused:
            graded("ban", "TOT", line.code, "responsible")
        assert (refused.value.code, refused.value.facts) == ("not_own_field", {"body": line.body})
        assert newest() == before
    assert {row[0] for row in parts("grade", LANG)} == FIELDS[body]


def test_points_are_kept_in_hundredths_up_to_the_most_of_the_line() -> None:
    open_cycle(AN, code="2025", scheme="2025")
    for points in (0, 3499, 3500):
        grade(BINH, organisation=LANG, criterion="P.1", side="board", points=points, cycle="2025")
        assert dossier(LANG, "2025").evidence.points("P.1") == points
    assert dossier(LANG, "2019").grades == ()
    grade(BINH, organisation=LANG, criterion="P.1", side="board", grade="none", cycle="2025")
    assert not dossier(LANG, "2025").evidence.applies("P.1")


TYPED = [
    ("targets_set", "5.568", 5568),
    ("targets_set", "1 234 567", 1234567),
    ("targets_set", "\t15 ", 15),
    ("targets_set", "0", 0),
    ("disunity", "Có", 1),
    ("disunity", "KHÔNG", 0),
    ("disunity", "co", 1),
    ("force_majeure", "0", 0),
    ("rating_front", "tot", "TOT"),
    ("rating_union", "None", "none"),
]


@pytest.mark.parametrize(("name", "typed", "kept"), TYPED)
def test_facts_are_read_as_people_type_them(name: str, typed: str, kept: int | str) -> None:
    entry = fact(BINH, name, typed)
    assert parts("fact", LANG) == ((name, str(kept), None),)
    told = dossier(LANG).fact(name)
    assert told
    assert (told.value, told.version) == (kept, entry)
    assert dossier(LANG).evidence.facts == {name: kept}


@pytest.mark.parametrize("typed", ["12/12/2019", " 12-12-2019", "12.12.2019", "2019-12-12", "2019-12-12T08:05"])
def test_the_day_on_which_a_rating_arrived_is_kept_as_one_form_of_date(typed: str) -> None:
    fact(BINH, "rating_front", "TOT", typed)
    assert parts("fact", LANG) == (("rating_front", "TOT", "2019-12-12"),)


def test_a_fact_is_changed_in_its_place_and_taken_away() -> None:
    fact(BINH, "rating_front", "TOT", "12/12/2019")
    changed = fact(CHI, "rating_front", "TOT", "13/12/2019")
    assert sql("SELECT version, arrived FROM fact") == [(changed, "2019-12-13")]
    fact(BINH, "rating_front", None)
    assert parts("fact", LANG) == ()


def test_pieces_of_evidence_are_numbered_within_their_criterion_and_kept_clean() -> None:
    dated = {"number": " 45-BC/ĐU\n", "dated": "1/12/2019"}
    set_proof(BINH, organisation=LANG, criterion="II.2", text="Đa\u0323t\u200b 9/15", **dated)  # type: ignore[arg-type]
    proof(CHI, "Thu ngân sách 81,5%", n=2)
    set_proof(CHI, organisation=LANG, criterion="I.4", text="Kết luận kiểm tra")
    assert parts("proof", LANG) == (
        ("II.2", 1, "Đạt 9/15", "45-BC/ĐU", "2019-12-01"),
        ("II.2", 2, "Thu ngân sách 81,5%", None, None),
        ("I.4", 1, "Kết luận kiểm tra", None, None),
    )
    proof(BINH, None)
    assert [(each.criterion, each.n) for each in dossier(LANG).proofs] == [("II.2", 2), ("I.4", 1)]


@both_modes
def test_a_self_assessment_is_one_entry() -> None:
    before = newest()
    given = {"I.1": "XS", "II.2": "TB"}
    facts = {"targets_set": "15", "targets_met": "9"}
    saved = record_self_assessment(BINH, organisation=LANG, self_level="TOT", grades=given, facts=facts)
    assert newest() == before + 1 == saved.entry == version(LANG)
    assert level(LANG, "self") == "TOT"
    assert [row[:3] for row in parts("grade", LANG)] == [("I.1", "own", "XS"), ("II.2", "own", "TB")]
    assert dossier(LANG).evidence.facts == {"targets_set": 15, "targets_met": 9}
    more = record_self_assessment(BINH, organisation=LANG, self_level="TOT", grades={"I.1": "TOT"}, facts={})
    assert (newest(), version(LANG)) == (more.entry, more.entry)
    (entry,) = entries(limit=1)
    assert (entry.action, [row.entity for row in entry.rows]) == ("rate", ["grade", "assessment"])
    assert verify().difference is None


def test_a_self_assessment_leaves_the_day_on_which_a_rating_arrived() -> None:
    """It says nothing of the day, and so takes none away."""
    fact(BINH, "rating_front", "TOT", "12/12/2019")
    for own, given in (("TOT", "TOT"), ("TB", "HT")):
        facts = {"rating_front": given}
        record_self_assessment(BINH, organisation=LANG, self_level="HT", grades={"I.1": own}, facts=facts)
        assert parts("fact", LANG) == (("rating_front", given, "2019-12-12"),)


PARTS: dict[str, Callable[[str, str | None, int | None], int]] = {
    "grade": lambda who, value, seen: graded(who, value and {"1": "XS", "2": "TB"}[value], seen=seen),
    "fact": lambda who, value, seen: fact(who, "targets_met", value, seen=seen),
    "proof": lambda who, value, seen: proof(who, value, seen=seen),
}
"""A part of a dossier written by somebody who has seen a version of it."""


@both_modes
@pytest.mark.parametrize("part", PARTS)
def test_two_people_who_both_saw_nothing_there(part: str) -> None:
    """The second does not write over the first: 0 means that there was none."""
    write = PARTS[part]
    first = write(BINH, "1", 0)
    with pytest.raises(Stale) as stale:
        write(CHI, "2", 0)
    facts = stale.value.facts
    assert (facts["organisation"], facts["tt"], facts["name"]) == (LANG, 1, "Xã Chi Lăng")
    assert (facts["actor"], newest()) == (BINH, first)
    write(CHI, "2", first)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_stale_only_by_its_own_changes(part: str) -> None:
    """What others do elsewhere in the dossier does not hinder, and is not what the refusal tells."""
    write = PARTS[part]
    seen = write(BINH, "1", 0)
    graded(AN, "KEM", "III", "own")
    mine = write(BINH, "2", seen)
    theirs = graded(AN, "TOT", "III", "own")
    with pytest.raises(Stale) as stale:
        write(CHI, "1", seen)
    facts = stale.value.facts
    assert (facts["actor"], facts["version"], facts["seen"]) == (BINH, mine, seen)
    assert newest() == theirs


@pytest.mark.parametrize("part", PARTS)
def test_what_was_taken_away_meanwhile_is_told_too(part: str) -> None:
    write = PARTS[part]
    seen = write(BINH, "1", 0)
    write(CHI, None, seen)
    with pytest.raises(Stale) as stale:
        write(BINH, "2", seen)
    assert stale.value.facts["actor"] == CHI
    write(BINH, "2", 0)


@both_modes
@pytest.mark.parametrize("part", PARTS)
def test_each_kind_of_change_is_taken_back_and_done_again(part: str) -> None:
    for value in ("1", "2", None):
        before = undoable()
        entry = PARTS[part](BINH, value, None)
        after = undoable()
        assert undo(BINH).value == entry
        assert undoable() == before
        assert redo(BINH, entry=entry).value == entry
        assert undoable() == after
        assert verify().difference is None


@both_modes
def test_a_self_assessment_is_taken_back_whole() -> None:
    before = undoable()
    record_self_assessment(
        BINH, organisation=LANG, self_level="TOT", grades={"I.1": "XS", "II.2": "TB"}, facts={"targets_met": "9"}
    )
    graded(CHI, "TOT", "III")
    undo(BINH)
    assert parts("grade", LANG) == (("III", "board", "TOT", None),)
    undo(CHI)
    assert undoable() == before
    assert verify().difference is None


@pytest.mark.parametrize("part", PARTS)
def test_what_somebody_changed_since_is_not_taken_back_and_it_says_whose_and_who(part: str) -> None:
    write = PARTS[part]
    write(BINH, "1", None)
    write(CHI, "2", None)
    graded(AN, "KEM", "III", "own")
    before = undoable(), newest()
    with pytest.raises(Refused) as refused:
        undo(BINH)
    assert refused.value.code == "undo_changed_since"
    facts = refused.value.facts
    assert (facts["organisation"], facts["tt"], facts["name"], facts["actor"]) == (LANG, 1, "Xã Chi Lăng", CHI)
    assert (undoable(), newest()) == before


def test_a_dossier_of_another_cycle_is_another_dossier() -> None:
    open_cycle(AN, code="2020", scheme="2019")
    grade(BINH, organisation=LANG, criterion="II.2", side="board", grade="TB", cycle="2020")
    assert (len(dossier(LANG, "2020").grades), len(dossier(LANG, "2019").grades)) == (1, 0)
    with pytest.raises(Refused, match="unknown_cycle"):
        dossiers("1999")
    with pytest.raises(Refused, match="not_in_cycle"):
        dossier("huyen-uy", "2019")


def test_the_journal_keeps_the_whole_row_of_a_part() -> None:
    fact(BINH, "rating_front", "tot", "12/12/2019")
    ((image,),) = sql("SELECT after FROM journal_row WHERE \"table\" = 'fact'")
    expected = {"arrived": "2019-12-12", "assessment": 400001, "id": 800001, "name": "rating_front", "value": "TOT"}
    assert json.loads(image) == {**expected, "version": 8}
