"""What the form makes of typed values, figures and gaps, by tables; and its pictures by their measure."""

from __future__ import annotations

from datetime import date

import pytest

from seed.profile import load_schemes
from store.queries.accounts import AccountView
from store.rules.evidence import Evidence
from store.rules.facts import FACTS
from store.rules.forms import BOARD, Graded
from store.rules.scheme import scheme_from
from store.rules.text import width
from tests.kit.desk import Table
from tests.kit.forms import fill
from tui.screens.form_parts import (
    FACT,
    POINTS,
    PROOF,
    Field,
    Odd,
    Reader,
    Typed,
    field_named,
    is_own,
    odd,
    own_side,
    read_points,
    tried,
)
from tui.screens.form_seen import points, rows_of

FORM = scheme_from(next(body for body in load_schemes() if body["code"] == "2019")).forms[0]
READER = Reader(("XS", "TOT", "HT", "KHT"), {"tot": "TOT"}, date(2019, 12, 27))


def someone(*roles: str, body: str | None = None) -> AccountView:
    return AccountView("x", roles, None, body, active=True, known=True)


@pytest.mark.parametrize(
    "field",
    [
        *(Field(FACT, each.name) for each in FACTS),
        *(Field(POINTS, line.code) for line in FORM.criteria),
        *(Field(PROOF, line.code, n, part) for line in FORM.criteria for n in (1, 12) for part in ("text", "dated")),
    ],
    ids=lambda field: field.name,
)
def test_a_drafts_place_names_its_field(field: Field) -> None:
    """What is kept under a name is offered again in the same cell."""
    assert field_named(field.name) == field


@pytest.mark.parametrize("name", ["", "targets", "II.2", "II.2.1.page", "II.2.x.text", "points"])
def test_other_places_name_no_field(name: str) -> None:
    """A draft of something else is not taken for one of the form's."""
    assert field_named(name) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12/12/2019", "2019-12-12"),
        ("12-12-2018", "2018-12-12"),
        ("2019-12-12", "2019-12-12"),
        ("27/12", "2019-12-27"),
        ("28/12", "2018-12-28"),
        ("1.2", "2019-02-01"),
        ("29/2", None),
        ("31/11", None),
        ("12", None),
        ("khi nào", None),
    ],
)
def test_days(text: str, iso: str | None) -> None:
    """Without a year the last such day."""
    assert READER.day(text) == iso


@pytest.mark.parametrize(
    ("text", "most", "points_"),
    [
        ("0", 500, 0),
        ("5", 500, 500),
        ("4,5", 500, 450),
        ("4.25", 500, 425),
        ("5,01", 500, None),
        ("-1", 500, None),
        ("4,555", 500, None),
        ("bốn", 500, None),
        ("４", 500, None),
    ],
)
def test_points_are_read_in_hundredths(text: str, most: int, points_: int | None) -> None:
    """Both decimal marks; never above the most, never guessed."""
    read = read_points(text, most)
    assert (read.value, read.fault is None) == (points_, points_ is not None)


def test_nothing_typed_takes_the_value_away() -> None:
    """An empty cell is no zero."""
    assert READER.fact("targets_set", "") == Typed() == read_points("", 500)


@pytest.mark.parametrize(
    ("hundredths", "shown"), [(3500, "35"), (1250, "12,5"), (425, "4,25"), (0, "0"), (10000, "100"), (1000, "10")]
)
def test_points_are_shown_without_noughts(hundredths: int, shown: str) -> None:
    """No noughts behind the mark, all before it."""
    assert points(hundredths, "vi") == shown


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"targets_set": 15, "targets_met": 15}, []),
        ({"targets_met": 16}, []),
        ({"targets_set": 15, "targets_met": 16}, [Odd(("targets_met",), "targets_set", 16, 15)]),
        ({"subs": 11, "subs_1": 2, "subs_2": 8}, []),
        ({"subs": 11, "subs_1": 4, "subs_2": 8}, [Odd(("subs_1", "subs_2"), "subs", 12, 11)]),
        (
            {"subs": 11, "subs_1": 4, "subs_2": 6, "subs_3": 0, "subs_4": 0},
            [Odd(("subs_1", "subs_2", "subs_3", "subs_4"), "subs", 10, 11)],
        ),
        ({"members": 10, "members_1": 2, "members_2": 6, "members_3": 1, "members_4": 0, "members_not_rated": 1}, []),
    ],
)
def test_figures_that_cannot_all_be_right(facts: dict[str, int], found: list[Odd]) -> None:
    """Only what is there is held against each other; what is missing may still come."""
    assert list(odd(Evidence("commune", FORM, {}, facts))) == found


def test_trying_a_value_changes_a_copy() -> None:
    """A typed fact or points stand in the evidence that is tried, and nowhere else."""
    begun = Evidence("commune", FORM, {("I.1", BOARD): Graded("XS", None)}, {"subs": 11})
    assert tried(begun, Field(FACT, "subs"), 12).facts == {"subs": 12}
    assert tried(begun, Field(FACT, "subs"), None).facts == {}
    assert tried(begun, Field(POINTS, "I.1"), 900).points("I.1") == 900
    assert tried(begun, Field(POINTS, "I.1"), None).grades == {}
    assert begun.facts == {"subs": 11}


@pytest.mark.parametrize(
    ("account", "side", "lines"),
    [
        (someone("secretary"), "board", 7),
        (someone("reviewer", "advisory", body="office"), "board", 7),
        (someone("advisory", body="inspection"), "responsible", 2),
        (someone("advisory", body="front"), "responsible", 0),
        (someone("member"), None, 0),
        (someone("observer"), None, 0),
        (someone("admin"), None, 0),
    ],
)
def test_whose_column_digits_write(account: AccountView, side: str | None, lines: int) -> None:
    """The Organisation Board's for its people, the bodies' for an advisory body's own lines, none for others."""
    assert own_side(account) == side
    assert sum(is_own(line, account) for line in FORM.criteria) == lines


@pytest.mark.parametrize("height", range(16, 60))
def test_the_rows_of_the_screen_are_shared_without_a_rest(height: int) -> None:
    """Head, rules, message and keys are seven; no part is lost."""
    rows = rows_of(height)
    assert rows.lines + rows.cell + rows.checks + 7 == height
    assert min(rows.lines, rows.checks) >= 3


@pytest.mark.parametrize("size", [(80, 24), (80, 18), (100, 30), (120, 40)])
@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_frames_are_exactly_as_wide_as_the_screen(table: Table, size: tuple[int, int], lang: str) -> None:
    """In every zone and while a cell is open."""
    fill(table)
    async with table.sit("binh", size=size, lang=lang) as binh:
        await binh.types("/22\ng4")
        for keys in ("", "\t", "5", "\x1b", "\t", "\n", "\x1b"):
            await binh.types(keys)
            lines = binh.sees.split("\n")[: size[1]]
            assert len(lines) == size[1]
            assert {width(line) for line in lines if line[:1] in ("│", "├", "┌")} == {size[0]}
            assert max(width(line) for line in lines) <= size[0]
