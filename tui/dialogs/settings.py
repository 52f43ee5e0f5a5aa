"""A person's own settings: language, colours, keys, and the way to the keyboard trial and the introduction."""

from __future__ import annotations

from store.words import LANGUAGES
from tui.dialogs.menu import MenuDialog, Option
from tui.dialogs.settings_keys import KeysDialog
from tui.personal import THEMES
from tui.place import Place


async def settings(place: Place) -> None:
    """Show the settings as they are; a digit changes one."""
    words = place.house.words
    mine = place.house.personal
    options = [
        Option(words("settings.language_now", language=words(f"settings.lang_{words.lang}"))),
        Option(words("settings.theme_now", theme=words(f"settings.theme_{mine.theme}"))),
        Option(words("settings.keys_now", count=len(mine.moves))),
        Option(words("settings.trial_line")),
        Option(words("settings.welcome_line")),
    ]
    work = (choose_language, choose_theme, choose_keys, try_keyboard, introduce)

    async def taken(number: int) -> None:
        await work[number](place)

    head = (words("settings.whose", login=place.house.me.login),)
    await place.app.push_screen(MenuDialog(words("settings.heading"), options, taken, head=head))


async def choose_language(place: Place) -> None:
    """Ask for a language; it is spoken from the next picture on."""
    words = place.house.words

    async def taken(number: int) -> None:
        await place.house.speak(LANGUAGES[number])
        place.say(place.house.words("settings.spoken"))

    options = [Option(words(f"settings.lang_{lang}")) for lang in LANGUAGES]
    await place.app.push_screen(MenuDialog(words("settings.heading_language"), options, taken))


async def choose_theme(place: Place) -> None:
    """Ask for colours; they are there at once."""
    words = place.house.words
    themes = tuple(THEMES)

    async def taken(number: int) -> None:
        await place.house.paint(themes[number])
        place.say(words("settings.painted", theme=words(f"settings.theme_{themes[number]}")))

    options = [Option(words(f"settings.theme_{theme}")) for theme in themes]
    head = (words("settings.theme_help"),)
    await place.app.push_screen(MenuDialog(words("settings.heading_theme"), options, taken, head=head))


async def choose_keys(place: Place) -> None:
    """The commands of the place, each with its key, to be put on another."""
    await place.app.push_screen(KeysDialog(place))


async def try_keyboard(place: Place) -> None:
    """The keyboard trial."""
    from tui.dialogs.trial import TrialDialog  # noqa: PLC0415 - read when it is asked for

    await place.app.push_screen(TrialDialog())


async def introduce(place: Place) -> None:
    """The welcome, once more."""
    from tui.dialogs.welcome import welcome  # noqa: PLC0415 - as above

    await place.app.push_screen(await welcome(place.house))
