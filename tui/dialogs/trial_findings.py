"""What a keyboard and its driver do, read from the keys that came when some were asked for; no Textual here."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.keyboard import A_ACUTE, D_BAR, GHOSTS, TCVN

STEPS = ("consonants", "telex", "vni", "digit", "escape", "word")
"""What is asked for, one after the other; words ``trial.step_<name>``."""

TOGETHER_MS = 15
"""Two letters that come closer together than anybody presses them were held by the driver and sent as one word."""

NUM_LOCK_OFF = frozenset("home up pageup left clear right end down pagedown insert delete".split())


@dataclass(frozen=True)
class Heard:
    """One key as it came: its name, what it types, when."""

    name: str
    character: str | None
    at: int


@dataclass(frozen=True)
class Found:
    """Each a word of its own under ``trial``: driver, method, quick consonants, abbreviations, digits, Esc, words."""

    driver: str
    method: str
    quick: str
    abbreviations: str
    digits: str
    escape: str
    word: str

    @property
    def advice(self) -> tuple[str, ...]:
        """Which keys are touched: words ``trial.advice_<name>``, what matters most first."""
        wanted = (
            ("held", self.driver == "held"),
            ("quick", self.quick == "on"),
            ("abbreviations", self.abbreviations == "on"),
            ("tcvn", self.digits == "tcvn"),
            ("num_lock", self.digits == "num_lock"),
            ("digits", self.digits == "other"),
            ("escape", self.escape == "lost"),
            ("word", self.word == "wrong"),
            ("rewrites", self.driver in {"rewrites", "ghosts"}),
        )
        return tuple(name for name, holds in wanted if holds) or ("none",)


def findings(heard: Mapping[str, Sequence[Heard]], word_right: bool) -> Found:
    """Read all steps; a step without a key says nothing."""
    letters = {step: heard.get(step, ()) for step in ("consonants", "telex", "vni")}
    texts = {step: resulting(keys) for step, keys in letters.items()}
    rewrites = any(each.name == "backspace" for keys in letters.values() for each in keys)
    ghosts = any(each.character in GHOSTS for keys in heard.values() for each in keys if each.character)
    held = not rewrites and _held(letters["consonants"]) and _held(letters["telex"])
    telex, vni = texts["telex"] == D_BAR, texts["vni"] == A_ACUTE
    known = {"consonants": {"nn", "ng"}, "telex": {"dd", D_BAR}, "vni": {"a1", A_ACUTE, *(f"a{each}" for each in TCVN)}}
    expanded = any(texts[step] not in known[step] and len(texts[step]) > 2 for step in texts)
    return Found(
        driver="ghosts" if ghosts else "rewrites" if rewrites else "held" if held else "none",
        method="telex" if telex else "vni" if vni else "no_method",
        quick={"ng": "on", "nn": "off"}.get(texts["consonants"], "unknown"),
        abbreviations="on" if expanded else "unknown",
        digits=_digits(heard.get("digit", ())),
        escape=_escape(heard.get("escape", ())),
        word="right" if word_right else "wrong",
    )


def resulting(keys: Sequence[Heard]) -> str:
    """What the keys would have left in a cell; a ghost and the backspace for it leave nothing."""
    text, ghosts = "", 0
    for each in keys:
        if each.character in GHOSTS:
            ghosts += 1
        elif each.name == "backspace":
            text, ghosts = (text, ghosts - 1) if ghosts else (text[:-1], 0)
        elif each.character and each.character.isprintable():
            text, ghosts = text + each.character, 0
    return unicodedata.normalize("NFC", text)


def _held(keys: Sequence[Heard]) -> bool:
    typed = [each for each in keys if each.character]
    if len(typed) == 1:
        return typed[0].character == D_BAR
    return len(typed) > 1 and typed[-1].at - typed[0].at < TOGETHER_MS


def _digits(keys: Sequence[Heard]) -> str:
    if any(each.name in NUM_LOCK_OFF for each in keys):
        return "num_lock"
    text = resulting(keys)
    if text == "1":
        return "plain"
    return "tcvn" if TCVN.get(text) == "1" else "other" if text else "unknown"


def _escape(keys: Sequence[Heard]) -> str:
    names = [each.name for each in keys]
    return "kept" if "escape" in names else "lost" if names else "unknown"
