"""The commands that change levels, and undo."""

from __future__ import annotations

from argparse import Namespace

from store.commands.assessment import adjust, agree, rate
from store.commands.base import Saved
from store.commands.dossier import record_self_assessment
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.accounts import account
from store.queries.news import LevelMoveView, news_of
from tui.cli import output
from tui.cli.evidence import pairs
from tui.cli.meeting import read_hands
from tui.cli.naming import named
from tui.telling import Teller


def run_rate(asked: Namespace, teller: Teller) -> None:
    """Record a self-rating."""
    organisation, grades, facts = named(asked.organisation), pairs(asked.grade), pairs(asked.fact)
    if grades or facts:
        entered = record_self_assessment(
            asked.actor,
            organisation=organisation,
            self_level=asked.self_level,
            grades=grades,
            facts=facts,
            cycle=asked.cycle,
        )
        told = news_of([entered.entry])[0]
        output.line(
            teller.words("saved.level", time=teller.time(entered.at), entry=entered.entry, what=teller.about(told))
        )
        return
    saved = rate(
        asked.actor,
        organisation=organisation,
        self_level=asked.self_level,
        cycle=asked.cycle,
        if_version=asked.if_version,
    )
    _told(Saved(saved.entry, saved.at, (saved.value,)), teller)


def run_adjust(asked: Namespace, teller: Teller) -> None:
    """Set a proposed or final level with a reason."""
    saved = adjust(
        asked.actor,
        organisation=named(asked.organisation),
        level=asked.level,
        stage=asked.stage,
        reason=asked.reason,
        note=asked.note,
        cycle=asked.cycle,
        if_version=asked.if_version,
        hands=read_hands(asked.hands),
    )
    _told(Saved(saved.entry, saved.at, (saved.value,)), teller)


def run_agree(asked: Namespace, teller: Teller) -> None:
    """Keep what stands, for one or many, in one entry."""
    stage = asked.stage or account(asked.actor).stage
    if stage is None:
        raise Refused("role", role=account(asked.actor).roles[0], action="set_level")
    codes = [named(text) for text in asked.organisations]
    hands = read_hands(asked.hands)
    saved = agree(asked.actor, organisations=codes, stage=stage, note=asked.note, cycle=asked.cycle, hands=hands)
    _told(saved, teller)


def run_undo(asked: Namespace, teller: Teller) -> None:
    """Take back one's last change, or a named entry."""
    saved = undo(asked.actor, entry=asked.entry)
    _told_entry("undone", saved, teller)


def run_redo(asked: Namespace, teller: Teller) -> None:
    """Do again what was taken back."""
    _told_entry("redone", redo(asked.actor), teller)


def _told(saved: Saved[tuple[LevelMoveView, ...]], teller: Teller) -> None:
    for done in saved.value:
        output.line(teller.words("saved.level", time=teller.time(saved.at), entry=saved.entry, what=teller.move(done)))


def _told_entry(how: str, saved: Saved[int], teller: Teller) -> None:
    for news in news_of([saved.value]):
        output.line(teller.words(f"saved.{how}", entry=saved.entry, original=saved.value, what=teller.news(news)))
