"""A record as it stood then: the journal folded up to an entry is what the tables held when it was the newest."""

from __future__ import annotations

from typing import Any

import pytest

from store.commands.account import add_account
from store.commands.assessment import adjust, rate
from store.commands.cycle import set_cycle
from store.commands.dossier import grade, set_fact
from store.commands.intake import give_opinion, receive_paper, remind
from store.commands.undoing import redo, undo
from store.db.tables import BY_NAME
from store.queries.journal_then import about_then, organisations_of, rows_then
from tests.kit.histories import lived_in
from tests.kit.stores import AN, BINH, newest, sql
from tests.store.history import KHE, LANG, filled_dossier, short_history

pytestmark = pytest.mark.usefixtures("store")

OWN = (
    *("assessment", "organisation_period", "headcount", "known_result", "tie", "area", "agenda_unit"),
    "remediation_case",
)
PARTS = ("adjustment", "grade", "fact", "proof", "paper", "opinion", "reminder")

Held = dict[tuple[str, str], dict[str, Any]]


def held(organisation: str) -> Held:
    """Every row about an organisation, straight from the tables."""
    found: Held = {}
    for table in (*OWN, *PARTS):
        names = [row[1] for row in sql(f"PRAGMA table_info({table})")]
        of = "organisation = ?"
        if table in PARTS:
            of = "assessment IN (SELECT id FROM assessment WHERE organisation = ?)"
        for row in sql(f"SELECT * FROM {table} WHERE {of}", organisation):
            image = dict(zip(names, row, strict=True))
            found[table, str(image["id"])] = image
    found["organisation", organisation] = {
        "code": organisation,
        "version": sql("SELECT version FROM organisation WHERE code = ?", organisation)[0][0],
    }
    return found


def test_every_entry_gives_back_what_the_tables_held_after_it() -> None:
    """Ratings, adjustments, undoing and redoing, grades, facts, papers, opinions, letters; two organisations."""
    stood = {newest(): (held(LANG), held(KHE))}

    def after(_saved: object) -> None:
        stood[newest()] = held(LANG), held(KHE)

    after(rate(BINH, organisation=LANG, self_level="XS"))
    after(rate(BINH, organisation=KHE, self_level="TOT"))
    after(adjust(BINH, organisation=LANG, level="TOT", stage="proposed", reason="target", note="Thu đạt 82%"))
    after(undo(BINH))
    after(redo(BINH))
    after(grade(BINH, organisation=LANG, criterion="II.2", side="board", grade="TB"))
    after(grade(BINH, organisation=LANG, criterion="II.2", side="board", grade="KEM"))
    after(grade(BINH, organisation=LANG, criterion="II.2", side="board"))
    after(set_fact(BINH, organisation=KHE, name="rating_front", value="TOT", arrived="12/12/2019"))
    after(receive_paper(BINH, organisation=LANG, papers=["report"], received="14/12/2019"))
    after(remind(BINH, debts=[(LANG, "front", "rating_front"), (KHE, "front", "rating_front")], sent="12/12/2019"))
    after(give_opinion(BINH, organisation=LANG, body="office", text="Đồng ý", given="16/12/2019"))
    after(undo(BINH))
    assert len(stood) == 14
    for entry, both in stood.items():
        for organisation, tables in zip((LANG, KHE), both, strict=True):
            views = about_then(organisation, entry)
            then = {(view.entity, view.key): view.then for view in views if view.then is not None}
            now = {(view.entity, view.key): view.now for view in views if view.now is not None}
            assert then == tables, entry
            assert now == held(organisation)


def test_after_a_long_history_the_last_entry_is_what_the_tables_hold() -> None:
    codes = lived_in(120)
    for organisation in codes:
        views = about_then(organisation, newest())
        assert {(view.entity, view.key): view.then for view in views} == held(organisation)
        assert not any(view.differs for view in views)


def test_what_differs_is_content_and_not_who_wrote_it_last() -> None:
    first = rate(BINH, organisation=LANG, self_level="XS").entry
    rate(BINH, organisation=LANG, self_level="TOT")
    (view,) = [view for view in about_then(LANG, first) if view.entity == "assessment"]
    assert view.differs
    rate(BINH, organisation=LANG, self_level="XS")
    (view,) = [view for view in about_then(LANG, first) if view.entity == "assessment"]
    assert view.then is not None
    assert view.now is not None
    assert view.then["version"] != view.now["version"]
    assert not view.differs


def test_before_an_organisation_was_there_it_has_nothing_then() -> None:
    views = about_then(LANG, 1)
    assert views
    assert all(view.then is None for view in views)
    assert about_then("khong-co", newest()) == ()


def test_rows_about_no_organisation_stand_beside_the_tables() -> None:
    first = set_cycle(AN, dossier_due="15/12/2019").entry
    set_cycle(AN, dossier_due="20/12/2019")
    (view,) = rows_then(first)
    assert (view.entity, view.key, view.differs) == ("cycle", "2019", True)
    assert view.then is not None
    assert view.now is not None
    assert (view.then["dossier_due"], view.now["dossier_due"]) == ("2019-12-15", "2019-12-20")
    added = add_account(AN, login="moi", roles=["observer"]).entry
    (view,) = rows_then(added)
    assert (view.entity, view.key, view.differs) == ("account", "moi", False)


def test_whom_an_entry_was_about() -> None:
    short_history()
    filled_dossier()
    assert organisations_of(8) == (LANG,)
    assert organisations_of(1) == ()
    assert len(organisations_of(4)) == 59
    assert set(BY_NAME) >= {view.entity for view in about_then(LANG, newest())}
