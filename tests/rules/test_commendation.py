"""Who can be put forward: the top level, no open case, five years of which nobody guesses one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.rules.commendation import (
    FIVE_YEARS,
    KINDS,
    RUNNING,
    STANDINGS,
    YEAR,
    Condition,
    by_case_alone,
    eligibility,
    standing,
    verdict,
)
from store.rules.predicates import FAIL, PASS, UNKNOWN
from tests.rules.vietnamese import calm

ALL = dict.fromkeys(range(2015, 2020), True)


def asked(
    kind: str = YEAR, level: str | None = "XS", case: bool = False, **years: bool | None
) -> tuple[Condition, ...]:
    told = {**ALL, **{int(year.strip("y")): said for year, said in years.items()}}
    return eligibility(kind, year=2019, final_level=level, top="XS", open_case=case, exemplary=told)


def test_the_conditions_of_a_year() -> None:
    assert asked() == (Condition("top_level", PASS), Condition("no_open_case", PASS))
    for level, outcome in {"XS": PASS, "TOT": FAIL, "none": FAIL, None: UNKNOWN}.items():
        assert asked(level=level)[0].outcome == outcome
        assert verdict(asked(level=level)) == outcome
    assert verdict(asked(case=True)) == FAIL
    assert verdict(asked(level=None, case=True)) == FAIL, "a failure decides, whatever else nobody knows"


def test_five_years_running_are_those_up_to_the_cycle_s() -> None:
    def years(**told: bool | None) -> Condition:
        return asked(FIVE_YEARS, **told)[2]  # type: ignore[arg-type]

    assert years() == Condition("exemplary_years", PASS)
    assert years(y2014=False, y2020=False) == Condition("exemplary_years", PASS), "no other year is asked after"
    assert years(y2017=None) == Condition("exemplary_years", UNKNOWN, (2017,))
    assert years(y2017=False, y2015=None) == Condition("exemplary_years", FAIL, (2017,))
    assert len(asked(YEAR)) == 2
    nobody = eligibility(FIVE_YEARS, year=2019, final_level="XS", top="XS", open_case=False, exemplary={})
    assert nobody[2] == Condition("exemplary_years", UNKNOWN, tuple(range(2015, 2020)))


def test_a_case_alone_stands_in_the_way_where_nothing_else_fails() -> None:
    assert by_case_alone(asked(case=True)) and by_case_alone(asked(level=None, case=True))
    assert not by_case_alone(asked()) and not by_case_alone(asked(level="TOT", case=True))


def test_how_an_organisation_stands() -> None:
    """What asks for work comes before what is done, and that before what nobody can do anything about."""
    met, unclear, missed, case = asked(), asked(level=None), asked(level="TOT"), asked(case=True)
    found: dict[str, list[tuple[tuple[Condition, ...], str | None]]] = {
        "waiting": [(met, "nominated"), (met, None)],
        "ready": [(met, "granted"), (met, None)],
        "decided": [(met, "granted"), (missed, None)],
        "barred": [(case, None), (missed, None)],
        "unclear": [(unclear, None), (missed, None)],
        "out": [(missed, None), (missed, None)],
    }
    assert {name: standing(each) for name, each in found.items()} == {name: name for name in STANDINGS}
    assert standing([(missed, "nominated"), (missed, None)]) == "waiting", "nominated once, it must be decided"
    assert standing([(missed, "declined"), (unclear, None)]) == "decided"


@calm
@given(
    st.sampled_from(KINDS),
    st.sampled_from(["XS", "TOT", None]),
    st.booleans(),
    st.dictionaries(st.integers(2013, 2021), st.sampled_from([True, False, None])),
)
def test_all_hold_only_where_every_one_is_known_to(
    kind: str, level: str | None, case: bool, years: dict[int, bool | None]
) -> None:
    found = eligibility(kind, year=2019, final_level=level, top="XS", open_case=case, exemplary=years)
    wanted = kind == YEAR or all(years.get(year) is True for year in range(2020 - RUNNING, 2020))
    assert (verdict(found) == PASS) == (level == "XS" and not case and wanted)
    if verdict(found) == FAIL:
        assert level == "TOT" or case or any(years.get(year) is False for year in range(2015, 2020))
