"""The room's item as everybody at the table sees it, in full words: for the wall, the chair's desk, a follower's card.

Text in, text out; never a person's name, a draft or what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from store.queries.caps import caps
from store.queries.comparison import ComparisonRow, ComparisonView
from store.queries.meeting_views import ItemView, MeetingView
from store.queries.room import RoomItem, RoomView
from store.rules.caps import Cap
from store.rules.dates import written
from store.rules.meeting import HALF, PENDING, RECESS
from store.rules.text import fit
from tui.checking import CheckTeller
from tui.screens.comparison_view import spread
from tui.telling import Teller
from tui.widgets.frame import side_by_side, wrapped

LABEL = 17
"""Columns of what a level is called."""

BESIDE = 96
"""From so many columns on, a finding stands beside its outcome in words."""

MOST_FINDINGS = 8


class RoomDrawing:
    """Draws items of the meeting that is on, at one width, without what only one person sees."""

    def __init__(
        self,
        view: ComparisonView,
        room: RoomView,
        teller: Teller,
        columns: int,
        lifted: Mapping[str, str] | None = None,
    ) -> None:
        """Take the levels, the room, the words and how many columns there are.

        ``lifted`` are the organisations that leave a block before it is agreed, each with why (``store.rules.agenda``).
        """
        self.lifted = lifted or {}
        self.view, self.room, self.teller, self.words = view, room, teller, teller.words
        self.columns, self.checks = columns, CheckTeller(teller, view.scheme)
        self._rows = {row.organisation: row for row in view.rows}

    def lines(self, item: RoomItem | None, rows: int) -> list[str]:
        """An item (``None``: none is taken up yet) in at most so many rows; the totals and what comes next below."""
        below = ["", *self.totals(), "", self.following()]
        left = rows - len(below)
        above = self._none() if item is None else self._block(item, left) if item.is_block else self._one(item, left)
        return [f" {line}" if line else "" for line in fitted([*above, *below], rows)]

    def _none(self) -> list[str]:
        return [self._state_word, "", *wrapped(self.words("room.no_item"), self._room_for_text)]

    @property
    def _state_word(self) -> str:
        """That the meeting is on since when, or in recess."""
        time = self.teller.time(self.room.opened)
        return self.words(f"room.state.{self.room.state}", time=time)

    @property
    def _room_for_text(self) -> int:
        return self.columns - 2

    def head(self, item: RoomItem) -> str:
        """Which item of how many, and what became of it; in recess that, too."""
        told = self.words("room.item_of", place=item.place, count=self.room.items)
        here = self.room.item is not None and self.room.item.key == item.key
        if item.state != PENDING and not (here and item.state == HALF):
            told += " – " + self.words(f"meeting.item.{item.state}")
        return told + (f" – {self._state_word}" if self.room.state == RECESS else "")

    def _title(self, text: str) -> list[str]:
        return wrapped(text.upper(), self._room_for_text)

    # One organisation

    def _one(self, item: RoomItem, rows: int) -> list[str]:
        row = next((self._rows[code] for code in item.organisations if code in self._rows), None)
        title = item.title or ""
        if row is not None:
            title = self.words("room.unit", tt=row.tt, name=self.teller.name(row.full_name or row.name))
        lines = [self.head(item), "", *self._title(title)]
        if row is None:
            return lines
        lines += ["", *self.levels(row), ""]
        found = self._findings(row)
        return [*lines, *found[: max(1, rows - len(lines))]]

    def levels(self, row: ComparisonRow) -> list[str]:
        """The levels in full words, one below the other; the conclusion where there is one."""
        told = [("self", row.self_level), ("proposed", row.proposed_level)]
        lines = [self._level(stage, self.teller.level(code, "full")) for stage, code in told]
        best = self.checks.supported(row.support) if row.has_evidence else None
        lines.append(self._level("basis", self.words("unknown") if best is None else self.teller.level(best, "full")))
        if row.final_level is not None:
            lines.append(self._level("final", self.teller.level(row.final_level, "full")))
        return lines

    def _level(self, name: str, level: str) -> str:
        return f"  {fit(self.words(f'room.{name}'), LABEL)}{level.upper()}"

    def _findings(self, row: ComparisonRow) -> list[str]:
        """What keeps the dossier from carrying the next better level; else what is met."""
        if not row.has_evidence:
            return [f"  {line}" for line in wrapped(self.words("room.no_evidence"), self._room_for_text - 2)]
        lines = []
        for finding in self.checks.open_findings(row.support)[:MOST_FINDINGS]:
            mark, outcome = (self.words(f"check.{part}.{finding.outcome}") for part in ("mark", "outcome"))
            told = self.checks.told(finding)
            said = f"{mark} {outcome}: {told}" if self.columns >= BESIDE else f"{mark} {told[:1].upper()}{told[1:]}"
            first, *rest = wrapped(said, self._room_for_text - 4)
            lines += [f"  {first}", *(f"    {line}" for line in rest)]
        return lines or [f"  {self.words('room.all_met')}"]

    # Many in one motion

    def _block(self, item: RoomItem, rows: int) -> list[str]:
        units = [self._rows[code] for code in item.organisations if code in self._rows]
        against = [row for row in units if row.organisation in self.lifted]
        title = item.title or self.words("meeting.block", count=len(units))
        lines = [self.head(item), "", *self._title(title), "", *wrapped(self.words("room.keeps"), self._room_for_text)]
        groups: dict[str | None, list[ComparisonRow]] = {}
        for row in units:
            if row not in against:
                groups.setdefault(row.kept, []).append(row)
        codes = [level.code for level in self.view.scheme.levels]
        ordered = sorted(groups.items(), key=lambda each: codes.index(each[0]) if each[0] in codes else len(codes))
        told = [(self.words("room.kept_at", level=self.teller.level(code, "full"), count=len(rows_)), rows_)
                for code, rows_ in ordered]  # fmt: skip
        if against:
            told.insert(0, (self.words("room.lifted", count=len(against)), against))
        shares = _shared(rows - len(lines) - len(told), [len(self._side_by_side(rows_)) for _label, rows_ in told])
        for (label, rows_), share in zip(told, shares, strict=True):
            lines += [f"  {label}", *(f"    {line}" for line in self._packed(rows_, share))]
        return lines

    def _side_by_side(self, units: Sequence[ComparisonRow]) -> list[str]:
        texts = [self.teller.numbered(row.tt, row.name) for row in units]
        return side_by_side([f"{text} ·" for text in texts], self._room_for_text - 4, gap=1)

    def _packed(self, units: Sequence[ComparisonRow], rows: int) -> list[str]:
        """Organisations one after the other; what does not fit is counted."""
        lines = self._side_by_side(units)
        if len(lines) > rows:
            shown = lines[: rows - 1]
            left = len(units) - sum(line.count(" ·") for line in shown)
            lines = [*shown, self.words("agreement.more", count=left)] if rows > 1 else []
        return [line.removesuffix(" ·") for line in lines]

    # Below

    def totals(self) -> list[str]:
        """How many are decided and who is there; how the levels and the cap would stand."""
        counts, gap = spread(self.view, self.view.rows), 3
        present = self.words("room.present", present=self.room.voting_present, voting=self.room.voting)
        if not self.room.quorate:
            present += self.words("room.short_of", needed=self.room.needed)
        decided = self.words("room.decided", count=counts.concluded, total=counts.total)
        cells = [f"{self.teller.level(code, 'wide')} {count}" for code, count in counts.levels]
        if self._cap is not None and self._cap.cap is not None:
            cells[0] += " " + self.words("room.cap", cap=self._cap.cap)
        if counts.not_rated:
            cells.append(f"{self.teller.level('none', 'wide')} {counts.not_rated}")
        if counts.unset:
            cells.append(self.words("room.unset", count=counts.unset))
        return [*side_by_side([decided, present], self._room_for_text + 1, 6),
                *side_by_side(cells, self._room_for_text + 1, gap)]  # fmt: skip

    @cached_property
    def _cap(self) -> Cap | None:
        return next((each.cap for each in caps(self.view) if each.whole), None)

    def following(self) -> str:
        """What comes next."""
        item = self.room.next
        if item is None:
            return self.words("room.last")
        return fit(self.words("room.following", item=self.called(item)), self._room_for_text).rstrip()

    def called(self, item: RoomItem) -> str:
        """An item as it is announced: number and full name, or how many in one motion."""
        row = self._rows.get(item.organisations[0]) if item.organisations else None
        if item.title or item.is_block or row is None:
            return self.teller.item(item)
        return self.words("room.unit", tt=row.tt, name=self.teller.name(row.full_name or row.name))


def planned(meeting: MeetingView | None, teller: Teller, columns: int, rows: int) -> list[str]:
    """Before a meeting has begun, or after it is over: what is planned, or what became of it, in so many rows."""
    words = teller.words
    if meeting is None:
        return [f" {line}" for line in wrapped(words("room.none_planned"), columns - 2)]
    lines = [words("room.meeting", day=written(meeting.held_on), state=words(f"meeting.state.{meeting.state}"))]
    where = [part for part in (meeting.starts, meeting.place) if part]
    lines += [" – ".join(where)] if where else []
    here = meeting.presence
    numbers = {"present": len(here.voting_present), "voting": len(here.voting)}
    lines += ["", words("room.voting", **numbers, needed=here.needed, majority=here.majority)]
    units = sum(len(item.units) for item in meeting.items)
    lines += ["", words("room.agenda", items=len(meeting.items), units=units)]
    told = [f"{item.place:>3}  {teller.item(as_room_item(item))}" for item in meeting.items]
    left = max(1, rows - len(lines))
    if len(told) > left:
        told = [*told[: left - 1], "     " + words("room.more_items", count=len(told) - left + 1)]
    return [f" {fit(line, columns - 2).rstrip()}" if line else "" for line in (*lines, *told)]


def as_room_item(item: ItemView) -> RoomItem:
    """An item of the agenda as the room calls it out."""
    first = item.units[0] if item.units else None
    return RoomItem(
        key=item.key,
        place=item.place,
        kind=item.kind,
        title=item.title,
        state=item.state,
        organisations=item.organisations,
        tt=None if first is None else first.tt,
        name=None if first is None else first.name,
    )


def _shared(rows: int, wanted: Sequence[int]) -> list[int]:
    """So many rows given out in turn: all that is wanted, else what is left, where that is more than one."""
    shares = []
    for want in wanted:
        share = want if want <= rows else rows if rows > 1 else 0
        shares.append(share)
        rows -= share
    return shares


def fitted(lines: Iterable[str], rows: int) -> list[str]:
    """The lines in so many rows: blank ones go first, the last of them before the others, then lines in the middle."""
    shown = list(lines)
    while len(shown) > rows and "" in shown:
        last = len(shown) - 1 - shown[::-1].index("")
        del shown[last]
    while len(shown) > max(1, rows):
        del shown[len(shown) // 2]
    return shown
