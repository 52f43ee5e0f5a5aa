"""Two people changing, taking back and doing again in any order: the proof holds, and all can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.commands.assessment import adjust, agree, rate
from store.commands.undoing import redo, undo
from store.errors import Refused
from store.queries.journal import entries
from store.queries.undoing import is_undone
from store.queries.verification import verify
from store.rules.roles import UNDOABLE
from tests.kit.stores import AN, BINH, copied, levels, library, newest, opened
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
}

people = st.sampled_from([AN, BINH])
codes = st.sampled_from(CODES)
few_levels = st.sampled_from(["XS", "TOT"])
stages = st.sampled_from(["proposed", "final"])

Step = Callable[[], object]


def rating(who: str, code: str, level: str) -> Step:
    return lambda: rate(who, organisation=code, self_level=level)


def adjusting(who: str, code: str, level: str, stage: str) -> Step:
    return lambda: adjust(who, organisation=code, level=level, stage=stage, reason="evidence")


def agreeing(who: str, several: tuple[str, ...], stage: str) -> Step:
    return lambda: agree(who, organisations=several, stage=stage)


def taking_back(who: str, steps: int | None) -> Step:
    """The person's last change, or the entry so many before the newest."""
    return lambda: undo(who, entry=None if steps is None else newest() - steps)


def doing_again(who: str) -> Step:
    return lambda: redo(who)


steps = st.one_of(
    st.builds(rating, people, codes, few_levels),
    st.builds(adjusting, people, codes, few_levels, stages),
    st.builds(agreeing, people, st.sampled_from([CODES, CODES[:1], CODES[1:]]), stages),
    st.builds(taking_back, people, st.none() | st.integers(0, 6)),
    st.builds(taking_back, people, st.none()),
    st.builds(doing_again, people),
)


def walk(step: Step) -> None:
    """One step, or a refusal that the other person's steps may be the cause of; no other fault passes."""
    before = levels(), newest()
    try:
        step()
    except Refused as refused:
        assert refused.code in MAY_BE_REFUSED
        assert (levels(), newest()) == before


def undo_everything() -> None:
    """Newest first, by the secretary, who may undo all."""
    for entry in sorted((each.id for each in entries(limit=1000) if each.action in UNDOABLE), reverse=True):
        if not is_undone(entry):
            undo(AN, entry=entry)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walks")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=st.lists(steps, min_size=15, max_size=40))
@pytest.mark.parametrize("mode", ["wal", "truncate"])
def test_any_walk_keeps_the_proof_and_can_be_undone(
    folder: Path, templates: Templates, mode: str, taken: list[Step]
) -> None:
    path = folder / f"{mode}.db"
    with library(mode), opened(copied(templates(mode), path)):
        beginning = levels()
        for number, step in enumerate(taken):
            walk(step)
            if number % 10 == 0:
                assert verify().difference is None
        assert verify().difference is None
        undo_everything()
        assert levels() == beginning
        assert verify().difference is None
