"""Tables of the register: organisations, what they were called and were, what became of them, how many they count."""

from __future__ import annotations

from peewee import BigIntegerField, ForeignKeyField, IntegerField, TextField

from store.db.model import Record


class Organisation(Record):
    """A grassroots organisation, or the committee itself; its code is for ever."""

    code = TextField(primary_key=True)


class OrganisationPeriod(Record):
    """What an organisation was called and was, from a date to a date (NULL: before the attested date, still)."""

    id = BigIntegerField(primary_key=True)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)
    valid_from = TextField(null=True)
    valid_to = TextField(null=True)
    tt = IntegerField(null=True)
    name = TextField(null=True)
    full_name = TextField(null=True)
    kind = TextField()
    peer_group = TextField(null=True)
    parent = ForeignKeyField(Organisation, column_name="parent", lazy_load=False, null=True)
    source = TextField(null=True)


class Succession(Record):
    """What became of an organisation on a date: ``merged`` into or ``split`` among others, or ``dissolved``.

    One row a successor; without one (NULL) nothing is said of where its members went. ``basis`` is the decision.
    """

    id = BigIntegerField(primary_key=True)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)
    successor = ForeignKeyField(Organisation, column_name="successor", lazy_load=False, null=True)
    kind = TextField()
    dated = TextField()
    basis = TextField(null=True)


class Headcount(Record):
    """Members and sub-branches of an organisation as of a date, with the sentence that says so."""

    id = BigIntegerField(primary_key=True)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)
    as_of = TextField()
    members_full = IntegerField(null=True)
    members_probationary = IntegerField(null=True)
    sub_branches = IntegerField(null=True)
    source = TextField(null=True)
