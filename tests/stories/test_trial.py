"""The keyboard trial, with what drivers and keyboards really send."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tui.dialogs.trial import TrialDialog
from tui.dialogs.trial_findings import Found, Heard, findings, resulting
from tui.place import Place

BACK, GHOST = "\x7f", "\u202f"

Steps = Sequence[Sequence[str]]
"""Six steps, each in the packets in which the keys come, a second apart."""

PLAIN: Steps = (("n", "n", "\n"), ("d", "d", "\n"), ("a", "1", "\n"), ("1", "\n"), ("\x1b\n",), ("việt", "\n"))


def but(number: int, *packets: str, of: Steps = PLAIN) -> Steps:
    """The same with one step otherwise."""
    return [packets if place == number else each for place, each in enumerate(of)]


UNIKEY = but(5, "v", "i", "e", f"{BACK}ê", "t", f"{BACK}{BACK}ệt", "\n", of=but(1, "d", f"{BACK}đ", "\n"))
OPENKEY = but(1, "d", f"{GHOST}{BACK}{BACK}đ", "\n")
HELD: Steps = (("nn\n",), ("đ\n",), ("a1", "\n"), ("1", "\n"), ("\x1b\n",), ("việt\n",))

STREAMS: dict[str, tuple[Steps, Found]] = {
    "none": (PLAIN, Found("none", "no_method", "off", "unknown", "plain", "kept", "right")),
    "UniKey, Telex": (UNIKEY, Found("rewrites", "telex", "off", "unknown", "plain", "kept", "right")),
    "UniKey, VNI": (
        but(2, "a", f"{BACK}á", "\n"),
        Found("rewrites", "vni", "off", "unknown", "plain", "kept", "right"),
    ),
    "quick Telex": (
        but(0, "n", f"{BACK}ng", "\n", of=UNIKEY),
        Found("rewrites", "telex", "on", "unknown", "plain", "kept", "right"),
    ),
    "abbreviations": (
        but(0, "n", "n", f"{BACK}{BACK}những người", "\n", of=UNIKEY),
        Found("rewrites", "telex", "unknown", "on", "plain", "kept", "right"),
    ),
    "OpenKey as installed": (OPENKEY, Found("ghosts", "telex", "off", "unknown", "plain", "kept", "right")),
    "pre-edit": (HELD, Found("held", "telex", "off", "unknown", "plain", "kept", "right")),
    "TCVN digits": (
        but(3, "ă", "\n", of=but(2, "a", "ă", "\n")),
        Found("none", "no_method", "off", "unknown", "tcvn", "kept", "right"),
    ),
    "Esc lost": (but(4, "\n"), Found("none", "no_method", "off", "unknown", "plain", "lost", "right")),
    "wrong word": (but(5, "viet", "\n"), Found("none", "no_method", "off", "unknown", "plain", "kept", "wrong")),
}
"""What comes, and what is found."""


async def plays(person: Person, steps: Steps) -> None:
    for packets in steps:
        for packet in packets:
            await person.types(packet)


@pytest.mark.parametrize("name", STREAMS)
async def test_what_is_found(table: Table, name: str) -> None:
    """Four lines, and what to mind; the driver's rewriting is heard and does nothing else."""
    steps, meant = STREAMS[name]
    async with table.sit("an") as an:
        await an.types(":thu ban phim\n")
        await plays(an, steps)
        assert isinstance(an.app.screen, TrialDialog)
        assert an.app.screen.found == meant
        assert "BÀN PHÍM NÀY" in an.sees and "CẦN LƯU Ý" in an.sees
        for advice in meant.advice:
            assert an.app.words(f"trial.advice_{advice}") in an.reads
        await an.presses("enter")
        assert isinstance(an.app.screen, Place)
        assert "đã quyết 0" in an.sees


async def test_number_pad_with_num_lock_off(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":thu ban phim\n")
        await plays(an, PLAIN[:3])
        await an.presses("end", "enter")
        await plays(an, PLAIN[4:])
        assert "Phím số: NumLock đang tắt" in an.sees
        assert "Bấm NumLock một lần" in an.sees


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures(table: Table, lang: str, size: tuple[int, int]) -> None:
    mark = f"{lang}-{size[0]}x{size[1]}"
    async with table.sit("an", lang=lang, size=size) as an:
        await an.types(":thu ban phim\n" if lang == "vi" else ":keyboard trial\n")
        await an.types(f"n{BACK}")
        same_as_golden(f"trial-{mark}", an.sees)
        await an.types("ng\n")
        await plays(an, but(5, "viet", "\n", of=but(3, "ă", "\n", of=OPENKEY))[1:])
        same_as_golden(f"trial-found-{mark}", an.sees)


async def test_a_step_without_a_key_is_asked_for_again(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":thu ban phim\n")
        await an.types("\n")
        assert "Bước 1 trên 6" in an.sees and "Chưa nhận được phím nào ngoài Enter" in an.reads
        await an.types("n")
        assert "Chưa nhận" not in an.sees


@pytest.mark.parametrize("steps", range(6))
async def test_escape_gives_up_at_every_step(table: Table, steps: int) -> None:
    """Where Esc is asked for, a second one does."""
    async with table.sit("an") as an:
        await an.types(":thu ban phim\n")
        await plays(an, PLAIN[:steps])
        assert f"Bước {steps + 1} trên 6" in an.sees
        await an.presses("escape")
        if steps == 4:
            await an.presses("escape")
        assert isinstance(an.app.screen, Place)


async def test_a_double_enter_at_the_end_does_not_hide_the_answer(table: Table) -> None:
    async with table.sit("an") as an:
        await an.types(":thu ban phim\n")
        await plays(an, but(5, "việt", "\n\n"))
        assert "BÀN PHÍM NÀY" in an.sees


def test_what_keys_leave_in_a_cell() -> None:
    """Backspaces take letters, ghosts take backspaces."""
    heard = [Heard("backspace" if each == BACK else each, each, 0) for each in f"d{GHOST}{BACK}{BACK}đa"]
    assert resulting(heard) == "đa"


def test_nothing_heard_finds_nothing() -> None:
    """Every word of the answer is there for what was not pressed."""
    assert findings({}, word_right=False) == Found(
        "none", "no_method", "unknown", "unknown", "unknown", "unknown", "wrong"
    )
