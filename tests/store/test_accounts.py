"""Accounts: roles that add up, who lost one, who can come back, the last administrator."""

from __future__ import annotations

import pytest

from store.commands.account import add_account, remove_account
from store.commands.assessment import agree, rate
from store.commands.undoing import undo
from store.errors import Refused
from store.queries.accounts import account
from tests.kit.stores import AN, BINH, both_modes, everything

pytestmark = pytest.mark.usefixtures("store")

LANG = "xa-chi-lang"


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
