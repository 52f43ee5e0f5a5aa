"""Every table: columns, keys, indexes, nothing else.

*Record* tables are journaled, replayed and verified; *live* tables are neither. Times are UTC milliseconds, dates ISO
text, truth values 0 or 1; a surrogate key is made from the entry that inserted the row.
"""

from __future__ import annotations

import peewee
from peewee import BigIntegerField, ForeignKeyField, IntegerField, TextField

from store.db.account_tables import Account as Account
from store.db.account_tables import SshKey as SshKey
from store.db.cycle_tables import Cycle as Cycle
from store.db.cycle_tables import Reason as Reason
from store.db.cycle_tables import SchemeEdition as SchemeEdition
from store.db.journal_tables import TRIGGERS as TRIGGERS
from store.db.journal_tables import JournalEntry as JournalEntry
from store.db.journal_tables import JournalRow as JournalRow
from store.db.live_tables import Draft as Draft
from store.db.live_tables import Preference as Preference
from store.db.live_tables import Seat as Seat
from store.db.meeting_tables import AgendaItem as AgendaItem
from store.db.meeting_tables import AgendaUnit as AgendaUnit
from store.db.meeting_tables import Appointment as Appointment
from store.db.meeting_tables import Area as Area
from store.db.meeting_tables import Attendance as Attendance
from store.db.meeting_tables import Conclusion as Conclusion
from store.db.meeting_tables import Meeting as Meeting
from store.db.meeting_tables import Person as Person
from store.db.meeting_tables import Speech as Speech
from store.db.meeting_tables import Tie as Tie
from store.db.model import Record as Record
from store.db.model import Table as Table
from store.db.register_tables import Headcount as Headcount
from store.db.register_tables import Organisation as Organisation
from store.db.register_tables import OrganisationPeriod as OrganisationPeriod
from store.db.register_tables import Succession as Succession
from store.db.remediation_tables import CaseExtension as CaseExtension
from store.db.remediation_tables import CaseInspection as CaseInspection
from store.db.remediation_tables import CaseMeasure as CaseMeasure
from store.db.remediation_tables import CaseMember as CaseMember
from store.db.remediation_tables import CaseShortcoming as CaseShortcoming
from store.db.remediation_tables import CaseVerification as CaseVerification
from store.db.remediation_tables import Commendation as Commendation
from store.db.remediation_tables import RemediationCase as RemediationCase


class Setting(Record):
    """A fact about the store itself: committee, offset from UTC, whether the data are made up."""

    name = TextField(primary_key=True)
    value = TextField()


class Assessment(Record):
    """One organisation in one cycle: the cycle's snapshot of it and its three levels."""

    id = BigIntegerField(primary_key=True)
    cycle = ForeignKeyField(Cycle, column_name="cycle", lazy_load=False)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)
    tt = IntegerField()
    name = TextField(null=True)
    full_name = TextField(null=True)
    kind = TextField()
    peer_group = TextField(null=True)
    self_level = TextField(null=True)
    proposed_level = TextField(null=True)
    final_level = TextField(null=True)

    class Meta:
        """One row an organisation and cycle."""

        indexes = ((("cycle", "organisation"), True),)


class Adjustment(Record):
    """How a level came to be set: stage, from, to, and for a change its reason and words.

    ``kind`` is ``adjusted`` or ``agreed``; an agreement has no reason. ``departed`` is a JSON list of the clauses that
    the level departs from: failed checks and an exceeded cap. A decision of a ``meeting`` may supersede an earlier one.
    """

    id = BigIntegerField(primary_key=True)
    assessment = ForeignKeyField(Assessment, column_name="assessment", lazy_load=False)
    stage = TextField()
    kind = TextField()
    from_level = TextField(null=True)
    to_level = TextField()
    reason = ForeignKeyField(Reason, column_name="reason", lazy_load=False, null=True)
    note = TextField(null=True)
    departed = TextField(null=True)
    meeting = ForeignKeyField(Meeting, column_name="meeting", lazy_load=False, null=True)
    supersedes = BigIntegerField(null=True)


class Grade(Record):
    """What one side gave one criterion: a grade, or points in hundredths; sides are own, responsible and board."""

    id = BigIntegerField(primary_key=True)
    assessment = ForeignKeyField(Assessment, column_name="assessment", lazy_load=False)
    criterion = TextField()
    side = TextField()
    grade = TextField(null=True)
    points = IntegerField(null=True)

    class Meta:
        """One a criterion and side."""

        indexes = ((("assessment", "criterion", "side"), True),)


class Fact(Record):
    """One fact beside the form; ratings of other bodies have the date they arrived."""

    id = BigIntegerField(primary_key=True)
    assessment = ForeignKeyField(Assessment, column_name="assessment", lazy_load=False)
    name = TextField()
    value = TextField()
    arrived = TextField(null=True)

    class Meta:
        """One of each name."""

        indexes = ((("assessment", "name"), True),)


class Proof(Record):
    """A piece of evidence for a criterion: what it says, its number and its date."""

    id = BigIntegerField(primary_key=True)
    assessment = ForeignKeyField(Assessment, column_name="assessment", lazy_load=False)
    criterion = TextField()
    n = IntegerField()
    text = TextField()
    number = TextField(null=True)
    dated = TextField(null=True)

    class Meta:
        """Numbered within its criterion."""

        indexes = ((("assessment", "criterion", "n"), True),)


class Paper(Record):
    """One paper of a dossier: received on a date, or returned for completion on a date and why."""

    id = BigIntegerField(primary_key=True)
    assessment = ForeignKeyField(Assessment, column_name="assessment", lazy_load=False)
    paper = TextField()
    received = TextField(null=True)
    returned = TextField(null=True)
    why = TextField(null=True)

    class Meta:
        """One of each kind."""

        indexes = ((("assessment", "paper"), True),)


class Opinion(Record):
    """What an advisory body said on its own field; without a text it has sent word that it has no opinion."""

    id = BigIntegerField(primary_key=True)
    assessment = ForeignKeyField(Assessment, column_name="assessment", lazy_load=False)
    body = TextField()
    text = TextField(null=True)
    given = TextField()

    class Meta:
        """One a body."""

        indexes = ((("assessment", "body"), True),)


class Reminder(Record):
    """A letter to somebody who owes something: to whom, what, when it was sent."""

    id = BigIntegerField(primary_key=True)
    assessment = ForeignKeyField(Assessment, column_name="assessment", lazy_load=False)
    debtor = TextField()
    what = TextField()
    sent = TextField()


class PublishedYear(Record):
    """A year's totals as a source printed them."""

    year = IntegerField(primary_key=True)
    scheme_edition = ForeignKeyField(SchemeEdition, column_name="scheme_edition", lazy_load=False)
    rated = IntegerField()
    exemplary = IntegerField(null=True)
    source = TextField()


class PublishedResult(Record):
    """How many organisations a year put at a level, with the percentage and label as printed."""

    id = BigIntegerField(primary_key=True)
    year = ForeignKeyField(PublishedYear, column_name="year", lazy_load=False)
    level = TextField()
    count = IntegerField()
    printed_percent = TextField(null=True)
    printed_label = TextField(null=True)
    source = TextField(null=True)


class KnownResult(Record):
    """What a source says of one organisation; the year, scheme and level may be unknown (NULL)."""

    id = BigIntegerField(primary_key=True)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)
    year = IntegerField(null=True)
    scheme = TextField(null=True)
    level = TextField(null=True)
    exemplary = IntegerField()
    slow_to_improve = IntegerField()
    source = TextField()


class Correction(Record):
    """A place where the source is wrong: what it prints, what is right, why, and who says so."""

    code = TextField(primary_key=True)
    year = IntegerField(null=True)
    level = TextField(null=True)
    printed = TextField()
    corrected = TextField(null=True)
    why_vi = TextField()
    why_en = TextField()
    corrected_by = TextField()


RECORDS: tuple[type[Record], ...] = (
    Setting,
    Organisation,
    OrganisationPeriod,
    Succession,
    Headcount,
    Account,
    SshKey,
    SchemeEdition,
    Reason,
    Cycle,
    Person,
    Tie,
    Area,
    Meeting,
    AgendaItem,
    AgendaUnit,
    Appointment,
    Attendance,
    Speech,
    Conclusion,
    RemediationCase,
    CaseShortcoming,
    CaseMember,
    CaseMeasure,
    CaseInspection,
    CaseExtension,
    CaseVerification,
    Commendation,
    Assessment,
    Adjustment,
    Grade,
    Fact,
    Proof,
    Paper,
    Opinion,
    Reminder,
    PublishedYear,
    PublishedResult,
    KnownResult,
    Correction,
)
"""Journaled, replayed, verified."""

LIVE: tuple[type[Table], ...] = (Draft, Preference, Seat)
"""Written through ``store.live``; never journaled, exported or verified."""

JOURNAL: tuple[type[Table], ...] = (JournalEntry, JournalRow)
"""Append-only."""


def table_name(model: type[peewee.Model]) -> str:
    """The table's name, as the journal writes it."""
    return str(model._meta.table_name)


BY_NAME: dict[str, type[Record]] = {table_name(model): model for model in RECORDS}
"""Record tables by the name that the journal gives them."""
