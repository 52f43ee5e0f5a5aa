"""A cell's text as the store has it, which version that is, and the command that writes another."""

from __future__ import annotations

from store.commands.base import Saved
from store.commands.dossier import Entered, grade, set_fact, set_proof
from store.queries.dossier import ProofView
from store.rules.dates import written
from store.rules.facts import BY_NAME, LEVEL, TRUTH
from tui.house import House
from tui.screens.form_parts import DATED, FACT, NUMBER, POINTS, PROOF, TEXT, Field, Typed, pieces
from tui.screens.form_seen import Seen, points


def stored(seen: Seen, field: Field) -> str:
    """The text that stands for what the store has in a cell; empty where there is nothing."""
    if field.kind == POINTS:
        given = seen.dossier.grade(field.code, str(seen.own))
        return "" if given is None or given.points is None else points(given.points, seen.teller.words.lang)
    if field.kind == PROOF:
        piece = _piece(seen, field)
        if piece is None:
            return ""
        return {TEXT: piece.text, NUMBER: piece.number or "", DATED: written(piece.dated)}[field.part]
    fact = seen.dossier.fact(field.code)
    if fact is None:
        return ""
    if BY_NAME[field.code].kind in (LEVEL, TRUTH):
        return f"{seen.value(fact.name, fact.value)} {written(fact.arrived)}".rstrip()
    return str(fact.value)


def version(seen: Seen, field: Field) -> int:
    """The version that a change must name; 0 where nothing is there."""
    if field.kind == FACT:
        return fact.version if (fact := seen.dossier.fact(field.code)) else 0
    if field.kind == POINTS:
        return given.version if (given := seen.dossier.grade(field.code, str(seen.own))) else 0
    return piece.version if (piece := _piece(seen, field)) else 0


def _piece(seen: Seen, field: Field) -> ProofView | None:
    return next((each for each in pieces(seen.dossier, field.code) if each.n == field.n), None)


async def write(house: House, seen: Seen, field: Field, typed: Typed, if_version: int) -> Saved[Entered]:
    """Store what is typed in a cell; raises ``Refused`` and ``Stale`` as the commands do."""
    link, login = house.link, house.me.login
    organisation, cycle = seen.dossier.organisation, seen.dossier.cycle
    if field.kind == FACT:
        return await link.do(
            set_fact,
            login,
            organisation=organisation,
            name=field.code,
            value=None if typed.value is None else str(typed.value),
            arrived=typed.arrived,
            cycle=cycle,
            if_version=if_version,
        )
    if field.kind == POINTS:
        return await link.do(
            grade,
            login,
            organisation=organisation,
            criterion=field.code,
            side=str(seen.own),
            points=None if typed.value is None else int(typed.value),
            cycle=cycle,
            if_version=if_version,
        )
    piece = _piece(seen, field)
    parts = {TEXT: piece.text, NUMBER: piece.number, DATED: piece.dated} if piece else {}
    parts[field.part] = None if typed.value is None else str(typed.value)
    return await link.do(
        set_proof,
        login,
        organisation=organisation,
        criterion=field.code,
        n=field.n,
        text=parts.get(TEXT),
        number=parts.get(NUMBER),
        dated=parts.get(DATED),
        cycle=cycle,
        if_version=if_version,
    )
