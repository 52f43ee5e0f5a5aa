"""The journal as it is written: numbers, images, hashes, and that SQLite itself refuses to change it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import peewee
import pytest

from store.commands.assessment import adjust, agree, rate
from store.db.journal import GENESIS, canonical, image_text
from store.queries.journal import entries
from tests.kit.stores import AN, BEGUN, BINH, SECOND, behind, both_modes, engine, everything, sql

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE = "xa-chi-lang", "tt-that-khe"


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@both_modes
def test_the_chain_can_be_computed_by_whoever_reads_the_file() -> None:
    """An outsider's reading of the format, with nothing of the program."""
    rate(BINH, organisation=LANG, self_level="XS")
    adjust(BINH, organisation=LANG, level="TOT", stage="proposed", reason="target", note="Thu đạt 82%")
    previous = "0" * 64
    names = [row[1] for row in sql("PRAGMA table_info(journal_entry)")]
    for number, row in enumerate(sql("SELECT * FROM journal_entry ORDER BY id"), start=1):
        header = dict(zip(names, row, strict=True))
        sealed = header.pop("hash")
        select = 'SELECT n, "table", key, organisation, before, after FROM journal_row WHERE entry = ? ORDER BY n'
        rows = [list(each) for each in sql(select, number)]
        assert header["rows_digest"] == sha(compact(rows))
        assert (header["id"], header["previous_hash"]) == (number, previous)
        assert sealed == sha(compact(header))
        previous = sealed
    assert number == 9


def test_an_image_is_the_whole_row_as_compact_text() -> None:
    rate(BINH, organisation=LANG, self_level="XS")
    (before, after), *_rest = sql("SELECT before, after FROM journal_row WHERE entry = 8")
    expected = (
        '{"cycle":"2019","final_level":null,"full_name":"Đảng bộ xã Chi Lăng","id":400001,"kind":"commune",'
        '"name":"Xã Chi Lăng","organisation":"xa-chi-lang","peer_group":"commune_town","proposed_level":null,'
        '"self_level":null,"tt":1,"version":4}'
    )
    assert before == expected
    assert after == expected.replace('"self_level":null', '"self_level":"XS"').replace('"version":4', '"version":8')


def test_images_know_texts_whole_numbers_and_nothing_else() -> None:
    assert image_text({"b": True, "a": None, "c": "đ"}) == '{"a":null,"b":1,"c":"đ"}'
    assert image_text(None) is None
    assert canonical([1, "a", None]) == '[1,"a",null]'
    kinds = {
        type(value)
        for (text,) in sql("SELECT coalesce(after, before) FROM journal_row")
        for value in json.loads(text).values()
    }
    assert kinds == {str, int, type(None)}


def test_entries_are_numbered_from_one_without_a_gap_and_keep_the_clock() -> None:
    first = rate(BINH, organisation=LANG, self_level="XS")
    second = rate(BINH, organisation=KHE, self_level="XS")
    assert [row[0] for row in sql("SELECT id FROM journal_entry ORDER BY id")] == list(range(1, 10))
    assert (first.at, second.at) == (BEGUN + 3_600 * SECOND, BEGUN + 3_601 * SECOND)
    assert sql("SELECT at FROM journal_entry WHERE id = 9") == [(second.at,)]
    assert sql("SELECT previous_hash FROM journal_entry WHERE id = 1") == [(GENESIS,)]


def test_each_row_says_which_organisation_it_concerns() -> None:
    for code in (LANG, KHE):
        rate(BINH, organisation=code, self_level="XS")
    agree(AN, organisations=[LANG, KHE], stage="final")
    (entry,) = entries(limit=1)
    concerned = [(row.entity, row.organisation) for row in entry.rows]
    assert concerned == [("assessment", LANG), ("adjustment", LANG), ("assessment", KHE), ("adjustment", KHE)]
    assert [each.id for each in entries(organisation=KHE)] == [2, 4, 9, 10]


@pytest.mark.parametrize("outside", [False, True], ids=["the program's own connection", "another program"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET actor = 'x' WHERE id = 1",
        "UPDATE journal_row SET after = NULL WHERE entry = 1",
        "DELETE FROM journal_entry WHERE id = 7",
        "DELETE FROM journal_row WHERE entry = 7",
        "DELETE FROM journal_row",
        "REPLACE INTO journal_entry SELECT id, at, 'x', action, schema, reason, meeting, undoes, rows_digest, "
        "previous_hash, hash FROM journal_entry WHERE id = 7",
        'REPLACE INTO journal_row SELECT entry, n, "table", key, organisation, before, NULL FROM journal_row '
        "WHERE entry = 7",
    ],
)
def test_sqlite_itself_refuses_to_change_the_journal(store: Path, statement: str, outside: bool) -> None:
    before = everything()
    refusal = "the journal is append-only"
    if outside:
        with behind(store) as connection, pytest.raises(engine.IntegrityError, match=refusal):
            connection.execute(statement)
    else:
        with pytest.raises(peewee.IntegrityError, match=refusal):
            sql(statement)
    assert everything() == before
