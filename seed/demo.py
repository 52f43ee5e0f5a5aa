"""Made-up dossiers for rehearsing, the same each time: every outcome of every check, late papers, a cap exceeded.

Nothing here is known of any real organisation; the store that takes it says so on every screen.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from seed.load import create_store
from seed.profile import Profile, load_profile
from store.commands.account import add_account
from store.commands.assessment import adjust
from store.commands.people import add_person, tie_person
from store.commands.rehearsal import Rehearsed, RehearsedCase, rehearse
from store.db import connect
from store.imports.strict_yaml import read_yaml
from store.rules.facts import RATINGS
from store.rules.forms import BOARD, OWN, RESPONSIBLE

FILE = Path(__file__).parent / "demo.yaml"
"""Who stands for what, which adjustments are proposed, in whose words; cases of remediation in three states."""

CRITERIA = ("I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "III")
TASKS = frozenset({"II.1", "II.2"})


def create_demo(path: Path, actor: str) -> None:
    """Make a store whose figures are made up and marked so; raises ``NotOpened`` as ``create_store`` does."""
    shipped = load_profile()
    create_store(path, actor, replace(shipped, settings={**shipped.settings, "made_up": "1"}))
    told = read_yaml(FILE)
    connect.open_store(path)
    try:
        for account in told["accounts"]:
            add_account(actor, **account)
        for person in told["people"]:
            mine = {"login": actor} if person.pop("account", False) else {}
            add_person(actor, **(person | mine))
        for tie in told["ties"]:
            tie_person(actor, **tie)
        cases = [RehearsedCase(**each) for each in told["cases"]]
        rehearse(actor, dossiers=list(_dossiers(shipped, told)), deadlines=told["deadlines"], cases=cases)
        for each in told["adjustments"]:
            adjust(each.pop("by"), **each)
    finally:
        connect.disconnect()


def _dossiers(profile: Profile, told: dict[str, Any]) -> Iterator[Rehearsed]:
    scenarios = told["scenarios"]
    for facts in profile.organisations:
        if facts["tt"] is None:
            continue
        name = told["standing"].get(facts["tt"]) or told["turn"][facts["tt"] % len(told["turn"])]
        dice = random.Random(f"{facts['code']}-2019")  # noqa: S311 - for rehearsing, the same each time
        yield _dossier(facts, scenarios[name], told, dice)


def _dossier(facts: dict[str, Any], scene: dict[str, Any], told: dict[str, Any], dice: random.Random) -> Rehearsed:
    branch = facts["kind"] == "base_branch"
    if scene["self"] is None:
        return Rehearsed(facts["code"], None, papers=dict(_papers(scene, told, dice)))
    return Rehearsed(
        organisation=facts["code"],
        self_level=scene["self"],
        grades=dict(_grades(scene, dice)),
        facts={**dict(_counts(scene, dice, branch=branch)), **dict(_ratings(scene, dice, branch=branch))},
        proofs=dict(_proofs(scene, told, dice)),
        papers=dict(_papers(scene, told, dice)),
        returned=dict.fromkeys(scene.get("returned", ()), ("2019-12-17", told["why_returned"])),
        opinions=dict(_opinions(scene, told, dice)),
    )


def _grades(scene: dict[str, Any], dice: random.Random) -> Iterator[tuple[tuple[str, str], str]]:
    for criterion in CRITERIA:
        key = "tasks" if criterion in TASKS else "others"
        board = scene.get("grades", {}).get(criterion, scene[key])
        yield (criterion, OWN), scene["own"]
        if criterion not in scene.get("ungraded", ()):
            yield (criterion, BOARD), board
            if dice.random() < 0.8:
                yield (criterion, RESPONSIBLE), board


def _counts(scene: dict[str, Any], dice: random.Random, *, branch: bool) -> Iterator[tuple[str, tuple[str, None]]]:
    given = dice.randint(12, 20)
    met = given * scene["met"] // 100
    counts = {"targets_set": given, "targets_met": met, "targets_exceeded": met // 4}
    total = dice.randint(14, 40) if branch else dice.randint(8, 14)
    best = total // 5
    low = total * scene["low"] // 100
    fallen = scene.get("lowest", 0)
    ranks = (best, total - best - low - fallen, low, fallen)
    stem = "members" if branch else "subs"
    counts |= {stem: total} | {f"{stem}_{rank}": count for rank, count in enumerate(ranks, start=1)}
    counts |= {"discipline_collective": 0, "discipline_leader": 0, "discipline_member": 0, "subs_disciplined": 0}
    counts |= {"disunity": 0, "shortcomings": 6, "shortcomings_remedied": 6 * scene["met"] // 100}
    counts |= {"directive_05": 1} | scene.get("facts", {})
    for name, value in counts.items():
        if name not in scene.get("unknown", ()):
            yield name, (str(value), None)


def _ratings(scene: dict[str, Any], dice: random.Random, *, branch: bool) -> Iterator[tuple[str, tuple[str, str]]]:
    if branch:
        return
    for name in RATINGS:
        if name not in scene.get("unknown", ()):
            yield name, (scene.get("ratings", {}).get(name, "TOT"), f"2019-12-{dice.randint(5, 14):02d}")


def _proofs(
    scene: dict[str, Any], told: dict[str, Any], dice: random.Random
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for criterion in ("I.4", "II.2", "III"):
        text = told["proofs"]["good" if scene["met"] >= 80 else "poor"]
        yield criterion, (text, f"{dice.randint(10, 99)}-{told['report_sign']}", f"2019-12-{dice.randint(1, 12):02d}")


def _papers(scene: dict[str, Any], told: dict[str, Any], dice: random.Random) -> Iterator[tuple[str, str]]:
    for paper in told["papers"]:
        if paper not in scene.get("no_papers", ()) and paper not in scene.get("returned", ()):
            first, last = scene.get("in", (8, 14))
            yield paper, f"2019-12-{dice.randint(first, last):02d}"


def _opinions(
    scene: dict[str, Any], told: dict[str, Any], dice: random.Random
) -> Iterator[tuple[str, tuple[str | None, str]]]:
    for body in told["bodies"]:
        chance = dice.random()
        if chance < scene.get("silent", 0.15):
            continue
        yield body, (None if chance < 0.7 else told["opinion"], f"2019-12-{dice.randint(10, 18):02d}")
