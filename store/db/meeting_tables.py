"""Tables of the meeting: people, what ties them, meetings with their agenda, who attends, what is said and concluded.

Times are UTC milliseconds, dates ISO text; JSON lists are canonical text.
"""

from __future__ import annotations

from peewee import BigIntegerField, ForeignKeyField, IntegerField, TextField

from store.db.account_tables import Account
from store.db.cycle_tables import Cycle
from store.db.model import Record
from store.db.register_tables import Organisation


class Person(Record):
    """Somebody who sits at the table, with or without an account: post, whether voting, from a date to a date.

    ``number`` is the one that lists show; ``account`` is the login, where the person has one.
    """

    id = BigIntegerField(primary_key=True)
    number = IntegerField(unique=True)
    full_name = TextField(null=True)
    post = TextField()
    votes = IntegerField()
    valid_from = TextField(null=True)
    valid_to = TextField(null=True)
    account = ForeignKeyField(Account, column_name="account", lazy_load=False, null=True, unique=True)


class Tie(Record):
    """A person's tie to an organisation, for which the person takes no part in deciding on it."""

    id = BigIntegerField(primary_key=True)
    person = ForeignKeyField(Person, column_name="person", lazy_load=False)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)
    why = TextField(null=True)

    class Meta:
        """One a person and organisation."""

        indexes = ((("person", "organisation"), True),)


class Area(Record):
    """An organisation that a person is charged with following; this is no tie."""

    id = BigIntegerField(primary_key=True)
    person = ForeignKeyField(Person, column_name="person", lazy_load=False)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)

    class Meta:
        """One a person and organisation."""

        indexes = ((("person", "organisation"), True),)


class Meeting(Record):
    """One meeting on a cycle: its state, the room's item since when, and after it the seal and the decision's number.

    ``decides`` is ``chair`` or ``hands``; ``item`` is the key of the agenda item; ``seal_count`` is the number of the
    entry whose hash is ``seal_digest``. Quorum and majority are fractions as text (``2/3``).
    """

    id = BigIntegerField(primary_key=True)
    number = IntegerField(unique=True)
    cycle = ForeignKeyField(Cycle, column_name="cycle", lazy_load=False)
    held_on = TextField()
    starts = TextField(null=True)
    place = TextField(null=True)
    decides = TextField()
    quorum = TextField()
    majority = TextField()
    state = TextField()
    item = BigIntegerField(null=True)
    item_since = BigIntegerField(null=True)
    opened = BigIntegerField(null=True)
    closed = BigIntegerField(null=True)
    seal_digest = TextField(null=True)
    seal_count = IntegerField(null=True)
    decision_number = TextField(null=True)
    decision_date = TextField(null=True)
    decision_signer = TextField(null=True)


class AgendaItem(Record):
    """One item of an agenda: ``single`` or ``block``, its state, the time it took (milliseconds).

    ``position`` orders, those with the same one by their keys; the place that is shown is counted.
    """

    id = BigIntegerField(primary_key=True)
    meeting = ForeignKeyField(Meeting, column_name="meeting", lazy_load=False)
    position = IntegerField()
    kind = TextField()
    title = TextField(null=True)
    minutes = IntegerField(null=True)
    state = TextField()
    conclusion = TextField(null=True)
    spent = BigIntegerField()


class AgendaUnit(Record):
    """An organisation of an agenda item; each stands in one item of a meeting."""

    id = BigIntegerField(primary_key=True)
    meeting = ForeignKeyField(Meeting, column_name="meeting", lazy_load=False)
    item = ForeignKeyField(AgendaItem, column_name="item", lazy_load=False)
    organisation = ForeignKeyField(Organisation, column_name="organisation", lazy_load=False)

    class Meta:
        """One item an organisation."""

        indexes = ((("meeting", "organisation"), True),)


class Appointment(Record):
    """Who has an office in a meeting: ``chair`` (one) or ``teller``."""

    id = BigIntegerField(primary_key=True)
    meeting = ForeignKeyField(Meeting, column_name="meeting", lazy_load=False)
    person = ForeignKeyField(Person, column_name="person", lazy_load=False)
    office = TextField()

    class Meta:
        """One a person and office."""

        indexes = ((("meeting", "person", "office"), True),)


class Attendance(Record):
    """A word on a person's presence at a meeting, at an instant; the newest counts, earlier ones stay.

    ``state`` is ``invited``, ``present``, ``excused``, ``absent``, ``late`` or ``left``; ``expected`` a clock time.
    """

    id = BigIntegerField(primary_key=True)
    meeting = ForeignKeyField(Meeting, column_name="meeting", lazy_load=False)
    person = ForeignKeyField(Person, column_name="person", lazy_load=False)
    state = TextField()
    at = BigIntegerField()
    expected = TextField(null=True)


class Speech(Record):
    """What somebody said, noted where it was said; without a person it is a note of the secretary."""

    id = BigIntegerField(primary_key=True)
    meeting = ForeignKeyField(Meeting, column_name="meeting", lazy_load=False)
    item = ForeignKeyField(AgendaItem, column_name="item", lazy_load=False, null=True)
    person = ForeignKeyField(Person, column_name="person", lazy_load=False, null=True)
    text = TextField()
    at = BigIntegerField()


class Conclusion(Record):
    """What a meeting concluded at once: how, who was there, by how many hands; the levels stand in ``adjustment``.

    ``kind`` is ``agreed``, ``adjusted``, ``parked``, ``skipped`` or ``discussed``, of a commendation (of no item)
    ``granted`` or ``declined``; ``present`` and ``recused`` are JSON lists of persons; ``quorate`` and ``carried`` say
    whether enough were there to sit and to decide.
    """

    id = BigIntegerField(primary_key=True)
    meeting = ForeignKeyField(Meeting, column_name="meeting", lazy_load=False)
    item = ForeignKeyField(AgendaItem, column_name="item", lazy_load=False, null=True)
    kind = TextField()
    at = BigIntegerField()
    present = TextField()
    recused = TextField()
    voting = IntegerField()
    voting_present = IntegerField()
    quorate = IntegerField()
    carried = IntegerField()
    hands_for = IntegerField(null=True)
    hands_against = IntegerField(null=True)
    hands_abstained = IntegerField(null=True)
    text = TextField(null=True)
