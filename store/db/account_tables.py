"""Tables of those who log in: accounts and the keys they come in by."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField

from store.db.model import Record


class Account(Record):
    """Who may log in, with roles that add up (a JSON list); ``wall`` says that the account sees the wall alone."""

    login = TextField(primary_key=True)
    roles = TextField()
    full_name = TextField(null=True)
    post = TextField(null=True)
    body = TextField(null=True)
    active = IntegerField()
    wall = IntegerField()


class SshKey(Record):
    """The public key by which an account logs in: one a person, and nobody else's. It is public, so it is journaled."""

    account = ForeignKeyField(Account, column_name="account", lazy_load=False, primary_key=True)
    kind = TextField()
    body = TextField(unique=True)
