"""Two secretaries keeping the register in any order: no refusal leaves a trace, and all of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from store.commands.account import add_account
from store.commands.register import (
    add_organisation,
    name_organisation,
    rename_organisation,
    set_group,
    set_headcount,
)
from store.commands.succession import NewUnit, dissolve_organisation, merge_organisations, split_organisation
from store.commands.undoing import undo
from store.errors import Refused
from store.queries.journal import entries
from store.queries.organisation import organisation
from store.queries.register import register
from store.queries.undoing import is_undone
from store.queries.verification import verify
from store.rules.roles import UNDOABLE
from tests.kit.stores import AN, copied, library, newest, opened
from tests.store.conftest import Templates
from tests.store.test_register import records

Step = Callable[[], object]
EM = "em"
CODES = ("xa-chi-lang", "xa-bac-ai", "xa-kim-dong", "chi-bo-30", "xa-moi")
WHY = "45-QĐ/HU"

people = st.sampled_from([AN, EM])
codes = st.sampled_from(CODES)
names = st.sampled_from(["Xã Mới", "Xã Cũ", "Phòng Nội vụ"])
days = st.sampled_from(["01/06/2018", "01/12/2019", "31/12/2019", "01/01/2020"])
groups = st.sampled_from(["agency", "commune_town", None])
several = st.lists(codes, min_size=1, max_size=3, unique=True)


def naming(who: str, code: str, name: str) -> Step:
    return lambda: name_organisation(who, organisation=code, name=name)


def renaming(who: str, code: str, name: str, day: str) -> Step:
    return lambda: rename_organisation(who, organisation=code, name=name, dated=day, basis=WHY)


def grouping(who: str, many: list[str], group: str | None) -> Step:
    return lambda: set_group(who, organisations=many, group=group)


def counting(who: str, code: str, members: int) -> Step:
    return lambda: set_headcount(who, organisation=code, as_of="01/12/2019", members_full=members)


def adding(who: str, name: str, day: str) -> Step:
    return lambda: add_organisation(who, name=name, kind="commune", valid_from=day)


def merging(who: str, many: list[str], into: str, day: str) -> Step:
    return lambda: merge_organisations(who, organisations=many, into=into, dated=day, basis=WHY)


def splitting(who: str, code: str, into: list[str], name: str, day: str) -> Step:
    return lambda: split_organisation(who, organisation=code, into=into, new=[NewUnit(name)], dated=day, basis=WHY)


def dissolving(who: str, many: list[str], day: str) -> Step:
    return lambda: dissolve_organisation(who, organisations=many, dated=day, basis=WHY)


def taking_back(who: str) -> Step:
    return lambda: undo(who)


steps = st.one_of(
    st.builds(naming, people, codes, names),
    st.builds(renaming, people, codes, names, days),
    st.builds(grouping, people, several, groups),
    st.builds(counting, people, codes, st.integers(0, 3)),
    st.builds(adding, people, names, days),
    st.builds(merging, people, several, codes, days),
    st.builds(splitting, people, codes, several, names, days),
    st.builds(dissolving, people, several, days),
    st.builds(taking_back, people),
)


def periods_meet() -> None:
    """Each organisation's periods follow one on the other; at most one of them stands."""
    for code in {row.code for year in register().years for row in register(year).rows}:
        periods = tuple(reversed(organisation(code).periods))
        assert [each.valid_to for each in periods[:-1]] == [each.valid_from for each in periods[1:]], code
        assert all(each.valid_to is not None for each in periods[:-1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("register-walks")


@settings(
    max_examples=settings().max_examples // 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(taken=st.lists(steps, min_size=8, max_size=20))
def test_any_walk_through_the_register_can_be_taken_back(folder: Path, templates: Templates, taken: list[Step]) -> None:
    with library("wal"), opened(copied(templates("wal"), folder / "walk.db")):
        add_account(AN, login=EM, roles=["secretary"])
        beginning = records()
        for step in taken:
            before, entry = records(), newest()
            try:
                step()
            except Refused:
                assert (records(), newest()) == (before, entry)
        periods_meet()
        assert verify().difference is None
        for entry in sorted((each.id for each in entries(limit=1000) if each.action in UNDOABLE), reverse=True):
            if not is_undone(entry):
                undo(AN, entry=entry)
        assert records() == beginning
        assert verify().difference is None
