"""What the minutes state: number and digest of the newest entry hold even against a whole new history."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.commands.assessment import rate
from store.queries.verification import verify
from tests.kit.stores import BINH, behind, behind_the_journal, both_modes, newest, reseal
from tests.store.history import LANG, difference, short_history


@pytest.fixture
def told(store: Path) -> Path:
    short_history()
    return store


@both_modes
def test_the_stated_entry_is_there_however_much_came_after(told: Path) -> None:
    stated = verify()
    assert verify(stated.digest, stated.count).difference is None
    rate(BINH, organisation=LANG, self_level="HT")
    later = verify(stated.digest, stated.count)
    assert (later.difference, later.count) == (None, 13)


def test_a_tail_cut_off_with_its_records_shows_only_against_the_stated_count(told: Path, tmp_path: Path) -> None:
    """Somebody puts yesterday's copy in the place of today's file."""
    with behind(told):
        shutil.copy(told, tmp_path / "yesterday.db")
    rate(BINH, organisation=LANG, self_level="HT")
    rate(BINH, organisation=LANG, self_level="XS")
    stated = verify()
    with behind(told):
        shutil.copy(tmp_path / "yesterday.db", told)
    assert verify().difference is None
    found = difference(stated.digest, stated.count)
    assert (found.code, found.expected, found.found) == ("expected_count", "14", "12")


def test_a_tail_cut_off_alone_shows_in_the_records(told: Path) -> None:
    with behind_the_journal(told) as connection:
        connection.execute("DELETE FROM journal_row WHERE entry = 12")
        connection.execute("DELETE FROM journal_entry WHERE id = 12")
    found = difference()
    assert (found.code, found.table, found.column) == ("value", "assessment", "proposed_level")


def test_a_history_told_anew_shows_only_against_the_stated_digest(told: Path) -> None:
    stated = verify()
    with behind_the_journal(told) as connection:
        connection.execute("UPDATE journal_row SET after = replace(after, 'Họp lại', 'Họp kín') WHERE entry = 12")
        connection.execute("UPDATE adjustment SET note = 'Họp kín'")
        reseal(connection)
    assert verify().difference is None
    found = difference(stated.digest, stated.count)
    assert (found.code, found.entry, found.expected) == ("expected_digest", 12, stated.digest)
    assert found.found == verify().digest != stated.digest


def test_another_actor_put_in_shows_only_against_the_stated_digest(told: Path) -> None:
    stated = verify()
    with behind_the_journal(told) as connection:
        connection.execute("UPDATE journal_entry SET actor = 'chi' WHERE id = 8")
        reseal(connection)
    assert verify().difference is None
    assert difference(stated.digest, stated.count).code == "expected_digest"


def test_a_seal_made_right_over_images_that_do_not_follow_each_other(told: Path) -> None:
    with behind_the_journal(told) as connection:
        connection.execute("UPDATE journal_row SET before = after WHERE entry = 8")
        reseal(connection)
    found = difference()
    assert (found.code, found.entry, found.table, found.key) == ("before", 8, "assessment", "400001")
    assert found.expected
    assert found.found
    assert ('"self_level":null' in found.expected, '"self_level":"XS"' in found.found) == (True, True)


def test_a_seal_made_right_over_an_image_that_the_records_do_not_have(told: Path) -> None:
    with behind_the_journal(told) as connection:
        connection.execute("UPDATE journal_row SET after = replace(after, 'Họp lại', 'Họp kín') WHERE entry = 12")
        reseal(connection)
    found = difference()
    assert (found.code, found.column, found.expected, found.found) == ("value", "note", "Họp kín", "Họp lại")


def test_a_count_stated_of_an_entry_in_the_middle(told: Path) -> None:
    digests = {number: verify().digest for number in [newest()]}
    rate(BINH, organisation=LANG, self_level="HT")
    assert verify(digests[12], 12).difference is None
    assert difference(digests[12], 13).code == "expected_digest"
    assert difference(digests[12], 11).code == "expected_digest"
    assert difference(digests[12].upper(), 12).code == "expected_digest"
    assert difference("", 12).code == "expected_digest"


def test_a_digest_is_not_passed_over_for_a_count_of_nothing(told: Path) -> None:
    assert difference("0" * 63 + "1", 0).code == "expected_digest"


def test_checking_changes_nothing(told: Path) -> None:
    before = told.read_bytes()
    verify()
    assert told.read_bytes() == before
