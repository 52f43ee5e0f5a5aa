"""Rating, adjusting and agreeing: what stands after, and what the journal says of it."""

from __future__ import annotations

import pytest

from store.commands.assessment import adjust, agree, rate
from store.commands.undoing import undo
from store.commands.wording import add_words
from store.queries.comparison import ComparisonRow, comparison
from store.queries.journal import entries
from store.queries.news import LevelMoveView
from store.queries.verification import verify
from tests.kit.stores import AN, BINH, both_modes, level, levels, newest, sql, version

pytestmark = pytest.mark.usefixtures("store")

KHE, LANG, PHUONG, UNNAMED = "tt-that-khe", "xa-chi-lang", "xa-tri-phuong", "chi-bo-30"


def row(organisation: str) -> ComparisonRow:
    (found,) = [each for each in comparison().rows if each.organisation == organisation]
    return found


@both_modes
def test_a_self_rating_is_recorded_and_the_answer_says_what_became_of_it() -> None:
    saved = rate(BINH, organisation=LANG, self_level="XS")
    assert saved.value == LevelMoveView(LANG, 1, "Xã Chi Lăng", "self", None, "XS")
    assert (level(LANG, "self"), level(LANG, "proposed"), level(LANG, "final")) == ("XS", None, None)
    assert newest() == version(LANG) == saved.entry
    (entry,) = entries(limit=1)
    assert (entry.id, entry.at, entry.by) == (saved.entry, saved.at, BINH)
    assert (entry.action, entry.reason, entry.meeting, entry.undoes) == ("rate", None, None, None)
    (changed,) = entry.rows
    assert (changed.entity, changed.key, changed.organisation) == ("assessment", "400001", LANG)
    assert changed.before and changed.after
    columns = {name for name in changed.after if changed.before[name] != changed.after[name]}
    assert columns == {"self_level", "version"}
    assert verify().difference is None


def test_an_organisation_without_a_name_is_rated_like_the_others() -> None:
    saved = rate(BINH, organisation=UNNAMED, self_level="HT")
    assert saved.value == LevelMoveView(UNNAMED, 30, None, "self", None, "HT")


@both_modes
@pytest.mark.parametrize(("actor", "stage"), [(BINH, "proposed"), (AN, "proposed"), (AN, "final")])
def test_an_adjustment_keeps_from_to_reason_and_words(actor: str, stage: str) -> None:
    rate(BINH, organisation=LANG, self_level="XS")
    saved = adjust(actor, organisation=LANG, level="TOT", stage=stage, reason="target", note=" Thu đạt 82%\t")
    assert saved.value == LevelMoveView(LANG, 1, "Xã Chi Lăng", stage, "XS", "TOT")
    assert (level(LANG, stage), level(LANG, "self")) == ("TOT", "XS")
    (kept,) = sql("SELECT id, version, stage, kind, from_level, to_level, reason, note FROM adjustment")
    assert kept[:2] == (saved.entry * 100_000 + 1, saved.entry)
    assert kept[2:] == (stage, "adjusted", "XS", "TOT", "target", "Thu đạt 82%")
    told = row(LANG)
    assert (told.effective, told.difference, told.version) == ("TOT", -1, saved.entry)
    assert (told.reason, told.note) == ("target", "Thu đạt 82%")
    (entry,) = entries(limit=1)
    assert (entry.action, entry.reason) == (f"adjust_{stage}", "target")
    assert [each.entity for each in entry.rows] == ["assessment", "adjustment"]
    assert [each.organisation for each in entry.rows] == [LANG, LANG]
    assert entry.rows[1].before is None
    assert verify().difference is None


def test_each_adjustment_begins_where_the_one_before_ended() -> None:
    rate(BINH, organisation=LANG, self_level="XS")
    for wanted in ("TOT", "HT", "XS"):
        adjust(BINH, organisation=LANG, level=wanted, stage="proposed", reason="evidence", note="Họp lại")
    adjust(AN, organisation=LANG, level="KHT", stage="final", reason="evidence")
    moves = sql("SELECT stage, from_level, to_level FROM adjustment ORDER BY id")
    assert moves == [
        ("proposed", "XS", "TOT"),
        ("proposed", "TOT", "HT"),
        ("proposed", "HT", "XS"),
        ("final", "XS", "KHT"),
    ]


def test_a_level_can_be_adjusted_where_there_is_no_self_rating() -> None:
    saved = adjust(BINH, organisation=LANG, level="HT", stage="proposed", reason="evidence")
    assert saved.value.from_level is None
    assert row(LANG).difference is None


def test_words_are_stored_clean_and_composed() -> None:
    note = "A\u0300 \u202eba\u0309n\u200b"
    adjust(BINH, organisation=LANG, level="HT", stage="proposed", reason="other", note=note)
    assert sql("SELECT note FROM adjustment") == [("À bản",)]


def test_words_as_long_as_may_be_are_kept_whole() -> None:
    adjust(BINH, organisation=LANG, level="HT", stage="proposed", reason="other", note="ơ" * 2000)
    assert sql("SELECT length(note) FROM adjustment") == [(2000,)]


def test_not_rated_is_a_level_that_has_words() -> None:
    adjust(AN, organisation=LANG, level="none", stage="final", reason="evidence", note="Mới thành lập")
    assert (row(LANG).effective, row(LANG).difference) == ("none", None)


@both_modes
def test_agreeing_keeps_the_proposal_or_else_the_self_rating_in_one_entry() -> None:
    rate(BINH, organisation=LANG, self_level="XS")
    rate(BINH, organisation=KHE, self_level="TOT")
    adjust(BINH, organisation=LANG, level="TOT", stage="proposed", reason="target")
    before = newest()
    saved = agree(AN, organisations=[KHE, LANG, KHE], stage="final", note="Thống nhất")
    assert newest() == before + 1 == saved.entry
    assert [(each.organisation, each.from_level, each.to_level) for each in saved.value] == [
        (KHE, "TOT", "TOT"),
        (LANG, "TOT", "TOT"),
    ], "what stood, and what stands now"
    assert (level(KHE, "final"), level(LANG, "final")) == ("TOT", "TOT")
    kept = sql("SELECT kind, from_level, reason, note FROM adjustment WHERE stage = 'final'")
    assert kept == [("agreed", None, None, "Thống nhất")] * 2
    assert version(KHE) == version(LANG) == saved.entry
    assert verify().difference is None


def test_agreeing_to_propose_keeps_the_self_rating() -> None:
    rate(BINH, organisation=LANG, self_level="HT")
    agree(BINH, organisations=[LANG], stage="proposed")
    assert level(LANG, "proposed") == "HT"


def test_all_59_agree_in_one_entry() -> None:
    codes = [each.organisation for each in comparison().rows]
    for code in codes:
        rate(BINH, organisation=code, self_level="TOT")
    saved = agree(AN, organisations=codes, stage="final")
    assert len(saved.value) == 59
    assert sql("SELECT count(*), count(DISTINCT id) FROM adjustment") == [(59, 59)]
    assert verify().difference is None


def test_a_version_that_is_current_lets_the_change_through() -> None:
    seen = version(LANG)
    seen = rate(BINH, organisation=LANG, self_level="XS", if_version=seen).entry
    seen = adjust(
        BINH, organisation=LANG, level="TOT", stage="proposed", reason="cap", if_version=seen, cycle="2019"
    ).entry
    agree(AN, organisations=[LANG], stage="final", if_versions={LANG: seen})
    assert level(LANG, "final") == "TOT"


@both_modes
def test_words_that_are_owed_are_added_to_the_newest_adjustment_and_can_be_taken_back() -> None:
    for wanted in ("HT", "KHT"):
        adjust(BINH, organisation=LANG, level=wanted, stage="proposed", reason="target")
    rate(BINH, organisation=LANG, self_level="KHT")
    agree(AN, organisations=[LANG], stage="final")
    before = levels()
    saved = add_words(AN, organisation=LANG, note=" Thu đạt\u200b 82%\n")
    assert sql("SELECT note FROM adjustment ORDER BY id") == [(None,), ("Thu đạt 82%",), (None,)]
    assert (version(LANG), row(LANG).effective) == (saved.entry, "KHT")
    add_words(BINH, organisation=LANG, note="Thu đạt 81%")
    assert sql("SELECT note FROM adjustment WHERE note IS NOT NULL") == [("Thu đạt 81%",)]
    undo(BINH)
    undo(AN)
    assert levels() == before
    assert verify().difference is None


def test_a_change_touches_no_other_organisation() -> None:
    before = {each[2]: each for each in levels() if each[1] == "2019"}
    rate(BINH, organisation=PHUONG, self_level="XS")
    after = {each[2]: each for each in levels() if each[1] == "2019"}
    assert {code for code in after if after[code] != before[code]} == {PHUONG}
