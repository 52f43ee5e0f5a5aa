"""Published results: each year under its own scheme, printed and computed figures, corrections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.db.connect import reading
from store.db.tables import Correction, KnownResult, PublishedResult, PublishedYear, Setting
from store.queries.schemes import scheme_of
from store.rules.text import percent


@dataclass(frozen=True)
class LevelResultView:
    """How many a year put at a level; ``percent`` in hundredths of a percent, computed from the counts."""

    code: str
    count: int
    percent: int | None
    printed_percent: str | None
    printed_label: str | None


@dataclass(frozen=True)
class CorrectionView:
    """A place where the source is wrong, why in both languages, and who says so."""

    code: str
    year: int | None
    level: str | None
    printed: str
    corrected: str | None
    why_vi: str
    why_en: str
    corrected_by: str


@dataclass(frozen=True)
class YearResultView:
    """A year's totals as published; ``exemplary`` is ``None`` where the source does not say."""

    year: int
    scheme: str
    rated: int
    levels: tuple[LevelResultView, ...]
    exemplary: int | None
    source: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True)
class ArticleView:
    """Where the published figures were printed; ``date`` is an ISO date."""

    title: str
    publisher: str
    date: str


@dataclass(frozen=True)
class CorrectedView:
    """A correction with the stored sentence of the source in which it stands; ``None`` where only its words are."""

    correction: CorrectionView
    sentence: str | None


@dataclass(frozen=True)
class CorrectionsView:
    """All corrections, those of a year first, and the article that they concern."""

    article: ArticleView | None
    corrected: tuple[CorrectedView, ...]


def corrections() -> CorrectionsView:
    """Every correction with what it rests on."""
    with reading():
        told = {str(name): str(value) for name, value in Setting.select(Setting.name, Setting.value).tuples()}
        rows = list(Correction.select().order_by(Correction.year.is_null(), Correction.year, Correction.code).dicts())
        sentences = [
            str(source)
            for table in (PublishedResult, PublishedYear, KnownResult)
            for (source,) in table.select(table.source).tuples()
            if source is not None
        ]
    parts = [told.get(f"article_{name}") for name in ("title", "publisher", "date")]
    article = ArticleView(*(str(part) for part in parts)) if all(parts) else None
    return CorrectionsView(article, tuple(_corrected(row, sentences) for row in rows))


def _corrected(row: dict[str, Any], sentences: list[str]) -> CorrectedView:
    correction = CorrectionView(**_without_version(row))
    return CorrectedView(correction, next((each for each in sentences if correction.printed in each), None))


def results(year: int | None = None) -> tuple[YearResultView, ...]:
    """The published years, oldest first, or the one year; corrections of no single year stand with every year."""
    with reading():
        corrections = [
            CorrectionView(**_without_version(row)) for row in Correction.select().order_by(Correction.code).dicts()
        ]
        years = list(PublishedYear.select().order_by(PublishedYear.year).dicts())
        levels = list(PublishedResult.select().dicts())
        return tuple(
            _year(row, [level for level in levels if level["year"] == row["year"]], corrections)
            for row in years
            if year is None or row["year"] == year
        )


def _year(row: dict[str, object], levels: list[dict[str, object]], corrections: list[CorrectionView]) -> YearResultView:
    scheme = scheme_of(int(str(row["scheme_edition"])))
    rated, year = int(str(row["rated"])), int(str(row["year"]))
    levels.sort(key=lambda level: scheme.rank(str(level["level"])) or 0)
    return YearResultView(
        year=year,
        scheme=scheme.code,
        rated=rated,
        levels=tuple(
            LevelResultView(
                code=str(level["level"]),
                count=int(str(level["count"])),
                percent=percent(int(str(level["count"])), rated),
                printed_percent=_text(level["printed_percent"]),
                printed_label=_text(level["printed_label"]),
            )
            for level in levels
        ),
        exemplary=None if row["exemplary"] is None else int(str(row["exemplary"])),
        source=str(row["source"]),
        corrections=tuple(each for each in corrections if each.year in (None, year)),
    )


def _without_version(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "version"}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
