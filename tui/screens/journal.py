"""The journal: who recorded what, when; one entry whole; a record as it stood then; the seal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from store import clock
from store.errors import Refused
from store.queries.journal import entry, newest_before, oldest_since, people_and_actions
from store.queries.journal_terms import terms
from store.queries.journal_then import about_then, organisations_of, rows_then
from store.queries.verification import Verdict, verify
from store.rules.text import fit
from tui.dialogs.entry import EntryDialog
from tui.dialogs.entry_then import ThenDialog
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.progress import OutcomeDialog, ProgressDialog
from tui.keys import Key, bindings
from tui.link import Long
from tui.list_place import FIND, MOVE
from tui.place import COMMON
from tui.places import Target
from tui.screens.journal_asking import Catalogue, Misread, Reader, Wanted, day_of
from tui.screens.journal_list import JournalList
from tui.screens.journal_view import Sealed
from tui.widgets.find_bar import FindBar

MENU = 9
"""So many options a menu has digits for."""


class JournalScreen(JournalList, inherit_bindings=False):
    """Everything that happened: by day, by person, by action, by organisation."""

    KEYS = (
        Key("open", "enter", "Enter", "key.whole"),
        Key("then", "r", "r", "key.then"),
        Key("day", "left,right", "←→", "key.day", each=True),
        Key("quick", "l", "l", "key.quick"),
        FIND,
        Key("seal", "c", "c", "key.seal"),
        *COMMON,
        MOVE,
    )
    BINDINGS = bindings("journal", KEYS)
    AWAKE_IN_TEXT = frozenset({"open", "back", "move"})

    @property
    def bar(self) -> FindBar:
        """The search."""
        return self.query_one(FindBar)

    def relabel(self) -> None:
        """The language is another one."""
        self.bar.relabel(self.house.words("journal.find"))
        self.wanted = None if self.wanted is None else Wanted(self.wanted.asked, self._told_anew(self.wanted))
        super().relabel()

    def _told_anew(self, wanted: Wanted) -> str:
        again = self._reader.read(wanted.text) if wanted.text else None
        if isinstance(again, Wanted):
            return again.told
        return self._reader.about(wanted.asked.organisation).told if wanted.asked.organisation else wanted.told

    async def reach(self, target: Target) -> None:
        """Somebody comes here anew, perhaps for an organisation."""
        if target.organisation is not None:
            self.came_for = target.organisation
            await self.show(self._reader.about(target.organisation))
        self.say("")

    # One entry

    async def action_open(self) -> None:
        """Enter: in the search show what was asked for; on a row the entry whole."""
        if self.typing():
            await self._take_found()
        elif (line := self.line) is not None:
            found = await self.house.link.read(entry, line.id)
            known = await self.house.link.read(terms, entry=line.id)
            await self.app.push_screen(EntryDialog(self.house.teller, known, found))

    async def action_then(self) -> None:
        """The records that the entry is about as it left them, beside what they are now."""
        line, link = self.line, self.house.link
        if line is None:
            return
        units = await link.read(organisations_of, line.id)
        if self.asked.organisation in units:
            units = (str(self.asked.organisation), *(code for code in units if code != self.asked.organisation))
        if not units:
            views = await link.read(rows_then, line.id)
            await self.app.push_screen(ThenDialog(self.house.teller, self.held.terms, line, (), views))
            return
        views = await link.read(about_then, units[0], line.id)
        known = await link.read(terms, entry=line.id)
        await self.app.push_screen(ThenDialog(self.house.teller, known, line, units, views))

    # Days and filters

    async def action_day(self, number: int) -> None:
        """To the newest entry of the day before, or of the day after."""
        if (line := self.line) is None:
            return
        begin, end = day_of(line.at, self.house.teller.offset)
        if number == 0:
            found = await self.house.link.read(newest_before, self.asked, begin)
        else:
            later = await self.house.link.read(oldest_since, self.asked, end)
            after = None if later is None else day_of(later[1], self.house.teller.offset)[1]
            found = None if after is None else await self.house.link.read(newest_before, self.asked, after)
        if found is None:
            self.say(self.house.words("journal.no_later" if number else "journal.no_earlier"))
        else:
            self.say("")
            await self.go_to_entry(found)

    async def action_quick(self) -> None:
        """Filters that are ready: today, mine, this organisation, by person, by action, all."""
        words, reader = self.house.words, self._reader
        about = self.asked.organisation or self.here
        mine = Wanted(reader.by(self.house.me.login).asked, words("journal.mine"))
        unit = Option(words("journal.quick_no_unit"), Refused("no_unit"))
        if about is not None:
            unit = Option(words("journal.quick_unit", unit=self.journal.unit(about)))
        options = [Option(words("journal.today")), Option(words("journal.mine")), unit]
        options += [Option(words(f"journal.quick_{name}")) for name in ("who", "what", "all")]

        async def taken(number: int) -> None:
            if number == 3:
                people, _actions = await self.house.link.read(people_and_actions)
                names = [(self.journal.person(login), reader.by(login)) for login in people]
                await self._menu(words("journal.who_title"), names)
            elif number == 4:
                _people, actions = await self.house.link.read(people_and_actions)
                names = [(self.journal.deed(action), reader.done(action)) for action in actions]
                await self._menu(words("journal.what_title"), names)
            else:
                chosen = (reader.today(), mine, reader.about(about) if about else None, None, None, None)[number]
                await self._filter(chosen)

        await self.app.push_screen(MenuDialog(words("journal.quick_title"), options, taken))

    async def _menu(self, title: str, names: Sequence[tuple[str, Wanted]]) -> None:
        """Choose one of several; more than there are digits for go on in a further menu."""
        more = len(names) > MENU
        shown = names[: MENU - 1] if more else names

        async def taken(number: int) -> None:
            if more and number == len(shown):
                await self._menu(title, names[len(shown) :])
            else:
                await self._filter(shown[number][1])

        further = [Option(self.house.words("journal.quick_more"))] if more else []
        await self.app.push_screen(MenuDialog(title, [*(Option(name) for name, _wanted in shown), *further], taken))

    async def _filter(self, wanted: Wanted | None) -> None:
        self.came_for = None
        await self.show(wanted)
        words = self.house.words
        count = self.drawing.number(self.page.total)
        self.say(words("journal.filter_on", count=count) if wanted else words("journal.filter_off"))

    # Finding

    @property
    def _reader(self) -> Reader:
        known = self.held.terms
        units = [named for named in known.units.values() if named.tt is not None]
        people, actions = self._known
        return Reader(Catalogue(units, people, actions, clock.now_ms()), self.journal)

    _known: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    async def action_find(self) -> None:
        """Open the search."""
        self._known = await self.house.link.read(people_and_actions)
        self.query_one("#counts").display = False
        self.bar.open(self.wanted.text if self.wanted else "")
        self._seek()

    def _seek(self) -> None:
        text = self.bar.cell.text
        if not text.strip():
            self.bar.hint(" " + self.house.words("journal.find_hint"))
            return
        found = self._reader.read(self.bar.cell.value)
        if isinstance(found, Misread):
            told = self.house.words("journal.fault", what=found.what)
            self.bar.hint(fit("", self.bar.indent + found.column) + told)
        else:
            self.bar.hint(" " + self.house.words("journal.find_shows", which=found.told))

    async def _take_found(self) -> None:
        text = self.bar.cell.value
        found = self._reader.read(text) if text.strip() else None
        if isinstance(found, Misread):
            self.say(found.what)
            return
        self._close_find()
        await self._filter(found)

    def _close_find(self) -> None:
        self.set_focus(None)
        self.bar.display = False
        self.query_one("#counts").display = True

    async def action_back(self) -> None:
        """Out of the search; else the whole journal again, unless one came for this; else the place beneath."""
        if self.typing():
            self._close_find()
        elif self.wanted is not None and self.came_for is None:
            await self._filter(None)
        else:
            await super().action_back()

    # The seal

    async def action_seal(self) -> None:
        """Recompute the seal, with progress."""
        words = self.house.words

        async def work(long: Long) -> Callable[[], Awaitable[object]]:
            verdict = await self.house.link.long(long, verify)
            return lambda: self._told_seal(verdict)

        def refused(why: Refused) -> None:
            stopped = why.code == "stopped"
            self.say(words("seal.stopped") if stopped else self.house.teller.refusal(why))

        await self.app.push_screen(ProgressDialog(words("seal.title"), words("seal.working"), work, refused))

    async def _told_seal(self, verdict: Verdict) -> None:
        words, now = self.house.words, clock.now_ms()
        self.sealed = Sealed(now, verdict.count, verdict.difference is None)
        self.draw()
        count, at = self.drawing.number(verdict.count), words("seal.at", at=self.house.teller.day(now))
        if verdict.difference is None:
            lines = [words("seal.right", count=count), "", words("seal.digest", count=count), verdict.digest]
            lines += ["", at, words("seal.note")]
        else:
            wrong = words(f"verify.{verdict.difference.code}", **vars(verdict.difference))
            lines = [words("seal.wrong"), wrong, "", at, words("seal.mend")]
        await self.app.push_screen(OutcomeDialog(words("seal.title"), lines))
