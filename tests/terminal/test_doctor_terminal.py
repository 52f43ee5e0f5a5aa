"""What the administrator looks at on each laptop: the picture of all characters, and the keyboard trial alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from store.words import LANGUAGES, sentences
from tests.kit.pty import PATIENCE, START, Laptop, environment

GOLDENS = Path(__file__).parent.parent / "stories" / "goldens"


def picture(tmp_path: Path, lang: str = "vi", **more: str) -> tuple[int, str]:
    """Exit status and screen of ``doctor --terminal`` in a window of 80×24."""
    with Laptop(["--lang", lang, "doctor", "--terminal"], environment(tmp_path, more=more)) as an:
        status = an.ends()
        return status, an.screen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_picture_fits_a_window_and_is_straight(tmp_path: Path, lang: str) -> None:
    """Nothing scrolls away; the bars of each block stand one under the other."""
    status, seen = picture(tmp_path, lang)
    assert status == 0
    assert "80" in seen and "24" in seen and "xterm-256color" in seen and "256" in seen and "UTF-8" in seen
    assert len(seen.rstrip().split("\n")) < 24
    bars = [[at for at, sign in enumerate(line) if sign == "|"] for line in seen.split("\n") if line.startswith("  |")]
    assert len(bars) == 10
    assert len({tuple(each) for each in bars[:6]}) == 1 and len({tuple(each) for each in bars[6:]}) == 1


def test_the_picture_has_every_character_that_is_shown(tmp_path: Path) -> None:
    """All that the words and the golden screens use beyond ASCII."""
    seen = picture(tmp_path)[1]
    used = "".join("".join(sentences(lang).values()) for lang in LANGUAGES)
    used += "".join(file.read_text(encoding="utf-8") for file in GOLDENS.glob("*.txt"))
    missing = {sign for sign in used if sign > "\x7f"} - set(seen)
    assert missing == set()


def test_colours_and_encoding_are_said(tmp_path: Path) -> None:
    assert "màu: không" in picture(tmp_path, NO_COLOR="1")[1]
    assert "màu: đủ màu" in picture(tmp_path, COLORTERM="truecolor")[1]
    status, seen = picture(tmp_path, LANG="C", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert status == 1
    assert "The encoding here is not UTF-8" in seen


@pytest.mark.parametrize(("which", "status"), [("--terminal", 1), ("--keys", 2)])
def test_without_a_terminal_it_says_so(tmp_path: Path, which: str, status: int) -> None:
    ran = subprocess.run(
        [*START, "doctor", which],
        stdin=subprocess.DEVNULL,
        env=environment(tmp_path),
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (ran.returncode, ran.stdout) == (status, b"")
    assert "cửa sổ dòng lệnh" in ran.stderr.decode()


def test_the_trial_alone_needs_no_store_and_says_on_the_shell_what_it_found(tmp_path: Path) -> None:
    with Laptop(["--db", str(tmp_path / "x.db"), "doctor", "--keys"], environment(tmp_path)) as an:
        an.sees("Bước 1 trên 6")
        for number, typed in enumerate(["nn\r", "d\x7fđ\r", "a1\r", "1\r", "\x1b\r"]):
            an.types(typed)
            an.sees(f"Bước {number + 2} trên 6")
        an.types("việt\r")
        an.sees("BÀN PHÍM NÀY")
        an.types("\x1b")
        assert an.ends() == 0
        assert an.shows("Bộ gõ: sửa lùi, kiểu UniKey · kiểu Telex")
        assert an.shows("Chữ có dấu trong ô nhập: đúng")
    assert not (tmp_path / "x.db").exists()
