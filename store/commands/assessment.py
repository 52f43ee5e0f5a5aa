"""The heart of the matter: recording a self-rating, adjusting a level with a reason, agreeing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from store.commands.base import Change, Row, command, expect_version, tidy
from store.commands.deciding import Session, conclude_levels, expect_untied, session_for, superseded
from store.commands.departures import Departure, departures, expect_words
from store.db.journal import canonical
from store.db.tables import Adjustment, Assessment, Cycle, Organisation, SchemeEdition
from store.db.tables import Reason as ReasonTable
from store.errors import Refused
from store.queries.comparison import comparison
from store.queries.news import LevelMoveView
from store.queries.schemes import scheme_of
from store.rules.comparison import difference, kept
from store.rules.levels import NOT_RATED
from store.rules.meeting import Hands
from store.rules.reasons import Reason
from store.rules.roles import STAGES
from store.rules.scheme import Scheme

OPEN = "open"
"""The state of a cycle in which levels can be set."""


Moves = tuple[LevelMoveView, ...]
"""What a command did to levels, told as everybody else will be told."""


@command
def rate(
    change: Change, *, organisation: str, self_level: str, cycle: str | None = None, if_version: int | None = None
) -> LevelMoveView:
    """Record the level an organisation gave itself.

    Raises ``Refused`` for the role, an unknown organisation, a closed cycle or a level of another scheme, ``Stale``
    for a version that is not the current one.
    """
    change.act("rate")
    row, scheme = the_assessment(change, organisation, cycle)
    expect_version(row, if_version)
    check_level(scheme, self_level, row, "self")
    if row["self_level"] == self_level:
        raise Refused("same_level", tt=row["tt"], name=row["name"])
    before = row["self_level"]
    change.update(Assessment, row, self_level=self_level)
    return LevelMoveView(organisation, row["tt"], row["name"], "self", before, self_level)


@command
def adjust(
    change: Change,
    *,
    organisation: str,
    level: str,
    stage: str,
    reason: str | None,
    note: str | None = None,
    cycle: str | None = None,
    if_version: int | None = None,
    hands: Hands | None = None,
) -> LevelMoveView:
    """Set an organisation's proposed or final level, with a reason.

    Raises ``Refused`` for the role, a missing or unknown reason, missing words (of the reason, or for a failed check
    or a cap that is exceeded further), a level of another scheme or no change at all, ``Stale`` for another version.
    Where the cycle has meetings, a final level is set in one that sits; ``hands`` are needed where it counts them.
    """
    if stage not in STAGES:
        raise Refused("unknown_stage", stage=stage)
    change.act(f"adjust_{stage}", reason=reason)
    row, scheme = the_assessment(change, organisation, cycle)
    session = session_for(change, stage, row["cycle"], organisation)
    expect_version(row, if_version)
    check_level(scheme, level, row, stage)
    said = tidy(note)
    raises = (difference(scheme, row["self_level"], level) or 0) > 0
    _check_reason(change, reason, said, level, raises=raises)
    column = f"{stage}_level"
    before = row[column] if row[column] is not None else kept(row["self_level"], row["proposed_level"])
    if row[column] == level or level == kept(row["self_level"], row["proposed_level"]):
        raise Refused("same_level", tt=row["tt"], name=row["name"])
    departed = _departed(row["cycle"], stage, {organisation: level}, said)
    _set_level(change, row, stage, "adjusted", before, level, session, reason=reason, note=said, departed=departed)
    if session is not None:
        conclude_levels(change, session, "adjusted", [organisation], hands, None)
    return LevelMoveView(organisation, row["tt"], row["name"], stage, before, level)


@command
def agree(
    change: Change,
    *,
    organisations: Sequence[str],
    stage: str,
    note: str | None = None,
    cycle: str | None = None,
    if_versions: Mapping[str, int] | None = None,
    hands: Hands | None = None,
) -> Moves:
    """Keep the proposal, where there is none the self-rating, for one or many: one entry, all or none.

    Raises ``Refused`` for the role, or naming the organisation that has nothing to keep or already stands so,
    ``Stale`` for a version that is not the current one.
    """
    if stage not in STAGES:
        raise Refused("unknown_stage", stage=stage)
    change.act(f"agree_{stage}")
    codes = tuple(dict.fromkeys(organisations))
    session = session_for(change, stage, the_cycle(cycle)["code"], codes[0]) if codes else None
    return agree_levels(change, codes, stage, tidy(note), cycle, if_versions or {}, session, hands)


def agree_levels(
    change: Change,
    organisations: Sequence[str],
    stage: str,
    note: str | None,
    cycle: str | None,
    if_versions: Mapping[str, int],
    session: Session | None,
    hands: Hands | None,
    *,
    standing: Collection[str] = (),
) -> Moves:
    """Keep what stands for organisations, within a change whose action is said already; raises as ``agree``.

    ``standing`` are organisations of the same item that stand as decided already.
    """
    kept_levels: dict[str, tuple[Row, str | None, str]] = {}
    for code in dict.fromkeys(organisations):
        row, _scheme = the_assessment(change, code, cycle)
        expect_version(row, if_versions.get(code))
        level = kept(row["self_level"], row["proposed_level"])
        if level is None:
            raise Refused("nothing_to_keep", tt=row["tt"], name=row["name"])
        before = row[f"{stage}_level"]
        if before == level:
            raise Refused("same_level", tt=row["tt"], name=row["name"])
        kept_levels[code] = (row, before, level)
    if not kept_levels:
        raise Refused("nothing_changed")
    cycle_code = next(iter(kept_levels.values()))[0]["cycle"]
    departed = _departed(cycle_code, stage, {code: level for code, (_row, _was, level) in kept_levels.items()}, note)
    for row, before, level in kept_levels.values():
        _set_level(change, row, stage, "agreed", before, level, session, reason=None, note=note, departed=departed)
    if session is not None:
        conclude_levels(change, session, "agreed", kept_levels, hands, note, standing=standing)
    return tuple(
        LevelMoveView(code, row["tt"], row["name"], stage, before or level, level)
        for code, (row, before, level) in kept_levels.items()
    )


def stand_already(organisations: Collection[str], cycle: str) -> frozenset[str]:
    """Which of these organisations have the final level that an agreement would give them."""
    rows = Assessment.select().where(Assessment.cycle == cycle, Assessment.organisation.in_(list(organisations)))
    return frozenset(
        str(row["organisation"])
        for row in rows.dicts()
        if row["final_level"] is not None and row["final_level"] == kept(row["self_level"], row["proposed_level"])
    )


def _departed(cycle: str, stage: str, levels: Mapping[str, str], note: str | None) -> tuple[Departure, ...]:
    view = comparison(cycle)
    found = departures(view, stage, levels)
    expect_words(view, found, note)
    return found


def _set_level(
    change: Change,
    row: Row,
    stage: str,
    kind: str,
    before: str | None,
    level: str,
    session: Session | None,
    *,
    reason: str | None,
    note: str | None,
    departed: tuple[Departure, ...],
) -> None:
    mine = [each for each in departed if each.organisation in (None, row["organisation"])]
    once = dict.fromkeys((each.rule, each.level, each.clause) for each in mine)  # a cap in its group and in all is one
    told = canonical([{"rule": rule, "level": aim, "clause": clause} for rule, aim, clause in once])
    earlier = superseded(row["id"])
    change.update(Assessment, row, **{f"{stage}_level": level})
    change.insert(
        Adjustment,
        about=str(row["organisation"]),
        id=change.new_key(),
        assessment=row["id"],
        stage=stage,
        kind=kind,
        from_level=before,
        to_level=level,
        reason=reason,
        note=note,
        departed=told if mine else None,
        meeting=None if session is None else session.key,
        supersedes=None if session is None else earlier,
    )


def the_assessment(change: Change, organisation: str, cycle: str | None) -> tuple[Row, Scheme]:
    """An organisation's assessment in a cycle that is open, and its scheme; raises ``Refused`` where there is none."""
    if change.find(Organisation, code=organisation) is None:
        raise Refused("unknown_organisation", text=organisation)
    opened = the_cycle(cycle)
    row = change.find(Assessment, cycle=opened["code"], organisation=organisation)
    if row is None:
        raise Refused("not_in_cycle", organisation=organisation, cycle=opened["code"])
    expect_untied(change, row)
    return row, scheme_of(opened["scheme_edition"])


def the_cycle(code: str | None) -> Row:
    """The named cycle, or the only open one; raises ``Refused`` where it is unknown, closed or not the only one."""
    query = Cycle.select().where(Cycle.code == code if code else Cycle.state == OPEN)
    found: list[dict[str, Any]] = list(query.dicts())
    if not found:
        raise Refused("unknown_cycle" if code else "no_open_cycle", cycle=code)
    if len(found) > 1:
        raise Refused("several_open_cycles", cycles=", ".join(sorted(row["code"] for row in found)))
    if found[0]["state"] != OPEN:
        raise Refused("cycle_closed", cycle=found[0]["code"])
    return found[0]


def check_level(scheme: Scheme, level: str, row: Row, stage: str) -> None:
    """Refuse a level that is not the scheme's; raises ``Refused``."""
    if scheme.has(level) or (level == NOT_RATED and stage != "self"):
        return
    code = "other_scheme" if level in _all_levels() else "unknown_level"
    raise Refused(code, level=level, cycle=row["cycle"], levels=", ".join(each.code for each in scheme.levels))


def _all_levels() -> set[str]:
    keys = SchemeEdition.select(SchemeEdition.id).tuples()
    return {level.code for (key,) in keys for level in scheme_of(int(key)).levels}


def _check_reason(change: Change, code: str | None, note: str | None, level: str, *, raises: bool) -> None:
    if not code:
        raise Refused("reason_missing", level=level)
    row = change.find(ReasonTable, code=code)
    if row is None:
        known = sorted(str(found) for (found,) in ReasonTable.select(ReasonTable.code).tuples())
        raise Refused("unknown_reason", reason=code, known=", ".join(known))
    reason = Reason(row["code"], row["digit"], row["note"], bool(row["suits_raise"]))
    if raises and not reason.suits_raise:
        raise Refused("reason_unsuited", reason=code)
    if reason.lacks_words(note) or (level == NOT_RATED and not note):
        raise Refused("note_missing", reason=code, level=level)
