"""An edit of a scheme is a new edition; what was rated under an earlier one keeps every byte."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from seed.profile import HERE
from tests.shell.conftest import Shell

TABLES = ("published_year", "published_result", "known_result", "correction", "cycle", "assessment")


def rows(path: Path, *tables: str) -> list[list[tuple[object, ...]]]:
    """Everything in these tables."""
    with sqlite3.connect(path) as plain:
        return [plain.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]


def test_an_edit_makes_an_edition_and_changes_no_earlier_byte(shell: Shell, tmp_path: Path) -> None:
    """The 2018 scheme with another share of the cap."""
    text = (HERE / "schemes" / "2018.yaml").read_text(encoding="utf-8")
    edited = tmp_path / "khung-2018.yaml"
    edited.write_text(text.replace("share: 20", "share: 25"), encoding="utf-8")
    before, results = rows(shell.path, "scheme_edition", *TABLES), shell("results", "--json").json
    assert "bản 2 của khung 2018" in shell("scheme", str(edited)).out
    after = rows(shell.path, "scheme_edition", *TABLES)
    assert after[1:] == before[1:]
    assert set(before[0]) < set(after[0])
    assert len(after[0]) == len(before[0]) + 1
    assert shell("results", "--json").json == results
    assert shell("verify").status == 0
    assert shell("scheme", str(edited)).status == 1, "the same again is no edition"


FAULTS = {
    "a key twice": ("levels:", "from_year: 2018\nlevels:", "dòng"),
    "an alias": ('code: "2018"', 'code: &a "2018"\nguidance: *a', "dòng"),
    "a truth that is none": ("verified: false\n", "verified: no\n", "dòng"),
    "an unknown question": ('ask: "share_rated"', 'ask: "share_guessed"', "share_guessed"),
    "a missing part": ("from_year: 2018\n", "", "from_year"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_broken_scheme_names_file_and_place_and_adds_nothing(shell: Shell, tmp_path: Path, case: str) -> None:
    """Duplicate keys, aliases, ``no`` read as false, rules that nobody knows."""
    old, new, said = FAULTS[case]
    text = (HERE / "schemes" / "2018.yaml").read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "hong.yaml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = rows(shell.path, "scheme_edition", *TABLES)
    told = shell("scheme", str(broken))
    assert told.status == 1
    assert "hong.yaml" in told.err
    assert said in told.err
    assert rows(shell.path, "scheme_edition", *TABLES) == before
    assert shell("scheme", str(broken), by="binh").status == 1


def test_a_committee_may_add_lines_of_its_own_to_a_form(shell: Shell, tmp_path: Path) -> None:
    """A scheme's file may hold its form whole; the next cycle under it asks for the added line."""
    form = (HERE / "forms" / "mau-03.yaml").read_text(encoding="utf-8")
    added = (
        '      - {code: "II.3", name_vi: "Tiêu chí bổ sung", name_en: "Local line", body: "office"}\n  - code: "III"'
    )
    whole = form.replace('  - code: "III"', added, 1)
    lines = [line for line in whole.splitlines() if not line.startswith("#")]
    inline = "\n".join(f"  {'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines))
    text = (HERE / "schemes" / "2019.yaml").read_text(encoding="utf-8")
    local = tmp_path / "khung-2019.yaml"
    local.write_text(text.replace('forms: ["mau-03"]', f"forms:\n{inline}"), encoding="utf-8")
    assert shell("scheme", str(local)).status == 0
    assert shell("cycle", "open", "2020", "--scheme", "2019").status == 0
    told = shell("check", "kim dong", "--cycle", "2020", "--level", "HT", "--json").json
    assert "II.3" in next(each for each in told if each["rule"] == "all_average")["missing"]
    before = shell("check", "kim dong", "--cycle", "2019", "--level", "HT", "--json").json
    assert "II.3" not in next(each for each in before if each["rule"] == "all_average")["missing"]
