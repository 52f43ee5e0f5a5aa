"""Stores that are laid once in a process and copied for every test: seeded with its people, or with made-up figures."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from seed.demo import create_demo
from seed.load import create_store
from store import clock
from store.commands.account import add_account
from store.db import connect
from store.live.preferences import prefer
from tests.kit.stores import BEGUN, copied, found_store, opened, ticking
from tui.personal import WELCOMED

BEGIN = 1_577_412_000_000
"""27/12/2019 09:00 at +07:00, in UTC milliseconds: made up, as the whole meeting is."""


@cache
def folder() -> Path:
    """Where they lie until the process ends; pytest has a place of its own, which it clears up (``tests.conftest``)."""
    made = Path(tempfile.mkdtemp(prefix="thamdinh-tests-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def prepared(fill: Callable[[Path], object]) -> Callable[[Path], Path]:
    """Do something slow to a store once in a process; answers how to get a copy of what came of it at a new path.

    ``fill`` is given the path of a store that is not there yet, at ``BEGIN``, and leaves the store closed. It is done
    once for each journal mode, when it is first wanted.
    """

    @cache
    def made(_journal: str) -> Path:
        path = Path(tempfile.mkdtemp(dir=folder())) / "thamdinh.db"
        with clock.replaced(now=lambda: BEGIN, ticks=lambda: 0):
            fill(path)
        return path

    return lambda path: copied(made(connect.engine_for(connect.library_version()).journal_mode), path)


founded = prepared(found_store)
"""The store of ``found_store``."""


def grown(fill: Callable[[], object]) -> Callable[[Path], Path]:
    """As ``prepared``, from the store of ``found_store`` on, connected; done half an hour after that was founded."""

    def made(path: Path) -> None:
        with opened(founded(path)), clock.replaced(now=ticking(BEGUN + 1_800_000)):
            fill()

    return prepared(made)


def _with_people(path: Path) -> None:
    create_store(path, "an")
    with opened(path):
        add_account("an", login="binh", roles=["reviewer"], post="Phó Ban Tổ chức")
        add_account("an", login="chi", roles=["observer"])
        for login in ("an", "binh", "chi"):
            prefer(login, WELCOMED, "1")


def _with_figures(path: Path) -> None:
    create_demo(path, "an")


seeded = prepared(_with_people)
"""A freshly seeded store: ``an`` the secretary, ``binh`` the appraiser, ``chi`` who only looks; all were welcomed."""

rehearsed = prepared(_with_figures)
"""A store of made-up dossiers: ``an`` the secretary, and the people of the rehearsal."""
