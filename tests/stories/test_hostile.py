"""Text that tries to be more than text: markup, escape sequences, letters that turn the line round."""

from __future__ import annotations

import pytest

from store.commands.assessment import adjust
from store.db.connect import database
from store.queries.comparison import comparison
from tests.kit.desk import Table

NAMES = ["Sở [/] Nội [vụ", "[@click=app.quit]x[/]", "[bold red]đậm[/bold red]", "a[0]", "$secondary {0} %s \\", "'; --"]
"""Shown as they were typed."""

UNSEEN = ["a\x1b]0;pwn\x07b", "a\u202eb", "a\u200bb", "a\x9b31mb", "a\ue000b"]
"""Not let in; shown as � where the store's file was edited behind the program's back."""


def rename(table: Table, name: str) -> None:
    """Edit the store's file as somebody with its password would."""
    with table.at_shell():
        database.execute_sql("UPDATE assessment SET name = ?, full_name = ? WHERE tt = 1", (name, name))


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_is_only_ever_text(table: Table, name: str) -> None:
    """In the list, the rows below, the dialogs, the message line."""
    rename(table, name)
    async with table.sit("an", size=(160, 30)) as an:
        assert name in an.here
        await an.types("3")
        assert f"1. {name}" in an.sees
        await an.types("2\n")
        assert f"1 {name}, quyết định: - → HT" in an.sees
        await an.types("z")
        assert f"1 {name}, quyết định" in an.sees


@pytest.mark.parametrize("name", UNSEEN)
async def test_what_may_not_be_shown_is_drawn_as_a_question(table: Table, name: str) -> None:
    """No such character reaches the terminal."""
    rename(table, name)
    async with table.sit("an") as an:
        assert "a\ufffd" in an.here
        await an.types("32\n?\x1bz")
        assert not set(an.sees) & set("\x1b\u202e\u200b\x9b\ue000")


@pytest.mark.parametrize("note", [*NAMES, *UNSEEN])
async def test_words_are_cleaned_on_entry_and_shown_as_typed(table: Table, note: str) -> None:
    """What cannot be shown is not stored; everything else is, letter for letter."""
    with table.at_shell():
        adjust("an", organisation="xa-chi-lang", level="HT", stage="final", reason="other", note=note)
        kept = comparison().rows[0].note or ""
    assert kept == note if note in NAMES else not set(kept) & set("\x1b\x07\u202e\u200b\x9b\ue000")
    async with table.sit("an") as an:
        assert f"Lý do: Khác – {kept}"[:70] in an.sees
