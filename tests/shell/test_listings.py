"""What the listing commands say, for a person and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

import seed
from store.commands.agenda import add_items
from store.commands.meeting import plan_meeting
from tests.kit.stores import opened
from tests.shell.conftest import Shell

PROFILE = Path(str(seed.__file__)).parent / "profiles" / "trang-dinh-2019.yaml"

KEYS = frozenset(
    "code name kind peer_group parent valid_from valid_to members_full members_probationary sub_branches source".split()
)
"""What ``orgs --json`` promises of each organisation."""


def test_results_are_those_of_the_source(shell: Shell) -> None:
    """Three years, their totals and levels, nothing made to fit."""
    years = shell("results", "--json").json
    assert [(year["year"], year["scheme"], year["rated"]) for year in years] == [
        (2016, "2014", 61),
        (2017, "2014", 62),
        (2018, "2018", 59),
    ]
    counts = [[level["count"] for level in year["levels"]] for year in years]
    assert counts == [[33, 18, 10, 0], [34, 27, 1, 0], [5, 50, 4, 0]]
    assert [year["exemplary"] for year in years] == [5, 0, None]


def test_percentages_are_computed_beside_the_printed_ones(shell: Shell) -> None:
    """54.84 beside "54,85" with the reason; half up, never forced to 100."""
    years = {year["year"]: year for year in shell("results", "--json").json}
    best = years[2017]["levels"][0]
    assert (best["code"], best["percent"], best["printed_percent"]) == ("TSVM", 54.84, "54,85")
    reasons = {each["code"]: each for each in years[2017]["corrections"]}
    assert "34/62" in reasons[best["correction"]]["why_vi"]
    computed = [[level["percent"] for level in years[year]["levels"]] for year in (2016, 2017, 2018)]
    assert computed == [[54.1, 29.51, 16.39, 0.0], [54.84, 43.55, 1.61, 0.0], [8.47, 84.75, 6.78, 0.0]]


def test_the_label_of_2016_is_corrected(shell: Shell) -> None:
    """Printed twice the same; the 18 are at the second level."""
    level = shell("results", "--year", "2016", "--json").json[0]["levels"][1]
    assert (level["code"], level["count"], level["label"]) == ("HTT", 18, "Hoàn thành tốt nhiệm vụ")
    assert level["printed_label"] == "hoàn thành nhiệm vụ"
    assert level["correction"] == "2016-label"


def test_all_five_discrepancies_are_listed(shell: Shell) -> None:
    """Each with what is printed, why it is wrong in both languages, and who says so."""
    found = {each["code"]: each for year in shell("results", "--json").json for each in year["corrections"]}
    assert len(found) == 5
    assert all(
        each["printed"] and each["why_vi"] and each["why_en"] and each["corrected_by"] for each in found.values()
    )


def test_orgs_say_only_what_the_source_says(shell: Shell) -> None:
    """59 and the committee; unnamed ones have no name; headcounts stand on the committee alone."""
    found = shell("orgs", "--json").json
    assert all(set(each) >= KEYS for each in found)
    rated = [each for each in found if each["kind"] != "committee"]
    assert len(rated) == 59
    kinds = [each["kind"] for each in rated]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "commune": 22,
        "town": 1,
        "military": 1,
        "police": 1,
        "base_branch": 34,
    }
    assert sum(each["name"] is None for each in rated) == 30
    assert {each["members_full"] for each in rated} == {None}
    assert {each["sub_branches"] for each in rated} == {None}
    (committee,) = (each for each in found if each["kind"] == "committee")
    assert (committee["members_full"], committee["members_probationary"], committee["sub_branches"]) == (5212, 356, 273)
    text = PROFILE.read_text(encoding="utf-8")
    assert all(each["source"] and each["source"].split("…")[0][:40] in text for each in found)


def test_orgs_filter_and_year(shell: Shell) -> None:
    """The filter language holds on the command line too."""
    assert [each["code"] for each in shell("orgs", "--filter", "loai:thitran", "--json").json] == ["tt-that-khe"]
    assert len(shell("orgs", "--year", "2018", "--json").json) == 60
    wrong = shell("orgs", "--filter", "loaii:xa")
    assert wrong.status == 1
    assert "cột 1" in wrong.err
    assert wrong.out == ""


def test_assessments_list_levels_version_and_what_is_missing(shell: Shell) -> None:
    """Empty at first; a level, a version, what is still owed."""
    found = shell("assessments", "--json").json
    assert len(found) == 59
    assert {each["self_level"] for each in found} == {None}
    shell("rate", "kim dong", "--self", "TOT")
    shell("adjust", "kim dong", "HT", "--stage", "final", "--reason", "target")
    (row,) = shell("assessments", "--filter", "chenh:<0", "--json").json
    assert row["org"] == "xa-kim-dong"
    assert row["cycle"] == "2019"
    assert (row["self_level"], row["proposed_level"], row["final_level"]) == ("TOT", None, "HT")
    assert row["missing"] == ["reason_text"]
    assert row["version"] > found[21]["version"]


def test_journal_shows_entries_with_rows_before_and_after(shell: Shell) -> None:
    """Who, when, what, the rows; narrowed by organisation, person, time and number."""
    shell("rate", "kim dong", "--self", "TOT")
    shell("adjust", "22", "HT", "--stage", "final", "--reason", "target", "--note", "9/15")
    first, second = shell("journal", "--org", "kim dong", "--after", "4", "--json").json
    assert (first["action"], first["by"]) == ("rate", "an")
    assert first["at"] == "2019-12-27T02:00:00.000+00:00"
    assert second["reason"] == "target"
    assert [row["entity"] for row in second["rows"]] == ["assessment", "adjustment"]
    before, after = (second["rows"][0][side] for side in ("before", "after"))
    assert (before["final_level"], after["final_level"]) == (None, "HT")
    assert second["undoes"] is None
    assert len(second["hash"]) == 64
    assert shell("journal", "--by", "binh", "--json").json == []
    assert shell("journal", "--since", "2019-12-28", "--json").json == []
    assert len(shell("journal", "--limit", "2", "--json").json) == 2
    assert shell("journal", "--since", "gestern").status == 1


def test_journal_says_in_which_meeting_something_was_done(shell: Shell) -> None:
    """In the table before what it is about, in the document by number."""
    with opened(shell.path):
        plan_meeting("an", held_on="27/12/2019")
        add_items("an", organisations=["xa-kim-dong"])
    planned, listed = shell("journal", "--limit", "2", "--json").json
    assert (planned["meeting"], listed["meeting"]) == ("1", "1")
    rows = shell("journal", "--limit", "3").out.splitlines()
    assert rows[-1].endswith("Phiên 1: xa-kim-dong")
    assert rows[-2].endswith("Phiên 1:")
    assert "Phiên" not in rows[-3]


@pytest.mark.parametrize("command", ["orgs", "results", "assessments", "journal", "doctor", "verify"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_listing_answers_in_both_languages(shell: Shell, command: str, lang: str) -> None:
    """For a person: lines; for a script: one JSON document, the same in both languages but for labels."""
    told = shell(command, lang=lang)
    assert told.status == 0, told.err
    assert told.out.strip()
    assert shell(command, "--json", lang=lang).json is not None


def test_accounts_list(shell: Shell) -> None:
    """Whoever made the store is its administrator and secretary."""
    (made,) = shell("accounts", "list", "--json").json
    assert (made["login"], made["roles"], made["active"]) == ("an", ["admin", "secretary"], True)
