"""Who may do what, held against the table of the committee's own rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.commands.account import add_account, remove_account
from store.commands.assessment import adjust, agree, rate
from store.commands.founding import open_cycle, record_results, register_organisations
from store.commands.undoing import undo
from store.errors import Refused
from store.queries.accounts import account
from tests.kit.stores import AN, BINH, both_modes, everything, newest

pytestmark = pytest.mark.usefixtures("store")

LANG = "xa-chi-lang"

ACTS: dict[str, tuple[Callable[[str], object], set[str]]] = {
    "rate": (lambda who: rate(who, organisation=LANG, self_level="XS"), {"secretary", "reviewer"}),
    "adjust_proposed": (
        lambda who: adjust(who, organisation=LANG, level="HT", stage="proposed", reason="cap"),
        {"secretary", "reviewer"},
    ),
    "adjust_final": (
        lambda who: adjust(who, organisation=LANG, level="HT", stage="final", reason="cap"),
        {"secretary"},
    ),
    "agree_proposed": (
        lambda who: agree(who, organisations=[LANG], stage="proposed"),
        {"secretary", "reviewer"},
    ),
    "agree_final": (lambda who: agree(who, organisations=[LANG], stage="final"), {"secretary"}),
    "add_account": (lambda who: add_account(who, login="moi", roles=["observer"]), {"admin"}),
    "remove_account": (lambda who: remove_account(who, login="dung"), {"admin"}),
    "open_cycle": (lambda who: open_cycle(who, code="2020", scheme="2019"), {"admin", "secretary"}),
    "register_organisations": (
        lambda who: register_organisations(who, organisations=[], headcounts=[headcount()]),
        {"admin"},
    ),
    "record_results": (lambda who: record_results(who, years=[], known=[known()], corrections=[]), {"admin"}),
}
ROLES = ["admin", "secretary", "member", "reviewer", "advisory", "observer", "unknown", "removed"]


def headcount() -> dict[str, object]:
    counts = {"members_full": 1, "members_probationary": 0, "sub_branches": 0}
    return {"organisation": LANG, "as_of": "2020-01-01", "source": "s", **counts}


def known() -> dict[str, object]:
    flags = {"exemplary": False, "slow_to_improve": False}
    return {"organisation": LANG, "year": 2018, "scheme": "2018", "level": "HT", "source": "s", **flags}


def somebody(role: str) -> str:
    """A login that holds one role, is not known at all, or is known no more."""
    if role != "unknown":
        add_account(AN, login="nguoi", roles=["secretary" if role == "removed" else role])
    if role == "removed":
        remove_account(AN, login="nguoi")
    return "nguoi"


@pytest.mark.parametrize("action", ACTS)
@pytest.mark.parametrize("role", ROLES)
def test_an_action_is_open_to_its_roles_and_to_nobody_else(role: str, action: str) -> None:
    act, allowed = ACTS[action]
    if action.startswith("agree"):
        rate(BINH, organisation=LANG, self_level="TOT")
    who, before = somebody(role), everything()
    if role in allowed:
        act(who)
        assert len(everything()["journal_entry"]) == len(before["journal_entry"]) + 1
        return
    with pytest.raises(Refused) as refused:
        act(who)
    assert refused.value.code == "role"
    held = "observer" if role in ("unknown", "removed") else role
    assert refused.value.facts == {"role": held, "action": action}
    assert everything() == before


@pytest.mark.parametrize("action", ["adjust_final", "agree_final"])
def test_a_reviewer_cannot_take_back_what_only_the_secretary_may_set(action: str) -> None:
    rate(BINH, organisation=LANG, self_level="TOT")
    ACTS[action][0](AN)
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(BINH, entry=newest())
    assert (refused.value.code, refused.value.facts["action"]) == ("role", action)
    assert everything() == before


def test_somebody_who_lost_the_role_can_neither_change_nor_take_back() -> None:
    rate(BINH, organisation=LANG, self_level="TOT")
    remove_account(AN, login=BINH)
    for act in (lambda: rate(BINH, organisation=LANG, self_level="XS"), lambda: undo(BINH)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "role"


def test_roles_add_up() -> None:
    add_account(AN, login="nguoi", roles=["observer", "reviewer", "secretary", "observer"])
    assert account("nguoi").roles == ("secretary", "reviewer", "observer")
    assert account("nguoi").stage == "final"
    rate("nguoi", organisation=LANG, self_level="TOT")
    agree("nguoi", organisations=[LANG], stage="final")


@both_modes
def test_a_removed_account_is_an_observer_whose_deeds_stay_and_who_can_come_back() -> None:
    entry = rate(BINH, organisation=LANG, self_level="TOT").entry
    remove_account(AN, login=BINH)
    assert (account(BINH).roles, account(BINH).active, account(BINH).stage) == (("observer",), False, None)
    add_account(AN, login=BINH, roles=["member"], post="  Ủy viên ", body="")
    assert (account(BINH).roles, account(BINH).post, account(BINH).body) == (("member",), "Ủy viên", None)
    assert [row for row in everything()["journal_entry"] if row[0] == entry and row[2] == BINH]


def test_an_administrator_can_go_when_another_stays() -> None:
    add_account(AN, login="em", roles=["admin"])
    remove_account("em", login=AN)
    with pytest.raises(Refused) as refused:
        remove_account("em", login="em")
    assert refused.value.code == "last_admin"


@pytest.mark.parametrize("login", ["a", "An.B_c-9", "x" * 32])
def test_login_names_that_may_be(login: str) -> None:
    assert add_account(AN, login=login, roles=["observer"]).value == login
    assert account(login).known
