"""The shipped reasons for an adjustment: their digits, which need words at once, which suit a raise."""

from __future__ import annotations

import pytest

from seed.profile import load_reasons
from store.rules.reasons import AUTO, MUST, NOTE_KINDS, SHOULD, Reason

REASONS = {row["code"]: Reason(row["code"], row["digit"], row["note"], row["suits_raise"]) for row in load_reasons()}


@pytest.mark.parametrize(
    ("digit", "code", "note", "suits_raise"),
    [
        (1, "evidence", SHOULD, True),
        (2, "target", SHOULD, False),
        (3, "prerequisite", AUTO, False),
        (4, "discipline", MUST, False),
        (5, "subordinate", AUTO, False),
        (6, "cap", SHOULD, True),
        (7, "new_facts", MUST, True),
        (8, "dossier_error", MUST, True),
        (9, "other", MUST, True),
        (0, "ballot", AUTO, True),
    ],
)
def test_the_picklist(digit: int, code: str, note: str, suits_raise: bool) -> None:
    assert REASONS[code] == Reason(code, digit, note, suits_raise)


def test_every_digit_is_one_reason() -> None:
    assert sorted(reason.digit for reason in REASONS.values()) == list(range(10))


@pytest.mark.parametrize(
    ("kind", "note", "lacks"),
    [
        (MUST, None, True),
        (MUST, "", True),
        (MUST, "  ", True),
        (MUST, "Khiển trách đồng chí phó bí thư", False),
        (SHOULD, None, False),
        (SHOULD, "", False),
        (SHOULD, "Đạt 12/15 chỉ tiêu", False),
        (AUTO, None, False),
        (AUTO, "", False),
        (AUTO, "Phiếu kín 7/13", False),
    ],
)
def test_only_some_reasons_need_words_at_once(kind: str, note: str | None, lacks: bool) -> None:
    assert kind in NOTE_KINDS
    assert Reason("r", 1, kind, suits_raise=True).lacks_words(note) is lacks


def test_reasons_4_7_8_and_9_wait_for_their_words() -> None:
    assert {reason.digit for reason in REASONS.values() if reason.lacks_words(None)} == {4, 7, 8, 9}
