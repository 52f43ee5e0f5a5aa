"""What a newcomer is told: what is in the store, what is missing, how to rehearse, three keys, the keyboard trial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from store.errors import Refused
from store.queries.comparison import comparison
from store.queries.register import organisations
from store.queries.results import results
from store.queries.settings import settings
from store.words import LANGUAGES
from tui.dialogs.framed import FramedDialog
from tui.house import House
from tui.keys import Key, bindings
from tui.widgets.frame import Part, wrapped


@dataclass(frozen=True)
class Holdings:
    """What the store holds: organisations, those without a name or a self-rating, the published years, whose it is."""

    committee: str
    count: int
    unnamed: int
    unrated: int | None
    years: tuple[int, ...]


def holdings() -> Holdings:
    """Read it; without an open cycle nothing is said of self-ratings."""
    listed = [each for each in organisations() if each.tt is not None]
    try:
        unrated: int | None = sum(row.self_level is None for row in comparison().rows)
    except Refused:
        unrated = None
    unnamed = sum(each.name is None for each in listed)
    years = tuple(each.year for each in results())
    return Holdings(settings().committee, len(listed), unnamed, unrated, years)


class WelcomeDialog(FramedDialog):
    """A page to read; Enter goes on."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("go_on", "enter", "Enter", "key.go_on"),
        Key("trial", "1", "1", "key.trial"),
        Key("language", "2", "2", "key.language"),
        Key("give_up", "escape", "Esc", "key.go_on", in_footer=False),
    )
    BINDINGS = bindings("welcome", KEYS)

    def __init__(self, held: Holdings) -> None:
        """Take what the store holds."""
        super().__init__()
        self.held = held

    def parts(self) -> list[Part]:
        """Three parts: what is there, what is missing, how to go on."""
        words, held = self.house.words, self.held
        years = ", ".join(map(str, held.years)) or words("welcome.no_years")
        there = [words("welcome.there", count=held.count, years=years), words("welcome.source")]
        missing = [words("welcome.unnamed", count=held.unnamed)] if held.unnamed else []
        missing += [words("welcome.unrated", count=held.unrated)] if held.unrated else []
        going = [words(f"welcome.{name}") for name in ("help", "palette", "go", "rehearse", "trial")]
        parts = [
            Part(words("welcome.title", committee=held.committee), self._wrapped(there)),
            Part(words("welcome.title_missing"), self._wrapped(missing)),
            Part(words("welcome.title_going"), self._wrapped(going)),
        ]
        return [part for part in parts if part.rows]

    def _wrapped(self, texts: list[str]) -> tuple[str, ...]:
        return tuple(line for text in texts for line in wrapped(text, self.columns - 4))

    def draw(self) -> None:
        """Show it; another language may take more rows."""
        super().draw()
        self.query_one("#picture").styles.height = 1 + sum(1 + len(part.rows) for part in self.parts())

    async def action_go_on(self) -> None:
        """To work."""
        self.leave()

    async def action_trial(self) -> None:
        """Try the keyboard first."""
        from tui.dialogs.trial import TrialDialog  # noqa: PLC0415 - read when it is asked for

        self.leave()
        await self.app.push_screen(TrialDialog())

    async def action_language(self) -> None:
        """The other language, here and from now on."""
        after = LANGUAGES[(LANGUAGES.index(self.house.words.lang) + 1) % len(LANGUAGES)]
        await self.house.speak(after)
        self.draw()


async def welcome(house: House) -> WelcomeDialog:
    """The dialog with what the store holds now."""
    return WelcomeDialog(await house.link.read(holdings))
