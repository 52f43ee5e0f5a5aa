"""Putting a profile into a new store, through the store's own commands."""

from __future__ import annotations

import os
from pathlib import Path

from seed.profile import Profile, load_profile, load_reasons, load_schemes
from store.commands.founding import found, open_cycle, record_results, register_organisations
from store.db import connect
from store.db.making import making, sweep
from store.db.restoring import expect_nothing_beside
from store.db.tables import JOURNAL, LIVE, RECORDS, TRIGGERS
from store.errors import NotOpened


def create_store(path: Path, actor: str, profile: Profile | None = None) -> None:
    """Make a store whole under another name and then give it its own, so that a half-made one never exists.

    Raises ``NotOpened("store_exists")`` where the file is there already, ``Refused`` for a profile that is wrong.
    """
    facts = profile or load_profile()
    if connect.is_there(path):
        raise NotOpened("store_exists", path=str(path))
    expect_nothing_beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sweep(path.parent)
        with making(path.parent) as new:
            _fill(new, actor, facts)
            _name(new, path)
    except OSError as fault:
        raise NotOpened("store_folder", path=str(path.parent)) from fault


def _name(new: Path, path: Path) -> None:
    try:
        os.link(new, path)
    except FileExistsError as fault:
        raise NotOpened("store_exists", path=str(path)) from fault
    connect.fsync_folder(path.parent)


def _fill(path: Path, actor: str, profile: Profile) -> None:
    connect.disconnect()
    connect.point_at(path)
    try:
        connect.connect()
        with connect.writing():
            connect.lay_out([*RECORDS, *LIVE, *JOURNAL], TRIGGERS)
        found(actor, settings=profile.settings, schemes=load_schemes(), reasons=load_reasons())
        register_organisations(actor, organisations=profile.organisations, headcounts=profile.headcounts)
        record_results(actor, years=profile.years, known=profile.known, corrections=profile.corrections)
        open_cycle(actor, code=profile.cycle["code"], scheme=profile.cycle["scheme"])
    finally:
        connect.disconnect()
