"""Departures: a level that a check speaks against, or that goes above the cap, asks for words and keeps the clause."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from store.commands.assessment import adjust, agree, rate
from store.commands.dossier import grade, set_fact
from store.commands.founding import open_cycle
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.caps import CapView, caps
from store.queries.comparison import comparison
from store.queries.journal import entries
from store.queries.verification import verify
from tests.kit.stores import AN, BINH, behind, both_modes, everything, level, sql, undoable

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE, BRANCH = "xa-chi-lang", "tt-that-khe", "kiem-lam"
WORDS = "Ban Thường vụ thống nhất"
CAP = ("cap", "XS", "không vượt quá 20% số hoàn thành tốt")
TASKS = "tiêu chí nhiệm vụ chính trị từ Tốt trở lên"


def propose(wanted: str, note: str | None = None, organisation: str = LANG, reason: str = "cap") -> object:
    return adjust(BINH, organisation=organisation, level=wanted, stage="proposed", reason=reason, note=note)


def board(criterion: str, given: str | None, organisation: str = LANG) -> None:
    grade(BINH, organisation=organisation, criterion=criterion, side="board", grade=given)


def clauses(organisation: str) -> set[tuple[str, str, str]] | None:
    """What the newest adjustment of an organisation departs from: rule, level, clause."""
    query = "SELECT departed FROM adjustment JOIN assessment ON assessment.id = assessment WHERE organisation = ?"
    text = sql(f"{query} ORDER BY adjustment.id DESC LIMIT 1", organisation)[0][0]
    if text is None:
        return None
    told = json.loads(text)
    assert text == json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return {(each["rule"], each["level"], each["clause"]) for each in told}


def refused(act: Callable[[], object]) -> Refused:
    """How a change without words is declined: not one byte is written."""
    before = everything()
    with pytest.raises(Refused) as found:
        act()
    assert everything() == before
    return found.value


def good(first: int, last: int) -> None:
    """These numbers of the committee's list rate themselves good."""
    for (code,) in sql("SELECT organisation FROM assessment WHERE tt BETWEEN ? AND ? ORDER BY tt", first, last):
        rate(BINH, organisation=code, self_level="TOT")


def over(group: str | None = "commune_town", whole: bool = False) -> int | None:
    """How many stand above the cap of a group, or of all."""
    return next(each.cap.over for each in caps(comparison()) if (each.group, each.whole) == (group, whole))


@both_modes
@pytest.mark.parametrize("stage", ["proposed", "final"])
def test_a_level_that_a_check_speaks_against_asks_for_words_and_keeps_the_clause(stage: str) -> None:
    rate(BINH, organisation=LANG, self_level="HT")
    board("II.2", "TB")
    raised = {"organisation": LANG, "level": "TOT", "stage": stage, "reason": "evidence"}
    found = refused(lambda: adjust(AN, **raised))  # type: ignore[arg-type]
    facts = {"tt": 1, "name": "Xã Chi Lăng", "level": "TOT", "clause": TASKS}
    assert (found.code, found.facts) == ("check_note_missing", facts)
    entry = adjust(AN, **raised, note=WORDS).entry  # type: ignore[arg-type]
    assert clauses(LANG) == {("tasks_good", "TOT", TASKS)}
    (told,) = entries(limit=1)
    (image,) = [row.after for row in told.rows if row.entity == "adjustment"]
    assert (told.id, image and image["note"]) == (entry, WORDS)
    assert image
    assert json.loads(image["departed"]) == [{"rule": "tasks_good", "level": "TOT", "clause": TASKS}]
    assert verify().difference is None


def test_every_failed_rule_of_the_level_is_kept() -> None:
    board("II.1", "TB")
    board("III", "KEM")
    propose("TOT", WORDS)
    kept = clauses(LANG)
    assert kept
    assert {("tasks_good", "TOT"), ("others_average", "TOT")} <= {(rule, wanted) for rule, wanted, _clause in kept}


def test_what_is_not_known_speaks_against_nothing() -> None:
    """The checks of an empty dossier cannot tell, and nobody has to explain that."""
    propose("TOT")
    assert (level(LANG, "proposed"), clauses(LANG)) == ("TOT", None)


def test_a_level_that_the_dossier_bears_asks_for_nothing() -> None:
    rate(BINH, organisation=LANG, self_level="TOT")
    board("II.2", "TB")
    propose("HT")
    assert clauses(LANG) is None
    propose("none", "Mới thành lập")
    assert clauses(LANG) is None


def test_only_the_boards_grade_speaks_against_a_level() -> None:
    grade(BINH, organisation=LANG, criterion="II.2", side="own", grade="KEM")
    propose("TOT")
    assert clauses(LANG) is None


@both_modes
def test_of_many_agreed_upon_the_one_that_departs_is_named_and_with_words_it_alone_keeps_the_clause() -> None:
    for code in (LANG, KHE, BRANCH):
        rate(BINH, organisation=code, self_level="TOT")
    set_fact(BINH, organisation=KHE, name="targets_set", value="15")
    board("II.2", "TB", KHE)
    found = refused(lambda: agree(AN, organisations=[LANG, KHE, BRANCH], stage="final"))
    assert (found.code, found.facts["tt"], found.facts["clause"]) == ("check_note_missing", 23, TASKS)
    agree(AN, organisations=[LANG, KHE, BRANCH], stage="final", note=WORDS)
    assert [clauses(code) for code in (LANG, KHE, BRANCH)] == [None, {("tasks_good", "TOT", TASKS)}, None]
    assert sql("SELECT DISTINCT note FROM adjustment") == [(WORDS,)]


@both_modes
def test_words_are_asked_for_when_the_cap_is_exceeded_and_each_time_it_is_exceeded_further() -> None:
    good(1, 8)
    propose("XS")
    assert (over(), clauses(LANG)) == (0, None)
    second, third = "xa-hung-viet", "xa-hung-son"
    found = refused(lambda: propose("XS", organisation=second))
    assert (found.code, found.facts) == ("cap_note_missing", {"clause": CAP[2], "over": 1})
    propose("XS", WORDS, second)
    assert (over(), clauses(second)) == (1, {CAP})
    found = refused(lambda: propose("XS", organisation=third))
    assert (found.code, found.facts["over"]) == ("cap_note_missing", 2)
    propose("XS", WORDS, third)
    assert (over(), clauses(third)) == (2, {CAP})
    propose("TOT", organisation=third)
    assert (over(), clauses(third)) == (1, None), "going back below asks for nothing"


def test_lowering_another_from_good_exceeds_the_cap_further() -> None:
    """One at the top of five good is the most; with four good the limit is none."""
    good(1, 6)
    propose("XS")
    lowered = "xa-hung-viet"
    assert over() == 0
    found = refused(lambda: propose("HT", organisation=lowered))
    assert (found.code, found.facts["over"]) == ("cap_note_missing", 1)
    propose("HT", WORDS, lowered)
    assert (level(lowered, "proposed"), over(), clauses(lowered)) == ("HT", 1, {CAP})
    propose("KHT", organisation=lowered)
    assert clauses(lowered) is None, "who was not good any more moves no limit"


def test_agreeing_with_what_stands_exceeds_nothing_further() -> None:
    good(1, 3)
    propose("XS", WORDS)
    assert over() == 1
    agree(AN, organisations=[LANG], stage="final")
    assert clauses(LANG) is None


def test_agreeing_takes_a_final_level_back_above_the_cap_only_with_words() -> None:
    rate(BINH, organisation=LANG, self_level="XS")
    adjust(AN, organisation=LANG, level="TOT", stage="final", reason="target")
    assert over() == 0
    found = refused(lambda: agree(AN, organisations=[LANG], stage="final"))
    assert (found.code, found.facts["over"]) == ("cap_note_missing", 1)
    agree(AN, organisations=[LANG], stage="final", note=WORDS)
    assert clauses(LANG) == {CAP}


def test_a_check_and_the_cap_are_both_kept() -> None:
    board("II.2", "TB")
    assert refused(lambda: propose("XS")).code == "check_note_missing"
    propose("XS", WORDS)
    kept = clauses(LANG)
    assert kept
    assert CAP in kept
    assert "groups_excellent" in {rule for rule, _level, _clause in kept}


def test_of_a_group_that_is_not_known_the_cap_cannot_be_told_but_all_together_count() -> None:
    good(1, 5)
    rate(BINH, organisation=BRANCH, self_level="TOT")
    propose("XS", organisation=BRANCH)
    assert (over(None), over(None, whole=True), clauses(BRANCH)) == (None, 0, None)
    other = "trung-tam-y-te"
    rate(BINH, organisation=other, self_level="TOT")
    assert refused(lambda: propose("XS", organisation=other)).facts["over"] == 1
    propose("XS", WORDS, other)
    assert (over(None), over(None, whole=True), clauses(other)) == (None, 1, {CAP})


def test_the_cycle_says_of_what_the_share_is_taken(store: Path) -> None:
    """Of all rated the base stands still: lowering one from good takes nothing away."""
    good(1, 6)
    propose("XS")
    with behind(store) as connection:
        connection.execute("UPDATE cycle SET cap_base = 'all_rated'")
    assert {each.cap.base_rule for each in caps(comparison())} == {"all_rated"}
    propose("HT", organisation="xa-hung-viet")
    assert clauses("xa-hung-viet") is None


def test_a_scheme_without_a_cap_asks_for_none() -> None:
    open_cycle(AN, code="2016", scheme="2014")
    for code in (LANG, KHE):
        adjust(BINH, organisation=code, level="TSVM", stage="proposed", reason="evidence", cycle="2016")
    assert caps(comparison("2016")) == ()
    assert sql("SELECT DISTINCT departed FROM adjustment") == [(None,)]


def test_what_is_tried_is_what_will_be() -> None:
    """The caps under levels that are only thought of are those that stand once they are given."""
    good(1, 25)
    for wanted in ("XS", "HT", "KHT", "none"):
        for code in (LANG, "quan-su"):
            thought: tuple[CapView, ...] = caps(comparison(), {code: wanted})
            propose(wanted, WORDS, code)
            assert caps(comparison()) == thought


@both_modes
def test_the_clause_goes_and_comes_back_with_the_change() -> None:
    board("II.2", "TB")
    before = undoable()
    entry = adjust(AN, organisation=LANG, level="XS", stage="final", reason="cap", note=WORDS).entry
    after, kept = undoable(), clauses(LANG)
    assert undo(AN).value == entry
    assert undoable() == before
    assert redo(AN, entry=entry).value == entry
    assert (undoable(), clauses(LANG)) == (after, kept)
    assert verify().difference is None
