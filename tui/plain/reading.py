"""What is read and not changed: the overview, the caps, the results of the years."""

from __future__ import annotations

from collections.abc import Iterator

from store.queries.caps import caps
from store.queries.comparison import comparison
from store.queries.intake import intake
from store.queries.results import CorrectionView, YearResultView, results
from store.rules.dates import written
from store.rules.intake import APPRAISED, COMPLETE, LATE
from store.rules.text import decimal
from tui.plain.aloud import quiet
from tui.plain.sentences import spread_of
from tui.plain.session import Session

READY = (COMPLETE, LATE, APPRAISED)
"""States of a dossier of which every paper is in."""


def overview_room(session: Session) -> None:
    """The cycle in a few sentences: how far it is, how levels are spread, papers and deadlines, the whole cap."""
    words, view = session.words, intake()
    compared = view.compared
    rows = compared.rows
    session.tell("plain.overview_head", committee=compared.committee, cycle=compared.cycle, count=len(rows))
    session.tell(
        "plain.overview_done",
        handed=sum(row.self_level is not None for row in rows),
        proposed=sum(row.proposed_level is not None for row in rows),
        decided=sum(row.final_level is not None for row in rows),
        different=sum(bool(row.difference) for row in rows),
    )
    session.tell("plain.overview_spread", spread=session.sentences.spread(spread_of(compared)))
    session.tell(
        "plain.overview_papers",
        ready=sum(row.state in READY for row in view.rows),
        owing=sum(bool(row.ratings_owed) for row in view.rows),
        count=len(rows),
    )
    dates = (("dossier", view.cycle.dossier_due), ("decision", view.cycle.decision_due))
    session.say(*(words(f"plain.due_{name}", day=written(day) or words("intake.due_unset")) for name, day in dates))
    found = [each for each in caps(compared) if each.whole]
    session.say(*(session.sentences.cap(each, compared) for each in found))


def caps_room(session: Session) -> None:
    """How every group and all stand against the cap, and the clause it comes from."""
    view, words = comparison(), session.words
    found = caps(view)
    rule = view.scheme.cap
    if rule is None:
        session.tell("cap.none")
        return
    session.say(*(session.sentences.cap(each, view) for each in found))
    unread = words("check.unverified")
    base = words(f"cap.base.{found[0].cap.base_rule}")
    session.tell(
        "cap.said", clause=rule.clause, base=base, source=rule.source if rule.verified and rule.source else unread
    )


def results_room(session: Session) -> None:
    """The published years, and where the published source is wrong."""
    years = results()
    general = {each.code: each for year in years for each in year.corrections if each.year is None}
    lines = [line for year in years for line in _year(session, year)]
    lines += [_correction(session, each) for each in general.values()]
    session.pages(session.words("plain.where.results"), lines)


def _year(session: Session, year: YearResultView) -> Iterator[str]:
    words, lang = session.words, session.words.lang
    levels = "; ".join(
        words(
            "plain.result" if each.count and each.percent is not None else "plain.at_level",
            level=session.sentences.level(each.code, year.scheme),
            count=each.count,
            percent=decimal(each.percent or 0, lang),
        )
        for each in year.levels
    )
    exemplary = words("unknown") if year.exemplary is None else year.exemplary
    yield words("plain.results_year", year=year.year, rated=year.rated, levels=levels, exemplary=exemplary)
    for each in year.corrections:
        if each.year is not None:
            yield _correction(session, each)


def _correction(session: Session, each: CorrectionView) -> str:
    why = each.why_vi if session.words.lang == "vi" else each.why_en
    return quiet(session.words("plain.correction", printed=each.printed, why=why))
