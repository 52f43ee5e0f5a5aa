"""Signs for terminals whose font has little more than ASCII: lines, arrows and marks become plain characters."""

from __future__ import annotations

_PLAIN = str.maketrans(
    {
        "►": ">", "●": "*", "○": "o", "√": "v", "×": "x", "≠": "!", "▲": "+", "▼": "-", "║": "|", "│": "|", "█": "#",
        "·": ".",
        "═": "=", "╔": "+", "╗": "+", "╚": "+", "╝": "+", "╠": "+", "╣": "+",
        "─": "-", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "→": ">",
        "←": "<", "░": ".", "↑": "^", "↓": "v", "…": "~", "–": "-", "\ufffd": "?",
        "«": '"', "»": '"', "“": '"', "”": '"', "›": ">", "≥": ">", "≤": "<", "₫": "d", "§": "S", "∙": ".",
    }
)  # fmt: skip

_process = {"plain": False}


def use_plain(wanted: bool) -> None:
    """Draw with plain characters in this process from now on, or with the full signs again."""
    _process["plain"] = wanted


def drawn(text: str) -> str:
    """The text as this terminal can show it; each sign keeps its one column."""
    return text.translate(_PLAIN) if _process["plain"] else text
