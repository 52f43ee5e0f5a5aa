"""The list's filter language: ``loai:xa tu:XS chenh:>0``; blank is "and", ``|`` is "or", ``-`` before a word "not"."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from store.rules.text import fold

Value = str | int | bool | None
"""What a record holds in a field; ``None`` is not known or not set."""

Facts = Mapping[str, Value]
"""A record as the language sees it: field to value."""

NUMBER, TEXT, LEVEL, TRUTH, KIND = "number", "text", "level", "truth", "kind"
DOSSIER, OPINIONS, SUPPORT = "dossier", "opinions", "support"
ELIGIBLE, COMMENDED = "eligible", "commended"

FIELDS: Mapping[str, str] = {
    "tt": NUMBER,
    "ten": TEXT,
    "loai": KIND,
    "nhom": TEXT,
    "tu": LEVEL,
    "dexuat": LEVEL,
    "quyet": LEVEL,
    "muc": LEVEL,
    "chenh": NUMBER,
    "cungco": TRUTH,
    "tieubieu": TRUTH,
    "lydo": TEXT,
    "thieuloi": TRUTH,
    "cancu": SUPPORT,
    "thieu": TRUTH,
    "hoso": DOSSIER,
    "noxl": TRUTH,
    "ykien": OPINIONS,
    "chuagui": TEXT,
    "dangvien": NUMBER,
    "chibo": NUMBER,
    "quahan": TRUTH,
    "tuannay": TRUTH,
    "choxacnhan": TRUTH,
    "dieukien": ELIGIBLE,
    "khen": COMMENDED,
}
"""The fields that have data, and how each compares."""

ENGLISH: Mapping[str, str] = {
    "no": "tt",
    "name": "ten",
    "kind": "loai",
    "group": "nhom",
    "self": "tu",
    "proposed": "dexuat",
    "final": "quyet",
    "level": "muc",
    "diff": "chenh",
    "lech": "chenh",
    "remediation": "cungco",
    "exemplary": "tieubieu",
    "reason": "lydo",
    "wordless": "thieuloi",
    "support": "cancu",
    "lacking": "thieu",
    "members": "dangvien",
    "branches": "chibo",
    "dossier": "hoso",
    "owing": "noxl",
    "opinions": "ykien",
    "awaited": "chuagui",
    "overdue": "quahan",
    "week": "tuannay",
    "unverified": "choxacnhan",
    "eligible": "dieukien",
    "commended": "khen",
}
"""Other names of the same fields, valid in both languages."""

TRUTHS: Mapping[str, bool] = {"co": True, "yes": True, "khong": False, "none": False}
KINDS: Mapping[str, str] = {
    "xa": "commune",
    "commune": "commune",
    "thitran": "town",
    "town": "town",
    "quansu": "military",
    "military": "military",
    "congan": "police",
    "police": "police",
    "chibo": "base_branch",
    "branch": "base_branch",
}
LEVELS: Mapping[str, str | None] = {
    "xs": "XS",
    "tot": "TOT",
    "ht": "HT",
    "kht": "KHT",
    "kxl": "none",
    "tsvm": "TSVM",
    "htt": "HTT",
    "yk": "YK",
    "chua": None,
    "unset": None,
}
DOSSIERS: Mapping[str, str] = {
    "chua": "not_in",
    "notin": "not_in",
    "thieu": "some",
    "some": "some",
    "tra": "returned",
    "returned": "returned",
    "muon": "late",
    "late": "late",
    "du": "complete",
    "complete": "complete",
}
BODIES: Mapping[str, str] = {"thieu": "silent", "silent": "silent", "du": "complete", "complete": "complete"}
SUPPORTS: Mapping[str, str] = {
    "vuot": "fail",
    "above": "fail",
    "chuaro": "unknown",
    "unclear": "unknown",
    "du": "pass",
    "enough": "pass",
}
ELIGIBLES: Mapping[str, str] = {
    "du": "pass",
    "yes": "pass",
    "chuaro": "unknown",
    "unclear": "unknown",
    "khong": "fail",
    "none": "fail",
}
COMMENDATIONS: Mapping[str, str] = {
    "chua": "unset",
    "unset": "unset",
    "denghi": "nominated",
    "nominated": "nominated",
    "duoc": "granted",
    "granted": "granted",
    "khong": "declined",
    "declined": "declined",
    "canxet": "pending",
    "pending": "pending",
}

_TABLES: Mapping[str, Mapping[str, Value]] = {
    LEVEL: LEVELS,
    TRUTH: TRUTHS,
    KIND: KINDS,
    DOSSIER: DOSSIERS,
    OPINIONS: BODIES,
    SUPPORT: SUPPORTS,
    ELIGIBLE: ELIGIBLES,
    COMMENDED: COMMENDATIONS,
}
"""The words of a kind of field: what each stands for; of two names of one value the second is the English one."""

UNSET = frozenset({"chua", "chuaro", "unset", "unknown"})
"""Of a text: that there is none."""

_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "": operator.eq,
}


@dataclass(frozen=True)
class Fault:
    """Where an expression is wrong: words code ``filter.<code>``, column from 0, the word, what would be right."""

    code: str
    column: int
    word: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """One condition: a field (``None``: a plain word), how it compares, with what, and whether it is turned round."""

    field: str | None
    comparison: str
    value: Value
    negated: bool

    def holds(self, facts: Facts) -> bool:
        """Whether a record meets the condition."""
        return self._meets(facts) != self.negated

    def _meets(self, facts: Facts) -> bool:
        if self.field is None:
            return str(self.value) in fold(f"{facts.get('tt') or ''} {facts.get('ten') or ''}")
        found, kind = facts.get(self.field), FIELDS[self.field]
        if kind == NUMBER:
            return isinstance(found, int) and _COMPARE[self.comparison](found, int(str(self.value)))
        if kind == TEXT:
            return found is None if self.value is None else found is not None and str(self.value) in fold(str(found))
        if kind in (DOSSIER, COMMENDED):  # may be several things at once, blank between
            return str(self.value) in str(found or "").split()
        return found == self.value


@dataclass(frozen=True)
class Expression:
    """A filter: one of the alternatives must hold, each with all its terms."""

    text: str
    alternatives: tuple[tuple[Term, ...], ...]

    def matches(self, facts: Facts) -> bool:
        """Whether a record passes the filter."""
        return any(all(term.holds(facts) for term in terms) for terms in self.alternatives)


def level_value(code: str | None) -> str:
    """How an expression writes a level: ``tot`` of ``TOT``, ``kxl`` of not rated, ``chua`` of none yet."""
    return next((name for name, known in LEVELS.items() if known == code), fold(code or ""))


def is_expression(text: str) -> bool:
    """Whether a typed text is meant as a filter and not as a name: it has a colon or a bar."""
    return ":" in text or "|" in text


def parse(text: str, fields: Collection[str] = frozenset(FIELDS)) -> Expression | Fault:
    """Read an expression over some of the ``FIELDS``; a wrong one is answered with where and what, never raised."""
    alternatives: list[list[Term]] = [[]]
    bars: list[int] = []
    for column, word in _words(text):
        if word == "|":
            alternatives.append([])
            bars.append(column)
            continue
        term = _term(word, column, fields)
        if isinstance(term, Fault):
            return term
        alternatives[-1].append(term)
    if bars and not all(alternatives):
        return Fault("empty_alternative", bars[max(alternatives.index([]) - 1, 0)], "|")
    return Expression(text.strip(), tuple(tuple(terms) for terms in alternatives))


def _words(text: str) -> list[tuple[int, str]]:
    return [(found.start(), found.group()) for found in re.finditer(r"\||[^\s|]+", text)]


def _term(word: str, column: int, fields: Collection[str]) -> Term | Fault:
    negated = word.startswith("-") and len(word) > 1
    body = word[1:] if negated else word
    name, colon, value = body.partition(":")
    if not colon:
        return Term(None, "", fold(body), negated)
    field = fold(name).replace(" ", "")
    field = ENGLISH.get(field, field)
    if field not in fields:
        known = [*fields, *(other for other, own in ENGLISH.items() if own in fields)]
        return Fault("unknown_field", column + negated, name, tuple(get_close_matches(field, sorted(known), 3, 0.1)))
    read = _value(field, value)
    if isinstance(read, tuple):
        return Term(field, read[0], read[1], negated)
    return Fault(read, column + len(word) - len(value), value, _offers(FIELDS[field]))


def _value(field: str, text: str) -> tuple[str, Value] | str:
    """The comparison and value of a field's text, or the code of what is wrong with it."""
    if not text:
        return "missing_value"
    kind = FIELDS[field]
    if kind == NUMBER:
        sign = next((each for each in _COMPARE if each and text.startswith(each)), "")
        number = text[len(sign) :]
        digits = number.removeprefix("-")
        return (sign, int(number)) if digits.isascii() and digits.isdigit() and len(digits) < 10 else "not_a_number"
    folded = fold(text)
    if kind == TEXT:
        return ("", None if folded in UNSET else folded)
    table = _TABLES[kind]
    return ("", table[folded]) if folded in table else "unknown_value"


def _offers(kind: str) -> tuple[str, ...]:
    """What would be right: each value of the kind by its first name, how a number is written, of a text nothing."""
    table = _TABLES.get(kind, {})
    first: dict[Value, str] = {}
    for name, value in table.items():
        first.setdefault(value, name)
    return (">0", "3") if kind == NUMBER else tuple(first.values())


def in_english(text: str) -> str:
    """An expression with the English names of its fields and values; it lets the same rows through."""
    return " ".join(_in_english(word) for _column, word in _words(text))


def _in_english(word: str) -> str:
    negated, body = ("-", word[1:]) if word.startswith("-") else ("", word)
    name, colon, value = body.partition(":")
    if name not in FIELDS or not colon:
        return word
    field = next(english for english, own in ENGLISH.items() if own == name)
    kind = FIELDS[name]
    if kind == TEXT and value in UNSET:
        value = "unset"
    table = _TABLES.get(kind, {})
    if value in table:
        value = [each for each, stands in table.items() if stands == table[value]][-1]
    return f"{negated}{field}:{value}"
