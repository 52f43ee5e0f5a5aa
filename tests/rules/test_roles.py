"""Who may do what: the whole table, and how roles add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.roles import FINAL, MAY, PROPOSED, ROLES, STAGES, UNDOABLE, may, stage
from tests.rules.vietnamese import calm

TABLE = """
                        admin  secretary  member  reviewer  advisory  observer
rate                    -      yes        -       yes       -         -
grade_own               -      yes        -       yes       -         -
grade_responsible       -      -          -       -         yes       -
grade_board             -      yes        -       yes       -         -
set_fact                -      yes        -       yes       yes       -
set_proof               -      yes        -       yes       yes       -
receive_paper           -      yes        -       yes       -         -
return_dossier          -      yes        -       yes       -         -
give_opinion            -      yes        -       yes       yes       -
remind                  -      yes        -       yes       -         -
import_dossiers         -      yes        -       yes       -         -
add_words               -      yes        -       yes       -         -
rehearse                yes    -          -       -         -         -
add_edition             yes    -          -       -         -         -
set_cycle               -      yes        -       -         -         -
close_cycle             -      yes        -       -         -         -
reopen_cycle            -      yes        -       -         -         -
adjust_proposed         -      yes        -       yes       -         -
adjust_final            -      yes        -       -         -         -
agree_proposed          -      yes        -       yes       -         -
agree_final             -      yes        -       -         -         -
found                   yes    -          -       -         -         -
register_organisations  yes    -          -       -         -         -
record_results          yes    -          -       -         -         -
name_organisation       yes    yes        -       -         -         -
rename_organisation     yes    yes        -       -         -         -
set_group               yes    yes        -       -         -         -
set_headcount           yes    yes        -       -         -         -
add_organisation        yes    yes        -       -         -         -
merge_organisations     yes    yes        -       -         -         -
split_organisation      yes    yes        -       -         -         -
dissolve_organisation   yes    yes        -       -         -         -
import_organisations    yes    yes        -       -         -         -
import_register_changes yes    yes        -       -         -         -
open_cycle              yes    yes        -       -         -         -
add_account             yes    -          -       -         -         -
remove_account          yes    -          -       -         -         -
set_key                 yes    -          -       -         -         -
remove_key              yes    -          -       -         -         -
"""

HEAD, *LINES = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(role, line[0], mark == "yes") for line in LINES for role, mark in zip(HEAD, line[1:], strict=True)]

some_roles = st.frozensets(st.sampled_from(ROLES))
actions = st.sampled_from(sorted(MAY))


@pytest.mark.parametrize(("role", "action", "allowed"), CELLS)
def test_each_role_and_each_action(role: str, action: str, allowed: bool) -> None:
    assert may([role], action) is allowed


def test_the_table_speaks_of_every_role_and_every_action() -> None:
    assert tuple(HEAD) == ROLES
    assert {action for _role, action, _allowed in CELLS} == set(MAY)


@pytest.mark.parametrize("roles", [(), ("chair",), ("Secretary",), ("",)])
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
    ("roles", "written"),
    [
        (["secretary"], FINAL),
        (["reviewer"], PROPOSED),
        (["reviewer", "secretary"], FINAL),
        (["secretary", "reviewer"], FINAL),
        (["admin", "secretary"], FINAL),
        (["member", "reviewer"], PROPOSED),
        (["admin"], None),
        (["member"], None),
        (["advisory"], None),
        (["observer"], None),
        (["admin", "member", "advisory", "observer"], None),
    ],
)
def test_the_stage_that_digits_write_into(roles: list[str], written: str | None) -> None:
    assert stage(roles) == written
    assert stage(iter(roles)) == written


@calm
@given(some_roles)
def test_who_only_advises_or_looks_on_takes_no_dossier_in_and_rates_nothing(roles: frozenset[str]) -> None:
    """An administrator, a member and an observer touch no dossier at all; advisory bodies write into one."""
    taken_in = {"receive_paper", "return_dossier", "remind", "import_dossiers", "grade_board", "add_words"}
    written_in = {"grade_responsible", "set_fact", "set_proof", "give_opinion"}
    if not roles & {"secretary", "reviewer"}:
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
    }
    assert set(MAY) >= UNDOABLE
