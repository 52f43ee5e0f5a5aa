"""The window out: every question answers plain values and frozen dataclasses, and what it says is so."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import store.queries
from store.commands.assessment import adjust, agree, rate
from store.commands.founding import open_cycle
from store.commands.meeting import reopen_meeting
from store.commands.undoing import undo
from store.db.connect import database
from store.errors import Refused
from store.queries import (
    accounts,
    agenda,
    assessments,
    backup,
    caps,
    carried,
    case_parts,
    case_standing,
    closing,
    commendation,
    comparison,
    condition,
    cycles,
    dossier,
    evidence,
    filtering,
    going_cases,
    granting,
    intake,
    journal,
    journal_terms,
    journal_then,
    meeting,
    news,
    opening,
    organisation,
    overview,
    past,
    register,
    remediation,
    remediation_causes,
    remediation_rights,
    remediation_room,
    results,
    room,
    room_news,
    schemes,
    settings,
    sitting,
    story,
    tracing,
    trends,
    undoing,
    verification,
)
from tests.kit.answers import check_plain
from tests.kit.meetings import seated
from tests.kit.prepared import grown
from tests.kit.stores import AN, BINH, DUNG, SECOND, library, newest, sql
from tests.store.history import filled_dossier, held_case, held_meeting

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE = "xa-chi-lang", "tt-that-khe"

QUESTIONS: dict[str, Callable[[], object]] = {
    "accounts.account": lambda: (accounts.account(BINH), accounts.account("nobody")),
    "accounts.accounts": accounts.accounts,
    "accounts.keys": accounts.keys,
    "agenda.against": lambda: tuple(agenda.against(row) for row in intake.intake().rows),
    "agenda.candidates": lambda: agenda.candidates(1),
    "assessments.assessments": assessments.assessments,
    "assessments.callable_names": assessments.callable_names,
    "backup.back_up": lambda: backup.back_up(AN, Path(database.database).with_name("ban-sao.db")),
    "backup.back_up_into": lambda: backup.back_up_into(AN, Path(database.database).parent),
    "backup.newest_copy_ms": lambda: (
        backup.back_up_into(AN, Path(database.database).parent),
        backup.newest_copy_ms(Path(database.database).parent),
    ),
    "caps.caps": lambda: caps.caps(comparison.comparison(), {LANG: "XS", KHE: None}),
    "case_parts.case_parts": lambda: case_parts.case_parts([row_of("remediation_case")], BINH, "2020-01-01"),
    "case_standing.standing": lambda: case_standing.standing(row_of("remediation_case"), (), "2020-01-01"),
    "case_standing.works_of": lambda: case_standing.works_of(()),
    "carried.due_outcomes": lambda: carried.due_outcomes("2020"),
    "carried.forms_of": lambda: carried.forms_of([row_of("remediation_case")]),
    "carried.is_later": lambda: carried.is_later({"cycle": "2019"}, "2020"),
    "carried.open_form": lambda: carried.open_form(row_of("remediation_case")),
    "carried.quotes": lambda: carried.quotes(row_of("remediation_case")),
    "carried.quoting_cycles": lambda: carried.quoting_cycles(row_of("remediation_case"), 1),
    "closing.blockers": lambda: closing.blockers(row_of("meeting")),
    "closing.last_entry": lambda: (closing.last_entry(1), closing.last_entry(99)),
    "closing.leftovers": lambda: closing.leftovers(row_of("meeting")),
    "commendation.commendations": commendation.commendations,
    "commendation.commended": lambda: commendation.commended(comparison.comparison()),
    "commendation.nominations": lambda: commendation.nominations(LANG),
    "comparison.comparison": comparison.comparison,
    "condition.condition": lambda: condition.condition(Path(database.database)),
    "cycles.cycles": cycles.cycles,
    "dossier.cycle_row": lambda: dossier.cycle_row(None),
    "dossier.dossier": lambda: dossier.dossier(LANG),
    "dossier.dossiers": dossier.dossiers,
    "evidence.argued": lambda: tuple(
        evidence.argued(comparison.comparison().scheme, {400001: (18, "commune")}).values()
    ),
    "evidence.value_of": lambda: (evidence.value_of("rating_front", "TOT"), evidence.value_of("targets_met", "9")),
    "filtering.case_facts": lambda: tuple(filtering.case_facts(each) for each in remediation.cases().cases),
    "filtering.commendation_facts": lambda: filtering.commendation_facts(commendation.commendations().units[0]),
    "filtering.comparison_facts": lambda: filtering.comparison_facts(comparison.comparison().rows[0]),
    "filtering.expression": lambda: filtering.expression("loai:xa tu:XS"),
    "filtering.intake_facts": lambda: filtering.intake_facts(intake.intake().rows[0]),
    "filtering.organisation_facts": lambda: filtering.organisation_facts(register.organisations()[0]),
    "going_cases.going_cases": going_cases.going_cases,
    "granting.grants": lambda: granting.grants(1),
    "intake.intake": intake.intake,
    "journal.entries": journal.entries,
    "journal.entry": lambda: journal.entry(9),
    "journal.image_of": lambda: journal.image_of('{"id": 1}'),
    "journal.newest_before": lambda: journal.newest_before(journal.ALL, 9_999_999_999_999),
    "journal.oldest_since": lambda: journal.oldest_since(journal.ALL, 0),
    "journal.page": lambda: journal.page(journal.ALL, 0, 5),
    "journal.page_around": lambda: journal.page_around(journal.ALL, 9, 5),
    "journal.people_and_actions": journal.people_and_actions,
    "journal_terms.terms": lambda: journal_terms.terms(organisation=LANG),
    "journal_then.about_then": lambda: journal_then.about_then(LANG, 9),
    "journal_then.organisations_of": lambda: journal_then.organisations_of(9),
    "journal_then.rows_then": lambda: journal_then.rows_then(9),
    "meeting.conclusion_of": lambda: meeting.conclusion_of(row_of("conclusion")),
    "meeting.meeting": lambda: (meeting.meeting(), meeting.meeting(1), meeting.meeting("2019-12-20")),
    "meeting.meetings": meeting.meetings,
    "meeting.people": meeting.people,
    "news.news_after": lambda: news.news_after(0),
    "news.news_of": lambda: news.news_of([8, 9]),
    "news.newest_entry": news.newest_entry,
    "opening.carried_over": lambda: opening.carried_over(newest()),
    "opening.cycle_now": opening.cycle_now,
    "opening.new_code": lambda: opening.new_code("2020"),
    "opening.next_code": lambda: opening.next_code("2019"),
    "opening.opening": lambda: opening.opening("2020", "2019"),
    "opening.rated_on": lambda: opening.rated_on("2020-12-31"),
    "opening.scheme_choices": opening.scheme_choices,
    "organisation.organisation": lambda: organisation.organisation("xa-vinh-tien"),
    "overview.overview": overview.overview,
    "past.past": lambda: past.past("2020"),
    "past.year_of": lambda: past.year_of("2020"),
    "register.known_levels": lambda: register.known_levels(2019),
    "register.organisations": register.organisations,
    "register.outside_group": lambda: register.outside_group([LANG, KHE], None),
    "register.register": register.register,
    "register.successions": register.successions,
    "register.years": lambda: register.years("2019-12-20"),
    "remediation.case": lambda: (remediation.case(1, BINH), remediation.case(6, DUNG)),
    "remediation.cases": remediation.cases,
    "remediation_causes.level_causes": lambda: (
        remediation_causes.level_causes(),
        remediation_causes.level_causes(LANG, "2019"),
    ),
    "remediation_rights.inside": lambda: remediation_rights.inside(BINH, sql("SELECT id FROM remediation_case")[0][0]),
    "remediation_rights.led_by": lambda: remediation_rights.led_by(BINH),
    "remediation_rights.within": lambda: remediation_rights.within(BINH),
    "remediation_rights.leads_case": lambda: remediation_rights.leads_case(BINH, 1),
    "remediation_rights.today": remediation_rights.today,
    "remediation_rights.leads_any": lambda: (remediation_rights.leads_any(DUNG), remediation_rights.leads_any("x")),
    "remediation_room.remediation_room": remediation_room.remediation_room,
    "results.corrections": results.corrections,
    "results.results": results.results,
    "room.item_of": lambda: room.item_of(row_of("agenda_item"), 1, "2019"),
    "room.standing": lambda: (room.standing(DUNG), room.standing("nobody")),
    "room_news.room_news": lambda: (room_news.room_news(newest(), "1", DUNG), room_news.room_news(8, None, BINH)),
    "schemes.reasons": schemes.reasons,
    "schemes.scheme_of": lambda: schemes.scheme_of(sql("SELECT min(id) FROM scheme_edition")[0][0]),
    "settings.settings": settings.settings,
    "sitting.active_meeting": lambda: sitting.active_meeting("2019"),
    "sitting.area_of": lambda: sitting.area_of(DUNG),
    "sitting.attendance_of": lambda: sitting.attendance_of(row_of("meeting")["id"]),
    "sitting.chair_of": lambda: sitting.chair_of(row_of("meeting")["id"]),
    "sitting.has_meetings": lambda: (sitting.has_meetings("2019"), sitting.has_meetings("2020")),
    "sitting.newest_meeting": sitting.newest_meeting,
    "sitting.offices": lambda: (sitting.offices(DUNG), sitting.offices(DUNG, row_of("meeting")["id"])),
    "sitting.people_on": lambda: sitting.people_on("2019-12-20"),
    "sitting.person_of": lambda: sitting.person_of(DUNG),
    "sitting.presence": lambda: sitting.presence(row_of("meeting")),
    "sitting.sitting": sitting.sitting,
    "sitting.tied": lambda: sitting.tied("xa-bac-ai"),
    "story.latest_touch": lambda: story.latest_touch(LANG),
    "story.levels_at": lambda: story.levels_at(LANG, "2019", 9),
    "story.touch_of": lambda: story.touch_of(9),
    "tracing.assessment_keys": lambda: tracing.assessment_keys("2019"),
    "tracing.sources": lambda: tuple(tracing.sources(["assessment"]).values()),
    "trends.trends": trends.trends,
    "undoing.is_undone": lambda: undoing.is_undone(8),
    "undoing.last_undoable": lambda: undoing.last_undoable(BINH),
    "undoing.last_undone": lambda: undoing.last_undone(BINH),
    "undoing.undo_view": lambda: undoing.undo_view(BINH),
    "verification.verify": verification.verify,
}


def _begun() -> None:
    rate(BINH, organisation=LANG, self_level="HT")
    adjust(BINH, organisation=LANG, level="TOT", stage="proposed", reason="evidence")
    rate(BINH, organisation=KHE, self_level="HT")
    agree(AN, organisations=[LANG, KHE], stage="final", note="Thống nhất")
    undo(AN)


def _met() -> None:
    _begun()
    filled_dossier()
    seated()
    held_case()
    held_meeting(gathering=False)
    reopen_meeting(DUNG, why="Đơn khiếu nại")


begun_of = grown(_begun)
"""Entries 8 to 12: rated, raised, rated, agreed for two, and the agreement taken back."""

met_of = grown(_met)
"""And something in every part of the first organisation's dossier; people, a case, a meeting that sits, whole."""


@pytest.fixture
def closed_store(tmp_path: Path, mode: str, request: pytest.FixtureRequest) -> Iterator[Path]:
    """One of these in the test's journal mode."""
    copy = met_of if "with_a_meeting" in request.fixturenames else begun_of
    with library(mode):
        yield copy(tmp_path / "thamdinh.db")


@pytest.fixture(autouse=True)
def begun(store: Path) -> None:
    """Every question is asked of that store."""


@pytest.fixture
def with_a_meeting() -> None:
    """The store has a dossier and a meeting, too."""


def row_of(table: str) -> dict[str, Any]:
    """The first row of a table by column."""
    cursor = database.execute_sql(f"SELECT * FROM {table} ORDER BY id")
    return dict(zip((each[0] for each in cursor.description), cursor.fetchone(), strict=True))


@pytest.mark.usefixtures("with_a_meeting")
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_plain_and_frozen(question: str) -> None:
    answer = QUESTIONS[question]()
    assert answer is not None or question == "undoing.last_undone"
    check_plain(answer, question)


def test_every_public_question_is_asked_above() -> None:
    public = set()
    for module in pkgutil.iter_modules(store.queries.__path__):
        there = importlib.import_module(f"store.queries.{module.name}")
        for name, thing in inspect.getmembers(there, inspect.isfunction):
            if thing.__module__ == there.__name__ and not name.startswith("_"):
                public.add(f"{module.name}.{name}")
    assert public == set(QUESTIONS)


def test_the_comparison_says_where_each_stands() -> None:
    rows = {row.organisation: row for row in comparison.comparison().rows}
    lang, khe = rows[LANG], rows[KHE]
    assert (lang.self_level, lang.proposed_level, lang.final_level) == ("HT", "TOT", None)
    assert (lang.effective, lang.difference, lang.reason, lang.note) == ("TOT", 1, "evidence", None)
    assert (khe.effective, khe.difference, khe.reason) == ("HT", 0, None)
    view = comparison.comparison()
    assert (view.entry, view.saved_at) == (12, sql("SELECT at FROM journal_entry WHERE id = 12")[0][0])


def test_a_cycle_is_asked_for_by_its_code() -> None:
    open_cycle(AN, code="2020", scheme="2019")
    assert comparison.comparison("2019").cycle == "2019"
    assert {row.effective for row in comparison.comparison("2020").rows} == {None}
    with pytest.raises(Refused, match="unknown_cycle"):
        comparison.comparison("1999")


def test_what_is_missing_is_named() -> None:
    missing = {view.org: view.missing for view, _row in assessments.assessments()}
    assert missing[LANG] == ("reason_text",)
    assert missing[KHE] == ()
    assert missing["chi-bo-30"] == ("name", "self_level")
    assert missing["xa-kim-dong"] == ("self_level",)


def test_levels_at_an_entry_are_those_of_that_time() -> None:
    def at(entry: int) -> tuple[str | None, ...]:
        found = story.levels_at(LANG, "2019", entry)
        assert found
        return found.self_level, found.proposed_level, found.final_level

    assert story.levels_at(LANG, "2019", 3) is None
    assert [at(entry) for entry in (4, 7, 8, 9, 10, 11, 12)] == [
        (None, None, None),
        (None, None, None),
        ("HT", None, None),
        ("HT", "TOT", None),
        ("HT", "TOT", None),
        ("HT", "TOT", "TOT"),
        ("HT", "TOT", None),
    ]


def test_news_are_told_once_and_in_order() -> None:
    told = news.news_after(9)
    assert [(each.entry, each.actor, each.action, each.undoes) for each in told] == [
        (10, BINH, "rate", None),
        (11, AN, "agree_final", None),
        (12, AN, "undo", 11),
    ]
    moves = [(each.organisation, each.stage, each.from_level, each.to_level) for each in told[1].moves]
    assert moves == [(LANG, "final", "TOT", "TOT"), (KHE, "final", "HT", "HT")], "from what stood before"
    assert [each.entry for each in news.news_after(0, limit=2)] == [11, 12]
    assert news.news_after(12) == ()
    assert news.newest_entry() == 12


def test_the_journal_is_paged_and_narrowed() -> None:
    def ids(**narrowed: object) -> list[int]:
        return [each.id for each in journal.entries(**narrowed)]  # type: ignore[arg-type]

    assert ids() == list(range(1, 13))
    assert ids(limit=3) == [10, 11, 12]
    assert ids(after=2, limit=3) == [3, 4, 5]
    assert ids(after=12) == []
    assert ids(by=BINH) == [8, 9, 10]
    assert ids(organisation=KHE) == [2, 4, 10, 11, 12]
    assert ids(organisation=KHE, by=AN, after=4) == [11, 12]
    ((eighth,),) = sql("SELECT at FROM journal_entry WHERE id = 8")
    assert ids(since=eighth + SECOND) == [9, 10, 11, 12]
