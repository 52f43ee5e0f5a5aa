"""Who may do what: the whole table, and how roles add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.roles import (
    BETWEEN,
    CHAIR,
    FINAL,
    IN_SESSION,
    MAY,
    NO_MEETINGS,
    PROPOSED,
    ROLES,
    STAGES,
    TEAM_LEAD,
    UNDOABLE,
    may,
    stage,
)
from tests.rules.vietnamese import calm

TABLE = """
                        admin  secretary  member  reviewer  advisory  observer  chair  team_lead
rate                    -      yes        -       yes       -         -         -         -
grade_own               -      yes        -       yes       -         -         -         -
grade_responsible       -      -          -       -         yes       -         -         -
grade_board             -      yes        -       yes       -         -         -         -
set_fact                -      yes        -       yes       yes       -         -         -
set_proof               -      yes        -       yes       yes       -         -         -
receive_paper           -      yes        -       yes       -         -         -         -
return_dossier          -      yes        -       yes       -         -         -         -
give_opinion            -      yes        -       yes       yes       -         -         -
remind                  -      yes        -       yes       -         -         -         -
import_dossiers         -      yes        -       yes       -         -         -         -
add_words               -      yes        -       yes       -         -         -         -
rehearse                yes    -          -       -         -         -         -         -
add_edition             yes    -          -       -         -         -         -         -
set_cycle               -      yes        -       -         -         -         -         -
close_cycle             -      yes        -       -         -         -         -         -
reopen_cycle            -      yes        -       -         -         -         -         -
adjust_proposed         -      yes        -       yes       -         -         -         -
adjust_final            -      yes        -       -         -         -         yes         -
agree_proposed          -      yes        -       yes       -         -         -         -
agree_final             -      yes        -       -         -         -         yes         -
found                   yes    -          -       -         -         -         -         -
register_organisations  yes    -          -       -         -         -         -         -
record_results          yes    -          -       -         -         -         -         -
name_organisation       yes    yes        -       -         -         -         -         -
rename_organisation     yes    yes        -       -         -         -         -         -
set_group               yes    yes        -       -         -         -         -         -
set_headcount           yes    yes        -       -         -         -         -         -
add_organisation        yes    yes        -       -         -         -         -         -
merge_organisations     yes    yes        -       -         -         -         -         -
split_organisation      yes    yes        -       -         -         -         -         -
dissolve_organisation   yes    yes        -       -         -         -         -         -
import_organisations    yes    yes        -       -         -         -         -         -
import_register_changes yes    yes        -       -         -         -         -         -
open_cycle              yes    yes        -       -         -         -         -         -
add_account             yes    -          -       -         -         -         -         -
remove_account          yes    -          -       -         -         -         -         -
set_key                 yes    -          -       -         -         -         -         -
remove_key              yes    -          -       -         -         -         -         -
restored                yes    -          -       -         -         -         -         -
set_person              yes    yes        -       -         -         -         -         -
tie_person              yes    yes        -       -         -         -         -         -
set_area                yes    yes        -       -         -         -         -         -
plan_meeting            -      yes        -       -         -         -         -         -
plan_agenda             -      yes        -       -         -         -         -         -
ready_meeting           -      yes        -       -         -         -         -         -
redraft_meeting         -      yes        -       -         -         -         -         -
open_meeting            -      yes        -       -         -         -         yes         -
recess_meeting          -      yes        -       -         -         -         yes         -
resume_meeting          -      yes        -       -         -         -         yes         -
close_meeting           -      yes        -       -         -         -         yes         -
reopen_meeting          -      yes        -       -         -         -         yes         -
appoint                 -      yes        -       -         -         -         yes         -
take_attendance         -      yes        -       -         -         -         yes         -
move_room               -      yes        -       -         -         -         yes         -
settle_item             -      yes        -       -         -         -         yes         -
note_speech             -      yes        -       -         -         -         -         -
set_decision            -      yes        -       -         -         -         -         -
open_case               -      yes        -       yes       -         -         -         -
steer_case              -      yes        -       yes       -         -         -         -
report_progress         -      yes        -       yes       -         -         -         yes
extend_case             -      yes        -       yes       -         -         -         yes
inspect_case            -      yes        -       yes       yes       -         -         -
verify_case             -      yes        yes     yes       yes       -         -         -
close_case              -      yes        -       -         -         -         -         -
reopen_case             -      yes        -       -         -         -         -         -
nominate                -      yes        -       yes       -         -         -         -
decide_commendation     -      yes        -       -         -         -         yes       -
"""

HEAD, *LINES = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(role, line[0], mark == "yes") for line in LINES for role, mark in zip(HEAD, line[1:], strict=True)]

MEETING_MOVES = (
    *("plan_meeting", "ready_meeting", "redraft_meeting", "open_meeting", "recess_meeting", "resume_meeting"),
    *("close_meeting", "reopen_meeting", "appoint", "take_attendance", "move_room", "set_decision"),
)
"""What of a meeting nobody takes back: its life, who is there, where the room is."""

some_roles = st.frozensets(st.sampled_from((*ROLES, CHAIR, TEAM_LEAD)))
actions = st.sampled_from(sorted(MAY))


@pytest.mark.parametrize(("role", "action", "allowed"), CELLS)
def test_each_role_and_each_action(role: str, action: str, allowed: bool) -> None:
    assert may([role], action) is allowed


def test_the_table_speaks_of_every_role_and_every_action() -> None:
    assert tuple(HEAD) == (*ROLES, CHAIR, TEAM_LEAD)
    assert not {CHAIR, TEAM_LEAD} & set(ROLES), "no account is one: it is appointed for a meeting, leads in a case"
    assert {action for _role, action, _allowed in CELLS} == set(MAY)


@pytest.mark.parametrize("roles", [(), ("teller",), ("Secretary",), ("",)])
def test_nobody_and_unknown_roles_may_nothing(roles: tuple[str, ...]) -> None:
    assert not any(may(roles, action) for action in MAY)
    assert stage(roles) is None


@pytest.mark.parametrize("action", ["", "undo", "adjust", "adjust_self", "Rate"])
def test_an_unknown_action_nobody_may(action: str) -> None:
    assert not may(ROLES, action)


@calm
@given(some_roles, some_roles, actions)
def test_roles_add_up(one: frozenset[str], other: frozenset[str], action: str) -> None:
    assert may(one | other, action) == (may(one, action) or may(other, action))


@pytest.mark.parametrize(
    ("roles", "alone", "between", "in_session"),
    [
        (["secretary"], FINAL, PROPOSED, FINAL),
        (["reviewer"], PROPOSED, PROPOSED, PROPOSED),
        (["reviewer", "secretary"], FINAL, PROPOSED, FINAL),
        (["secretary", "reviewer"], FINAL, PROPOSED, FINAL),
        (["admin", "secretary"], FINAL, PROPOSED, FINAL),
        (["member", "reviewer"], PROPOSED, PROPOSED, PROPOSED),
        (["chair"], FINAL, None, FINAL),
        (["chair", "member"], FINAL, None, FINAL),
        (["chair", "reviewer"], FINAL, PROPOSED, FINAL),
        (["teller"], None, None, None),
        (["team_lead", "observer"], None, None, None),
        (["admin"], None, None, None),
        (["member"], None, None, None),
        (["advisory"], None, None, None),
        (["observer"], None, None, None),
        (["admin", "member", "advisory", "observer"], None, None, None),
    ],
)
def test_the_stage_that_digits_write_into(
    roles: list[str], alone: str | None, between: str | None, in_session: str | None
) -> None:
    """Once a cycle has meetings, final levels are set in one; between them everybody proposes."""
    assert (stage(roles), stage(roles, NO_MEETINGS)) == (alone, alone)
    assert (stage(roles, BETWEEN), stage(iter(roles), IN_SESSION)) == (between, in_session)


@calm
@given(some_roles)
def test_who_only_advises_or_looks_on_takes_no_dossier_in_and_rates_nothing(roles: frozenset[str]) -> None:
    """An administrator, a member and an observer touch no dossier at all; advisory bodies write into one."""
    taken_in = {"receive_paper", "return_dossier", "remind", "import_dossiers", "grade_board", "add_words"}
    written_in = {"grade_responsible", "set_fact", "set_proof", "give_opinion"}
    if not roles & {"secretary", "reviewer"}:  # a chair decides, and touches no dossier either
        assert not any(may(roles, action) for action in taken_in | {"rate", "grade_own"})
        assert all(may(roles, action) == ("advisory" in roles) for action in written_in)


@calm
@given(some_roles)
def test_whoever_writes_a_stage_may_also_agree_to_it(roles: frozenset[str]) -> None:
    for each in STAGES:
        assert may(roles, f"adjust_{each}") == may(roles, f"agree_{each}")


def test_levels_and_dossiers_can_be_taken_back_but_not_what_the_register_rests_on() -> None:
    assert set(MAY) - UNDOABLE == {
        "rehearse",
        "add_edition",
        "set_cycle",
        "close_cycle",
        "reopen_cycle",
        "found",
        "register_organisations",
        "record_results",
        "open_cycle",
        "add_account",
        "remove_account",
        "set_key",
        "remove_key",
        "restored",
        *MEETING_MOVES,
    }
    assert set(MAY) >= UNDOABLE
