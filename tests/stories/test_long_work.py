"""Long work beside everything else: nobody waits for it, it says how far it is, Esc ends it, and so does leaving."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Awaitable, Callable

import pytest

from store import clock
from store.commands.assessment import rate
from store.db.watching import Stopped, Watch
from store.errors import Refused
from store.queries.news import newest_entry
from store.queries.verification import verify
from tests.kit.desk import Person, Table
from tests.kit.golden import same_as_golden
from tui.dialogs.progress import ProgressDialog
from tui.link import Long


def without_end(watch: Watch) -> None:
    """Work that goes on until it is stopped."""
    for number in itertools.count():
        watch(number, 20_000)


def stuck(watch: Watch) -> None:
    """Work that gets no further until it is stopped."""
    while True:
        watch(4_100, 20_000)


async def settled(person: Person) -> None:
    """Long work has ended and is shown."""
    await person.app.workers.wait_for_complete()
    await person.rests()


async def begins(person: Person, work: Callable[[Long], Awaitable[Callable[[], Awaitable[object]]]]) -> ProgressDialog:
    """Open the dialog as a screen does; what is refused is said on the screen beneath."""
    beneath = person.app.screen

    def refused(why: Refused) -> None:
        beneath.say(person.app.teller.refusal(why))  # type: ignore[attr-defined]

    dialog = ProgressDialog("NIÊM PHONG", "Đang kiểm tra niêm phong", work, refused)
    with person.app._context():
        await person.app.push_screen(dialog)
    await person.rests()
    return dialog


async def test_reading_and_writing_do_not_wait_for_it(table: Table) -> None:
    async with table.sit("an") as an:
        link, work = an.app.link, Long()
        running = asyncio.create_task(link.long(work, without_end))
        before = await link.read(newest_entry)
        await link.do(rate, "an", organisation="xa-chi-lang", self_level="XS")
        assert await link.read(newest_entry) == before + 1
        assert not running.done()
        work.stop()
        with pytest.raises(Stopped):
            await running
        verdict = await link.long(Long(), verify)
        assert (verdict.count, verdict.difference) == (before + 1, None)


async def test_it_is_told_at_most_five_times_a_second(table: Table) -> None:
    """By the program's clock, on the loop's own thread."""
    told: list[tuple[int, threading.Thread]] = []

    def steps(watch: Watch) -> None:
        for number in range(1000):
            with clock.replaced(ticks=lambda ms=number: ms):  # type: ignore[misc]
                watch(number, 1000)

    async with table.sit("an") as an:
        work = Long(lambda done, _total: told.append((done, threading.current_thread())))
        await an.app.link.long(work, steps)
        await an.rests()
    assert [done for done, _thread in told] == [0, 200, 400, 600, 800]
    assert {thread for _done, thread in told} == {threading.current_thread()}


async def test_giving_up_waiting_stops_the_work(table: Table) -> None:
    async with table.sit("an") as an:
        work = Long()
        running = asyncio.create_task(an.app.link.long(work, without_end))
        await an.app.link.read(newest_entry)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert work.stopped
        assert (await an.app.link.long(Long(), verify)).difference is None


async def test_leaving_the_program_ends_it(table: Table) -> None:
    """The end of this test is that it ends."""
    async with table.sit("an") as an:

        async def seal(long: Long) -> Callable[[], Awaitable[object]]:
            await an.app.link.long(long, without_end)
            raise AssertionError("it has no end")

        dialog = await begins(an, seal)
        assert dialog.is_mounted


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_escape_ends_it_and_says_so(table: Table, lang: str, size: tuple[int, int]) -> None:
    """How far it is stands in the frame; Esc; the screen beneath says that nothing has changed."""
    async with table.sit("an", at="journal", lang=lang, size=size) as an:

        async def seal(long: Long) -> Callable[[], Awaitable[object]]:
            await an.app.link.long(long, stuck)
            raise AssertionError("it has no end")

        dialog = await begins(an, seal)
        dialog._told(4_100, 20_000)
        await an.rests()
        same_as_golden(f"progress-{lang}-{size[0]}x{size[1]}", an.sees)
        dialog._told(4_150, 20_000)
        await an.rests()
        assert "150" not in an.sees, "the same hundredth repaints nothing"
        await an.types("q")
        assert an.app.screen is dialog
        await an.presses("escape")
        await settled(an)
        assert an.app.screen is not dialog
        told = "Đã dừng theo yêu cầu." if lang == "vi" else "Stopped as asked."
        assert told in an.sees


async def test_what_comes_of_it_is_done_once_the_dialog_is_closed(table: Table) -> None:
    async with table.sit("an", at="journal") as an:
        beneath = an.app.screen
        seen: list[object] = []

        async def seal(long: Long) -> Callable[[], Awaitable[object]]:
            verdict = await an.app.link.long(long, verify)

            async def after() -> None:
                seen.append((verdict.count, an.app.screen is beneath))

            return after

        await begins(an, seal)
        await settled(an)
        assert seen == [(6, True)]
