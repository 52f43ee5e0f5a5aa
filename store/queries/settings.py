"""What holds for the whole store: whose it is, where its clock stands, whether its figures are made up."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.tables import Setting


@dataclass(frozen=True)
class SettingsView:
    """The committee's name, its offset from UTC in minutes, and whether ratings are made up for rehearsing."""

    committee: str
    utc_offset_minutes: int
    made_up: bool


def settings() -> SettingsView:
    """The settings as they stand."""
    held = {str(name): str(value) for name, value in Setting.select(Setting.name, Setting.value).tuples()}
    return SettingsView(
        committee=held.get("committee", ""),
        utc_offset_minutes=int(held.get("utc_offset_minutes", "0")),
        made_up=held.get("made_up") == "1",
    )
