"""Commendations: who can be put forward, what nobody can tell, and the decision in a meeting that sits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from store.commands.account import add_account
from store.commands.assessment import adjust, agree, rate
from store.commands.attendance import attend
from store.commands.commendation import decide_commendation, nominate
from store.commands.cycle import close_cycle
from store.commands.founding import open_cycle
from store.commands.meeting import close_meeting, recess_meeting, resume_meeting
from store.commands.people import tie_person
from store.commands.remediation import open_case
from store.commands.undoing import redo, undo
from store.queries.commendation import CandidateView, commendations, nominations
from store.queries.granting import grants
from store.queries.meeting import meeting
from store.queries.verification import verify
from store.rules.meeting import Hands
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
    assert (seen().state, seen().note, seen().decided_note) == (
        "declined",
        "Ba năm liền dẫn đầu",
        "Đơn thư chưa giải quyết",
    )
    assert [(each.entry, each.organisation, each.granted, each.note) for each in grants(1)] == [
        (newest(), LANG, False, "Đơn thư chưa giải quyết")
    ], "the minutes tell what was decided last"
    undo(AN)
    assert [(each.granted, each.note) for each in grants(1)] == [(True, None)], (
        "a nominator's words are not the meeting's"
    )
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


def decide(organisation: str, who: str = AN, granted: bool = True, note: str | None = None, **more: Any) -> object:
    return decide_commendation(who, organisation=organisation, kind="year", granted=granted, note=note, **more)


SECOND = "em"
"""Another secretary."""


def on_file() -> None:
    open_case(SECOND, organisation=LANG, why="Đơn thư")


def lowered() -> None:
    adjust(SECOND, organisation=LANG, level="TOT", stage="final", reason="target", note="14/15")


def unrated() -> None:
    undo(SECOND, entry=int(sql("SELECT max(id) FROM journal_entry WHERE action = 'agree_final'")[0][0]))


def tied_now() -> None:
    tie_person(SECOND, person=5, organisation=LANG)


Way = tuple[Callable[[], object], ...]
GRANTED, DECLINED = (lambda: decide(LANG)), (lambda: decide(LANG, granted=False))
PUT_BACK: tuple[tuple[Way, Callable[[], object], Callable[..., object], str, str | None], ...] = (
    ((GRANTED, lambda: undo(AN)), on_file, redo, "no_longer_eligible", "nominated"),
    ((GRANTED, lambda: undo(AN)), lowered, redo, "no_longer_eligible", "nominated"),
    ((GRANTED, lambda: undo(AN)), tied_now, redo, "tied", "nominated"),
    ((GRANTED,), tied_now, undo, "tied", "granted"),
    ((GRANTED, DECLINED), on_file, undo, "no_longer_eligible", "declined"),
    ((DECLINED,), on_file, undo, "not_eligible_no_open_case", "declined"),
    ((lambda: undo(AN),), on_file, redo, "not_eligible_no_open_case", None),
    ((lambda: undo(AN),), lowered, redo, "not_eligible_top_level", None),
    ((lambda: undo(AN),), unrated, redo, "eligibility_unknown", None),
    ((lambda: undo(AN),), tied_now, redo, "tied", None),
    ((lambda: undo(AN),), lambda: nominate(SECOND, organisation=LANG, kind="year"), redo, "redo_depended", "nominated"),
)
"""What was done after the nomination, what came meanwhile, what then is refused and with what, what stands."""


@pytest.mark.parametrize("turn", range(len(PUT_BACK)))
@pytest.mark.usefixtures("seats")
def test_nothing_gets_past_the_conditions_by_being_put_back(turn: int) -> None:
    done, meanwhile, again, code, state = PUT_BACK[turn]
    add_account(AN, login=SECOND, roles=["secretary"])
    opened_meeting()
    best()
    nominate(AN, organisation=LANG, kind="year")
    for step in done:
        step()
    meanwhile()
    assert (refusal(lambda: again(AN))[0], seen().state) == (code, state)


@pytest.mark.usefixtures("seats")
def test_a_grant_that_no_longer_holds_can_be_taken_back() -> None:
    add_account(AN, login=SECOND, roles=["secretary"])
    opened_meeting()
    best()
    nominate(AN, organisation=LANG, kind="year")
    decide(LANG)
    on_file()
    undo(AN)
    assert (seen().state, seen().outcome) == ("nominated", "fail")
    undo(AN)
    assert seen().state is None


@pytest.mark.usefixtures("seats")
def test_hands_are_counted_and_who_was_there_stands_with_the_decision() -> None:
    opened_meeting(decides="hands")
    rate(AN, organisation=LANG, self_level="XS")
    agree(AN, organisations=[LANG], stage="final", note="Vượt tỷ lệ", hands=Hands(4, 0, 0))
    nominate(AN, organisation=LANG, kind="year")
    assert refusal(lambda: decide(LANG))[0] == "hands_missing"
    assert refusal(lambda: decide(LANG, hands=Hands(2, 2, 0)))[0] == "hands_too_few"
    tie_person(AN, person=2, organisation=LANG)
    assert refusal(lambda: decide(LANG, hands=Hands(4, 0, 0)))[0] == "hands_too_many", "who is tied raises none"
    decide(LANG, note="Xứng đáng", hands=Hands(3, 0, 0))
    told = meeting().conclusions[-1]
    assert (told.kind, told.item, told.hands, told.text, told.voting_present) == (
        "granted",
        None,
        (3, 0, 0),
        "Xứng đáng",
        4,
    )
    (recused,) = told.recused
    assert [each.person.number for each in meeting().people if each.person.key == recused] == [2]
    assert [(each.concluded, each.note) for each in grants(1)] == [(told, "Xứng đáng")]
    undo(AN)
    assert (grants(1), len(meeting().conclusions)) == ((), 1)
    redo(AN)
    (again,) = grants(1)
    assert (again.concluded.hands, again.concluded.at) == ((3, 0, 0), told.at)
    attend(AN, people=[1, 3], state="left")
    assert refusal(lambda: decide(LANG, granted=False, hands=Hands(1, 0, 0)))[0] == "hands_too_few"
    assert verify().difference is None


@pytest.mark.usefixtures("seats")
def test_what_another_decided_meanwhile_is_not_overruled_unseen() -> None:
    opened_meeting()
    best()
    nominate(AN, organisation=LANG, kind="year")
    decide(LANG, who=DUNG, granted=False, note="Chưa đủ")
    code, facts = refusal(lambda: decide(LANG, if_state="nominated"))
    assert (code, facts["tt"], facts["actor"], facts["what"]) == (
        "commendation_changed",
        1,
        DUNG,
        "commending.state.declined",
    )
    decide(LANG, if_state="declined")
    assert (seen().state, seen().decided_note) == ("granted", None), "words of another decision are not this one's"


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
