"""A short history for whoever wants to tamper with it."""

from __future__ import annotations

from store.commands.account import set_key
from store.commands.assessment import adjust, rate
from store.commands.attendance import attend
from store.commands.commendation import nominate
from store.commands.dossier import grade, set_fact, set_proof
from store.commands.intake import give_opinion, receive_paper, remind
from store.commands.meeting import close_meeting, set_decision
from store.commands.people import set_area, tie_person
from store.commands.remediation import set_mentoring
from store.commands.remediation_steps import extend_case, inspect_case, verify_case
from store.commands.room import move_room, note_speech
from store.commands.succession import merge_organisations
from store.commands.undoing import undo
from store.queries.verification import Difference, verify
from tests.kit.casework import begun, brought, proved
from tests.kit.meetings import opened_meeting, rated, seated
from tests.kit.stores import AN, BINH, CHI, DUNG, newest

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


def held_meeting(*, gathering: bool = True) -> None:
    """Some entries more: people, a tie, an area, and a meeting with something in each of its tables, sealed.

    Without ``gathering`` the people are there already.
    """
    if gathering:
        seated()
    tie_person(AN, person=4, organisation="xa-bac-ai", why="Sinh hoạt tại đó")
    set_area(AN, person=2, organisations=["xa-kim-dong"])
    rated(("xa-kim-dong",))
    opened_meeting()
    attend(AN, people=[5], state="left")
    move_room(DUNG, to=2)
    note_speech(AN, text="9/15 chỉ tiêu", person=4)
    adjust(DUNG, organisation="xa-kim-dong", level="HT", stage="final", reason="other", note="Đạt 9/15")
    close_meeting(DUNG, leave_rest=True)
    set_decision(AN, number="03-QĐ/HU", dated="20/12/2019", signer="Bí thư")
    assert verify().difference is None


def held_case() -> None:
    """Some entries more: a case of remediation with something in each of its tables, and somebody put forward."""
    case = begun("xa-cao-minh")
    brought("under_way", case)
    inspect_case(AN, case=case, dated="20/12/2019", by="Ban Tổ chức", finding="Chưa đạt", passed=False)
    extend_case(AN, case=case, to="31/07/2020", why="Mưa lũ", measure=1)
    set_mentoring(AN, case=case, count=3, note="Chi bộ 2")
    proved(case, 1)
    proved(case, 2)
    verify_case(CHI, case=case, outcome="effective", note="Đã đủ")
    nominate(AN, organisation="xa-bac-ai", kind="year", note="Chờ quyết định")
    assert verify().difference is None
