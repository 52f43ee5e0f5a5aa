"""What a listener would not understand is nowhere said: signs, abbreviations, names of keys, codes."""

from __future__ import annotations

import re
import string

import pytest

from store.words import LANGUAGES, sentences
from tests.plain.talk import unheard
from tui.personal import LANGUAGE as ON_SCREENS
from tui.plain.aloud import heard
from tui.plain.session import LANGUAGE

TOLD = ("plain", "level", "fact", "check", "cap", "news", "reason", "refusal", "grade", "stage", "undoing", "intake")
"""Families of sentences that are told in plain mode, or stand in those that are."""

NOT_TOLD = re.compile(
    r"intake\.(?:title|digits|due\b|due_on|column|paper|dossier|owes|opinion\b|body_|about|debtor|count|several|until|since"
    r"|reminded|matrix|gaps|draft|absent|back|waiting|overdue|bodies)|check\.(?:mark|why_title|answer_)|level\..*\.(?:paper|full)"
    r"|stage\..*\.(?:short|title)|grade\..*\.narrow|undoing\.(?:title|undo|redo|nothing)|plain\.(?:spelled|typed|fault)"
)
"""Those of them that only screens say."""


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _text, name, _form, _turn in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_stands_in_for_a_sentence_has_a_sentence(lang: str) -> None:
    """Each ``aloud`` key stands in for a key that is there, and asks for no fact that is not given."""
    said = sentences(lang)
    for key in said:
        name = key.removeprefix("aloud.")
        if name != key and not name.startswith("level."):
            assert name in said, key
            assert placeholders(said[key]) <= placeholders(said[name]), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_that_is_told_is_made_of_words(lang: str) -> None:
    """No sign, no abbreviation, whatever the checks, caps, news and refusals come to."""
    for key, text in heard(lang).items():
        if key.split(".")[0] in TOLD and not NOT_TOLD.match(key) and not key.startswith("refusal."):
            assert not unheard(text.strip()), (key, text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_prompts_end_in_a_colon(lang: str) -> None:
    """The listener's rule: a line that ends in a colon waits for an answer."""
    ends = {key for key, text in heard(lang).items() if key.startswith("plain.") and text.endswith(":")}
    assert ends == {"plain.prompt"}


def test_the_language_is_the_one_of_the_screens() -> None:
    """Kept under the same name."""
    assert LANGUAGE == ON_SCREENS
