"""Two people at one level: what it was, mine, theirs; a digit chooses, Esc goes back and changes nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from store.errors import Stale
from store.queries.comparison import ComparisonRow
from tui.dialogs.menu import MenuDialog, Option
from tui.house import House
from tui.widgets.frame import wrapped


def conflict(
    house: House,
    seen: ComparisonRow,
    now: ComparisonRow,
    stage: str,
    mine: str,
    stale: Stale,
    taken: Callable[[int], Awaitable[None]],
) -> MenuDialog:
    """The dialog: option 0 keeps theirs, option 1 writes mine; Enter alone decides nothing."""
    words, teller, room = house.words, house.teller, house.size.width - 6
    moved = next((each for each in ("final", "proposed", "self") if seen.at(each) != now.at(each)), stage)
    was, theirs = (teller.said(row.at(moved)) for row in (seen, now))
    who = teller.person(stale.facts["actor"], _text(stale.facts.get("post")))
    told = words(
        "conflict.told",
        who=who,
        unit=teller.numbered(now.tt, now.name),
        stage=words(f"stage.{moved}.full"),
        before=was,
        theirs=theirs,
        at=teller.time(_number(stale.facts["at"])),
    )
    mine_word = f"{words(f'stage.{stage}.full')}: {teller.said(mine)}"
    theirs_word = f"{words(f'stage.{moved}.full')}: {theirs}"
    head = (
        *wrapped(told, room),
        *wrapped(words("conflict.kept"), room),
        "",
        f"{words('conflict.was')}:  {words(f'stage.{moved}.full')}: {was}",
    )
    options = (
        Option(words("conflict.keep_theirs", who=who, level=theirs_word)),
        Option(words("conflict.write_mine", level=mine_word)),
    )
    title = words("conflict.title", tt=now.tt, name=teller.name(now.full_name or now.name))
    return MenuDialog(title, options, taken, head=head)


def same_levels(seen: ComparisonRow, now: ComparisonRow) -> bool:
    """Whether nobody's level is another than it was seen, whatever else was touched or done and undone."""
    return all(seen.at(stage) == now.at(stage) for stage in ("self", "proposed", "final"))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))
