"""Every rule of every shipped scheme: by the tables of cases, by kinds of organisation, by what it stands on."""

from __future__ import annotations

import pytest

from store.rules.checks import find
from store.rules.predicates import DISCIPLINE, OUTCOMES, PASS
from tests.rules.dossiers import (
    BODIES,
    CLEAN,
    COMMITTEES,
    KINDS,
    SCHEMES,
    changed,
    clean,
    judged,
    rule_named,
    written,
)
from tests.rules.rule_tables import TABLES

CASES = [(code, " ".join(line.split())) for code, table in TABLES.items() for line in table.strip().splitlines()]


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_rule_of_a_shipped_scheme(code: str, case: str) -> None:
    name, kind, *changes, outcome = case.split()
    scheme = SCHEMES[code]
    rule, evidence = rule_named(scheme, name), changed(clean(scheme, kind), written(" ".join(changes)))
    finding, verdict = find(rule, evidence), judged(scheme, evidence).verdict(rule.level)
    assert finding.outcome == outcome
    assert outcome != PASS or finding.missing == ()
    assert verdict is not None
    assert finding in verdict.findings
    assert OUTCOMES.index(verdict.outcome) <= OUTCOMES.index(outcome)


@pytest.mark.parametrize("code", SCHEMES)
def test_every_rule_is_told_by_cases_of_each_outcome(code: str) -> None:
    told = {(case.split()[0], case.split()[-1]) for each, case in CASES if each == code}
    assert told == {(rule.name, outcome) for rule in SCHEMES[code].rules for outcome in OUTCOMES}


@pytest.mark.parametrize(
    ("code", "rules", "asked_of"),
    [
        ("2014", "government_not_lowest mass_not_lowest", "commune town"),
        ("2014", "few_weak_subordinates", " ".join(COMMITTEES)),
        ("2014", "few_weak_members", "base_branch"),
        ("2018", "same_level_good", "commune town"),
        ("2019", "same_level_good", "commune town"),
        ("2019", "subordinates_fulfilled subordinates_good", " ".join(KINDS)),
        ("2023", "nobody_disciplined discipline_remedied all_remedied", " ".join(COMMITTEES)),
        ("2023", "few_units_disciplined", " ".join(COMMITTEES)),
        ("2023", "nobody_disciplined_branch discipline_remedied_branch all_remedied_branch", "base_branch"),
        ("2025", "nobody_disciplined", " ".join(COMMITTEES)),
        ("2025", "nobody_disciplined_branch", "base_branch"),
    ],
)
def test_a_rule_is_asked_only_of_the_kinds_that_it_names(code: str, rules: str, asked_of: str) -> None:
    for kind in KINDS:
        verdicts = judged(SCHEMES[code], clean(SCHEMES[code], kind)).verdicts
        found = {finding.rule for verdict in verdicts for finding in verdict.findings}
        assert [name in found for name in rules.split()] == [kind in asked_of.split()] * len(rules.split())


@pytest.mark.parametrize("code", SCHEMES)
def test_a_base_branch_is_not_asked_of_subordinate_organisations(code: str) -> None:
    """Whatever is written of them, or nothing at all."""
    subs = [name for name in CLEAN if name.startswith("subs")]
    branch = clean(SCHEMES[code], "base_branch")
    found = judged(SCHEMES[code], branch)
    assert not {name for verdict in found.verdicts for each in verdict.findings for name in each.used} & set(subs)
    for value in (None, 1):
        assert judged(SCHEMES[code], changed(branch, dict.fromkeys(subs, value))) == found


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2023", "nobody_disciplined"),
        ("2023", "discipline_remedied"),
        ("2023", "all_remedied"),
        ("2025", "nobody_disciplined"),
    ],
)
def test_a_branchs_rule_is_the_committees_without_subordinate_organisations(code: str, name: str) -> None:
    rules = {body["rule"]: body for body in BODIES[code]["rules"]}
    ours, theirs = rules[f"{name}_branch"], rules[name]
    left_out = {"rule", "kinds", "with"}
    assert {part: ours[part] for part in ours.keys() - left_out} == {
        part: theirs[part] for part in theirs.keys() - left_out
    }
    facts = [fact for fact in theirs["with"]["facts"] if fact != "subs_disciplined"]
    assert ours["with"] == {**theirs["with"], "facts": facts}


@pytest.mark.parametrize("code", SCHEMES)
def test_a_rule_that_excuses_the_remedied_asks_of_all_who_can_be_disciplined(code: str) -> None:
    """``discipline_remedied`` counts them all together; were one left out, another's would excuse."""
    for rule in SCHEMES[code].rules:
        for _name, asked in rule.questions:
            if asked.get("remedied_excused"):
                assert rule.kinds is not None
                branch = set(rule.kinds) == {"base_branch"}
                assert branch or set(rule.kinds) == set(COMMITTEES)
                subs = {"subs_disciplined"} if branch else set()
                assert set(asked["facts"]) == set(DISCIPLINE) - subs


@pytest.mark.parametrize(
    ("code", "unverified"),
    [
        ("2014", "points_90 points_70 points_50"),
        ("2018", " ".join(rule.name for rule in SCHEMES["2019"].rules)),
        ("2019", "tasks_good others_average all_average half_of_targets united not_disciplined"),
        ("2023", ""),
        ("2025", ""),
    ],
)
def test_what_was_not_read_in_a_source_is_marked(code: str, unverified: str) -> None:
    rules = SCHEMES[code].rules
    assert [rule.name for rule in rules if not rule.verified] == unverified.split()
    assert all(rule.source is not None for rule in rules if rule.verified)
    assert {rule.source for rule in rules if not rule.verified} <= {None, "21-HD/BTCTW"}


def test_2018_has_the_rules_of_2019() -> None:
    asked = [
        [(rule["rule"], rule["level"], rule["with"]) for rule in BODIES[code]["rules"]] for code in ("2018", "2019")
    ]
    assert asked[0] == asked[1]
