"""A meeting's life by one menu: prepared, with a copy of the store; opened; recess; resumed; closed; reopened."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from store.commands.attendance import invite
from store.commands.meeting import (
    open_meeting,
    plan_meeting,
    ready_meeting,
    recess_meeting,
    redraft_meeting,
    reopen_meeting,
    resume_meeting,
)
from store.errors import Refused
from store.queries.backup import RotatedView, back_up_into
from store.queries.cycles import cycles
from store.queries.intake import intake
from store.rules.dates import read_date, written
from store.rules.meeting import DRAFT, MOVES, moved
from store.rules.roles import CHAIR, may
from store.rules.text import visible
from store.settings import backups_folder
from tui.dialogs.meeting_asking import MeetingAsking
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.motion import MotionDialog, Section
from tui.dialogs.one_line import OneLineDialog
from tui.dialogs.progress import ProgressDialog
from tui.link import Long

if TYPE_CHECKING:
    from tui.screens.meeting import MeetingScreen


async def plan(place: MeetingScreen) -> OneLineDialog:
    """Ask for the day of a new meeting; everybody in post is invited by itself."""
    house, words = place.house, place.house.words
    seen = await house.link.read(intake, place.compared.cycle)
    held = await house.link.read(cycles, place.compared.cycle)
    day = max(held[0].decision_due or "", seen.today)

    async def confirm(text: str) -> None:
        on = read_date(text)
        saved = await house.link.do(plan_meeting, house.me.login, held_on=text, cycle=place.compared.cycle)
        there = [
            each.number
            for each in place.people
            if on is not None and (each.valid_from or on) <= on and (each.valid_to is None or on < each.valid_to)
        ]
        if there:
            await house.link.do(invite, house.me.login, people=there, meeting=saved.value)
        facts = {"time": house.teller.time(saved.at), "day": written(on), "count": len(there)}
        await place.kept(words("sitting.planned" if there else "sitting.planned_alone", **facts))

    head = [words("sitting.plan_head", count=len(place.people))]
    title, label = words("sitting.plan_title", cycle=place.compared.cycle), words("sitting.plan_label")
    return OneLineDialog(title, head, label, "sitting:plan", written(day), confirm, limit=20)


class MovesAsking(MeetingAsking):
    """A person who leads the meeting from state to state."""

    def menu(self) -> MenuDialog:
        """The six moves; one that cannot be made now says why."""
        first = "ready" if self.view.state == DRAFT else "open"
        moves = (first, "recess", "resume", "close", "reopen", "redraft")
        ways: dict[str, Callable[[], Awaitable[None]]] = {
            "ready": self.ready,
            "open": self.open,
            "recess": self.recess,
            "resume": self.resume,
            "close": self.close,
            "reopen": self.reopen,
            "redraft": self.redraft,
        }

        async def taken(number: int) -> None:
            await ways[moves[number]]()

        options = [self._option(move) for move in moves]
        state = self.words("sitting.move.now", state=self.words(f"meeting.state.{self.view.state}"))
        return MenuDialog(self.words("sitting.move.title"), options, taken, head=[state])

    def _option(self, move: str) -> Option:
        told, reason = self.words(f"sitting.move.{move}"), self.barred(move)
        return Option(told if reason is None else f"({told})", reason)

    def barred(self, move: str) -> Refused | None:
        """Why a move cannot be made now, as far as the screen knows."""
        view, action = self.view, f"{move}_meeting"
        chair = view.chair
        chairs = {CHAIR} if chair is not None and chair.account == self.house.me.login else set()
        if not may({*self.house.me.roles, *chairs}, action):
            return Refused("role", role=self.house.me.role, action=action)
        if move not in MOVES or moved(view.state, move) is None:
            return Refused("meeting_move", meeting=view.number, meeting_state=view.state, move=move)
        if move == "ready" and not view.items:
            return Refused("agenda_empty", meeting=view.number)
        if move == "open" and not any(each.state != "invited" for each in view.people):
            return Refused("no_attendance", meeting=view.number)
        if move == "open" and view.chair is None:
            return Refused("no_chair", meeting=view.number)
        return None

    async def ready(self) -> None:
        """Mark it prepared, and take a copy of the store where there is a folder for copies."""
        await self.do(ready_meeting, "sitting.readied")
        if (folder := backups_folder(os.environ)) is None:
            return
        house, words = self.house, self.words

        async def work(long: Long) -> Callable[[], Awaitable[object]]:
            made: RotatedView = await house.link.long(long, back_up_into, house.me.login, folder)

            async def after() -> None:
                self.place.say(words("sitting.copied", path=made.copy.path))

            return after

        def refused(why: Refused) -> None:
            self.place.say(words("sitting.not_copied", why=self.teller.refusal(why)))

        await self.push(ProgressDialog(words("sitting.copy_title"), words("sitting.copy_what"), work, refused))

    async def open(self) -> None:
        """Open it, once it is said who is there and whether they are enough."""
        view, words = self.view, self.words
        here = view.presence
        facts = {"here": len(here.voting_present), "voting": len(here.voting), "needed": here.needed}
        head = [words("sitting.open.here", **facts)]
        if not here.quorate:
            head.append(words("sitting.open.short", **facts).upper())
        head.append(words("sitting.open.chair", who=visible(view.chair.post) if view.chair else words("unknown")))
        told = [self.called(each) for each in view.items]
        section = Section(words("sitting.open.agenda", count=len(told)), tuple(told))

        async def confirm() -> None:
            await self.do(open_meeting, "sitting.opened")

        await self.push(MotionDialog(words("sitting.open.title"), head, [section], confirm))

    async def recess(self) -> None:
        """Begin a recess."""
        await self.do(recess_meeting, "sitting.recessed")

    async def resume(self) -> None:
        """Go on."""
        await self.do(resume_meeting, "sitting.resumed")

    async def redraft(self) -> None:
        """Back to the preparation."""
        await self.do(redraft_meeting, "sitting.redrafted")

    async def reopen(self) -> None:
        """Open a closed meeting again, with a reason."""

        async def confirm(text: str) -> None:
            await self.do(reopen_meeting, "sitting.reopened", why=text)

        words = self.words
        title, head = words("sitting.reopen.title"), [words("sitting.reopen.head")]
        await self.push(await self.line(title, head, words("sitting.reopen.label"), "reopen", confirm))

    async def close(self) -> None:
        """To the end: what is unfinished, what is left, the minutes read aloud, the seal."""
        from tui.dialogs.meeting_closing import ClosingAsking  # noqa: PLC0415 - read when it is asked for

        await ClosingAsking(self.place).close()
