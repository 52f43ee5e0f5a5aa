"""Two people changing, taking back and doing again in any order: the proof holds, and all can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from store.commands.assessment import adjust, agree, rate
from store.commands.dossier import grade, record_self_assessment, set_fact, set_proof
from store.commands.intake import give_opinion, receive_paper, remind, return_dossier
from store.commands.undoing import redo, undo
from store.commands.wording import add_words
from store.errors import Refused
from store.queries.journal import entries
from store.queries.undoing import is_undone
from store.queries.verification import verify
from store.rules.roles import UNDOABLE
from tests.kit.stores import AN, BINH, copied, library, newest, opened, undoable
from tests.store.conftest import Templates

CODES = ("xa-chi-lang", "tt-that-khe")
MAY_BE_REFUSED = {
    "role",
    "same_level",
    "nothing_to_keep",
    "nothing_to_undo",
    "nothing_to_redo",
    "undo_changed_since",
    "already_undone",
    "not_undoable",
    "undo_depended",
    "redo_depended",
    "nothing_changed",
    "no_adjustment",
    "check_note_missing",
    "cap_note_missing",
}

people = st.sampled_from([AN, BINH])
codes = st.sampled_from(CODES)
few_levels = st.sampled_from(["XS", "TOT"])
stages = st.sampled_from(["proposed", "final"])
notes = st.sampled_from([None, "Họp lại"])
criteria = st.sampled_from(["I.1", "II.2"])
sides = st.sampled_from(["own", "board"])
grades = st.sampled_from(["XS", "TB", None])
facts = st.sampled_from([("targets_met", "9"), ("targets_met", "8"), ("targets_met", None), ("disunity", "có")])
texts = st.sampled_from(["45-BC/ĐU", "Đạt 9/15", None])
days = st.sampled_from(["14/12/2019", "15/12/2019", None])

Step = Callable[[], object]


def rating(who: str, code: str, level: str) -> Step:
    return lambda: rate(who, organisation=code, self_level=level)


def adjusting(who: str, code: str, level: str, stage: str, note: str | None) -> Step:
    return lambda: adjust(who, organisation=code, level=level, stage=stage, reason="evidence", note=note)


def agreeing(who: str, several: tuple[str, ...], stage: str, note: str | None) -> Step:
    return lambda: agree(who, organisations=several, stage=stage, note=note)


def grading(who: str, code: str, criterion: str, side: str, given: str | None) -> Step:
    return lambda: grade(who, organisation=code, criterion=criterion, side=side, grade=given)


def knowing(who: str, code: str, fact: tuple[str, str | None]) -> Step:
    return lambda: set_fact(who, organisation=code, name=fact[0], value=fact[1])


def proving(who: str, code: str, criterion: str, text: str | None) -> Step:
    return lambda: set_proof(who, organisation=code, criterion=criterion, text=text)


def self_assessing(who: str, code: str, level: str, given: str) -> Step:
    lines, known = {"I.1": given, "II.2": given}, {"targets_met": "7", "disunity": "0"}
    return lambda: record_self_assessment(who, organisation=code, self_level=level, grades=lines, facts=known)


def receiving(who: str, code: str, day: str | None) -> Step:
    return lambda: receive_paper(who, organisation=code, papers=["report", "result"], received=day)


def returning(who: str, code: str) -> Step:
    return lambda: return_dossier(who, organisation=code, papers=["result"], returned="16/12/2019", why="Thiếu chữ ký")


def speaking(who: str, code: str, text: str | None) -> Step:
    return lambda: give_opinion(who, organisation=code, body="office", text=text, given="16/12/2019")


def reminding(who: str) -> Step:
    return lambda: remind(who, debts=[(code, "Mặt trận", "xếp loại") for code in CODES], sent="12/12/2019")


def taking_back(who: str, steps: int | None) -> Step:
    """The person's last change, or the entry so many before the newest."""
    return lambda: undo(who, entry=None if steps is None else newest() - steps)


def doing_again(who: str) -> Step:
    return lambda: redo(who)


def wording(who: str, code: str, note: str) -> Step:
    return lambda: add_words(who, organisation=code, note=note)


ratings = st.one_of(
    st.builds(rating, people, codes, few_levels),
    st.builds(adjusting, people, codes, few_levels, stages, notes),
    st.builds(agreeing, people, st.sampled_from([CODES, CODES[:1], CODES[1:]]), stages, notes),
    st.builds(wording, people, codes, st.sampled_from(["Đạt 9/15", "Họp lại"])),
)
papers = st.one_of(
    st.builds(grading, people, codes, criteria, sides, grades),
    st.builds(knowing, people, codes, facts),
    st.builds(proving, people, codes, criteria, texts),
    st.builds(self_assessing, people, codes, few_levels, st.sampled_from(["XS", "TB"])),
    st.builds(receiving, people, codes, days),
    st.builds(returning, people, codes),
    st.builds(speaking, people, codes, texts),
    st.builds(reminding, people),
)
backwards = st.one_of(
    st.builds(taking_back, people, st.none() | st.integers(0, 6)),
    st.builds(taking_back, people, st.none()),
    st.builds(doing_again, people),
)
steps = ratings | papers | backwards


def walk(step: Step) -> None:
    """One step, or a refusal that the other person's steps may be the cause of; no other fault passes."""
    before = undoable(), newest()
    try:
        step()
    except Refused as refused:
        assert refused.code in MAY_BE_REFUSED
        assert (undoable(), newest()) == before


def undo_everything() -> None:
    """Newest first, by the secretary, who may undo all; again what something else stood in the way of."""
    left = sorted((each.id for each in entries(limit=1000) if each.action in UNDOABLE), reverse=True)
    while left := [entry for entry in left if not is_undone(entry)]:
        assert sum(gives_way(entry) for entry in left), "nothing that is left can be taken back"


def gives_way(entry: int) -> bool:
    """Whether an entry is taken back; what took its place, being taken back out of turn, may stand in its way."""
    try:
        undo(AN, entry=entry)
    except Refused as refused:
        assert refused.code in ("undo_depended", "undo_changed_since")
        return False
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walks")


@settings(
    max_examples=settings().max_examples // 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # telling a walk shorter would take minutes
)
@given(taken=st.lists(steps, min_size=15, max_size=40))
@pytest.mark.parametrize("mode", ["wal", pytest.param("truncate", marks=pytest.mark.long)])
def test_any_walk_keeps_the_proof_and_can_be_undone(
    folder: Path, templates: Templates, mode: str, taken: list[Step]
) -> None:
    path = folder / f"{mode}.db"
    with library(mode), opened(copied(templates(mode), path)):
        beginning = undoable()
        for number, step in enumerate(taken):
            walk(step)
            if number % 10 == 0:
                assert verify().difference is None
        assert verify().difference is None
        undo_everything()
        assert undoable() == beginning
        assert verify().difference is None
