"""A short history for whoever wants to tamper with it."""

from __future__ import annotations

from store.commands.account import set_key
from store.commands.assessment import adjust, rate
from store.commands.dossier import grade, set_fact, set_proof
from store.commands.intake import give_opinion, receive_paper, remind
from store.commands.succession import merge_organisations
from store.commands.undoing import undo
from store.queries.verification import Difference, verify
from tests.kit.stores import AN, BINH, newest

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPClCMJC/GqR+aDGK1hhH2TvOIMNTOUFPhhwpISoLNBK binh@may"
"""A public key; nobody has the private one."""

LANG, KHE = "xa-chi-lang", "tt-that-khe"


def short_history() -> None:
    """Entries 8 to 12, of which 10 has a reason and two rows, 11 takes it back, and 12 leaves one adjustment."""
    rate(BINH, organisation=LANG, self_level="XS")
    rate(BINH, organisation=KHE, self_level="TOT")
    adjust(BINH, organisation=LANG, level="TOT", stage="proposed", reason="target", note="Thu đạt 82%")
    undo(BINH)
    adjust(BINH, organisation=LANG, level="HT", stage="proposed", reason="other", note="Họp lại")
    assert newest() == 12
    assert verify().difference is None


def filled_dossier() -> None:
    """Entries 13 to 18: one row in every table of a dossier."""
    grade(BINH, organisation=LANG, criterion="II.2", side="board", grade="TB")
    set_fact(BINH, organisation=LANG, name="rating_front", value="TOT", arrived="12/12/2019")
    set_proof(BINH, organisation=LANG, criterion="II.2", text="Báo cáo", number="45-BC/ĐU", dated="01/12/2019")
    receive_paper(BINH, organisation=LANG, papers=["report"], received="14/12/2019")
    remind(BINH, debts=[(LANG, "Mặt trận", "xếp loại")], sent="12/12/2019")
    give_opinion(BINH, organisation=LANG, body="office", text="Đồng ý", given="16/12/2019")
    assert newest() == 18
    assert verify().difference is None


def merged_organisation() -> None:
    """One entry more: an organisation ends, and where it went."""
    merge_organisations(AN, organisations=["xa-vinh-tien"], into="xa-khanh-long", dated="01/12/2019", basis="45-QĐ/HU")
    assert verify().difference is None


def given_key() -> None:
    """One entry more: somebody's SSH key."""
    set_key(AN, login=BINH, key=KEY)
    assert verify().difference is None


def difference(digest: str | None = None, count: int | None = None) -> Difference:
    """What the check finds, which must be something."""
    found = verify(digest, count).difference
    assert found is not None, "the check saw nothing"
    return found
