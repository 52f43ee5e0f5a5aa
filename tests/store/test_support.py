"""What dossiers support: the queries say of each what the rules say of the evidence in the tables."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from store.commands.dossier import grade, set_fact
from store.commands.undoing import undo
from store.db.connect import writing
from store.queries.comparison import comparison
from store.queries.dossier import DossierView, dossiers
from store.rules.checks import Support, support
from store.rules.evidence import Evidence
from store.rules.facts import BY_NAME, LEVEL, Value
from store.rules.forms import Graded
from store.rules.scheme import Scheme
from tests.kit.stores import BINH, CHI, both_modes, newest, opened, parts, sql

pytestmark = pytest.mark.usefixtures("store")

LANG, KHE, BRANCH = "xa-chi-lang", "tt-that-khe", "kiem-lam"


def graded(who: str, given: str) -> int:
    return grade(who, organisation=LANG, criterion="II.2", side="board", grade=given).entry


def judged(scheme: Scheme, organisation: str, kind: str) -> Support:
    """The checks run on the evidence as the tables have it, read with nothing of the queries."""
    facts: dict[str, Value] = {}
    for name, text, _day in parts("fact", organisation):
        facts[str(name)] = str(text) if BY_NAME[str(name)].kind == LEVEL else int(str(text))
    grades: dict[tuple[str, str], Graded] = {}
    for line, side, given, points in parts("grade", organisation):
        number = None if points is None else int(str(points))
        grades[str(line), str(side)] = Graded(None if given is None else str(given), number)
    evidence = Evidence(kind, scheme.form(kind), grades, facts)
    return support([each.code for each in scheme.levels], scheme.rules, evidence)


def check_all_agree() -> dict[str, str | None]:
    """Dossiers, comparison and rules say the same of all; answers what each dossier supports."""
    view = comparison()
    told: tuple[DossierView, ...] = dossiers()
    assert [each.organisation for each in told] == [row.organisation for row in view.rows]
    for row, each in zip(view.rows, told, strict=True):
        expected = judged(view.scheme, row.organisation, row.kind)
        assert row.support == expected
        assert each.support == expected
    return {row.organisation: row.support.supported for row in view.rows}


def fill(organisation: str, given: str) -> None:
    """A dossier that supports the level which its grades speak for, all else being well."""
    lines = ("I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "III")
    for line in lines:
        grade(BINH, organisation=organisation, criterion=line, side="board", grade=given)
    facts = {"targets_set": "10", "targets_met": "10", "disunity": "0", "discipline_collective": "0"}
    for stem in ("subs", "members"):
        facts |= {stem: "2", f"{stem}_1": "1", f"{stem}_2": "1", f"{stem}_3": "0", f"{stem}_4": "0"}
    facts |= {name: "TOT" for name in BY_NAME if name.startswith("rating_")} | {"members_not_rated": "0"}
    for name, value in facts.items():
        set_fact(BINH, organisation=organisation, name=name, value=value)


@both_modes
def test_all_say_of_a_dossier_what_the_rules_say_whatever_was_changed(store: Path) -> None:
    assert set(check_all_agree().values()) == {"KHT"}, "nothing is known of anybody"
    for organisation, given in ((LANG, "XS"), (KHE, "TOT"), (BRANCH, "XS")):
        fill(organisation, given)
    found = check_all_agree()
    assert (found[LANG], found[KHE], found[BRANCH]) == ("XS", "TOT", "XS")
    set_fact(BINH, organisation=LANG, name="disunity", value="có")
    assert check_all_agree()[LANG] == "KHT"
    undo(BINH)
    assert check_all_agree()[LANG] == "XS"
    graded(CHI, "TB")
    assert check_all_agree()[LANG] == "HT"

    def another() -> None:
        with opened(store):
            graded(CHI, "TOT")
            check_all_agree()

    thread = threading.Thread(target=another)
    thread.start()
    thread.join()
    assert check_all_agree()[LANG] == "TOT"


def test_what_is_read_inside_a_change_that_fails_is_not_believed_after() -> None:
    """The number of the change that failed goes to the next one."""
    fill(LANG, "XS")
    assert check_all_agree()[LANG] == "XS"
    number = newest() + 1
    with pytest.raises(ZeroDivisionError), writing():
        sql("UPDATE grade SET grade = 'KEM', version = ? WHERE criterion = 'II.2'", number)
        sql("UPDATE assessment SET version = ? WHERE organisation = ?", number, LANG)
        assert check_all_agree()[LANG] == "KHT"
        raise ZeroDivisionError
    assert graded(BINH, "TOT") == number
    assert check_all_agree()[LANG] == "TOT"
