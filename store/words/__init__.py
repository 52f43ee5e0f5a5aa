"""Every sentence the program says, by key and language; one YAML file an area and language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("vi", "en")
"""Vietnamese first; English is complete."""

_HERE = Path(__file__).parent
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def sentences(lang: str) -> Mapping[str, str]:
    """All sentences of a language, key to text with ``{placeholders}``; the files are nested, the keys dotted."""
    found: dict[str, str] = {}
    for file in sorted((_HERE / lang).glob("*.yaml")):
        tree = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader in C
        _flatten("", tree or {}, found)
    return found


def _flatten(prefix: str, tree: Mapping[str, object], into: dict[str, str]) -> None:
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            _flatten(f"{key}.", value, into)
        else:
            into[key] = str(value)


class Words:
    """The words of one language: ``words("refusal.role", role="…")``."""

    def __init__(self, lang: str = "vi") -> None:
        """Take a language of ``LANGUAGES``; an unknown one becomes Vietnamese."""
        self.lang = lang if lang in LANGUAGES else LANGUAGES[0]
        self._sentences = sentences(self.lang)

    def __call__(self, key: str, /, **facts: object) -> str:
        """The sentence of a key with its facts filled in; raises ``KeyError`` for an unknown key."""
        text = self._sentences[key]
        return text.format_map({name: "" if fact is None else fact for name, fact in facts.items()}) if facts else text

    def has(self, key: str) -> bool:
        """Whether the words files know the key."""
        return key in self._sentences
