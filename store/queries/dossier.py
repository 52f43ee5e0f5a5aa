"""A dossier: the form with its grades, evidence, facts, papers and opinions, and what all of it supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from store.db.connect import reading
from store.db.tables import Assessment, Cycle, Fact, Grade, Opinion, Paper, Proof, Reminder
from store.errors import Refused
from store.queries.evidence import value_of
from store.queries.schemes import scheme_of
from store.rules.checks import Support, support
from store.rules.evidence import Evidence
from store.rules.facts import Value
from store.rules.forms import Form, Graded
from store.rules.scheme import Scheme


@dataclass(frozen=True)
class GradeView:
    """What one side gave one criterion; ``version`` is what a change must name."""

    criterion: str
    side: str
    grade: str | None
    points: int | None
    version: int


@dataclass(frozen=True)
class FactView:
    """One fact as stored; ``arrived`` an ISO date."""

    name: str
    value: Value
    arrived: str | None
    version: int


@dataclass(frozen=True)
class ProofView:
    """One piece of evidence of a criterion."""

    criterion: str
    n: int
    text: str
    number: str | None
    dated: str | None
    version: int


@dataclass(frozen=True)
class PaperView:
    """One paper: received, or returned and why; dates are ISO text."""

    paper: str
    received: str | None
    returned: str | None
    why: str | None


@dataclass(frozen=True)
class OpinionView:
    """What an advisory body said; no text is "no opinion"."""

    body: str
    text: str | None
    given: str


@dataclass(frozen=True)
class ReminderView:
    """A letter that went out."""

    debtor: str
    what: str
    sent: str


@dataclass(frozen=True)
class DossierView:
    """One organisation's dossier in a cycle."""

    organisation: str
    cycle: str
    tt: int
    name: str | None
    full_name: str | None
    kind: str
    peer_group: str | None
    self_level: str | None
    proposed_level: str | None
    final_level: str | None
    version: int
    scheme: Scheme
    form: Form | None
    grades: tuple[GradeView, ...]
    facts: tuple[FactView, ...]
    proofs: tuple[ProofView, ...]
    papers: tuple[PaperView, ...]
    opinions: tuple[OpinionView, ...]
    reminders: tuple[ReminderView, ...]

    def grade(self, criterion: str, side: str) -> GradeView | None:
        """What one side gave one line."""
        return next((each for each in self.grades if (each.criterion, each.side) == (criterion, side)), None)

    def fact(self, name: str) -> FactView | None:
        """A fact by its name."""
        return next((each for each in self.facts if each.name == name), None)

    @cached_property
    def evidence(self) -> Evidence:
        """The dossier as checks see it."""
        return Evidence(
            kind=self.kind,
            form=self.form,
            grades={(each.criterion, each.side): Graded(each.grade, each.points) for each in self.grades},
            facts={each.name: each.value for each in self.facts},
        )

    @cached_property
    def support(self) -> Support:
        """What the dossier supports, level by level."""
        return support([level.code for level in self.scheme.levels], self.scheme.rules, self.evidence)


def dossier(organisation: str, cycle: str | None = None) -> DossierView:
    """One organisation's dossier; raises ``Refused`` for a cycle or an organisation that is not there."""
    found = _read(cycle, Assessment.organisation == organisation)
    if not found:
        raise Refused("not_in_cycle", organisation=organisation, cycle=cycle)
    return found[0]


def dossiers(cycle: str | None = None) -> tuple[DossierView, ...]:
    """All dossiers of a cycle in the committee's order; without a code the open cycle, else the newest."""
    return _read(cycle)


def _read(cycle: str | None, *only: Any) -> tuple[DossierView, ...]:
    with reading():
        opened = cycle_row(cycle)
        scheme = scheme_of(int(str(opened["scheme_edition"])))
        asked = Assessment.select().where(Assessment.cycle == opened["code"], *only)
        rows = list(asked.order_by(Assessment.tt).dicts())
        keys = [row["id"] for row in rows]
        parts = {
            model: _by_assessment(model.select().where(model.assessment.in_(keys)).order_by(model.id).dicts())
            for model in (Grade, Fact, Proof, Paper, Opinion, Reminder)
        }
        return tuple(
            _view(row, scheme, {model: held.get(row["id"], []) for model, held in parts.items()}) for row in rows
        )


def cycle_row(code: str | None) -> dict[str, object]:
    """The named cycle, else the open one, else the newest; raises ``Refused`` where there is none."""
    rows: list[dict[str, object]] = list(Cycle.select().order_by(Cycle.code.desc()).dicts())
    if code is not None:
        rows = [row for row in rows if row["code"] == code]
    if not rows:
        raise Refused("unknown_cycle" if code else "no_open_cycle", cycle=code)
    return next((row for row in rows if row["state"] == "open"), rows[0])


Rows = list[dict[str, object]]


def _by_assessment(rows: Iterable[dict[str, object]]) -> dict[object, Rows]:
    found: dict[object, Rows] = {}
    for row in rows:
        found.setdefault(row["assessment"], []).append(row)
    return found


def _view(row: Mapping[str, object], scheme: Scheme, parts: Mapping[type, Rows]) -> DossierView:
    kind = str(row["kind"])
    form = scheme.form(kind)
    grades = tuple(
        GradeView(
            str(each["criterion"]), str(each["side"]), _text(each["grade"]), _number(each["points"]), _whole(each)
        )
        for each in parts[Grade]
    )
    facts = tuple(
        FactView(
            str(each["name"]), value_of(str(each["name"]), str(each["value"])), _text(each["arrived"]), _whole(each)
        )
        for each in parts[Fact]
    )
    return DossierView(
        organisation=str(row["organisation"]),
        cycle=str(row["cycle"]),
        tt=int(str(row["tt"])),
        name=_text(row["name"]),
        full_name=_text(row["full_name"]),
        kind=kind,
        peer_group=_text(row["peer_group"]),
        self_level=_text(row["self_level"]),
        proposed_level=_text(row["proposed_level"]),
        final_level=_text(row["final_level"]),
        version=_whole(row),
        scheme=scheme,
        form=form,
        grades=grades,
        facts=facts,
        proofs=tuple(
            ProofView(
                str(each["criterion"]),
                int(str(each["n"])),
                str(each["text"]),
                _text(each["number"]),
                _text(each["dated"]),
                _whole(each),
            )
            for each in parts[Proof]
        ),
        papers=tuple(
            PaperView(str(each["paper"]), _text(each["received"]), _text(each["returned"]), _text(each["why"]))
            for each in parts[Paper]
        ),
        opinions=tuple(
            OpinionView(str(each["body"]), _text(each["text"]), str(each["given"])) for each in parts[Opinion]
        ),
        reminders=tuple(
            ReminderView(str(each["debtor"]), str(each["what"]), str(each["sent"])) for each in parts[Reminder]
        ),
    )


def _whole(row: Mapping[str, object]) -> int:
    return int(str(row["version"]))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))
