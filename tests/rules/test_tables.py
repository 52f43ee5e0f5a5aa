"""Tables A and B: what is counted, what is a share of what, and what stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.tables import KindRow, MemberTally, Standing, members, table_a, top_share
from tests.rules.dossiers import SCHEMES
from tests.rules.vietnamese import calm

SCHEME = SCHEMES["2019"]
CODES = ("XS", "TOT", "HT", "KHT")


def row(kind: str | None, standings: list[Standing]) -> KindRow:
    return next(each for each in table_a(SCHEME, standings) if each.kind == kind)


STANDINGS = [
    Standing("commune", "XS", "TOT", "target"),
    Standing("commune", "TOT", "TOT"),
    Standing("commune", "HT", "XS", "evidence"),
    Standing("commune", None, None),
    Standing("town", "TOT", "none", "discipline"),
    Standing("base_branch", "HT", "none", "discipline"),
    Standing("base_branch", "HT", "none", "other"),
    Standing("base_branch", "TOT", "KHT", "discipline"),
]


@pytest.mark.parametrize(
    ("kind", "counts", "levels", "moves", "shares", "of_good"),
    [
        ("commune", (4, 3, 0, 1), (1, 2, 0, 0), (1, 1), (3333, 6667, 0, 0), 5000),
        ("town", (1, 0, 1, 0), (0, 0, 0, 0), (0, 0), (None, None, None, None), None),
        ("base_branch", (3, 1, 2, 0), (0, 0, 0, 1), (0, 1), (0, 0, 0, 10_000), None),
        (None, (8, 4, 3, 1), (1, 2, 0, 1), (1, 2), (2500, 5000, 0, 2500), 5000),
    ],
)
def test_organisations_by_kind(
    kind: str | None,
    counts: tuple[int, ...],
    levels: tuple[int, ...],
    moves: tuple[int, int],
    shares: tuple[int | None, ...],
    of_good: int | None,
) -> None:
    """Total, rated, not rated, without a level; the levels of those rated; raised and lowered; XS of Tốt."""
    found = row(kind, STANDINGS)
    assert (found.total, found.rated, found.not_rated, found.unset) == counts
    assert tuple(count for _code, count in found.levels) == levels
    assert (found.raised, found.lowered) == moves
    assert tuple(found.share(code) for code in CODES) == shares
    assert found.top_share == of_good
    assert found.exemplary is None, "no cycle says who is exemplary"


def test_why_some_are_not_rated_the_commonest_first() -> None:
    assert row(None, STANDINGS).reasons == (("discipline", 2), ("other", 1))
    assert row("commune", STANDINGS).reasons == ()


def test_kinds_stand_in_the_order_in_which_they_come_and_the_sum_last() -> None:
    assert [each.kind for each in table_a(SCHEME, STANDINGS)] == ["commune", "town", "base_branch", None]


def test_a_scheme_without_a_cap_has_no_such_share() -> None:
    assert top_share(SCHEMES["2014"], {"TSVM": 33, "HTT": 18}) is None
    assert top_share(SCHEMES["2018"], {"XS": 5, "TOT": 50}) == 1000


levels = st.sampled_from([*CODES, "none", "TSVM", None])
standings = st.builds(Standing, st.sampled_from(["commune", "town", "police"]), levels, levels)


@calm
@given(st.lists(standings, max_size=30))
def test_the_sum_is_the_sum_of_the_kinds(found: list[Standing]) -> None:
    *kinds, whole = table_a(SCHEME, found)
    for name in ("total", "rated", "not_rated", "unset", "raised", "lowered"):
        assert getattr(whole, name) == sum(getattr(each, name) for each in kinds)
    assert whole.total == whole.rated + (whole.not_rated or 0) + (whole.unset or 0) == len(found)
    for code in CODES:
        assert dict(whole.levels)[code] == sum(dict(each.levels)[code] for each in kinds)


@pytest.mark.parametrize(
    ("facts", "full", "probationary", "told"),
    [
        ({}, None, None, MemberTally(None, None, None, None, None, (None,) * 4, False)),
        ({}, 20, 2, MemberTally(22, 20, 2, None, None, (None,) * 4, False)),
        ({}, 20, None, MemberTally(None, 20, None, None, None, (None,) * 4, False)),
        ({"members": 25}, None, None, MemberTally(25, None, None, None, None, (None,) * 4, False)),
        ({"members": 25}, 20, 2, MemberTally(22, 20, 2, None, None, (None,) * 4, False)),
        (
            {"members": 25, "members_not_rated": 3},
            None,
            None,
            MemberTally(25, None, None, 3, 22, (None,) * 4, False),
        ),
        (
            {"members_1": 4, "members_2": 17, "members_3": 1, "members_4": 0},
            None,
            None,
            MemberTally(None, None, None, None, 22, (4, 17, 1, 0), False),
        ),
        (
            {"members_1": 4, "members_2": 17, "members_3": 1},
            None,
            None,
            MemberTally(None, None, None, None, None, (4, 17, 1, None), False),
        ),
        # what does not add up is unknown, and marked
        (
            {"members": 20, "members_1": 4, "members_2": 17, "members_3": 1, "members_4": 0},
            None,
            None,
            MemberTally(20, None, None, None, None, (4, 17, 1, 0), True),
        ),
        (
            {"members": 30, "members_not_rated": 2, "members_1": 4, "members_2": 17, "members_3": 1, "members_4": 0},
            None,
            None,
            MemberTally(30, None, None, 2, None, (4, 17, 1, 0), True),
        ),
        (
            {"members": 3, "members_not_rated": 5},
            None,
            None,
            MemberTally(3, None, None, 5, None, (None,) * 4, True),
        ),
        (
            {"members": 20, "members_2": 21},
            None,
            None,
            MemberTally(20, None, None, None, None, (None, 21, None, None), True),
        ),
    ],
)
def test_members(facts: dict[str, object], full: int | None, probationary: int | None, told: MemberTally) -> None:
    assert members(facts, full, probationary, 4) == told


counts = st.one_of(st.none(), st.integers(0, 40))


@calm
@given(
    st.dictionaries(
        st.sampled_from(["members", "members_not_rated", *(f"members_{n}" for n in range(1, 5))]), st.integers(0, 40)
    ),
    counts,
    counts,
)
def test_what_nobody_says_is_never_a_number(
    facts: dict[str, object], full: int | None, probationary: int | None
) -> None:
    found = members(facts, full, probationary, 4)
    assert found.levels == tuple(facts.get(f"members_{place}") for place in range(1, 5))
    assert found.not_rated == facts.get("members_not_rated")
    if found.rated is not None:
        assert None not in found.levels or {"members", "members_not_rated"} <= set(facts)
    if None not in (full, probationary):
        assert found.total == (full or 0) + (probationary or 0)
