"""Keeping what stands: for one organisation, or for many named one by one, in one entry."""

from __future__ import annotations

from collections.abc import Sequence

from store.commands.assessment import agree
from store.commands.departures import departures
from store.errors import Refused, Stale
from store.queries.comparison import ComparisonRow, comparison
from store.rules.filters import is_expression
from store.rules.text import fold
from tui.cli.naming import named
from tui.plain.adjusting import adjusting
from tui.plain.aloud import typed
from tui.plain.filtered import filtered
from tui.plain.session import Session


def keep_one(session: Session, organisation: str) -> None:
    """Keep one organisation's level; where that goes against a clause, words are asked for as in an adjustment."""
    view, stage = comparison(), str(session.me.stage)
    row = session.row(organisation, view)
    if row.kept is None:
        raise Refused("nothing_to_keep", tt=row.tt, name=row.name)
    if row.kept == row.at(stage):
        raise Refused("same_level", tt=row.tt, name=row.name)
    if departures(view, stage, {organisation: row.kept}):
        adjusting(session, organisation, row.kept)
    else:
        _agree(session, [organisation], stage)


def keep_many(session: Session, text: str = "") -> None:
    """Ask which organisations, name them exactly, and keep all their levels in one entry."""
    stage = session.me.stage
    if stage is None:
        raise Refused("role", role=session.me.roles[0], action="set_level")
    while True:
        where = session.words("plain.where.keep_many")
        wanted = text or session.ask.words(where, session.words("plain.help_keep_many")) or ""
        try:
            codes = _named(wanted)
        except Refused as refused:
            session.refuse(refused)
            if text:
                return
            continue
        _agree(session, codes, stage)
        return


def _named(text: str) -> list[str]:
    """The organisations that a filter, ``all`` or names between commas mean; raises ``Refused`` for one unknown."""
    if fold(text) in typed("list_all"):
        return [row.organisation for row in comparison().rows]
    if is_expression(text):
        return [row.organisation for row in filtered(text)]
    return list(dict.fromkeys(named(each.strip()) for each in text.split(",") if each.strip()))


def _agree(session: Session, codes: Sequence[str], stage: str) -> None:
    """Say who keeps which level and who is left out, ask, write; who was overtaken is told and asked again."""
    while True:
        view = comparison()
        rows = [session.row(code, view) for code in codes]
        can = [row for row in rows if row.kept is not None and row.kept != row.at(stage)]
        against = [row for row in can if departures(view, stage, {row.organisation: str(row.kept)})]
        kept = [row for row in can if row not in against]
        _tell_left_out(session, against, [row for row in rows if row not in can])
        if not kept:
            session.tell("plain.keep_none")
            return
        levels = {row.organisation: str(row.kept) for row in kept}
        session.tell("plain.keep_asked", stage=session.words(f"stage.{stage}.full"), count=len(kept))
        session.say(*session.sentences.by_level(kept, levels))
        if not session.ask.agreed(session.words("plain.where.keep"), "write"):
            session.tell("plain.nothing_written")
            return
        versions = {row.organisation: row.version for row in kept}
        try:
            saved = session.do(
                agree,
                session.actor,
                organisations=list(versions),
                stage=stage,
                cycle=view.cycle,
                if_versions=versions,
            )
        except Stale as stale:
            session.refuse(stale)
            continue
        time, told = session.teller.time(saved.at), session.words(f"stage.{stage}.full")
        if len(saved.value) == 1:
            session.tell("comparison.kept", time=time, what=session.teller.move(saved.value[0]))
        else:
            session.tell("comparison.kept_many", time=time, stage=told, count=len(saved.value))
        return


def _tell_left_out(session: Session, against: Sequence[ComparisonRow], cannot: Sequence[ComparisonRow]) -> None:
    for name, rows in (("against", against), ("cannot", cannot)):
        if rows:
            names = ", ".join(session.sentences.unit(row) for row in rows)
            session.tell(f"plain.keep_{name}", count=len(rows), names=names)
