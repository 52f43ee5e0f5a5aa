"""What the tables of the rules share: the names of the 23 communes, and text as people may send it."""

from __future__ import annotations

import unicodedata

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Properties are judged by what they find, never by how fast the machine is."""

COMMUNES = {
    1: "Xã Chi Lăng",
    2: "Xã Hùng Việt",
    3: "Xã Hùng Sơn",
    4: "Xã Kháng Chiến",
    5: "Xã Cao Minh",
    6: "Xã Vĩnh Tiến",
    7: "Xã Đại Đồng",
    8: "Xã Đề Thám",
    9: "Xã Trung Thành",
    10: "Xã Tân Tiến",
    11: "Xã Chí Minh",
    12: "Xã Quốc Khánh",
    13: "Xã Tri Phương",
    14: "Xã Đội Cấn",
    15: "Xã Quốc Việt",
    16: "Xã Đào Viên",
    17: "Xã Tân Minh",
    18: "Xã Khánh Long",
    19: "Xã Đoàn Kết",
    20: "Xã Tân Yên",
    21: "Xã Bắc Ái",
    22: "Xã Kim Đồng",
    23: "Thị trấn Thất Khê",
}

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
"""The alphabet in its order."""

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Ngang, huyền, hỏi, ngã, sắc, nặng, in their order."""

UNWANTED = "\x00\x1b\x7f\t\n\r\u200b\u200d\u202e\u2066\u2028\ufeff\ue000\uffff\ud800"
"""Control, zero-width, bidi, separators, private, never assigned, half of a pair."""


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def toned(letter: str) -> list[str]:
    """A vowel with each tone in order, a consonant alone."""
    return [nfc(letter + tone) for tone in TONES] if letter in "aăâeêioôơuưy" else [letter]


_SPELT = [each for letter in LETTERS for each in toned(letter)]

vietnamese = st.text(st.sampled_from([*_SPELT, *(each.upper() for each in _SPELT), " "]), max_size=12)
"""Words in composed Vietnamese letters of both cases."""

anything = st.text(
    st.characters(codec="utf-8") | st.sampled_from(_SPELT) | st.sampled_from([*UNWANTED, *TONES[1:], "漢", "🙂"])
)
"""Any text at all, often with what nobody should send."""
