"""Every table: columns, keys, indexes, nothing else.

*Record* tables are journaled, replayed and verified; *live* tables are neither. Times are UTC milliseconds, dates ISO
text, truth values 0 or 1; a surrogate key is made from the entry that inserted the row.
"""

from __future__ import annotations

import peewee
from peewee import BigIntegerField, ForeignKeyField, IntegerField, TextField

from store.db.journal_tables import TRIGGERS as TRIGGERS
from store.db.journal_tables import JournalEntry as JournalEntry
from store.db.journal_tables import JournalRow as JournalRow
from store.db.live_tables import Draft as Draft
from store.db.live_tables import Preference as Preference
from store.db.model import Record as Record
from store.db.model import Table as Table


class Setting(Record):
    """A fact about the store itself: committee, offset from UTC, whether the data are made up."""

    name = TextField(primary_key=True)
    value = TextField()


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


class Account(Record):
    """Who may log in, with roles that add up (a JSON list)."""

    login = TextField(primary_key=True)
    roles = TextField()
    full_name = TextField(null=True)
    post = TextField(null=True)
    body = TextField(null=True)
    active = IntegerField()


class SshKey(Record):
    """The public key by which an account logs in: one a person, and nobody else's. It is public, so it is journaled."""

    account = ForeignKeyField(Account, column_name="account", lazy_load=False, primary_key=True)
    kind = TextField()
    body = TextField(unique=True)


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
    the level departs from: failed checks and an exceeded cap.
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

LIVE: tuple[type[Table], ...] = (Draft, Preference)
"""Written through ``store.live``; never journaled, exported or verified."""

JOURNAL: tuple[type[Table], ...] = (JournalEntry, JournalRow)
"""Append-only."""


def table_name(model: type[peewee.Model]) -> str:
    """The table's name, as the journal writes it."""
    return str(model._meta.table_name)


BY_NAME: dict[str, type[Record]] = {table_name(model): model for model in RECORDS}
"""Record tables by the name that the journal gives them."""
