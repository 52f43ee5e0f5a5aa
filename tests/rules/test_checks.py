"""Checks that explain themselves: findings, verdicts and support over any dossier of every shipped scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.rules.checks import Rule, find, rules_from, support
from store.rules.evidence import Evidence
from store.rules.facts import BY_NAME
from store.rules.forms import GRADES, NOT_APPLIED, OWN, RESPONSIBLE, Graded
from store.rules.predicates import FAIL, OUTCOMES, PASS, UNKNOWN, worst
from store.rules.scheme import Scheme
from tests.rules.dossiers import (
    BODIES,
    KINDS,
    SCHEMES,
    adds_up,
    asked_of,
    changed,
    clean,
    dossiers,
    in_doubt,
    judged,
    pieces,
    rule_named,
    standing,
    written,
)
from tests.rules.vietnamese import calm as calmer

calm = settings(calmer, max_examples=settings().max_examples // 3)
schemes = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)


def outcomes(scheme: Scheme, evidence: Evidence) -> dict[str, str]:
    """Every rule's outcome, asked of the kind or not."""
    return {rule.level + rule.name: find(rule, evidence).outcome for rule in scheme.rules}


def better(one: str, other: str) -> bool:
    return OUTCOMES.index(one) > OUTCOMES.index(other)


@schemes
@calm
@given(st.data())
def test_taking_one_piece_of_evidence_away_never_turns_fail_into_pass(scheme: Scheme, data: st.DataObject) -> None:
    """Nor a level that fails into one that passes."""
    whole = data.draw(dossiers(scheme))
    before, levels = outcomes(scheme, whole), judged(scheme, whole).verdicts
    for piece in pieces(whole):
        less = changed(whole, {piece: None})
        after = outcomes(scheme, less)
        assert [name for name in before if (before[name], after[name]) == (FAIL, PASS)] == []
        for verdict, now in zip(levels, judged(scheme, less).verdicts, strict=True):
            assert (verdict.outcome, now.outcome) != (FAIL, PASS)


@schemes
@calm
@given(st.data())
def test_what_is_told_stays_told_whatever_comes_in(scheme: Scheme, data: st.DataObject) -> None:
    """Pass stays pass and fail stays fail; only a share of figures that no longer add up cannot be told."""
    whole = data.draw(dossiers(scheme))
    there = pieces(whole)
    away = data.draw(st.lists(st.sampled_from(there), unique=True) if there else st.just([]))
    less = changed(whole, dict.fromkeys(away))
    for rule in scheme.rules:
        before, after = find(rule, less).outcome, find(rule, whole).outcome
        if before != UNKNOWN:
            assert after == before or (after == UNKNOWN and not adds_up(rule, whole)), rule.name


@schemes
@calm
@given(st.data())
def test_one_grade_raised_worsens_nothing(scheme: Scheme, data: st.DataObject) -> None:
    evidence = data.draw(dossiers(scheme))
    lines = [
        line for line in (evidence.form.criteria if evidence.form else ()) if evidence.grade(line.code) != NOT_APPLIED
    ]
    for line in lines:
        grade, points = evidence.grade(line.code), evidence.points(line.code)
        if grade is None and points is None:
            continue
        raised = Graded(GRADES[max(0, GRADES.index(grade) - 1)], None) if grade else Graded(None, line.points)
        higher = changed(evidence, {line.code: raised})
        before, after = outcomes(scheme, evidence), outcomes(scheme, higher)
        assert [name for name in before if better(before[name], after[name])] == []
        for verdict, now in zip(judged(scheme, evidence).verdicts, judged(scheme, higher).verdicts, strict=True):
            assert not better(verdict.outcome, now.outcome)


@schemes
@calm
@given(st.data())
def test_one_subordinate_or_member_rated_higher_worsens_nothing(scheme: Scheme, data: st.DataObject) -> None:
    """Of figures that do not add up nothing is told, and mending one may well tell of a failure."""
    evidence = data.draw(dossiers(scheme))
    for stem in ("subs", "members"):
        for rank in (2, 3, 4):
            low, high = evidence.count(f"{stem}_{rank}"), evidence.count(f"{stem}_{rank - 1}")
            if low and high is not None:
                moved = changed(evidence, {f"{stem}_{rank}": low - 1, f"{stem}_{rank - 1}": high + 1})
                for rule in scheme.rules:
                    if adds_up(rule, evidence):
                        assert not better(find(rule, evidence).outcome, find(rule, moved).outcome), rule.name


@schemes
@calm
@given(st.data())
def test_what_others_than_the_board_grade_decides_nothing(scheme: Scheme, data: st.DataObject) -> None:
    evidence = data.draw(dossiers(scheme))
    alone = {at: given for at, given in evidence.grades.items() if at[1] not in {OWN, RESPONSIBLE}}
    assert judged(scheme, evidence) == judged(scheme, replace(evidence, grades=alone))


@schemes
@calm
@given(st.data())
def test_a_level_takes_its_own_rules_and_all_below(scheme: Scheme, data: st.DataObject) -> None:
    """So none is better than the one below, the lowest always holds, and the best that passes is supported."""
    evidence = data.draw(dossiers(scheme))
    found = judged(scheme, evidence)
    codes = [level.code for level in scheme.levels]
    assert [verdict.level for verdict in found.verdicts] == codes
    asked = asked_of(scheme, evidence.kind)
    for rank, verdict in enumerate(found.verdicts):
        mine = [find(rule, evidence) for rule in asked if rule.level == verdict.level]
        assert sorted(finding.rule for finding in verdict.findings) == sorted(finding.rule for finding in mine)
        assert verdict.outcome == worst([find(rule, evidence).outcome for rule in asked if rule.level in codes[rank:]])
        told = [OUTCOMES.index(finding.outcome) for finding in verdict.findings]
        assert told == sorted(told), "failed first, then what cannot be told"
        assert found.verdict(verdict.level) is verdict
        departed = {(finding.level, finding.rule) for finding in found.departed(verdict.level)}
        failed = {(rule.level, rule.name) for rule in asked if find(rule, evidence).outcome == FAIL}
        assert departed == {(level, name) for level, name in failed if level in codes[rank:]}
        assert bool(departed) == (verdict.outcome == FAIL)
    for verdict, below in zip(found.verdicts, found.verdicts[1:], strict=False):
        assert not better(verdict.outcome, below.outcome)
    assert found.verdicts[-1].outcome == PASS
    assert found.supported == next(verdict.level for verdict in found.verdicts if verdict.outcome == PASS)


@schemes
@calm
@given(st.data())
def test_a_finding_names_evidence_that_is_there_and_misses_what_is_not(scheme: Scheme, data: st.DataObject) -> None:
    """One that passes misses nothing, one that fails has what it fails by; nothing is missing where what is there is
    in doubt: figures that do not fit, some lines lower where basically all should do, some but not all remedied.
    """
    evidence = data.draw(dossiers(scheme))
    lines = {line.code for line in evidence.form.criteria} if evidence.form else set()
    for rule in scheme.rules:
        finding = find(rule, evidence)
        assert finding.used == {name: standing(evidence, name) for name in finding.used}
        assert set(finding.missing) <= {*BY_NAME, *lines, "form", "points"}
        assert [name for name in finding.missing if standing(evidence, name) is not None] == []
        if finding.outcome == PASS:
            assert finding.missing == ()
        if finding.outcome == FAIL:
            assert finding.used, rule.name
        if not finding.missing and len(rule.questions) == 1 and rule in asked_of(scheme, evidence.kind):
            assert (finding.outcome == UNKNOWN) == in_doubt(rule, evidence), rule.name


@schemes
@calm
@given(st.data())
def test_a_finding_rests_on_nothing_that_it_does_not_name(scheme: Scheme, data: st.DataObject) -> None:
    """Only a line that does not apply is left out without a word."""
    evidence = data.draw(dossiers(scheme))
    for rule in asked_of(scheme, evidence.kind):
        finding = find(rule, evidence)
        for piece in pieces(evidence):
            if piece not in finding.used and evidence.applies(piece):
                assert find(rule, changed(evidence, {piece: None})) == finding, (rule.name, piece)


@schemes
def test_a_finding_stands_on_the_clause_that_the_scheme_gives(scheme: Scheme) -> None:
    said = {(body["level"], body["rule"]): body for body in BODIES[scheme.code]["rules"]}
    assert len(said) == len(scheme.rules) == len(BODIES[scheme.code]["rules"])
    found: set[tuple[str, str]] = set()
    for kind in KINDS:
        for verdict in judged(scheme, clean(scheme, kind)).verdicts:
            for finding in verdict.findings:
                body = said[finding.level, finding.rule]
                assert (finding.clause, finding.source) == (body["clause"], body["source"])
                assert finding.verified is body["verified"]
                found.add((finding.level, finding.rule))
    assert found == set(said)


@schemes
def test_a_rule_asks_only_for_what_can_be_written(scheme: Scheme) -> None:
    groups = {group for form in scheme.forms for group, _vi, _en in form.groups}
    for rule in scheme.rules:
        for _name, asked in rule.questions:
            named = {asked[part] for part in ("part", "whole", "excused_by") if part in asked}
            assert named | {*asked.get("facts", ()), *asked.get("bodies", ())} <= set(BY_NAME)
            assert set(asked.get("groups", ())) <= groups
            assert asked["codes"] == tuple(level.code for level in scheme.levels)


@pytest.mark.parametrize(
    ("code", "kind", "changes", "supported", "outcomes"),
    [
        ("2014", "commune", "", "TSVM", "pass pass pass pass"),
        ("2014", "commune", "P.1=2000", "HTT", "fail pass pass pass"),
        ("2014", "commune", "disunity=1", "YK", "fail fail fail pass"),
        ("2014", "base_branch", "P.1=- P.2=- P.3=-", "YK", "unknown unknown unknown pass"),
        ("2019", "commune", "", "XS", "pass pass pass pass"),
        ("2019", "base_branch", "", "XS", "pass pass pass pass"),
        ("2019", "military", "", "XS", "pass pass pass pass"),
        ("2019", "commune", "rating_front=-", "TOT", "unknown pass pass pass"),
        # Kim Đồng says Tốt of itself, met 9 of 15 targets, waits for three ratings
        ("2019", "commune", "I.4=TB II.2=TB targets_met=9 rating_front=-", "HT", "fail fail pass pass"),
        ("2019", "commune", "disunity=-", "KHT", "unknown unknown unknown pass"),
        ("2019", "commune", "disunity=- II.2=TB", "KHT", "fail fail unknown pass"),
        ("2014", "military", "subs_4=4", "YK", "fail fail fail pass"),
        ("2014", "commune", "rating_front=YK rating_women=YK", "TSVM", "pass pass pass pass"),
        ("2019", "commune", "III=none", "XS", "pass pass pass pass"),
        ("2023", "base_branch", "", "XS", "pass pass pass pass"),
        ("2023", "base_branch", "subs=- subs_disciplined=-", "XS", "pass pass pass pass"),
        ("2023", "base_branch", "discipline_member=1", "KHT", "fail fail fail pass"),
        ("2023", "commune", "III=TB", "TOT", "fail pass pass pass"),
        ("2023", "commune", "III=KEM", "KHT", "fail fail unknown pass"),
        ("2023", "commune", "discipline_leader=2 discipline_remedied=1", "KHT", "fail unknown unknown pass"),
        ("2025", "base_branch", "subs_disciplined=-", "XS", "pass pass pass pass"),
        ("2025", "commune", "P.5=-", "XS", "pass pass pass pass"),
        ("2023", "commune", "discipline_leader=1 discipline_remedied=1", "TOT", "fail pass pass pass"),
        ("2023", "commune", "discipline_collective=1", "KHT", "fail fail fail pass"),
        ("2025", "commune", "shortcomings_remedied=5", "TOT", "fail pass pass pass"),
        ("2025", "commune", "tasks_on_time=17", "HT", "fail fail pass pass"),
        ("2025", "police", "P.1=0 P.2=0 P.6=0", "KHT", "fail fail fail pass"),
    ],
)
def test_what_a_dossier_supports(code: str, kind: str, changes: str, supported: str, outcomes: str) -> None:
    found = judged(SCHEMES[code], changed(clean(SCHEMES[code], kind), written(changes)))
    assert found.supported == supported
    assert [verdict.outcome for verdict in found.verdicts] == outcomes.split()


def test_an_empty_dossier_supports_the_lowest_level_and_departs_from_nothing() -> None:
    for scheme in SCHEMES.values():
        found = judged(scheme, Evidence("commune", scheme.form("commune")))
        assert [verdict.outcome for verdict in found.verdicts] == [UNKNOWN] * 3 + [PASS]
        assert found.supported == scheme.levels[-1].code
        assert [found.departed(level.code) for level in scheme.levels] == [()] * 4
        assert (found.departed(None), found.departed("none"), found.verdict("none")) == ((), (), None)


def test_a_decision_departs_from_the_failed_rules_of_its_level() -> None:
    found = judged(
        SCHEMES["2019"], changed(clean(SCHEMES["2019"], "commune"), written("II.2=TB I.4=- subs_3=1 subs_4=1"))
    )
    assert [finding.rule for finding in found.departed("TOT")] == ["tasks_good"]
    assert {"groups_excellent", "subordinates_fulfilled"} <= {finding.rule for finding in found.departed("XS")}
    assert found.departed("HT") == found.departed("KHT") == ()


def test_a_decision_departs_from_the_failed_rules_of_the_levels_below_too() -> None:
    """An excellent dossier of a committee concluded to be disunited: XS fails by a rule of HT."""
    found = judged(SCHEMES["2019"], changed(clean(SCHEMES["2019"], "commune"), {"disunity": 1}))
    assert [verdict.outcome for verdict in found.verdicts] == [FAIL, FAIL, FAIL, PASS]
    assert [[finding.rule for finding in found.departed(level)] for level in ("XS", "TOT", "HT")] == [["united"]] * 3


def test_a_leaders_remedied_discipline_does_not_excuse_the_collectives() -> None:
    """One of two is remedied, and nothing says which: that is no pass."""
    facts = {"discipline_collective": 1, "discipline_leader": 1, "discipline_remedied": 1}
    evidence = changed(clean(SCHEMES["2023"], "commune"), facts)
    for name in ("discipline_remedied", "all_remedied"):
        finding = find(rule_named(SCHEMES["2023"], name), evidence)
        assert (finding.outcome, finding.missing) == (UNKNOWN, ())


def test_subordinates_that_a_branch_has_not_decide_nothing_of_its_remedied_discipline() -> None:
    """They are not asked about, so they are not named; what comes in of them unsettles no answer."""
    facts = {"discipline_leader": 1, "discipline_remedied": 1}
    branch = changed(clean(SCHEMES["2023"], "base_branch"), facts)
    for name in ("discipline_remedied_branch", "all_remedied_branch"):
        rule = rule_named(SCHEMES["2023"], name)
        found = [find(rule, changed(branch, {"subs_disciplined": count})) for count in (None, 0, 1)]
        assert [finding.outcome for finding in found] == [PASS] * 3
        assert found == [found[0]] * 3


@pytest.mark.parametrize("code", ["2014", "2025"])
def test_points_fail_only_by_points_that_are_there(code: str) -> None:
    """Lines that do not apply are no points; else the last one left out would turn fail into cannot tell."""
    lines = [f"P.{number}" for number in range(1, 7)]
    for count in range(1, 7):
        given = dict.fromkeys(lines, None) | dict.fromkeys(lines[:count], NOT_APPLIED)
        finding = find(rule_named(SCHEMES[code], "points_90"), changed(clean(SCHEMES[code], "commune"), given))
        assert (finding.outcome, finding.used, finding.missing) == (UNKNOWN, {}, tuple(lines[count:]))


def made(**parts: Any) -> tuple[Rule, ...]:
    body = {"rule": "r", "level": "A", "clause": "c", "source": "s", "verified": True}
    return rules_from(["A", "B"], [{**body, **parts}])


TWO = [{"ask": "none_of", "with": {"facts": ["a"]}}, {"ask": "none_of", "with": {"facts": ["b"]}}]


@pytest.mark.parametrize(
    ("way", "facts", "outcome", "missing"),
    [
        ("any", {"a": 0, "b": 1}, PASS, ()),
        ("any", {"b": 0}, PASS, ()),
        ("any", {"a": 1, "b": 1}, FAIL, ()),
        ("any", {"a": 1}, UNKNOWN, ("b",)),
        ("all", {"a": 0, "b": 0}, PASS, ()),
        ("all", {"a": 0, "b": 1}, FAIL, ()),
        ("all", {"b": 1}, FAIL, ()),
        ("all", {"b": 0}, UNKNOWN, ("a",)),
    ],
)
def test_of_several_questions_any_or_all(
    way: str, facts: Mapping[str, int], outcome: str, missing: tuple[str, ...]
) -> None:
    (rule,) = made(**{way: TWO})
    finding = find(rule, Evidence("commune", None, facts=facts))
    assert (finding.outcome, finding.missing, finding.used) == (outcome, missing, facts)


def test_a_rule_of_an_unknown_question_or_without_a_part_is_none() -> None:
    with pytest.raises(KeyError, match="is_beloved"):
        made(ask="is_beloved")
    for part in ("rule", "level", "clause", "source", "verified", "ask"):
        body = {"rule": "r", "level": "A", "clause": "c", "source": "s", "verified": True, **TWO[0]}
        with pytest.raises(KeyError, match=part):
            rules_from(["A"], [{name: value for name, value in body.items() if name != part}])


def test_without_rules_the_best_level_is_supported() -> None:
    found = support(["A", "B"], (), Evidence("commune", None))
    assert found.supported == "A"
    assert all(verdict.findings == () for verdict in found.verdicts)
