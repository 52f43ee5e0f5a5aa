"""A person's own settings: language, theme, keys; kept with the store, never journaled."""

from __future__ import annotations

from collections.abc import Mapping

from store.db.connect import reading, writing
from store.db.tables import Preference


def preferences(account: str) -> Mapping[str, str]:
    """All that an account has set, name to value."""
    with reading():
        rows = Preference.select(Preference.name, Preference.value).where(Preference.account == account)
        return {str(name): str(value) for name, value in rows.tuples()}


def prefer(account: str, name: str, value: str | None) -> None:
    """Set one thing, or with ``None`` let the program decide again."""
    with writing():
        Preference.delete().where(Preference.account == account, Preference.name == name).execute()
        if value is not None:
            Preference.insert(account=account, name=name, value=value).execute()
