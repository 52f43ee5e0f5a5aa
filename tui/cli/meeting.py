"""``meeting`` at the shell: each verb calls the command that the screens call."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from store.commands.agenda import add_items, lift_out, remove_item
from store.commands.attendance import attend, invite
from store.commands.base import Saved
from store.commands.meeting import (
    appoint,
    close_meeting,
    open_meeting,
    plan_meeting,
    ready_meeting,
    recess_meeting,
    redraft_meeting,
    reopen_meeting,
    resume_meeting,
    set_decision,
)
from store.commands.people import add_person, set_area, tie_person, untie_person
from store.commands.room import agree_item, move_room, note_speech, settle_item
from store.db.connect import writing
from store.errors import Refused
from store.queries.agenda import candidates
from store.queries.meeting import meeting, people
from store.queries.news import news_of
from store.rules.dates import read_date, written
from store.rules.meeting import DISCUSSED, PARKED, SKIPPED, Hands
from store.rules.register import in_force
from tui.cli import output
from tui.cli.meeting_show import document, show
from tui.cli.naming import named
from tui.telling import Teller

_MOVES = {
    "ready": ready_meeting,
    "redraft": redraft_meeting,
    "open": open_meeting,
    "recess": recess_meeting,
    "resume": resume_meeting,
}

_SETTLED = {"park": PARKED, "skip": SKIPPED, "discussed": DISCUSSED}


def run_meeting(asked: Namespace, teller: Teller) -> None:
    """Do what the verb says, all of it or nothing, and tell what was done with its entry; or show the meeting."""
    if asked.what == "show":
        view = meeting(None if asked.meeting is None else _named(asked.meeting))
        if asked.json:
            output.document(document(view))
        else:
            show(view, teller)
        return
    with writing():
        saved = _run(asked)
    facts = {"time": teller.time(saved.at), "entry": saved.entry}
    output.line(teller.words("saved.meeting", what=_done(asked, saved, teller), **facts))
    if asked.what == "close":
        view = meeting(saved.value)
        seal = {"count": view.seal_count, "digest": view.seal_digest}
        output.line(teller.words("cli.meeting_seal", **seal))
        output.line(teller.words("cli.told.keep", **seal))


def _done(asked: Namespace, saved: Saved[Any], teller: Teller) -> str:
    """What the verb did, with the numbers by which one goes on."""
    if asked.what in _TOLD:
        key, facts = _TOLD[asked.what](asked, saved.value)
        return teller.words(f"cli.told.{key}", **facts)
    if asked.what in (*_MOVES, "close", "reopen"):
        state = teller.words(f"meeting.state.{meeting(saved.value).state}")
        return teller.words("cli.told.state", number=saved.value, state=state)
    return teller.in_the_room(news_of([saved.entry])[0]) or teller.words(f"cli.meeting_{asked.what}")


def _planned(_asked: Namespace, number: int) -> tuple[str, dict[str, object]]:
    view = meeting(number)
    counts = {"people": len(view.people), "items": len(view.items)}
    return "prepare", {"number": number, "day": written(view.held_on), **counts}


def _charged(asked: Namespace, _value: object) -> tuple[str, dict[str, object]]:
    verb = "untie" if asked.what == "tie" and asked.remove else asked.what
    return verb, {"person": asked.person, "count": len({named(text) for text in asked.organisations})}


_TOLD: dict[str, Callable[[Namespace, Any], tuple[str, dict[str, object]]]] = {
    "prepare": _planned,
    "conclude": lambda _asked, moves: ("conclude", {"count": len(moves)}),
    "add": lambda _asked, count: ("add", {"count": count}),
    "lift": lambda _asked, count: ("lift", {"count": count}),
    "tie": _charged,
    "area": _charged,
    "person": lambda asked, number: ("person", {"number": number, "post": asked.post}),
    "drop": lambda _asked, place: ("drop", {"item": place}),
    "decision": lambda asked, _number: ("decision", {"number": asked.number, "date": asked.date}),
}
"""The sentence of a verb, where its news would not say enough, and its facts."""


def _run(asked: Namespace) -> Saved[Any]:
    if asked.what in _MOVES:
        return _MOVES[asked.what](asked.actor, meeting=_number(asked))
    if asked.what in _SETTLED:
        return settle_item(
            asked.actor, state=_SETTLED[asked.what], item=asked.item, text=asked.text, meeting=_number(asked)
        )
    return _VERBS[asked.what](asked)


def _prepare(asked: Namespace) -> Saved[int]:
    """Plan it and invite everybody in post; with ``--fill`` the agenda too: whoever has no gap in one block."""
    saved = plan_meeting(
        asked.actor,
        held_on=asked.on,
        cycle=asked.cycle,
        starts=asked.starts,
        place=asked.place,
        decides=asked.decides,
        quorum=asked.quorum,
        majority=asked.majority,
    )
    number = saved.value
    day = meeting(number).held_on
    in_post = [each.number for each in people() if in_force(each.valid_from, each.valid_to, day)]
    if in_post:
        invite(asked.actor, people=in_post, meeting=number)
    if asked.fill:
        found = candidates(number, asked.cycle)
        smooth = [each.organisation for each in found if each.gap is None]
        rest = sorted((each for each in found if each.gap is not None), key=lambda each: (-each.weight, each.tt))
        if smooth:
            add_items(asked.actor, organisations=smooth, block=True, meeting=number)
        if rest:
            add_items(asked.actor, organisations=[each.organisation for each in rest], meeting=number)
    return saved


def _add(asked: Namespace) -> Saved[int]:
    return add_items(
        asked.actor,
        organisations=[named(text) for text in asked.organisations],
        block=asked.block,
        title=asked.title,
        minutes=asked.minutes,
        meeting=_number(asked),
    )


def _tie(asked: Namespace) -> Saved[int]:
    codes = list(dict.fromkeys(named(text) for text in asked.organisations))
    for code in codes[:-1]:
        _tie_one(asked, code)
    return _tie_one(asked, codes[-1])


def _tie_one(asked: Namespace, code: str) -> Saved[int]:
    if asked.remove:
        return untie_person(asked.actor, person=asked.person, organisation=code)
    return tie_person(asked.actor, person=asked.person, organisation=code, why=asked.why)


def _attend(asked: Namespace) -> Saved[int]:
    numbers = asked.people
    if asked.all:
        numbers = [each.person.number for each in meeting(_number(asked)).people]
    if not numbers:
        raise Refused("attend_nobody")
    return attend(
        asked.actor,
        people=numbers,
        state=asked.state,
        expected=asked.expected,
        at=asked.at,
        meeting=_number(asked),
    )


def _item(asked: Namespace) -> Saved[int]:
    to = int(asked.to) if asked.to.isascii() and asked.to.isdigit() else asked.to
    return move_room(asked.actor, to=to, meeting=_number(asked))


def _conclude(asked: Namespace) -> Saved[Any]:
    return agree_item(
        asked.actor,
        item=asked.item,
        lifted=[named(text) for text in asked.lift],
        note=asked.note,
        hands=read_hands(asked.hands),
        meeting=_number(asked),
    )


def _decision(asked: Namespace) -> Saved[int]:
    """Number and day anew; who signs stays where nobody is named."""
    number = _number(asked)
    signer = meeting(number).decision_signer if asked.signer is None else asked.signer
    return set_decision(asked.actor, number=asked.number, dated=asked.date, signer=signer, meeting=number)


_VERBS: dict[str, Callable[[Namespace], Saved[Any]]] = {
    "prepare": _prepare,
    "add": _add,
    "drop": lambda asked: remove_item(asked.actor, item=asked.item, meeting=_number(asked)),
    "lift": lambda asked: lift_out(
        asked.actor, organisations=[named(text) for text in asked.organisations], meeting=_number(asked)
    ),
    "close": lambda asked: close_meeting(asked.actor, leave_rest=asked.leave_rest, meeting=_number(asked)),
    "reopen": lambda asked: reopen_meeting(asked.actor, why=asked.why, meeting=_number(asked)),
    "person": lambda asked: add_person(
        asked.actor,
        post=asked.post,
        votes=asked.votes,
        full_name=asked.full_name,
        valid_from=asked.valid_from,
        login=asked.login,
    ),
    "tie": _tie,
    "area": lambda asked: set_area(
        asked.actor, person=asked.person, organisations=[named(text) for text in asked.organisations]
    ),
    "attend": _attend,
    "appoint": lambda asked: appoint(asked.actor, person=asked.person, office=asked.office, meeting=_number(asked)),
    "item": _item,
    "conclude": _conclude,
    "note": lambda asked: note_speech(
        asked.actor, text=asked.text, person=asked.person, item=asked.item, meeting=_number(asked)
    ),
    "decision": _decision,
}


def read_hands(text: str | None) -> Hands | None:
    """Three counts, ``13,0,0``: for, against, abstained; raises ``Refused("bad_hands")``."""
    if text is None:
        return None
    parts = [part.strip() for part in text.replace(" ", ",").split(",") if part.strip()]
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        raise Refused("bad_hands", text=text)
    return Hands(*map(int, parts))


def _number(asked: Namespace) -> int | None:
    """The number of the meeting that is meant by a number or a day, ``None`` for the one that is on."""
    return None if asked.meeting is None else meeting(_named(asked.meeting)).number


def _named(text: str) -> str:
    day = read_date(text)
    return text if day is None else day
