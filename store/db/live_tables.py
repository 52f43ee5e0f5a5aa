"""Tables of what is passing: written through ``store.live``; never journaled, exported or verified."""

from __future__ import annotations

from peewee import BigIntegerField, CompositeKey, TextField

from store.db.model import Table


class Draft(Table):
    """Text that somebody is typing and has not confirmed; ``place`` names the field."""

    account = TextField()
    place = TextField()
    body = TextField()
    at = BigIntegerField()

    class Meta:
        """One draft a person and place."""

        primary_key = CompositeKey("account", "place")


class Preference(Table):
    """A person's own setting: language, theme, a key that was moved."""

    account = TextField()
    name = TextField()
    value = TextField()

    class Meta:
        """One value a person and name."""

        primary_key = CompositeKey("account", "name")


class Seat(Table):
    """A process that is connected for somebody: since when, and when it last gave a sign of life (UTC milliseconds)."""

    session = TextField(primary_key=True)
    account = TextField()
    since = BigIntegerField()
    seen = BigIntegerField()
