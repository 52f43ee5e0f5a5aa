"""Taking back and doing again: only the columns of the change, only while they stand as it left them."""

from __future__ import annotations

import pytest

from store.commands.account import add_account
from store.commands.assessment import adjust, agree, rate
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.journal import entries
from store.queries.undoing import undo_view
from store.queries.verification import verify
from tests.kit.stores import AN, BINH, CHI, both_modes, everything, level, levels, newest, sql, version

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE, KIM = "xa-chi-lang", "tt-that-khe", "xa-kim-dong"
WORDS = "Họp lại"
"""What goes with each change: some go above the cap."""


def propose(who: str, wanted: str, organisation: str = LANG) -> int:
    return adjust(who, organisation=organisation, level=wanted, stage="proposed", reason="cap", note=WORDS).entry


def decide(wanted: str, organisation: str = LANG) -> int:
    return adjust(AN, organisation=organisation, level=wanted, stage="final", reason="cap", note=WORDS).entry


@both_modes
def test_each_kind_of_change_is_taken_back_and_done_again() -> None:
    rate(AN, organisation=LANG, self_level="XS")
    rate(AN, organisation=KHE, self_level="TOT")
    for change in (
        lambda: rate(AN, organisation=LANG, self_level="HT"),
        lambda: propose(AN, "TOT"),
        lambda: decide("KHT"),
        lambda: agree(AN, organisations=[KHE], stage="proposed"),
        lambda: agree(AN, organisations=[KHE, LANG], stage="final"),
    ):
        before = levels()
        change()
        after, entry = levels(), newest()
        assert undo(AN).value == entry
        assert levels() == before
        assert redo(AN).value == entry
        assert levels() == after
        assert verify().difference is None


def test_taking_back_is_an_entry_of_its_own_that_names_the_first_and_erases_nothing() -> None:
    first = propose(BINH, "TOT")
    kept = everything()
    undone = undo(BINH)
    assert everything()["journal_entry"][:-1] == kept["journal_entry"]
    (entry,) = entries(limit=1)
    assert (entry.id, entry.by, entry.action, entry.undoes) == (undone.entry, BINH, "undo", first)
    assert [(each.entity, each.after is None) for each in entry.rows] == [
        ("adjustment", True),
        ("assessment", False),
    ]
    assert version(LANG) == undone.entry
    done_again = redo(BINH)
    (entry,) = entries(limit=1)
    assert (entry.id, entry.action, entry.undoes) == (done_again.entry, "redo", undone.entry)


def test_only_the_columns_of_the_change_are_put_back() -> None:
    rate(AN, organisation=LANG, self_level="XS")
    propose(BINH, "TOT")
    decide("HT")
    undo(BINH)
    assert (level(LANG, "self"), level(LANG, "proposed"), level(LANG, "final")) == ("XS", None, "HT")
    assert sql("SELECT stage FROM adjustment") == [("final",)]


@both_modes
def test_what_somebody_else_changed_since_is_not_taken_back_and_it_says_who() -> None:
    first = propose(BINH, "TOT")
    changed = adjust(CHI, organisation=LANG, level="HT", stage="proposed", reason="target")
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(BINH)
    assert refused.value.code == "undo_changed_since"
    facts = refused.value.facts
    assert (facts["organisation"], facts["tt"], facts["name"]) == (LANG, 1, "Xã Chi Lăng")
    assert (facts["actor"], facts["changed_at"]) == (CHI, changed.at)
    assert facts["at"] == next(each.at for each in entries() if each.id == first)
    assert everything() == before


def test_one_organisation_changed_since_keeps_all_of_an_agreement_standing() -> None:
    for code in (LANG, KHE, KIM):
        rate(BINH, organisation=code, self_level="XS")
    agree(BINH, organisations=[LANG, KHE, KIM], stage="proposed")
    propose(CHI, "HT", KHE)
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(BINH)
    assert (refused.value.facts["organisation"], refused.value.facts["actor"]) == (KHE, CHI)
    assert everything() == before


def test_when_the_other_takes_theirs_back_the_first_can_be_taken_back_too() -> None:
    propose(BINH, "TOT")
    propose(CHI, "HT")
    undo(CHI)
    undo(BINH)
    assert level(LANG, "proposed") is None


def test_doing_again_is_refused_where_somebody_went_on_from_there() -> None:
    propose(BINH, "TOT")
    undo(BINH)
    propose(CHI, "HT")
    before = everything()
    with pytest.raises(Refused) as refused:
        redo(BINH)
    assert (refused.value.code, refused.value.facts["actor"]) == ("undo_changed_since", CHI)
    assert everything() == before


def test_everybody_takes_back_their_own() -> None:
    propose(BINH, "TOT")
    propose(CHI, "HT", KHE)
    add_account(AN, login="em", roles=["observer"])
    assert undo(BINH).value == newest() - 3
    assert (level(LANG, "proposed"), level(KHE, "proposed")) == (None, "HT")


def test_somebody_elses_entry_is_taken_back_by_its_number() -> None:
    entry = propose(BINH, "TOT")
    propose(CHI, "HT", KHE)
    assert undo(AN, entry=entry).value == entry
    assert (level(LANG, "proposed"), level(KHE, "proposed")) == (None, "HT")
    with pytest.raises(Refused, match="nothing_to_undo"):
        undo(BINH)
    assert redo(AN).value == entry


@both_modes
def test_steps_are_taken_back_and_done_again_one_after_another() -> None:
    states, made = [levels()], []
    for wanted in ("TOT", "HT", "KHT", "XS"):
        made.append(propose(BINH, wanted))
        states.append(levels())
    for _round in range(2):
        for place in (3, 2, 1, 0):
            assert undo(BINH).value == made[place]
            assert levels() == states[place]
        with pytest.raises(Refused, match="nothing_to_undo"):
            undo(BINH)
        for place in (0, 1, 2, 3):
            assert redo(BINH).value == made[place]
            assert levels() == states[place + 1]
        with pytest.raises(Refused, match="nothing_to_redo"):
            redo(BINH)
    assert verify().difference is None


def test_a_new_change_ends_what_could_be_done_again() -> None:
    propose(BINH, "TOT")
    undo(BINH)
    propose(BINH, "HT", KHE)
    undo(BINH)
    redo(BINH)
    with pytest.raises(Refused, match="nothing_to_redo"):
        redo(BINH)


def test_doing_again_a_named_entry_does_that_one_or_nothing() -> None:
    """Somebody who saw an offer on the screen gets what was offered."""
    first, second = propose(BINH, "TOT"), propose(BINH, "HT", KHE)
    undo(BINH)
    undo(BINH)
    before = everything()
    for other in (second, second + 1, 1, 999):
        with pytest.raises(Refused, match="nothing_to_redo"):
            redo(BINH, entry=other)
    with pytest.raises(Refused, match="nothing_to_redo"):
        redo(AN, entry=first)
    assert everything() == before
    assert redo(BINH, entry=first).value == first
    assert redo(BINH, entry=second).value == second
    assert (level(LANG, "proposed"), level(KHE, "proposed")) == ("TOT", "HT")


def test_a_change_done_again_can_be_taken_back_again_and_only_once() -> None:
    entry = propose(BINH, "TOT")
    undo(BINH)
    redo(BINH)
    assert undo(BINH, entry=entry).value == entry
    with pytest.raises(Refused, match="already_undone"):
        undo(BINH, entry=entry)


def test_the_offer_says_what_would_be_taken_back_and_done_again() -> None:
    assert (undo_view(BINH).undo, undo_view(BINH).redo) == (None, None)
    first, second = propose(BINH, "TOT"), propose(BINH, "HT", KHE)
    offer = undo_view(BINH)
    assert offer.undo
    assert (offer.undo.entry, offer.undo.action, offer.redo) == (second, "adjust_proposed", None)
    undo(BINH)
    offer = undo_view(BINH)
    assert offer.undo
    assert offer.redo
    assert (offer.undo.entry, offer.redo.entry) == (first, second)
    (move,) = offer.redo.moves
    assert (move.organisation, move.stage, move.from_level, move.to_level) == (KHE, "proposed", None, "HT")


def test_a_change_and_the_change_back_by_another_are_not_slipped_under() -> None:
    """The column reads as it did, and yet somebody changed it since: two adjustments hang on the first."""
    propose(BINH, "TOT")
    propose(CHI, "HT")
    last = adjust(CHI, organisation=LANG, level="TOT", stage="proposed", reason="target")
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(BINH)
    assert refused.value.code == "undo_changed_since"
    assert (refused.value.facts["actor"], refused.value.facts["changed_at"]) == (CHI, last.at)
    assert everything() == before


def test_the_refusal_names_who_changed_the_column_not_who_came_last() -> None:
    rate(BINH, organisation=LANG, self_level="XS")
    changed = rate(CHI, organisation=LANG, self_level="TOT")
    decide("HT")
    with pytest.raises(Refused) as refused:
        undo(BINH)
    assert (refused.value.facts["actor"], refused.value.facts["changed_at"]) == (CHI, changed.at)
