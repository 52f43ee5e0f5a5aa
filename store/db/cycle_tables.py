"""Tables of what is rated by: editions of schemes, reasons, cycles."""

from __future__ import annotations

from peewee import BigIntegerField, ForeignKeyField, IntegerField, TextField

from store.db.model import Record


class SchemeEdition(Record):
    """One edition of a rating scheme: an immutable JSON body; an edit makes a new one."""

    id = BigIntegerField(primary_key=True)
    scheme = TextField()
    edition = IntegerField()
    body = TextField()

    class Meta:
        """One row an edition."""

        indexes = ((("scheme", "edition"), True),)


class Reason(Record):
    """A reason for an adjustment: its digit, whether it needs words, whether it suits a raise."""

    code = TextField(primary_key=True)
    digit = IntegerField(unique=True)
    note = TextField()
    suits_raise = IntegerField()


class Cycle(Record):
    """A rating year or quarter, with the edition it is rated under, its dates and its reading of the cap's base."""

    code = TextField(primary_key=True)
    scheme_edition = ForeignKeyField(SchemeEdition, column_name="scheme_edition", lazy_load=False)
    state = TextField()
    dossier_due = TextField(null=True)
    prerequisites_due = TextField(null=True)
    decision_due = TextField(null=True)
    cap_base = TextField(null=True)
