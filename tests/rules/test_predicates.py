"""The questions that rules are made of: what each answers, from what, what is missing, and that none ever raises."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.evidence import Evidence
from store.rules.facts import RATINGS, Value
from store.rules.forms import BOARD, GRADES, NOT_APPLIED, OWN, RESPONSIBLE, Form, Graded
from store.rules.predicates import DISCIPLINE, FAIL, PASS, PREDICATES, UNKNOWN, Answer, worst
from tests.rules.dossiers import SCHEMES, changed, dossiers, written
from tests.rules.vietnamese import calm

CODES = ("XS", "TOT", "HT", "KHT")
(MAU_03,) = SCHEMES["2019"].forms


def ask(name: str, evidence: Evidence, **asked: Any) -> Answer:
    return PREDICATES[name](evidence, {**asked, "codes": CODES})


def dossier(text: str, kind: str = "commune", form: Form | None = MAU_03) -> Evidence:
    return changed(Evidence(kind, form), written(text))


def known(**facts: Value) -> Evidence:
    return Evidence("commune", None, facts=facts)


GRADED = "I.1=XS I.2=XS I.3=XS I.4=TOT II.1=XS II.2=XS III=TB"


@pytest.mark.parametrize(
    ("text", "asked", "outcome", "used", "missing"),
    [
        (GRADED, {"grade": "TB"}, PASS, "I.1 I.2 I.3 I.4 II.1 II.2 III", ""),
        (GRADED, {"grade": "TOT"}, FAIL, "I.1 I.2 I.3 I.4 II.1 II.2 III", ""),
        (GRADED, {"grade": "XS", "groups": ["II"]}, PASS, "II.1 II.2", ""),
        (GRADED, {"grade": "TB", "groups": ["I", "III"]}, PASS, "I.1 I.2 I.3 I.4 III", ""),
        ("II.1=XS", {"grade": "XS", "groups": ["II"]}, UNKNOWN, "II.1", "II.2"),
        ("II.1=XS II.2=none", {"grade": "XS", "groups": ["II"]}, PASS, "II.1", ""),
        ("II.1=TOT", {"grade": "XS", "groups": ["II"]}, FAIL, "II.1", "II.2"),
        ("", {"grade": "KEM", "groups": ["II"]}, UNKNOWN, "", "II.1 II.2"),
        ("II.1=none II.2=none", {"grade": "XS", "groups": ["II"]}, PASS, "", ""),
        ("II.1=none", {"grade": "XS", "groups": ["II"]}, UNKNOWN, "", "II.2"),
        (GRADED, {"grade": "TB", "basically": True}, PASS, "I.1 I.2 I.3 I.4 II.1 II.2 III", ""),
        (GRADED, {"grade": "TOT", "basically": True}, UNKNOWN, "I.1 I.2 I.3 I.4 II.1 II.2 III", ""),
        ("II.1=TB", {"grade": "TOT", "basically": True, "groups": ["II"]}, UNKNOWN, "II.1", "II.2"),
        ("II.1=TB II.2=TOT", {"grade": "TOT", "basically": True, "groups": ["II"]}, UNKNOWN, "II.1 II.2", ""),
        ("II.1=TB II.2=KEM", {"grade": "TOT", "basically": True, "groups": ["II"]}, FAIL, "II.1 II.2", ""),
        ("II.1=TB II.2=none", {"grade": "TOT", "basically": True, "groups": ["II"]}, FAIL, "II.1", ""),
    ],
)
def test_lines_are_graded_at_least(text: str, asked: Mapping[str, Any], outcome: str, used: str, missing: str) -> None:
    evidence = dossier(text)
    answer = ask("grades_at_least", evidence, **asked)
    assert answer.outcome == outcome
    assert answer.used == {code: evidence.grade(code) for code in used.split()}
    assert answer.missing == tuple(missing.split())


@pytest.mark.parametrize("asked", [{}, {"basically": True}])
def test_a_lower_line_is_told_with_its_grade_and_what_was_wanted(asked: Mapping[str, Any]) -> None:
    told = ask("grades_at_least", dossier(GRADED), grade="XS", groups=["I"], **asked).told
    assert (told["criterion"], told["grade"], told["wanted"]) == ("I.4", "TOT", "XS")


@pytest.mark.parametrize("side", [OWN, RESPONSIBLE])
def test_only_the_organisation_boards_grade_counts(side: str) -> None:
    """Others argue; were theirs to stand in for it, taking the Board's away could turn fail into pass."""
    lines = [line.code for line in MAU_03.criteria]
    argued = Evidence("commune", MAU_03, {(code, side): Graded("XS", 9999) for code in lines})
    assert ask("grades_at_least", argued, grade="KEM").missing == tuple(lines)
    both = Evidence("commune", MAU_03, {**argued.grades, **{(code, BOARD): Graded("TB", 0) for code in lines}})
    assert ask("grades_at_least", both, grade="TOT").outcome == FAIL


@pytest.mark.parametrize(
    ("name", "asked", "form", "missing"),
    [
        ("grades_at_least", {"grade": "TB"}, None, "form"),
        ("points_at_least", {"points": 50}, None, "points"),
        ("points_at_least", {"points": 50}, MAU_03, "points"),
    ],
)
def test_without_a_form_of_its_kind_nothing_can_be_told(
    name: str, asked: Mapping[str, Any], form: Form | None, missing: str
) -> None:
    answer = ask(name, Evidence("base_branch", form), **asked)
    assert (answer.outcome, answer.used, answer.missing) == (UNKNOWN, {}, (missing,))


def test_a_share_is_told_with_its_counts() -> None:
    """Nine of eleven sub-branches are 81,8 %."""
    told = ask("share_rated", dossier("subs=11 subs_1=2 subs_2=7 subs_3=2 subs_4=0"), rank=2, at_least=80).told
    assert told == {"percent": 8000, "rank": 2, "of": "subs", "count": 9, "total": 11, "share": 8181}


@pytest.mark.parametrize(
    ("kind", "text", "outcome", "missing"),
    [
        ("commune", "subs=11 subs_1=2 subs_2=7 subs_3=3 subs_4=0", UNKNOWN, ""),
        ("commune", "subs=11 subs_1=2 subs_2=7 subs_3=1 subs_4=0", UNKNOWN, ""),
        ("commune", "subs=0 subs_1=0 subs_2=0 subs_3=0 subs_4=0", UNKNOWN, ""),
        ("commune", "subs_1=2 subs_2=7 subs_3=2 subs_4=0", UNKNOWN, "subs"),
        ("commune", "subs=11 subs_1=2 subs_2=5", UNKNOWN, "subs_3 subs_4"),
        ("base_branch", "members=30 members_1=4 members_2=20 members_3=4 members_4=0", UNKNOWN, "members_not_rated"),
        ("base_branch", "members=28 members_1=4 members_2=20 members_3=4 members_4=0", PASS, ""),
        (
            "base_branch",
            "members=30 members_not_rated=2 members_1=4 members_2=20 members_3=4 members_4=0",
            PASS,
            "",
        ),
        (
            "base_branch",
            "members=30 members_not_rated=1 members_1=4 members_2=20 members_3=4 members_4=0",
            UNKNOWN,
            "",
        ),
        (
            "base_branch",
            "members=30 members_not_rated=31 members_1=0 members_2=0 members_3=0 members_4=0",
            UNKNOWN,
            "",
        ),
    ],
)
def test_figures_that_do_not_fit_tell_nothing_and_miss_nothing(
    kind: str, text: str, outcome: str, missing: str
) -> None:
    evidence = dossier(text, kind)
    answer = ask("share_rated", evidence, rank=2, at_least=80)
    assert (answer.outcome, answer.missing) == (outcome, tuple(missing.split()))
    assert answer.used == evidence.facts


counts = st.none() | st.integers(0, 8)


@calm
@given(st.tuples(counts, counts, counts, counts), st.integers(0, 12), st.integers(1, 4), st.integers(0, 100))
def test_a_share_answers_only_what_every_completion_answers(
    given_counts: tuple[int | None, ...], total: int, rank: int, at_least: int
) -> None:
    """The oracle puts every number that adds up where one is missing."""
    facts = {f"subs_{n}": count for n, count in enumerate(given_counts, start=1) if count is not None}
    answer = ask("share_rated", known(subs=total, **facts), rank=rank, at_least=at_least)
    ranges = [range(total + 1) if count is None else (count,) for count in given_counts]
    reached = {
        sum(counts[:rank]) * 100 >= at_least * total for counts in product(*ranges) if sum(counts) == total and total
    }
    if answer.outcome != UNKNOWN:
        assert reached == {answer.outcome == PASS}
    if None not in given_counts:
        assert (answer.outcome == UNKNOWN) == (not reached)


@calm
@given(st.lists(st.none() | st.sampled_from([*CODES, "none"]), min_size=6, max_size=6), st.integers(1, 4))
def test_fewer_rated_lowest_answers_what_every_completion_answers(rated: list[str | None], fewer_than: int) -> None:
    bodies = RATINGS[1:]
    facts = {name: code for name, code in zip(bodies, rated, strict=True) if code is not None}
    answer = ask("fewer_rated_lowest", known(**facts), bodies=bodies, fewer_than=fewer_than)
    low, missing = rated.count("KHT"), rated.count(None)
    could = {low + more < fewer_than for more in range(missing + 1)}
    assert answer.outcome == (UNKNOWN if len(could) == 2 else PASS if could == {True} else FAIL)
    assert answer.used == facts
    assert answer.missing == tuple(name for name in bodies if name not in facts)
    assert len(answer.missing) == missing


@calm
@given(st.lists(st.none() | st.sampled_from([*CODES, "none"]), min_size=7, max_size=7), st.integers(1, 4))
def test_ratings_of_the_same_level_fail_by_one_and_pass_by_all(rated: list[str | None], rank: int) -> None:
    facts = {name: code for name, code in zip(RATINGS, rated, strict=True) if code is not None}
    answer = ask("ratings_at_least", known(**facts), rank=rank)
    low = [name for name, code in facts.items() if code in CODES[rank:]]
    assert answer.outcome == (FAIL if low else UNKNOWN if None in rated else PASS)
    assert (answer.told.get("body"), answer.told.get("level")) == ((low[0], facts[low[0]]) if low else (None, None))
    assert answer.missing == tuple(name for name in RATINGS if name not in facts)


@pytest.mark.parametrize(
    ("facts", "asked", "outcome", "used", "missing"),
    [
        ({"disunity": 0}, {"facts": ["disunity"]}, PASS, "disunity", ""),
        ({"disunity": 1}, {"facts": ["disunity"]}, FAIL, "disunity", ""),
        ({}, {"facts": ["disunity"]}, UNKNOWN, "", "disunity"),
        ({"a": 0}, {"facts": ["a", "b"]}, UNKNOWN, "a", "b"),
        ({"a": 1}, {"facts": ["a", "b"]}, FAIL, "a", "b"),
    ],
)
def test_none_of(facts: dict[str, int], asked: Mapping[str, Any], outcome: str, used: str, missing: str) -> None:
    answer = ask("none_of", known(**facts), **asked)
    assert (answer.outcome, answer.missing) == (outcome, tuple(missing.split()))
    assert answer.used == {name: facts[name] for name in used.split()}


NOBODY = dict.fromkeys(DISCIPLINE, 0)


@pytest.mark.parametrize(
    ("changes", "outcome", "missing"),
    [
        ("", PASS, ""),
        ("discipline_remedied=0", PASS, ""),
        ("discipline_leader=1", UNKNOWN, "discipline_remedied"),
        ("discipline_leader=1 discipline_remedied=0", FAIL, ""),
        ("discipline_leader=1 discipline_remedied=1", PASS, ""),
        ("discipline_leader=2 discipline_remedied=1", UNKNOWN, ""),
        ("discipline_leader=1 subs_disciplined=1 discipline_remedied=1", UNKNOWN, ""),
        ("discipline_leader=1 subs_disciplined=1 discipline_remedied=0", FAIL, ""),
        ("discipline_leader=1 discipline_member=2 discipline_remedied=3", PASS, ""),
        ("discipline_leader=1 subs_disciplined=- discipline_remedied=1", UNKNOWN, "subs_disciplined"),
        ("discipline_leader=2 subs_disciplined=- discipline_remedied=1", UNKNOWN, "subs_disciplined"),
        ("discipline_leader=1 subs_disciplined=- discipline_remedied=0", FAIL, "subs_disciplined"),
        ("discipline_leader=1 subs_disciplined=-", UNKNOWN, "subs_disciplined discipline_remedied"),
    ],
)
def test_remedied_discipline_is_excused_only_where_all_of_it_is(changes: str, outcome: str, missing: str) -> None:
    """Some but not all remedied: nobody knows whose; none remedied: it stands."""
    evidence = changed(known(**NOBODY), written(changes))
    answer = ask("none_of", evidence, facts=DISCIPLINE, remedied_excused=True)
    assert (answer.outcome, answer.missing) == (outcome, tuple(missing.split()))
    found = any(evidence.count(name) for name in DISCIPLINE)
    assert answer.used == {name: value for name, value in evidence.facts.items() if found or name in DISCIPLINE}


def test_what_is_remedied_may_be_somebody_elses_whom_the_question_does_not_ask_about() -> None:
    facts = {**NOBODY, "discipline_leader": 1, "discipline_member": 1}
    for remedied, outcome in ((0, FAIL), (1, UNKNOWN), (2, PASS)):
        evidence = known(**facts, discipline_remedied=remedied)
        assert ask("none_of", evidence, facts=["discipline_leader"], remedied_excused=True).outcome == outcome


@pytest.mark.parametrize(
    ("part", "whole", "asked", "outcome"),
    [
        (1, 3, {"at_most": [1, 3]}, PASS),
        (33_334, 100_000, {"at_most": [1, 3]}, FAIL),
        (333_333_333, 999_999_999, {"at_most": [1, 3]}, PASS),
        (333_333_334, 999_999_999, {"at_most": [1, 3]}, FAIL),
        (1, 2, {"at_most": [1, 2]}, PASS),
        (3, 10, {"at_least": 30}, PASS),
        (29, 100, {"at_least": 30}, FAIL),
        (0, 0, {"at_least": 100}, PASS),
        (None, 0, {"at_least": 100}, PASS),
        (1, 0, {"at_least": 0}, UNKNOWN),
        (16, 15, {"at_least": 50}, UNKNOWN),
        (None, 15, {"at_least": 50}, UNKNOWN),
        (9, None, {"at_least": 50}, UNKNOWN),
        (None, None, {"at_most": 20}, UNKNOWN),
    ],
)
def test_a_share_of_facts(part: int | None, whole: int | None, asked: Mapping[str, Any], outcome: str) -> None:
    """Exact at a third; nothing of nothing passes; what does not fit tells nothing, and misses nothing."""
    facts = {name: value for name, value in (("part", part), ("whole", whole)) if value is not None}
    answer = ask("share_of_facts", known(**facts), part="part", whole="whole", **asked)
    assert (answer.outcome, answer.used) == (outcome, facts)
    assert answer.missing == (() if outcome == PASS else tuple(name for name in ("part", "whole") if name not in facts))


@calm
@given(st.lists(st.none() | st.integers(0, 10), min_size=6, max_size=6), st.integers(0, 100))
def test_points_pass_as_soon_as_they_suffice_and_fail_only_where_none_could_still_reach(
    tenths: list[int | None], wanted: int
) -> None:
    (form,) = [form for form in SCHEMES["2025"].forms if "commune" in form.kinds]
    lines = list(zip(form.criteria, tenths, strict=True))
    points = {line.code: (line.points or 0) * tenth // 10 for line, tenth in lines if tenth is not None}
    answer = ask("points_at_least", changed(Evidence("commune", form), points), points=wanted)
    most = sum(points.values()) + sum(line.points or 0 for line, tenth in lines if tenth is None)
    assert (answer.outcome == FAIL) == (most < wanted * 100)
    assert (answer.outcome == PASS) == (sum(points.values()) >= wanted * 100)
    assert answer.missing == tuple(line.code for line, tenth in lines if tenth is None)
    assert (answer.used, answer.told["points"]) == (points, sum(points.values()))


@pytest.mark.parametrize(
    ("outcomes", "counts_as"),
    [
        ([], PASS),
        ([PASS], PASS),
        ([PASS, UNKNOWN], UNKNOWN),
        ([UNKNOWN, FAIL, PASS], FAIL),
        ([FAIL, UNKNOWN], FAIL),
    ],
)
def test_of_several_answers_the_worst_counts(outcomes: list[str], counts_as: str) -> None:
    assert worst(outcomes) == counts_as


@calm
@given(st.data())
@pytest.mark.parametrize("code", SCHEMES)
def test_no_question_raises_whatever_the_dossier(code: str, data: st.DataObject) -> None:
    """Every question of every scheme to dossiers of every other scheme, with half-given grades among them."""
    evidence = data.draw(dossiers(SCHEMES[code]))
    odd = st.builds(Graded, st.none() | st.sampled_from([*GRADES, NOT_APPLIED]), st.none() | st.integers(0, 10**6))
    lines = [line.code for line in evidence.form.criteria] if evidence.form else []
    evidence = changed(evidence, data.draw(st.dictionaries(st.sampled_from(lines), odd)) if lines else {})
    for scheme in SCHEMES.values():
        for rule in scheme.rules:
            for name, asked in rule.questions:
                assert PREDICATES[name](evidence, asked).outcome in {PASS, FAIL, UNKNOWN}


def test_members_not_rated_are_named_where_they_are_reckoned_with() -> None:
    """16 of 20 rated are 80 %, of all 22 they would not be: the two who are not rated decide."""
    evidence = dossier("members=22 members_not_rated=2 members_1=2 members_2=14 members_3=4 members_4=0", "base_branch")
    answer = ask("share_rated", evidence, rank=2, at_least=80)
    assert answer.outcome == PASS
    assert answer.used == evidence.facts
