"""The pages of README that are to be followed word for word, taken out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.kit.pty import ROOT


def block(name: str) -> str:
    """The block of code after the mark ``<!-- name -->``."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(rf"^<!-- {re.escape(name)} -->\n```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"README has {len(found)} blocks <!-- {name} -->"
    return str(found[0])


def moved(text: str, places: Mapping[str, str]) -> str:
    """The text with each path put elsewhere; one that it does not name is a fault of the test."""
    for old in sorted(places, key=len, reverse=True):
        assert old in text, f"README's block does not name {old}"
        text = text.replace(old, places[old])
    return text
