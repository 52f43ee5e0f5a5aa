"""What a key means when a Vietnamese keyboard driver stands between the person and the program; no Textual here.

Outside text cells a driver's rewriting is recognised and ignored, digits of the Vietnamese layout are digits, capitals
are small letters, and a key held down or pressed twice in haste acts once.
"""

from __future__ import annotations

from dataclasses import dataclass

from store import clock

GHOSTS = frozenset("\u202f\u200b\u200c")
"""Characters that drivers type before a backspace so that an editor's suggestion is taken away."""

DEAF_MS = 100
"""Nobody types a command so soon after a driver's backspace."""

REPEAT_MS = 250
ENTER_MS = 300

ONCE = frozenset({"full_stop", "comma", "equals_sign", "minus", "z"})
"""Keys that act once however long they are held."""

TCVN = dict(
    zip("ăâêô\u0300\u0309\u0303\u0301\u0323đ", "1234567890", strict=True),
) | {"₫": "equals_sign"}
"""What the digit row sends under the Vietnamese layout (TCVN 6064), outside text cells."""


D_BAR = "đ"
"""What Telex makes of ``dd``."""

A_ACUTE = "á"
"""What VNI makes of ``a1``."""

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Letters that carry tones, and the tones in their order."""


@dataclass(frozen=True)
class Verdict:
    """What becomes of a key: dropped, or passed on as ``key``; ``notice`` is a words key for the message line."""

    key: str | None
    notice: str | None = None
    fact: str = ""

    @property
    def dropped(self) -> bool:
        """Whether the key does nothing."""
        return self.key is None


class Keyboard:
    """Listens to the stream of keys of one session."""

    def __init__(self) -> None:
        """Begin having heard nothing."""
        self._deaf_until = -1
        self._last_key = ""
        self._last_at = -ENTER_MS
        self._told: set[str] = set()

    def feed(self, key: str, character: str | None, *, in_text: bool, held: frozenset[str] = frozenset()) -> Verdict:
        """Decide on one key; ``in_text`` says that a text cell has the focus.

        ``held`` are keys that act once here besides those that do everywhere.
        """
        now = clock.ticks_ms()
        if in_text:
            return self._once(key, now, in_text=True)
        if key in held:
            return self._once(key, now, in_text=False, once=held)
        if now < self._deaf_until and key != "escape":
            self._deaf_until = now + DEAF_MS
            return Verdict(None)
        if self._rewritten(key, character):
            self._deaf_until = now + DEAF_MS
            self._last_key = ""
            return Verdict(None, self._notice("keyboard.rewritten", "keyboard.rewritten_again"))
        if character in TCVN:
            verdict = self._once(TCVN[character], now, in_text=False)
            return Verdict(verdict.key, self._notice("keyboard.tcvn"), character)
        if character and len(character) == 1 and character.isascii() and character.isupper():
            key = character.lower()
        return self._once(key, now, in_text=False)

    @staticmethod
    def _rewritten(key: str, character: str | None) -> bool:
        """Whether this key shows that a driver is rewriting what was typed."""
        if key == "backspace" or character in GHOSTS:
            return True
        return bool(character) and not str(character).isascii() and character not in TCVN

    def _once(self, key: str, now: int, *, in_text: bool, once: frozenset[str] = ONCE) -> Verdict:
        since = now - self._last_at if key == self._last_key else None
        self._last_key, self._last_at = key, now
        if since is None:
            return Verdict(key)
        hasty = key == "enter" and since < ENTER_MS
        held = not in_text and key in once and since < REPEAT_MS
        return Verdict(None) if hasty or held else Verdict(key)

    def _notice(self, first: str, later: str | None = None) -> str | None:
        if first in self._told:
            return later
        self._told.add(first)
        return first
