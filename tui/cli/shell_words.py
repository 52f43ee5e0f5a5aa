"""Words for the shell: the same sentences, but for those that name keys and screens."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from store.words import Words, sentences


class ShellWords(Words):
    """The words of one language at the shell: ``shell.<key>`` stands in where the files have it."""

    def __init__(self, lang: str = "vi") -> None:
        """Take a language of ``LANGUAGES``."""
        super().__init__(lang)
        self._sentences = at_shell(self.lang)


@cache
def at_shell(lang: str) -> Mapping[str, str]:
    """Every sentence of a language as the shell says it."""
    said = sentences(lang)
    return {key: said.get(f"shell.{key}", text) for key, text in said.items()}
