"""Whoever writes on something that changed meanwhile is told what stands now, since when and by whom."""

from __future__ import annotations

import pytest

from store.commands.account import add_account
from store.commands.assessment import adjust, agree, rate
from store.commands.undoing import undo
from store.errors import Stale
from tests.kit.stores import AN, BINH, CHI, both_modes, everything, level, version

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE = "xa-chi-lang", "tt-that-khe"


@both_modes
def test_the_facts_tell_what_changed_and_who_did_it() -> None:
    seen = rate(BINH, organisation=LANG, self_level="XS").entry
    changed = adjust(CHI, organisation=LANG, level="TOT", stage="proposed", reason="target")
    rate(BINH, organisation=KHE, self_level="HT")
    before = everything()
    with pytest.raises(Stale) as stale:
        adjust(AN, organisation=LANG, level="HT", stage="final", reason="target", if_version=seen)
    assert stale.value.code == "stale"
    expected = {
        "organisation": LANG,
        "name": "Xã Chi Lăng",
        "tt": 1,
        "actor": CHI,
        "at": changed.at,
        "version": changed.entry,
        "seen": seen,
        "self_level": "XS",
        "proposed_level": "TOT",
        "final_level": None,
    }
    assert {name: stale.value.facts[name] for name in expected} == expected
    assert everything() == before


def test_the_newest_of_several_changes_is_told() -> None:
    seen = version(LANG)
    rate(BINH, organisation=LANG, self_level="XS")
    adjust(CHI, organisation=LANG, level="TOT", stage="proposed", reason="target")
    taken_back = undo(CHI)
    with pytest.raises(Stale) as stale:
        rate(BINH, organisation=LANG, self_level="HT", if_version=seen)
    facts = stale.value.facts
    assert (facts["actor"], facts["at"], facts["version"]) == (CHI, taken_back.at, taken_back.entry)
    assert (facts["self_level"], facts["proposed_level"]) == ("XS", None)


def test_one_stale_among_many_stops_all() -> None:
    versions = {code: rate(BINH, organisation=code, self_level="XS").entry for code in (LANG, KHE)}
    rate(CHI, organisation=KHE, self_level="HT")
    before = everything()
    with pytest.raises(Stale) as stale:
        agree(AN, organisations=[LANG, KHE], stage="final", if_versions=versions)
    assert (stale.value.facts["organisation"], stale.value.facts["actor"]) == (KHE, CHI)
    assert everything() == before


def test_even_a_change_back_to_what_was_seen_is_told() -> None:
    seen = rate(BINH, organisation=LANG, self_level="XS").entry
    rate(CHI, organisation=LANG, self_level="HT")
    rate(CHI, organisation=LANG, self_level="XS")
    with pytest.raises(Stale):
        rate(BINH, organisation=LANG, self_level="TOT", if_version=seen)


def test_changes_elsewhere_do_not_make_stale() -> None:
    seen = version(LANG)
    rate(CHI, organisation=KHE, self_level="HT")
    add_account(AN, login="em", roles=["observer"])
    rate(BINH, organisation=LANG, self_level="TOT", if_version=seen)
    assert level(LANG, "self") == "TOT"


def test_a_version_that_nobody_gave_is_stale_too() -> None:
    with pytest.raises(Stale) as stale:
        rate(BINH, organisation=LANG, self_level="TOT", if_version=999)
    assert (stale.value.facts["actor"], stale.value.facts["at"]) == (None, None)
