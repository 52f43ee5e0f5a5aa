"""A store full of text that tries to be more than text, by import and by hand, its journal made right again.

Whoever has the file can write anything into it and seal it anew (``verify`` shows that only against a digest kept
elsewhere); so nothing that is read from it may do harm when it is drawn.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from pathlib import Path
from typing import Any

from seed.demo import create_demo
from store.commands.register_import import import_organisations
from store.db import journal
from store.imports.kinds import ORGANISATIONS
from store.imports.register import read_register
from store.live import drafts
from store.live.preferences import prefer
from store.words import Words
from tests.kit.prepared import prepared
from tests.kit.stores import behind_the_journal, opened, reseal
from tui.personal import WELCOMED

TITLE = "a\x1b]0;pwn\x07\u202eb"
CLEARED = "c\x1b[2J\x1b[?1049l\x9b31m\x90q\x1b\\\u200b\u2066\ue000d"

HOSTILE = (
    "Sở [/] Nội [vụ",
    "[@click=app.quit]x[/][bold red]",
    TITLE,
    CLEARED,
    "Đảng bộ rất dài " * 200,
    unicodedata.normalize("NFD", "Đội Cấn Tiền Phong ệ ợ ẫ"),
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1fb\U0001f1f3 \u267f\ufe0f \u6f22\u5b57",
    '=HYPERLINK("http://x";"y")',
    "một\nhai\r\n\tba\u2028bốn",
    "\u0301\u0323" * 30 + "ma",
    "{name} {0} %s $x \\n '; --",
    " ",
)
"""One for each way out of being text."""

MARK = "pwn"
"""A word of ``TITLE`` by which one sees that hostile text is on the screen."""

WORDS: dict[str, tuple[str, ...]] = {
    "assessment": ("name", "full_name"),
    "organisation_period": ("name", "full_name", "source"),
    "account": ("full_name", "post"),
    "adjustment": ("note",),
    "proof": ("text", "number"),
    "paper": ("why",),
    "opinion": ("text",),
    "reminder": ("debtor", "what"),
    "known_result": ("source",),
    "published_year": ("source",),
    "correction": ("printed", "why_vi", "why_en", "corrected_by"),
}
"""The columns in which words stand that people wrote."""

IMPORTED = ("[@click=app.quit]x[/]", "a\x1b]0;pwn\x07\u202eb", unicodedata.normalize("NFD", "Đội Cấn [/] ệ"))
"""Names that come by a file."""


def _fill(path: Path, actor: str = "an") -> None:
    create_demo(path, actor)
    _import(path, actor)
    with opened(path):
        for login in (actor, "binh", "chi"):
            prefer(login, WELCOMED, "1")
        for number, text in enumerate((TITLE, CLEARED, HOSTILE[1], HOSTILE[4])):
            place = f"adjust:2019:xa-{('hung-son', 'chi-lang', 'kim-dong', 'tan-tien')[number]}"
            drafts.keep(actor, place, {"stage": "final", "level": "HT", "note": text})
    with behind_the_journal(path) as file:
        file.execute("UPDATE journal_entry SET reason = ? WHERE id > 6", [TITLE])
        for rowid, table, before, after in file.execute('SELECT rowid, "table", before, after FROM journal_row'):
            if table in WORDS or table == "setting":
                images = (_spoilt_image(table, before), _spoilt_image(table, after))
                file.execute("UPDATE journal_row SET before = ?, after = ? WHERE rowid = ?", (*images, rowid))
        for table, columns in WORDS.items():
            _spoil(file, table, columns)
        file.execute("UPDATE setting SET value = ? WHERE name = 'committee'", [TITLE])
        reseal(file)


hostile = prepared(_fill)
"""A store of made-up dossiers with hostile words everywhere; ``verify`` holds. People as in the rehearsal."""


def _import(path: Path, actor: str) -> None:
    """What comes by a file is cleaned on its way in."""
    file = path.with_name("to-chuc.csv")
    rows = [("code", "name"), *zip(("xa-chi-lang", "xa-bac-ai", "chi-bo-30"), IMPORTED, strict=True)]
    file.write_text("".join(f'"{code}","{name}"\n' for code, name in rows), encoding="utf-8")
    with opened(path):
        read = read_register(ORGANISATIONS, file, Words("vi"))
        assert not read.faults, read.faults
        import_organisations(actor, lines=read.listed)


def _spoil(file: Any, table: str, columns: tuple[str, ...]) -> None:
    for rowid, *row in file.execute(f"SELECT rowid, * FROM {table}").fetchall():
        named = dict(zip([each[1] for each in file.execute(f"PRAGMA table_info({table})")], row, strict=True))
        for column in columns:
            file.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (_spoilt(named, column), rowid))


def _spoilt_image(table: str, image: str | None) -> str | None:
    if image is None:
        return None
    row = json.loads(image)
    if table == "setting":
        row["value"] = TITLE if row["name"] == "committee" else row["value"]
    for column in WORDS.get(table, ()):
        if column in row:
            row[column] = _spoilt(row, column)
    return journal.canonical(row)


def _spoilt(row: dict[str, Any], column: str) -> object:
    """The same row's same column is spoilt in the same way wherever it stands; a third stays as it was."""
    if row[column] is None:
        return None
    key = next(iter(row.get(name) for name in ("id", "login", "code", "year") if name in row))
    turn = zlib.crc32(f"{key}/{column}".encode()) % (len(HOSTILE) * 3 // 2)
    return HOSTILE[turn] if turn < len(HOSTILE) else row[column]
