"""Commendations: who can be put forward, what nobody can tell, and the decision in a meeting that sits."""

from __future__ import annotations

import pytest

from store.commands.assessment import adjust, agree, rate
from store.commands.commendation import decide_commendation, nominate
from store.commands.cycle import close_cycle
from store.commands.founding import open_cycle
from store.commands.meeting import close_meeting, recess_meeting, resume_meeting
from store.commands.people import tie_person
from store.commands.remediation import open_case
from store.commands.undoing import redo, undo
from store.queries.commendation import CandidateView, commendations, nominations
from store.queries.granting import grants
from store.queries.verification import verify
from tests.kit.casework import KIM, LANG, VINH
from tests.kit.meetings import gathered, opened_meeting, refusal
from tests.kit.stores import AN, BINH, DUNG, both_modes, newest, sql

EXEMPLARY = ("quan-su", "xa-tri-phuong", VINH, "tai-chinh-ke-hoach", "thpt-trang-dinh")
"""Whom the source calls exemplary in 2016."""


def seen(organisation: str = LANG, kind: str = "year", cycle: str | None = None) -> CandidateView:
    return next(each for each in commendations(cycle).rows if (each.organisation, each.kind) == (organisation, kind))


def told(organisation: str, kind: str = "year", cycle: str | None = None) -> dict[str, tuple[str, tuple[int, ...]]]:
    return {each.code: (each.outcome, each.years) for each in seen(organisation, kind, cycle).conditions}


def best(organisation: str = LANG, cycle: str | None = None) -> None:
    """Decided at the top, in a meeting where one sits."""
    rate(AN, organisation=organisation, self_level="XS", cycle=cycle)
    agree(AN, organisations=[organisation], stage="final", note="Vượt tỷ lệ", cycle=cycle)


def granted(cycle: str, organisation: str = LANG) -> None:
    """A whole cycle at whose meeting the year's commendation is granted."""
    if cycle != "2019":
        open_cycle(AN, code=cycle, scheme="2025")
    opened_meeting(cycle=cycle)
    best(organisation, cycle)
    nominate(AN, organisation=organisation, kind="year", cycle=cycle)
    decide_commendation(AN, organisation=organisation, kind="year", granted=True, cycle=cycle)
    close_meeting(DUNG, leave_rest=True)
    close_cycle(AN, code=cycle)


@both_modes
@pytest.mark.usefixtures("seats")
def test_from_a_nomination_to_a_decision() -> None:
    best()
    assert seen().outcome == "pass"
    assert refusal(lambda: decide(LANG))[0] == "commending_no_meeting"
    nominate(BINH, organisation=LANG, kind="year", note="Ba năm liền dẫn đầu")
    assert (seen().state, seen().note) == ("nominated", "Ba năm liền dẫn đầu")
    assert refusal(lambda: nominate(AN, organisation=LANG, kind="year"))[0] == "nominated_already"
    assert refusal(lambda: decide(LANG))[0] == "commending_no_meeting"
    undo(BINH)
    assert seen().state is None
    redo(BINH)
    opened_meeting()
    assert refusal(lambda: decide(LANG, who=BINH))[0] == "role"
    assert refusal(lambda: decide(KIM))[0] == "not_nominated"
    decide(LANG, who=DUNG)
    ((meeting,),) = sql("SELECT meeting FROM journal_entry WHERE id = ?", newest())
    assert (seen().state, seen().note, meeting) == ("granted", "Ba năm liền dẫn đầu", "1")
    assert refusal(lambda: decide(LANG))[0] == "nothing_changed"
    decide(LANG, granted=False, note="Đơn thư chưa giải quyết")
    assert (seen().state, seen().note) == ("declined", "Đơn thư chưa giải quyết")
    assert [(each.entry, each.organisation, each.granted, each.note) for each in grants(1)] == [
        (newest(), LANG, False, "Đơn thư chưa giải quyết")
    ], "the minutes tell what was decided last"
    undo(AN)
    assert [each.granted for each in grants(1)] == [True]
    redo(AN)
    assert [each.granted for each in grants(1)] == [False]
    undo(AN)
    assert grants(2) == ()
    recess_meeting(AN)
    assert refusal(lambda: decide(LANG, granted=False))[0] == "meeting_recess"
    assert refusal(lambda: undo(DUNG))[0] == "meeting_recess"
    resume_meeting(AN)
    tie_person(AN, person=5, organisation=LANG)
    assert refusal(lambda: decide(LANG, granted=False))[0] == "tied"
    close_meeting(DUNG, leave_rest=True)
    assert refusal(lambda: undo(DUNG))[0] == "meeting_sealed"
    assert seen().state == "granted"
    assert verify().difference is None


def decide(organisation: str, who: str = AN, granted: bool = True, note: str | None = None) -> object:
    return decide_commendation(who, organisation=organisation, kind="year", granted=granted, note=note)


@pytest.mark.usefixtures("store")
def test_the_year_s_conditions_and_their_refusals() -> None:
    assert told(LANG) == {"top_level": ("unknown", ()), "no_open_case": ("pass", ())}
    assert refusal(lambda: nominate(AN, organisation=LANG, kind="year"))[0] == "eligibility_unknown"
    nominate(AN, organisation=LANG, kind="year", note="Sẽ rõ khi quyết định mức")
    best()
    assert seen().outcome == "pass"
    adjust(AN, organisation=LANG, level="TOT", stage="final", reason="target", note="14/15")
    assert told(LANG)["top_level"] == ("fail", ())
    best(VINH)
    assert told(VINH) == {"top_level": ("pass", ()), "no_open_case": ("fail", ())}
    assert refusal(lambda: nominate(AN, organisation=VINH, kind="year", note="x")) == (
        "not_eligible_no_open_case",
        {"tt": 6, "name": "Xã Vĩnh Tiến"},
    )
    best("xa-khang-chien")
    number = open_case(AN, organisation="xa-khang-chien", why="Mất đoàn kết").value
    assert number == 6
    assert refusal(lambda: nominate(AN, organisation="xa-khang-chien", kind="year"))[0] == "not_eligible_no_open_case"
    rate(AN, organisation=KIM, self_level="TOT")
    agree(AN, organisations=[KIM], stage="final")
    assert refusal(lambda: nominate(AN, organisation=KIM, kind="year"))[0] == "not_eligible_top_level"
    assert refusal(lambda: nominate(AN, organisation=KIM, kind="decade"))[0] == "unknown_commendation"


@pytest.mark.usefixtures("store")
def test_of_years_only_what_a_source_says_is_known() -> None:
    """2016 names all of its five and 2017 none; of 2015, 2018 and 2019 nobody says anything."""
    years = {each.organisation: each for each in commendations().rows if each.kind == "five_years"}
    assert len(years) == 59
    for code, each in years.items():
        denied = (2017,) if code in EXEMPLARY else (2016, 2017)
        assert each.conditions[2].outcome == "fail"
        assert each.conditions[2].years == denied, code
    best()
    assert refusal(lambda: nominate(AN, organisation=LANG, kind="five_years", note="x"))[0] == (
        "not_eligible_exemplary_years"
    )
    open_cycle(AN, code="2022", scheme="2025")
    assert told(LANG, "five_years", "2022")["exemplary_years"] == ("unknown", tuple(range(2018, 2023)))
    open_cycle(AN, code="2021-Q4", scheme="2025")
    assert told(LANG, "five_years", "2021-Q4")["exemplary_years"] == ("fail", (2017,))
    best(LANG, "2022")
    assert refusal(lambda: nominate(AN, organisation=LANG, kind="five_years", cycle="2022"))[0] == "eligibility_unknown"
    nominate(AN, organisation=LANG, kind="five_years", cycle="2022", note="Theo hồ sơ lưu của Ban Tổ chức")
    assert seen(LANG, "five_years", "2022").state == "nominated"


@pytest.mark.usefixtures("store")
def test_every_year_says_what_it_rests_on() -> None:
    """Named, named by others' names, decided here, or nobody: each under its own scheme; sentences come along."""
    best()
    units = {each.compared.organisation: each for each in commendations().units}
    named, other = units[VINH], units[LANG]
    assert [(each.year, each.scheme, each.level, each.exemplary, each.by) for each in named.years] == [
        (2015, None, None, None, None),
        (2016, "2014", "TSVM", True, "named"),
        (2017, "2014", None, False, "counted"),
        (2018, "2018", None, None, None),
        (2019, "2019", None, None, None),
    ]
    assert (named.past, named.standing, named.best) == ((2016,), "barred", "fail")
    assert "05 đơn vị" in str(named.years[1].source) and "Vĩnh Tiến" in named.slow[0]
    assert [(each.by, each.count) for each in other.years[1:3]] == [("counted", 5), ("counted", 0)]
    assert (other.years[1].source, other.years[2].source) == (named.years[1].source, None), "who names all, says it"
    assert (other.years[4].level, other.past, other.standing) == ("XS", (), "ready")
    nominate(AN, organisation=LANG, kind="year", note="Dẫn đầu")
    (told,) = nominations(LANG)
    assert (told.cycle, told.kind, told.state, told.note) == ("2019", "year", "nominated", "Dẫn đầu")
    assert nominations(VINH) == ()


@pytest.mark.usefixtures("seats")
def test_what_no_longer_holds_is_not_granted_and_can_be_declined() -> None:
    best()
    nominate(AN, organisation=LANG, kind="year")
    open_case(AN, organisation=LANG, why="Đơn thư")
    opened_meeting()
    assert refusal(lambda: decide(LANG)) == (
        "no_longer_eligible",
        {"tt": 1, "name": "Xã Chi Lăng", "what": "commendation.condition.no_open_case"},
    )
    decide(LANG, granted=False)
    assert (seen().state, seen().outcome) == ("declined", "fail")


@pytest.mark.usefixtures("store")
def test_exemplary_once_and_slow_later() -> None:
    """The same organisation, named in 2016 for the one and later for the other."""
    assert told(VINH, "five_years")["exemplary_years"] == ("fail", (2017,))
    assert told(VINH)["no_open_case"] == ("fail", ())
    assert (
        refusal(lambda: nominate(AN, organisation=VINH, kind="five_years", note="x"))[0] == "not_eligible_no_open_case"
    )


@pytest.mark.usefixtures("seats")
def test_what_was_granted_here_counts_in_later_years() -> None:
    granted("2019")
    granted("2020")
    open_cycle(AN, code="2023", scheme="2025")
    assert told(LANG, "five_years", "2023")["exemplary_years"] == ("unknown", (2021, 2022, 2023))
    assert refusal(lambda: nominate(AN, organisation=LANG, kind="year", cycle="2019"))[0] == "cycle_closed"
    gathered(cycle="2023")
    assert refusal(lambda: decide(LANG))[0] == "commending_no_meeting"
