"""Every table of the file is a record, live or the journal; what is live never gets into the journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.commands.assessment import rate
from store.db.connect import APPLICATION, SCHEMA
from store.db.tables import BY_NAME, JOURNAL, LIVE, RECORDS, table_name
from store.live import drafts
from store.queries.verification import verify
from tests.kit.stores import BINH, CHI, both_modes, everything, sql

pytestmark = pytest.mark.usefixtures("store")


def test_the_three_lists_name_every_table_of_the_file_once() -> None:
    listed = [table_name(model) for model in (*RECORDS, *LIVE, *JOURNAL)]
    assert len(set(listed)) == len(listed)
    in_file = {name for (name,) in sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert in_file == set(listed)
    assert list(BY_NAME) == [table_name(model) for model in RECORDS]


def test_every_table_is_strict_and_holds_text_and_whole_numbers_only() -> None:
    tables = sql("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'")
    assert {strict for _name, strict in tables} == {1}
    kinds = {row[2] for name, _strict in tables for row in sql(f"PRAGMA table_info({name})")}
    assert kinds == {"TEXT", "INTEGER"}


def test_every_record_has_a_version_that_is_the_entry_which_last_wrote_it() -> None:
    for model in RECORDS:
        assert sql(f"PRAGMA table_info({table_name(model)})")[1][1] == "version"
    entry = rate(BINH, organisation="xa-chi-lang", self_level="XS").entry
    assert sql("SELECT DISTINCT version FROM assessment ORDER BY 1") == [(4,), (entry,)]


def test_the_file_says_what_it_is() -> None:
    assert sql("PRAGMA application_id") == [(APPLICATION,)]
    assert sql("PRAGMA user_version") == [(SCHEMA,)]
    assert sql("PRAGMA foreign_keys") == [(1,)]
    assert sql("PRAGMA foreign_key_check") == []
    assert sql("PRAGMA integrity_check") == [("ok",)]


@both_modes
def test_drafts_are_kept_replaced_and_dropped_and_the_journal_knows_nothing(store: Path) -> None:
    before = everything()
    first = drafts.keep(BINH, "comparison/xa-chi-lang/note", {"text": "Thu đạt", "cursor": 7, "reason": None})
    drafts.keep(BINH, "comparison/tt-that-khe/note", {"text": "x"})
    drafts.keep(CHI, "comparison/xa-chi-lang/note", {"text": "của Chi"})
    assert [each.place for each in drafts.kept(BINH)] == ["comparison/tt-that-khe/note", "comparison/xa-chi-lang/note"]
    found = drafts.find(BINH, "comparison/xa-chi-lang/note")
    assert found
    assert (found.body, found.at) == ({"text": "Thu đạt", "cursor": 7, "reason": None}, first)
    again = drafts.keep(BINH, "comparison/xa-chi-lang/note", {"text": "Thu đạt 82%"})
    newest = drafts.kept(BINH)[0]
    assert (newest.body, newest.at) == ({"text": "Thu đạt 82%"}, again)
    assert len(drafts.kept(BINH)) == 2
    drafts.drop(BINH, "comparison/xa-chi-lang/note")
    drafts.drop(BINH, "never kept")
    assert [each.place for each in drafts.kept(BINH)] == ["comparison/tt-that-khe/note"]
    assert [each.body for each in drafts.kept(CHI)] == [{"text": "của Chi"}]
    assert everything() == before
    assert verify().difference is None
