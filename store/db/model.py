"""What every table is: strict column types on the one database; a record has the version that last wrote it."""

from __future__ import annotations

import peewee
from peewee import BigIntegerField

from store.db.connect import database


class Table(peewee.Model):
    """What all tables share: strict column types on the one database."""

    class Meta:
        """Bound to the process's database."""

        database = database
        strict_tables = True
        legacy_table_names = False


class Record(Table):
    """A journaled row; ``version`` is the entry that last wrote it."""

    version = BigIntegerField()
