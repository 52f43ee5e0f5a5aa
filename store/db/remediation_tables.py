"""Tables of remediation and commendation: cases with their parts, and who is put forward for a commendation.

Dates are ISO text, NULL where nobody knows; members who are mentored are counted, never named.
"""

from __future__ import annotations

from peewee import BigIntegerField, ForeignKeyField, IntegerField, TextField

from store.db.cycle_tables import Cycle
from store.db.meeting_tables import Meeting, Person
from store.db.model import Record
from store.db.register_tables import Organisation


class RemediationCase(Record):
    """A case: why it was opened (``rating``, ``decision`` or ``known``), its state, its papers and its dates.

    ``level`` is the one that caused it, in the cycle; ``follower`` the post of the cadre assigned to follow it.
    """

    id = BigIntegerField(primary_key=True)
    number = IntegerField(unique=True)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)
    cause = TextField()
    cycle = ForeignKeyField(Cycle, column_name="cycle", lazy_load=False, null=True)
    level = TextField(null=True)
    why = TextField(null=True)
    source = TextField(null=True)
    state = TextField()
    opened_on = TextField(null=True)
    due = TextField(null=True)
    plan_due = TextField(null=True)
    commitment_due = TextField(null=True)
    directive_number = TextField(null=True)
    directive_date = TextField(null=True)
    plan_number = TextField(null=True)
    plan_date = TextField(null=True)
    commitment_date = TextField(null=True)
    follower = TextField(null=True)
    mentored = IntegerField(null=True)
    mentoring = TextField(null=True)
    closed_on = TextField(null=True)


class CaseShortcoming(Record):
    """A shortcoming that the case is about, with its cause; ``remedied`` once a verification has said so."""

    id = BigIntegerField(primary_key=True)
    case = ForeignKeyField(RemediationCase, column_name="case", lazy_load=False)
    n = IntegerField()
    text = TextField()
    cause = TextField(null=True)
    remedied = IntegerField(null=True)

    class Meta:
        """Numbered within its case."""

        indexes = ((("case", "n"), True),)


class CaseMember(Record):
    """A member of the work team; one leads it."""

    id = BigIntegerField(primary_key=True)
    case = ForeignKeyField(RemediationCase, column_name="case", lazy_load=False)
    person = ForeignKeyField(Person, column_name="person", lazy_load=False)
    leads = IntegerField()

    class Meta:
        """One a person and case."""

        indexes = ((("case", "person"), True),)


class CaseMeasure(Record):
    """A measure of the plan: who does it until when, how far it is (hundredths), what was done and what proves it."""

    id = BigIntegerField(primary_key=True)
    case = ForeignKeyField(RemediationCase, column_name="case", lazy_load=False)
    n = IntegerField()
    text = TextField()
    owner = TextField(null=True)
    owner_person = ForeignKeyField(Person, column_name="owner_person", lazy_load=False, null=True)
    due = TextField(null=True)
    percent = IntegerField(null=True)
    done_on = TextField(null=True)
    did = TextField(null=True)
    proof = TextField(null=True)
    proof_number = TextField(null=True)
    proof_date = TextField(null=True)

    class Meta:
        """Numbered within its case."""

        indexes = ((("case", "n"), True),)


class CaseInspection(Record):
    """An inspection: when, by whom, what was found, whether it was passed."""

    id = BigIntegerField(primary_key=True)
    case = ForeignKeyField(RemediationCase, column_name="case", lazy_load=False)
    dated = TextField()
    by = TextField(null=True)
    finding = TextField()
    passed = IntegerField()


class CaseExtension(Record):
    """A deadline that was moved: from, to, why, and how many days after it had passed this was asked for.

    ``of`` is ``due`` of the whole, ``plan``, ``commitment``, or ``measure`` with that one's number.
    """

    id = BigIntegerField(primary_key=True)
    case = ForeignKeyField(RemediationCase, column_name="case", lazy_load=False)
    dated = TextField()
    of = TextField()
    measure = IntegerField(null=True)
    was = TextField(null=True)
    to = TextField()
    why = TextField()
    late_days = IntegerField()


class CaseVerification(Record):
    """What somebody outside found of the effect: ``effective``, ``partly`` or ``not_effective``, and who."""

    id = BigIntegerField(primary_key=True)
    case = ForeignKeyField(RemediationCase, column_name="case", lazy_load=False)
    dated = TextField()
    verifier = TextField()
    person = ForeignKeyField(Person, column_name="person", lazy_load=False, null=True)
    outcome = TextField()
    note = TextField(null=True)


class Commendation(Record):
    """An organisation put forward for a commendation in a cycle: ``year`` or ``five_years``; and what was decided.

    ``note`` are the words of the nomination, ``decided_note`` those of the decision.
    """

    id = BigIntegerField(primary_key=True)
    cycle = ForeignKeyField(Cycle, column_name="cycle", lazy_load=False)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)
    kind = TextField()
    state = TextField()
    note = TextField(null=True)
    decided_note = TextField(null=True)
    meeting = ForeignKeyField(Meeting, column_name="meeting", lazy_load=False, null=True)

    class Meta:
        """One of a kind an organisation and cycle."""

        indexes = ((("cycle", "organisation", "kind"), True),)
