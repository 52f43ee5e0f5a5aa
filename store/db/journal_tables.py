"""The journal's two tables, and the triggers by which SQLite itself refuses to change them."""

from __future__ import annotations

from peewee import BigIntegerField, CompositeKey, ForeignKeyField, IntegerField, TextField

from store.db.model import Table


class JournalEntry(Table):
    """The header of one change; ``hash`` covers it, its rows and the entry before."""

    id = BigIntegerField(primary_key=True)
    at = BigIntegerField(index=True)
    actor = TextField(index=True)
    action = TextField(index=True)
    schema = IntegerField()
    reason = TextField(null=True)
    meeting = TextField(null=True)
    undoes = BigIntegerField(null=True, index=True)
    rows_digest = TextField()
    previous_hash = TextField()
    hash = TextField()


class JournalRow(Table):
    """One row that an entry changed, as canonical JSON before and after (NULL: there was none)."""

    entry = ForeignKeyField(JournalEntry, column_name="entry", lazy_load=False, index=False)
    n = IntegerField()
    table = TextField()
    key = TextField()
    organisation = TextField(null=True)
    before = TextField(null=True)
    after = TextField(null=True)

    class Meta:
        """Numbered within its entry; what concerns an organisation is found in the order of the entries."""

        primary_key = CompositeKey("entry", "n")
        indexes = ((("organisation", "entry"), False),)


_SAME_PLACE = {"journal_entry": "id = NEW.id", "journal_row": "entry = NEW.entry AND n = NEW.n"}

TRIGGERS: tuple[str, ...] = (
    *(
        f"CREATE TRIGGER {table}_{verb.lower()}_refused BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        for table in _SAME_PLACE
        for verb in ("UPDATE", "DELETE")
    ),
    *(
        f"CREATE TRIGGER {table}_replace_refused BEFORE INSERT ON {table} "  # noqa: S608 - both are constants above
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        for table, same in _SAME_PLACE.items()
    ),
)
"""The journal cannot be changed by a statement that goes through SQLite, replacing included."""
