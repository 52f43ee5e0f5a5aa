"""Intake: papers in, returned, in again; what bodies say of their own field; letters to those who owe something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.commands.account import add_account
from store.commands.dossier import Entered
from store.commands.intake import give_opinion, receive_paper, receive_papers, remind, return_dossier, return_dossiers
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.dossier import OpinionView, PaperView, ReminderView, dossier
from store.queries.journal import entries
from store.queries.verification import verify
from tests.kit.stores import AN, BINH, CHI, both_modes, everything, newest, parts, undoable, version

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE = "xa-chi-lang", "tt-that-khe"


def received(*papers: str, on: str | None = "14/12/2019", who: str = BINH) -> object:
    return receive_paper(who, organisation=LANG, papers=papers, received=on).value


def returned(*papers: str, why: str = "Thiếu chữ ký", who: str = BINH) -> object:
    return return_dossier(who, organisation=LANG, papers=papers, returned="15/12/2019", why=why).value


def said(text: str | None, body: str = "office", given: str = "16/12/2019", who: str = BINH) -> object:
    return give_opinion(who, organisation=LANG, body=body, text=text, given=given).value


def reminded(*organisations: str) -> object:
    debts = [(organisation, "Mặt trận", "xếp loại") for organisation in organisations]
    return remind(BINH, debts=debts, sent="12/12/2019").value


@both_modes
def test_papers_come_in_are_given_back_and_come_in_again() -> None:
    assert received("report", "scoring") == Entered(LANG, 1, "Xã Chi Lăng", "report, scoring", "2019-12-14")
    in_time = ("2019-12-14", None, None)
    assert parts("paper", LANG) == (("report", *in_time), ("scoring", *in_time))
    returned("scoring", why="  Thiếu\u200b chữ ký\n")
    assert parts("paper", LANG) == (("report", *in_time), ("scoring", None, "2019-12-15", "Thiếu chữ ký"))
    assert dossier(LANG).papers[1] == PaperView("scoring", None, "2019-12-15", "Thiếu chữ ký")
    received("scoring", on="2019-12-18")
    assert parts("paper", LANG) == (("report", *in_time), ("scoring", "2019-12-18", None, None))
    received("report", on=None)
    assert parts("paper", LANG) == (("scoring", "2019-12-18", None, None),)
    assert (parts("paper", KHE), verify().difference) == ((), None)


def test_a_paper_that_never_came_in_can_be_given_back_too() -> None:
    """It was handed over the counter, looked at and handed back."""
    returned("report", why="Sai mẫu")
    assert parts("paper", LANG) == (("report", None, "2019-12-15", "Sai mẫu"),)


def test_the_day_of_receipt_is_put_right_and_what_is_in_already_stays_as_it_is() -> None:
    received("report", "scoring")
    received("report", "scoring", "result", on="14/12/2019")
    (entry,) = entries(limit=1)
    assert [(row.entity, row.organisation) for row in entry.rows] == [("paper", LANG), ("assessment", LANG)]
    received("report", on="13/12/2019")
    assert [row[:2] for row in parts("paper", LANG)] == [
        ("report", "2019-12-13"),
        ("scoring", "2019-12-14"),
        ("result", "2019-12-14"),
    ]


@both_modes
def test_papers_of_several_come_in_and_go_back_in_one_entry() -> None:
    before = newest()
    receive_papers(BINH, papers={LANG: ["report"], KHE: ["report", "result"]}, received="14/12/2019")
    assert newest() == before + 1 == version(LANG) == version(KHE)
    assert (len(parts("paper", LANG)), len(parts("paper", KHE))) == (1, 2)
    return_dossiers(BINH, papers={LANG: ["report"], KHE: ["result"]}, returned="15/12/2019", why="Thiếu chữ ký")
    assert [row[2] for code in (LANG, KHE) for row in parts("paper", code)] == ["2019-12-15", None, "2019-12-15"]
    refused: list[Callable[[], object]] = [
        lambda: receive_papers(BINH, papers={LANG: ["result"], KHE: ["letter"]}, received="16/12/2019"),
        lambda: receive_papers(BINH, papers={LANG: ["result"], "xa-nao": ["report"]}, received="16/12/2019"),
        lambda: return_dossiers(BINH, papers={LANG: ["result"], KHE: [""]}, returned="16/12/2019", why="x"),
        lambda: return_dossiers(BINH, papers={LANG: ["result"]}, returned="16/12/2019", why=" "),
    ]
    for act in refused:
        whole = everything()
        with pytest.raises(Refused):
            act()
        assert everything() == whole
    undo(BINH)
    undo(BINH)
    assert parts("paper", LANG) == parts("paper", KHE) == ()
    assert verify().difference is None


@both_modes
def test_an_opinion_is_kept_changed_and_no_opinion_is_word_too() -> None:
    assert said(" Đồng ý\u200b mức Tốt ") == Entered(LANG, 1, "Xã Chi Lăng", "office", "Đồng ý mức Tốt")
    assert dossier(LANG).opinions == (OpinionView("office", "Đồng ý mức Tốt", "2019-12-16"),)
    said(None, "front")
    assert dossier(LANG).opinions[1] == OpinionView("front", None, "2019-12-16")
    said("Đồng ý mức Hoàn thành", given="17/12/2019")
    assert parts("opinion", LANG)[0] == ("office", "Đồng ý mức Hoàn thành", "2019-12-17")
    said(" \t")
    assert parts("opinion", LANG)[0][:2] == ("office", None)
    assert (parts("opinion", KHE), verify().difference) == ((), None)


def test_the_day_of_an_opinion_is_put_right() -> None:
    said("Đồng ý")
    said("Đồng ý", given="17/12/2019")
    assert parts("opinion", LANG) == (("office", "Đồng ý", "2019-12-17"),)


BODIES = ["inspection", "propaganda", "mass_mobilisation", "office", "front"]


@pytest.mark.parametrize(
    ("roles", "own", "open_to"),
    [
        (["advisory"], "front", ["front"]),
        (["advisory", "observer"], "front", ["front"]),
        (["advisory", "member"], "office", ["office"]),
        (["advisory"], None, []),
        (["advisory", "reviewer"], "front", BODIES),
        (["secretary"], None, BODIES),
        (["reviewer"], "office", BODIES),
    ],
)
def test_a_body_speaks_for_itself_and_those_who_take_papers_in_for_all(
    roles: list[str], own: str | None, open_to: list[str]
) -> None:
    add_account(AN, login="ai", roles=roles, body=own)
    for body in BODIES:
        if body in open_to:
            said("Đồng ý", body, who="ai")
            continue
        before = everything()
        with pytest.raises(Refused) as refused:
            said("Đồng ý", body, who="ai")
        assert (refused.value.code, refused.value.facts) == ("not_own_field", {"body": body})
        assert everything() == before
    assert [row[0] for row in parts("opinion", LANG)] == open_to


@both_modes
def test_letters_that_went_out_are_noted_in_one_entry() -> None:
    before = newest()
    debts = [(LANG, "Mặt\u200b trận ", "xếp loại"), (LANG, "UBND xã", "xếp loại"), (KHE, "Thị trấn", "tờ trình")]
    assert remind(BINH, debts=debts, sent="12/12/2019").value == 3
    assert newest() == before + 1
    assert dossier(LANG).reminders == (
        ReminderView("Mặt trận", "xếp loại", "2019-12-12"),
        ReminderView("UBND xã", "xếp loại", "2019-12-12"),
    )
    assert parts("reminder", KHE) == (("Thị trấn", "tờ trình", "2019-12-12"),)
    reminded(LANG)
    assert len(parts("reminder", LANG)) == 3, "the same letter again is another letter"
    (entry,) = entries(limit=1, organisation=KHE)
    assert (entry.action, {row.organisation for row in entry.rows}) == ("remind", {LANG, KHE})
    assert verify().difference is None


ACTS: dict[str, Callable[[], object]] = {
    "received": lambda: received("report", "result"),
    "another day": lambda: received("statistics", on="18/12/2019"),
    "given back": lambda: returned("statistics"),
    "given back unseen": lambda: returned("submission"),
    "in again": lambda: received("scoring", on="18/12/2019"),
    "taken out": lambda: received("statistics", "scoring", on=None),
    "several": lambda: receive_papers(BINH, papers={LANG: ["report"], KHE: ["report"]}, received="18/12/2019").value,
    "several back": lambda: (
        return_dossiers(
            BINH, papers={LANG: ["statistics"], KHE: ["report"]}, returned="18/12/2019", why="Sai mẫu"
        ).value
    ),
    "first word": lambda: said("Đồng ý", "front"),
    "other words": lambda: said("Không đồng ý"),
    "no opinion": lambda: said(None),
    "reminded": lambda: reminded(LANG, KHE),
}


@both_modes
@pytest.mark.parametrize("act", ACTS)
def test_each_is_taken_back_and_done_again(act: str) -> None:
    received("statistics", "scoring")
    returned("scoring")
    said("Đồng ý")
    reminded(LANG)
    before = undoable()
    ACTS[act]()
    after, entry = undoable(), newest()
    assert after != before
    assert undo(BINH).value == entry
    assert undoable() == before
    assert redo(BINH, entry=entry).value == entry
    assert undoable() == after
    assert verify().difference is None


def test_what_another_gave_back_with_the_same_words_is_one_giving_back(store: Path) -> None:
    """The second of two who did the same is told that nothing changed, and the first can still take it back."""
    returned("report")
    before = everything()
    with pytest.raises(Refused, match="nothing_changed"):
        returned("report", who=CHI)
    assert everything() == before
    undo(BINH)
    assert parts("paper", LANG) == ()


def test_what_another_changed_since_is_not_taken_back_and_it_says_whose_and_who() -> None:
    received("report")
    returned("report", who=CHI)
    said("Đồng ý", who=CHI)
    before = everything()
    with pytest.raises(Refused) as refused:
        undo(BINH)
    facts = refused.value.facts
    assert (refused.value.code, facts["actor"]) == ("undo_changed_since", CHI)
    assert (facts["organisation"], facts["tt"], facts["name"]) == (LANG, 1, "Xã Chi Lăng")
    assert everything() == before


def test_intake_touches_the_assessment_and_no_level() -> None:
    acts: list[Callable[[], object]] = [lambda: received("report"), lambda: returned("report"), lambda: said(None)]
    for act in acts:
        act()
        assert version(LANG) == newest()
        told = dossier(LANG)
        assert (told.self_level, told.proposed_level, told.final_level) == (None, None, None)
    assert version(KHE) == 4
