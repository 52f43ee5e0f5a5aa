"""Which organisation a typed name means: nobody is taken for another, nothing ambiguous is guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.naming import Ambiguous, Match, Named, Unknown, candidates, resolve
from store.rules.text import fold
from tests.rules.vietnamese import COMMUNES, anything, calm, nfd, vietnamese


def _full(name: str) -> str:
    return f"Đảng bộ {name[0].lower()}{name[1:]}"


REGISTER = (
    *(Named(f"dv-{tt}", tt, name, _full(name)) for tt, name in COMMUNES.items()),
    Named("quan-su", 24, "Quân sự huyện", "Đảng bộ quân sự huyện"),
    Named("tai-chinh", 26, "Phòng TC – KH", "Chi bộ phòng Tài chính – Kế hoạch"),
    Named("chi-bo-30", 30, None),
    Named("chi-bo-31", 31, None),
)

SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "without the kind": lambda name: name.removeprefix("Xã ").removeprefix("Thị trấn "),
    "without marks": fold,
    "without marks and kind": lambda name: fold(name).removeprefix("xa ").removeprefix("thi tran "),
    "decomposed": nfd,
    "capitals": str.upper,
    "in full": _full,
    "in full, without marks": lambda name: fold(_full(name)),
    "with blanks": lambda name: f"  {name.replace(' ', '   ')} ",
    "with a zero-width blank": lambda name: name.replace(" ", " \u200b"),
}


def numbers(found: Match | Ambiguous | Unknown | tuple[Named, ...]) -> list[int | None]:
    """The numbers of what was found or offered."""
    if isinstance(found, Match):
        return [each.tt for each in REGISTER if each.code == found.code]
    offered = found if isinstance(found, tuple) else None
    if isinstance(found, Ambiguous):
        offered = found.candidates
    if isinstance(found, Unknown):
        offered = found.nearest
    return [each.tt for each in offered or ()]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("tt", COMMUNES)
def test_every_commune_is_found_however_it_is_spelt(tt: int, spelling: str) -> None:
    assert resolve(SPELLINGS[spelling](COMMUNES[tt]), REGISTER) == Match(f"dv-{tt}")


@pytest.mark.parametrize("tt", COMMUNES)
def test_every_commune_is_found_by_its_number_and_its_code(tt: int) -> None:
    for text in (str(tt), f" {tt} ", f"{tt:03}", f"dv-{tt}"):
        assert resolve(text, REGISTER) == Match(f"dv-{tt}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30", "chi-bo-30"),
        ("chi-bo-31", "chi-bo-31"),
        ("tân ti", "dv-10"),
        ("tân yê", "dv-20"),
        ("tân t", "dv-10"),
        ("Kim", "dv-22"),
        ("that", "dv-23"),
        ("quan su", "quan-su"),
        ("tc kh", "tai-chinh"),
        ("ke hoach", "tai-chinh"),
        ("viet quoc", "dv-15"),
        ("QUAN-SU", "quan-su"),
    ],
)
def test_a_part_that_only_one_has_is_enough(text: str, code: str) -> None:
    assert resolve(text, REGISTER) == Match(code)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("tân", [10, 17, 20]),
        ("Tan", [10, 17, 20]),
        (nfd("TÂN"), [10, 17, 20]),
        ("tân ", [10, 17, 20]),
        ("quốc", [12, 15]),
        ("chí", [1, 4, 11, 26]),
        ("minh", [5, 11, 17]),
        ("đồng", [7, 22]),
        ("việt", [2, 15]),
        ("khánh", [12, 18]),
        ("tien", [6, 10]),
        ("yên", [20, 24]),
        ("xã", list(range(1, 23))),
    ],
)
def test_what_fits_several_is_asked_and_not_guessed(text: str, fits: list[int]) -> None:
    found = resolve(text, REGISTER)
    assert isinstance(found, Ambiguous)
    assert sorted(tt for tt in numbers(found) if tt) == fits


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Xã Tân Yêm", 20),
        ("Xa Dao Vjen", 16),
        ("thị trấn thất ke", 23),
        ("Xã Kim Đôngg", 22),
    ],
)
def test_a_slip_is_not_guessed_but_the_nearest_is_offered(text: str, nearest: int) -> None:
    found = resolve(text, REGISTER)
    assert isinstance(found, Unknown)
    assert numbers(found)[0] == nearest
    assert len(numbers(found)) <= 3


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\x1b", "0", "99", "1234", "-22", "qqqq", "12345678"])
def test_what_names_nobody_is_unknown(text: str) -> None:
    assert resolve(text, REGISTER) == Unknown(())


def test_among_nobody_everybody_is_unknown() -> None:
    assert resolve("tân", []) == Unknown(())
    assert resolve("1", iter(())) == Unknown(())


MARKED = (
    Named("d", 1, "Xã Đông Hà"),
    Named("e", 2, "Xã Đồng Hà"),
    Named("t", 3, "Tân"),
    Named("u", 4, "Tân An"),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Xã Đông Hà", Match("d")),
        ("Xã Đồng Hà", Match("e")),
        (nfd("Xã Đồng Hà"), Match("e")),
        (" Xã Đồng Hà\t", Match("e")),
        ("xa dong ha", Ambiguous(MARKED[:2])),
        ("XÃ ĐỒNG HÀ", Ambiguous(MARKED[:2])),
        ("Tân", Match("t")),
        ("tan", Match("t")),
        ("ta", Ambiguous(MARKED[2:])),
        ("tan an", Match("u")),
    ],
)
def test_the_stricter_reading_goes_first(text: str, found: Match | Ambiguous) -> None:
    """Marks tell two names apart where they are typed exactly; a whole name is not a part of a longer one."""
    assert resolve(text, MARKED) == found


def test_code_before_number_before_name() -> None:
    known = (Named("7", 1, "Một"), Named("x", 7, "Hai"), Named("y", 8, "09"), Named("z", 9, "Ba"))
    assert resolve("7", known) == Match("7")
    assert resolve("09", known) == Match("z")


def test_two_of_one_name_or_number_are_asked() -> None:
    twins = (Named("a", 5, "Trạm y tế"), Named("b", 5, "Trạm y tế"))
    for text in ("5", "Trạm y tế", "tram y te", "y te"):
        assert resolve(text, twins) == Ambiguous(twins)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("", []),
        (" ", []),
        ("22", [22]),
        ("2", [2]),
        ("30", [30]),
        ("77", []),
        ("tan", [10, 17, 20]),
        ("minh", [5, 11, 17]),
        ("xã tân yên", [20]),
        ("ong", [7, 13, 18, 22, 26]),
        ("chi", [1, 4, 11, 26]),
        ("hu", [2, 3, 24, 13]),
    ],
)
def test_what_is_offered_while_typing(text: str, offered: list[int]) -> None:
    """Best first: the beginning of a word stands before any other part, else the committee's order."""
    assert numbers(candidates(text, REGISTER)) == offered


def test_a_whole_name_is_offered_before_longer_ones() -> None:
    known = (Named("a", 1, "Tân An"), Named("b", 2, "An Tân"), Named("c", 3, "Tân"), Named("d", 4, "Hoàntân"))
    assert [each.code for each in candidates("tân", known)] == ["c", "a", "b", "d"]


@pytest.mark.parametrize("text", ["²", "①", "1" * 5000, "-", "- ", "٢²"])
def test_no_text_breaks_the_search_or_means_the_unnamed(text: str) -> None:
    assert resolve(text, REGISTER) == Unknown(())
    assert resolve(text, [Named("chi-bo-30", 30, None)]) == Unknown(())
    assert candidates(text, REGISTER) == ()


@calm
@given(anything)
def test_any_text_is_answered_and_never_raised(text: str) -> None:
    assert isinstance(resolve(text, REGISTER), Match | Ambiguous | Unknown)
    assert set(candidates(text, REGISTER)) <= set(REGISTER)


@st.composite
def parts(draw: st.DrawFn) -> str:
    """Some letters in a row out of some name."""
    name = fold(COMMUNES[draw(st.sampled_from(sorted(COMMUNES)))])
    start = draw(st.integers(0, len(name) - 1))
    return name[start : draw(st.integers(start + 1, len(name)))].strip()


@calm
@given(parts().filter(bool))
def test_a_part_of_several_names_never_means_one_of_them(part: str) -> None:
    owners = {each.code for each in REGISTER if part in fold(each.name or "") or part in fold(each.full_name or "")}
    found = resolve(part, REGISTER)
    if isinstance(found, Match):
        whole = {each.code for each in REGISTER if part in (fold(each.name or ""), fold(each.full_name or ""))}
        assert {found.code} in (owners, whole)
    else:
        assert isinstance(found, Ambiguous)
        assert owners <= {each.code for each in found.candidates}


@calm
@given(vietnamese)
def test_the_answer_is_one_of_the_known_and_the_same_in_any_order(text: str) -> None:
    found, backwards = resolve(text, REGISTER), resolve(text, REGISTER[::-1])
    assert type(found) is type(backwards)
    if not isinstance(found, Unknown):
        assert set(numbers(found)) == set(numbers(backwards)) <= {each.tt for each in REGISTER}
        assert len(numbers(found)) == 1 or isinstance(found, Ambiguous)
