"""What holds for the whole store: whose it is, where its clock stands, whether its figures are made up."""

from __future__ import annotations

import json
from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Setting


@dataclass(frozen=True)
class NamedCode:
    """One paper of a dossier or one advisory body: its code and its names."""

    code: str
    name_vi: str
    name_en: str

    def name(self, lang: str) -> str:
        """Its name in a language."""
        return self.name_vi if lang == "vi" else self.name_en


@dataclass(frozen=True)
class SettingsView:
    """The committee's name, offset from UTC in minutes, whether ratings are made up, its papers and bodies.

    ``upper`` is the committee above it, empty where nobody has said which.
    """

    committee: str
    utc_offset_minutes: int
    made_up: bool
    papers: tuple[NamedCode, ...]
    bodies: tuple[NamedCode, ...]
    upper: str = ""


def settings() -> SettingsView:
    """The settings as they stand."""
    with reading():
        held = {str(name): str(value) for name, value in Setting.select(Setting.name, Setting.value).tuples()}
    return SettingsView(
        committee=held.get("committee", ""),
        utc_offset_minutes=int(held.get("utc_offset_minutes", "0")),
        made_up=held.get("made_up") == "1",
        papers=_named(held.get("papers")),
        bodies=_named(held.get("bodies")),
        upper=held.get("upper_committee", ""),
    )


def _named(text: str | None) -> tuple[NamedCode, ...]:
    return tuple(NamedCode(**row) for row in json.loads(text or "[]"))
