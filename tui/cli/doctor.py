"""What may be wrong here, and what mends it."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from store.queries.backup import newest_copy_ms
from store.queries.condition import Condition, condition
from store.rules.text import fit
from store.settings import backups_folder
from store.words import Words
from tui.cli import output
from tui.cli.condition import told
from tui.cli.keeping import FoundWrong
from tui.keyboard import D_BAR, TONES, VOWELS
from tui.telling import Teller
from tui.terminal import unusable


def run_doctor(asked: Namespace, teller: Teller) -> None:
    """Look at the store and all around it; raises ``FoundWrong`` where the store cannot work."""
    if asked.terminal:
        _picture(teller)
        return
    findings = tuple(_findings(asked.path))
    if asked.json:
        names = ("code", "well", "facts", "grave")
        output.document([{name: getattr(each, name) for name in names} for each in findings])
    else:
        for each in findings:
            output.line(told(each, teller))
    if any(each.grave and not each.well for each in findings):
        raise FoundWrong


def _findings(path: Path) -> Iterator[Condition]:
    yield Condition("python", sys.version_info >= (3, 11), {"version": sys.version.split()[0]})
    folder = backups_folder(os.environ)
    yield from condition(path, None if folder is None else newest_copy_ms(folder), backups=folder)
    yield Condition("terminal", unusable() is None, {"term": os.environ.get("TERM", "")})


LINES = ("┌─┬─┐ ╔═╗", "├─┼─┤ ╠═╣", "└─┴─┘ ╚═╝", "│ ║ █ ░")
MARKS = ("► ● ○ √ × ▲ ▼ ←", f"↑ → ↓ · « » › {chr(0xF7)}", "§ ₫ ≠ “ ” < > #", "… –")
"""What screens draw beside letters; each column of them must stand under the one above."""


def _picture(teller: Teller) -> None:
    """Print every character that the screens use, the window's size, TERM, encoding and colours."""
    if not sys.stdout.isatty():
        output.message(teller.words("terminal.none"))
        raise FoundWrong
    encoding = sys.stdout.encoding.upper()
    if encoding.replace("-", "") != "UTF8":
        output.message(Words("en")("doctor.not_utf8"))  # the one language that such a window can show
        raise FoundWrong
    words, size = teller.words, shutil.get_terminal_size()
    lines = [words("doctor.picture"), "", words("doctor.picture_vowels")]
    half = len(VOWELS) // 2
    lines += [f"  {_toned(left)}   {_toned(right)}" for left, right in zip(VOWELS[:half], VOWELS[half:], strict=True)]
    consonants = [chr(letter) for letter in range(ord("a"), ord("z") + 1) if chr(letter) not in VOWELS] + [D_BAR]
    lines += [words("doctor.picture_consonants"), "  " + " ".join(consonants)]
    lines += ["  " + " ".join(each.upper() for each in consonants)]
    lines += [f"{words('doctor.picture_lines')} · {words('doctor.picture_marks')} · {words('doctor.picture_ruler')}"]
    lines += [f"  |{fit(line, 10)}|{fit(mark, 16)}|" for line, mark in zip(LINES, MARKS, strict=True)]
    lines += ["", words("doctor.picture_size", columns=size.columns, rows=size.lines)]
    facts = {"term": os.environ.get("TERM", ""), "encoding": encoding, "colours": words(f"doctor.colours_{_colours()}")}
    lines.append(words("doctor.picture_term", **facts))
    for line in lines:
        output.line(line)


def _toned(vowel: str) -> str:
    """A vowel with each tone, small and capital."""
    small = [unicodedata.normalize("NFC", vowel + tone) for tone in TONES]
    return f"|{' '.join(small)}|{' '.join(each.upper() for each in small)}|"


def _colours() -> str:
    """How many colours the terminal says it has."""
    term = os.environ.get("TERM", "")
    if "NO_COLOR" in os.environ or term in {"vt100", "vt220"}:
        return "none"
    if os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}:
        return "true"
    return "256" if "256" in term else "16"
