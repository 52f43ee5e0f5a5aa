"""The listing commands: register, results, assessments, journal."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from store.errors import Refused
from store.queries.assessments import assessments as read_assessments
from store.queries.filtering import (
    COMPARISON_FIELDS,
    ORGANISATION_FIELDS,
    comparison_facts,
    expression,
    organisation_facts,
)
from store.queries.journal import EntryView, entries
from store.queries.register import OrganisationView, organisations
from store.queries.results import CorrectionView, LevelResultView, YearResultView
from store.queries.results import results as read_results
from store.rules.text import decimal
from tui.cli import output
from tui.cli.naming import named
from tui.telling import Teller


def orgs(asked: Namespace, teller: Teller) -> None:
    """The register of a year."""
    found = organisations(asked.year)
    if asked.filter:
        wanted = expression(asked.filter, ORGANISATION_FIELDS)
        found = tuple(view for view in found if wanted.matches(organisation_facts(view)))
    if asked.json:
        output.document([_organisation(view) for view in found])
        return
    heads = [
        teller.words(f"column.{name}") for name in ("tt", "organisation", "kind", "code", "members", "sub_branches")
    ]
    rows = [
        (v.tt, teller.name(v.name), teller.words(f"kind.{v.kind}"), v.code, _members(v), v.sub_branches) for v in found
    ]
    output.table(heads, rows)


def _organisation(view: OrganisationView) -> dict[str, object]:
    names = (
        "code name kind peer_group parent valid_from valid_to members_full members_probationary sub_branches source tt"
    )
    return {name: getattr(view, name) for name in names.split()}


def _members(view: OrganisationView) -> int | None:
    if view.members_full is None or view.members_probationary is None:
        return None
    return view.members_full + view.members_probationary


def results(asked: Namespace, teller: Teller) -> None:
    """The published years, printed and computed figures side by side, and the corrections."""
    years = read_results(asked.year)
    if asked.json:
        output.document([_year(year, teller) for year in years])
        return
    for year in years:
        output.line(teller.words("results.year", year=year.year, rated=year.rated, scheme=year.scheme))
        heads = [teller.words(f"column.{name}") for name in ("level", "count", "computed", "printed")]
        output.table(heads, [_level_line(level, year, teller) for level in year.levels])
        _corrections([each for each in year.corrections if each.year is not None], teller)
    general = {each.code: each for year in years for each in year.corrections if each.year is None}
    if general:
        output.line(teller.words("results.general"))
        _corrections(general.values(), teller)


def _corrections(found: Iterable[CorrectionView], teller: Teller) -> None:
    for correction in found:
        why = correction.why_vi if teller.words.lang == "vi" else correction.why_en
        output.line(teller.words("results.correction", printed=correction.printed, why=why))


def _level_line(level: LevelResultView, year: YearResultView, teller: Teller) -> tuple[object, ...]:
    computed = None if level.percent is None else decimal(level.percent, teller.words.lang)
    return teller.level(level.code, "full", year.scheme), level.count, computed, level.printed_percent


def _year(year: YearResultView, teller: Teller) -> dict[str, object]:
    corrected = {c.level: c for c in year.corrections if c.year == year.year and c.level}
    return {
        "year": year.year,
        "scheme": year.scheme,
        "rated": year.rated,
        "levels": [
            {
                "code": level.code,
                "label": teller.level(level.code, "full", year.scheme),
                "count": level.count,
                "percent": None if level.percent is None else level.percent / 100,
                "printed_percent": level.printed_percent,
                "printed_label": level.printed_label,
                "correction": corrected[level.code].code if level.code in corrected else None,
            }
            for level in year.levels
        ],
        "exemplary": year.exemplary,
        "source": year.source,
        "corrections": [output.plain(correction) for correction in year.corrections],
    }


def assessments(asked: Namespace, teller: Teller) -> None:
    """The assessments of a cycle with what each still lacks."""
    found = read_assessments(asked.cycle)
    if asked.filter:
        wanted = expression(asked.filter, COMPARISON_FIELDS)
        found = tuple(pair for pair in found if wanted.matches(comparison_facts(pair[1])))
    if asked.json:
        output.document([output.plain(view) | {"missing": list(view.missing)} for view, _row in found])
        return
    heads = [teller.words(f"column.{name}") for name in ("tt", "organisation")]
    heads += [teller.words(f"stage.{stage}.short") for stage in ("self", "proposed", "final")]
    heads += [teller.words(f"column.{name}") for name in ("difference", "missing")]
    rows = [
        (
            row.tt,
            teller.name(row.name),
            *(teller.level(code, "wide") for code in (row.self_level, row.proposed_level, row.final_level)),
            teller.step(row.difference),
            ", ".join(teller.words(f"missing.{name}") for name in view.missing),
        )
        for view, row in found
    ]
    output.table(heads, rows)


def journal(asked: Namespace, teller: Teller) -> None:
    """The journal's entries, oldest first."""
    found = entries(
        organisation=named(asked.org) if asked.org else None,
        by=asked.by,
        since=_instant(asked.since, teller.offset) if asked.since else None,
        after=asked.after,
        limit=max(1, asked.limit),
    )
    if asked.json:
        output.document([_entry(entry) for entry in found])
        return
    heads = [teller.words(f"column.{name}") for name in ("entry", "time", "person", "action", "about")]
    rows = [
        (entry.id, teller.day(entry.at), entry.by, teller.words(f"deed.{entry.action}"), _about(entry, teller))
        for entry in found
    ]
    output.table(heads, rows)


def _about(entry: EntryView, teller: Teller) -> str:
    touched = sorted({row.organisation for row in entry.rows if row.organisation})
    about = ", ".join(touched) if len(touched) <= 3 else teller.words("news.many", count=len(touched))
    if entry.meeting is None:
        return about
    return teller.words("journal.in_meeting", meeting=entry.meeting, what=about).strip()


def _entry(entry: EntryView) -> dict[str, object]:
    return {
        "id": entry.id,
        "at": datetime.fromtimestamp(entry.at / 1000, UTC).isoformat(timespec="milliseconds"),
        "by": entry.by,
        "action": entry.action,
        "rows": [output.plain(row) for row in entry.rows],
        "reason": entry.reason,
        "meeting": entry.meeting,
        "hash": entry.hash,
        "undoes": entry.undoes,
    }


def _instant(text: str, offset_minutes: int) -> int:
    """``2019-12-27`` or ``2019-12-27T08:05`` at the committee's offset, as UTC milliseconds; raises ``Refused``."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC) - timedelta(minutes=offset_minutes)
        return int(moment.timestamp() * 1000)
    except (ValueError, OverflowError) as fault:
        raise Refused("bad_time", text=text) from fault
