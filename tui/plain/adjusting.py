"""The adjustment: a level, what stands against it and what would come of it, a reason, words, and then the record.

Each question is a step; going back leads to the step before. Nothing is lost when the store declines.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.commands.assessment import Moves, adjust, agree
from store.commands.base import Saved
from store.commands.departures import departures
from store.errors import Refused, Stale
from store.queries.comparison import ComparisonRow, ComparisonView, comparison
from store.rules.comparison import difference
from store.rules.levels import NOT_RATED
from store.rules.meeting import Hands
from store.rules.reasons import Reason
from tui.plain.aloud import in_all_languages
from tui.plain.asking import Back, Choice, numbered
from tui.plain.levels import level_choices
from tui.plain.meeting_item import counted
from tui.plain.session import Session

LEVEL, REASON, WORDS, CONFIRM, HANDS = "level", "reason", "words", "confirm", "hands"
STEPS = (LEVEL, REASON, WORDS, CONFIRM)

ANSWERED_BY = {
    "note_missing": WORDS,
    "check_note_missing": WORDS,
    "cap_note_missing": WORDS,
    "too_long": WORDS,
    "reason_missing": REASON,
    "reason_unsuited": REASON,
    "unknown_reason": REASON,
    "same_level": LEVEL,
    "hands_missing": HANDS,
    "hands_too_many": HANDS,
    "hands_too_few": HANDS,
}
"""The step in which a refusal can be answered; any other leaves all as it is, to be tried again."""


def adjusting(session: Session, organisation: str, level: str | None = None) -> None:
    """Adjust an organisation's level at the stage of the person's role, from the beginning or at a level."""
    Adjusting(session, organisation, level).run()


@dataclass
class Adjusting:
    """One adjustment in the making."""

    session: Session
    organisation: str
    level: str | None
    reason: str | None = None
    note: str | None = None
    hands: Hands | None = None

    def __post_init__(self) -> None:
        """Look at the organisation."""
        self.stage = str(self.session.me.stage)
        self._look()

    def _look(self) -> None:
        self.view: ComparisonView = comparison()
        self.row: ComparisonRow = self.session.row(self.organisation, self.view)

    @property
    def keeps(self) -> bool:
        """Whether the level is the one that agreeing takes, so that no reason is asked for."""
        return self.level is not None and self.level == self.row.kept

    @property
    def raises(self) -> bool:
        """Whether the level is above the self-rating."""
        return (difference(self.view.scheme, self.row.self_level, self.level) or 0) > 0

    @property
    def chosen(self) -> Reason | None:
        """The chosen reason."""
        return next((each for each in self.view.reasons if each.code == self.reason), None)

    def needs_words(self) -> bool:
        """Whether the store will not take this level and reason without words."""
        lacking = self.chosen is not None and self.chosen.lacks_words(None)
        level = str(self.level)
        return lacking or level == NOT_RATED or bool(departures(self.view, self.stage, {self.organisation: level}))

    def run(self) -> None:
        """Go from step to step until the level is recorded or somebody goes back beyond the first."""
        step: str | None = LEVEL if self.level is None else REASON
        if self.level is not None:
            self._tell_level()
        while step is not None:
            try:
                step = getattr(self, f"_{step}")()
            except Back:
                step = self._before(step)
                if step is None:
                    self.session.tell("plain.nothing_written")

    def _before(self, step: str) -> str | None:
        if step == HANDS:
            return CONFIRM
        steps = [each for each in STEPS if each in (LEVEL, CONFIRM) or not self._skips(each)]
        at = steps.index(step)
        return steps[at - 1] if at else None

    def _skips(self, step: str) -> bool:
        return self.keeps and (step == REASON or not self.needs_words())

    def _where(self, step: str) -> str:
        session = self.session
        stage = session.words(f"stage.{self.stage}.full")
        return session.words(f"plain.where.adjust_{step}", unit=session.sentences.unit(self.row), stage=stage)

    # The steps; each answers the next one

    def _level(self) -> str:
        session, choices = self.session, level_choices(self.session, self.view.scheme)
        session.offer(choices)
        self.level = session.ask.choose(self._where(LEVEL), choices).code
        self._tell_level()
        return REASON

    def _tell_level(self) -> None:
        """What stands against the level, and what would come of it, before anything is asked."""
        session, level, scheme = self.session, str(self.level), self.view.scheme
        told = session.sentences
        move = told.step(difference(scheme, self.row.self_level, level))
        session.say(session.words("plain.chosen", level=told.level(level), move=move).strip())
        if self.row.has_evidence:
            session.say(told.support(self.row, scheme))
            against = told.against(self.row.support, level, scheme)
            session.say(*(against or [session.words("plain.nothing_against")]))
        else:
            session.tell("plain.no_evidence")
        session.say(*told.would(self.view, self.row, self.stage, level))

    def _reason(self) -> str:
        session = self.session
        if self._skips(REASON):
            session.tell("adjustment.no_reason")
            self.reason = None
            return WORDS
        choices = [
            Choice(
                each.code,
                session.sentences.reason(each.code, raises=self.raises),
                str(each.digit),
                in_all_languages(f"reason.{each.code}.box"),
                Refused("reason_unsuited", reason=each.code) if self.raises and not each.suits_raise else None,
            )
            for each in self.view.reasons
        ]
        session.offer([each for each in choices if each.barred is None])
        self.reason = session.ask.choose(self._where(REASON), choices).code
        return WORDS

    def _words(self) -> str:
        if self._skips(WORDS):
            return CONFIRM
        session, must = self.session, self.needs_words()
        session.tell("plain.words_must" if must else "plain.words_may")
        hint = session.words("plain.help_note")
        self.note = session.ask.words(self._where(WORDS), hint, kept=self.note, optional=not must)
        return CONFIRM

    def _confirm(self) -> str | None:
        session = self.session
        session.tell(
            "plain.sum",
            unit=session.sentences.unit(self.row),
            stage=session.words(f"stage.{self.stage}.full"),
            level=session.sentences.level(self.level),
            reason=session.sentences.reason(self.reason, raises=self.raises)
            if self.reason
            else session.words("plain.no_reason"),
            note=self.note or session.words("plain.no_words"),
        )
        names = [
            "write",
            *(f"again_{step}" for step in (WORDS, REASON, LEVEL) if step == LEVEL or not self._skips(step)),
        ]
        choices = numbered([session.choice(name) for name in names])
        session.offer(choices)
        answer = session.ask.choose(self._where(CONFIRM), choices).code
        return self._record() if answer == "write" else answer.removeprefix("again_")

    def _hands(self) -> str | None:
        self.hands = counted(self.session, self.session.sentences.unit(self.row))
        return self._record()

    # Writing it down

    def _record(self) -> str | None:
        try:
            saved = self._write()
        except Stale as stale:
            return self._overtaken(stale)
        except Refused as refused:
            self.session.refuse(refused)
            return ANSWERED_BY.get(refused.code, CONFIRM)
        time = self.session.teller.time(saved.at)
        self.session.tell("comparison.kept", time=time, what=self.session.teller.move(saved.value[0]))
        return None

    def _write(self) -> Saved[Moves]:
        session, row = self.session, self.row
        if self.keeps:
            return session.do(
                agree,
                session.actor,
                organisations=[row.organisation],
                stage=self.stage,
                note=self.note,
                cycle=self.view.cycle,
                if_versions={row.organisation: row.version},
                hands=self.hands,
            )
        saved = session.do(
            adjust,
            session.actor,
            organisation=row.organisation,
            level=str(self.level),
            stage=self.stage,
            reason=self.reason,
            note=self.note,
            cycle=self.view.cycle,
            if_version=row.version,
            hands=self.hands,
        )
        return Saved(saved.entry, saved.at, (saved.value,))

    def _overtaken(self, stale: Stale) -> str | None:
        """Somebody was quicker: say what changed and ask; where no level moved, write again by itself."""
        session, seen = self.session, self.row
        self._look()
        stages = ("final", "proposed", "self")
        moved = next((stage for stage in stages if seen.at(stage) != self.row.at(stage)), None)
        if moved is None:
            return self._record()
        session.tell(
            "conflict.told",
            who=session.teller.person(stale.facts["actor"], _text(stale.facts.get("post"))),
            unit=session.sentences.unit(self.row),
            stage=session.words(f"stage.{moved}.full"),
            before=session.teller.said(seen.at(moved)),
            theirs=session.teller.said(self.row.at(moved)),
            at=session.teller.time(_number(stale.facts["at"])),
        )
        session.tell("conflict.kept")
        choices = numbered([session.choice("theirs"), session.choice("mine")])
        session.offer(choices)
        if session.ask.choose(self._where(CONFIRM), choices).code == "theirs":
            session.tell("plain.nothing_written")
            return None
        return self._record()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))
