"""How a store begins: committee, schemes, reasons, register, published results, the first cycle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import peewee

from store.commands.base import Change, command
from store.commands.carrying import carry_verified
from store.commands.cycle import terms
from store.db.journal import canonical
from store.db.tables import (
    Account,
    Assessment,
    Correction,
    Cycle,
    Headcount,
    KnownResult,
    Organisation,
    OrganisationPeriod,
    PublishedResult,
    PublishedYear,
    Reason,
    RemediationCase,
    SchemeEdition,
    Setting,
)
from store.errors import Refused
from store.queries.opening import new_code, rated_on
from store.rules.register import last_day
from store.rules.remediation import KNOWN, OPENED
from store.rules.roles import ADMIN, SECRETARY

Facts = Mapping[str, Any]
"""Column values of one row."""


@command
def found(
    change: Change,
    *,
    settings: Mapping[str, str],
    schemes: Sequence[Facts],
    reasons: Sequence[Facts],
) -> None:
    """Begin a store: whoever does becomes its administrator and secretary.

    ``schemes`` are bodies with ``code`` and ``edition``. Raises ``Refused("already_founded")`` for a second time.
    """
    if change.entry != 1:
        raise Refused("already_founded")
    change.roles = frozenset({ADMIN})
    change.act("found")
    change.insert(
        Account,
        login=change.actor,
        roles=canonical(sorted({ADMIN, SECRETARY})),
        post=None,
        body=None,
        active=1,
        wall=0,
    )
    for name, value in settings.items():
        change.insert(Setting, name=name, value=value)
    for scheme in schemes:
        change.insert(
            SchemeEdition,
            id=change.new_key(),
            scheme=scheme["code"],
            edition=scheme["edition"],
            body=canonical(scheme),
        )
    for reason in reasons:
        change.insert(Reason, **reason)


@command
def register_organisations(change: Change, *, organisations: Sequence[Facts], headcounts: Sequence[Facts]) -> int:
    """Enter organisations and their headcounts in the register; answers how many organisations.

    Each of ``organisations`` has ``code`` and the columns of a period; parents come before children.
    """
    change.act("register_organisations")
    for facts in organisations:
        change.insert(Organisation, code=facts["code"])
    for facts in organisations:
        columns = {name: value for name, value in facts.items() if name != "code"}
        change.insert(OrganisationPeriod, id=change.new_key(), organisation=facts["code"], **columns)
    for facts in headcounts:
        change.insert(Headcount, id=change.new_key(), **facts)
    return len(organisations)


@command
def record_results(
    change: Change, *, years: Sequence[Facts], known: Sequence[Facts], corrections: Sequence[Facts]
) -> None:
    """Record what a source published: totals by year with their ``levels``, single results, and where it is wrong.

    Whom it calls slow to improve stands as a known case of remediation, of which everything else is unknown; one that
    has a case already gets no other.

    Each year names its ``scheme``; the newest edition is meant.
    """
    change.act("record_results")
    for year in years:
        columns = {name: value for name, value in year.items() if name not in ("levels", "scheme")}
        change.insert(PublishedYear, scheme_edition=newest_edition(year["scheme"]), **columns)
        for level in year["levels"]:
            change.insert(PublishedResult, id=change.new_key(), year=year["year"], **level)
    for facts in known:
        change.insert(KnownResult, id=change.new_key(), **facts)
    there = {str(code) for (code,) in RemediationCase.select(RemediationCase.organisation).distinct().tuples()}
    last = RemediationCase.select(peewee.fn.MAX(RemediationCase.number)).scalar() or 0
    named: dict[str, str] = {}
    for facts in known:
        if facts["slow_to_improve"] and facts["organisation"] not in there:
            named.setdefault(facts["organisation"], facts["source"])
    for number, (organisation, source) in enumerate(named.items(), last + 1):
        columns = {"number": number, "organisation": organisation, "source": source, "cause": KNOWN, "state": OPENED}
        change.insert(RemediationCase, id=change.new_key(), **columns)
    for facts in corrections:
        change.insert(Correction, **facts)


@command
def open_cycle(
    change: Change,
    *,
    code: str,
    scheme: str,
    dossier_due: str | None = None,
    prerequisites_due: str | None = None,
    decision_due: str | None = None,
    cap_base: str | None = None,
) -> int:
    """Open a cycle under a scheme's newest edition, with one empty assessment an organisation; answers how many.

    Rated are the committee's own organisations that are in force on the cycle's last day; one without a number gets
    the next.

    Raises ``Refused`` for a code that is none, a cycle that is there already, an unknown scheme or bad terms.
    """
    change.act("open_cycle")
    new_code(code)
    columns = terms(dossier_due, prerequisites_due, decision_due, cap_base)
    change.insert(Cycle, code=code, scheme_edition=newest_edition(scheme), state="open", **columns)
    standing = rated_on(last_day(code))
    last = max((row["tt"] or 0 for row in standing), default=0)
    for number, period in enumerate((row for row in standing if row["tt"] is None), last + 1):
        period["tt"] = number
    for period in standing:
        change.insert(
            Assessment,
            id=change.new_key(),
            cycle=code,
            **{name: period[name] for name in ("organisation", "tt", "name", "full_name", "kind", "peer_group")},
        )
    carry_verified(change, code)
    return len(standing)


@command
def add_edition(change: Change, *, body: Facts) -> int:
    """Add the next edition of a scheme, or a new scheme; earlier editions and what was rated under them stay.

    Answers the edition's number. Raises ``Refused("nothing_changed")`` where the newest edition says the same.
    """
    change.act("add_edition")
    rows = list(
        SchemeEdition.select().where(SchemeEdition.scheme == body["code"]).order_by(SchemeEdition.edition).dicts()
    )
    number = rows[-1]["edition"] + 1 if rows else 1
    text = canonical({**body, "edition": number})
    if rows and rows[-1]["body"] == canonical({**body, "edition": rows[-1]["edition"]}):
        raise Refused("nothing_changed")
    change.insert(SchemeEdition, id=change.new_key(), scheme=body["code"], edition=number, body=text)
    return number


def newest_edition(scheme: str) -> int:
    """The key of a scheme's newest edition; raises ``Refused("unknown_scheme")``."""
    row = (
        SchemeEdition.select(SchemeEdition.id)
        .where(SchemeEdition.scheme == scheme)
        .order_by(SchemeEdition.edition.desc())
        .limit(1)
        .tuples()
        .first()
    )
    if row is None:
        raise Refused("unknown_scheme", scheme=scheme)
    return int(row[0])
