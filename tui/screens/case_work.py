"""What can be done with a case, wherever one sees it: its ten steps by digit, what is added, what is missing."""

from __future__ import annotations

from store.errors import Refused
from store.live import drafts
from store.queries.remediation import CaseView
from store.queries.remediation_room import RemediationRoom
from store.rules.remediation import (
    CLOSE,
    CLOSED,
    COMMIT,
    GO_ON,
    NOT_EFFECTIVE,
    OPENED,
    PARTLY,
    PLAN,
    PLANNED,
    PROGRESS,
    REPORTED,
    SETTLED,
    moved,
)
from store.rules.roles import OBSERVER, TEAM_LEAD, may
from tui.dialogs.case_adding import Adding
from tui.dialogs.case_asking import draft_place
from tui.dialogs.case_judging import Judging
from tui.dialogs.case_steps import Steps
from tui.keys import Key
from tui.place import Place
from tui.screens.case_view import CaseDrawing
from tui.widgets.key_bar import Shown

CASE_KEYS = (
    Key("directive", "1", "1", "key.case.directive"),
    Key("team", "2", "2", "key.case.team"),
    Key("plan", "3", "3", "key.case.plan"),
    Key("commitment", "4", "4", "key.case.commitment"),
    Key("progress", "5", "5", "key.case.progress"),
    Key("inspection", "6", "6", "key.case.inspection"),
    Key("verify", "7", "7", "key.case.verify"),
    Key("extend", "8", "8", "key.case.extend"),
    Key("close", "9", "9", "key.case.close"),
    Key("mentoring", "0", "0", "key.case.mentoring"),
    Key("add", "plus", "+", "key.case.add"),
    Key("missing", "v", "v", "key.case.missing"),
    Key("papers", "x", "x", "key.case.papers"),
)
"""The keys of a case, in the list and on its own screen."""

DEEDS = {
    "directive": "steer_case",
    "team": "steer_case",
    "plan": "steer_case",
    "commitment": "steer_case",
    "progress": "report_progress",
    "inspection": "inspect_case",
    "verify": "verify_case",
    "extend": "extend_case",
    "close": "close_case",
    "mentoring": "steer_case",
    "add": "steer_case",
}
"""What a key does to the record."""

STEPS = tuple(key.action for key in CASE_KEYS[:7])
"""The seven steps that a narrow footer shows as one."""

FOLDED = 110
"""On fewer columns than these the footer shows the seven steps as one."""


class CaseWork(Place, inherit_bindings=False):
    """A place that shows cases; subclasses say which one is meant and what was read."""

    view: RemediationRoom

    @property
    def drawing(self) -> CaseDrawing:
        """How cases are drawn now."""
        raise NotImplementedError

    @property
    def case(self) -> CaseView | None:
        """The case that keys act on."""
        raise NotImplementedError

    def the_case(self) -> CaseView:
        """The case that keys act on; raises ``Refused`` where there is none."""
        if self.case is None:
            raise Refused("no_case")
        return self.case

    async def kept(self, sentence: str, organisation: str | None = None) -> None:
        """Something was recorded: show it anew, say the sentence, stand on the organisation."""
        await self.load()
        if organisation is not None:
            self.stand_on(organisation)
        self.say(sentence)

    async def greet(self) -> None:
        """Say what was left unfinished."""
        kept = await self.house.link.read(drafts.kept, self.house.me.login)
        places = {draft.place for draft in kept}
        begun = [
            each
            for each in self.view.cases.cases
            if any(place.startswith(draft_place(each.number, "")) for place in places)
        ]
        if begun:
            unit = self.house.teller.numbered(begun[0].tt, begun[0].name)
            self.say(self.house.words("case.draft_found", count=len(begun), unit=unit))

    # What may be done

    def barred(self, action: str) -> Refused | None:
        """Who may do what, case by case; what the case's state does not allow."""
        deed = DEEDS.get(action)
        if deed is None or self.typing() or not self.is_read:
            return None
        case, roles = self.case, set(self.house.me.roles)
        if action == "add":
            return None if may(roles, deed) or may(roles, "open_case") else self._role(roles, deed)
        if case is None:
            return Refused("no_case")
        if case.leads:
            roles.add(TEAM_LEAD)
        if action == "verify" and (case.leads or case.inside):
            return Refused("own_case", case=case.number)
        if action == "close" and case.state in (PARTLY, NOT_EFFECTIVE, CLOSED):
            deed = "reopen_case"
        if not may(roles, deed):
            return self._role(roles, deed)
        return _by_state(case, action)

    def _role(self, roles: set[str], deed: str) -> Refused:
        held = TEAM_LEAD if roles <= {TEAM_LEAD, OBSERVER} and TEAM_LEAD in roles else self.house.me.roles[0]
        return Refused("role", role=held, action=deed)

    def footer(self) -> list[Shown]:
        """The keys that live now; on narrow screens the seven steps are one."""
        keys = super().footer()
        if self.app.size.width >= FOLDED:
            return keys
        first = [number for number, key in enumerate(self._in_footer()) if key.action in STEPS]
        if len(first) != len(STEPS):
            return keys
        steps = [keys[number] for number in first]
        one = Shown(
            f"{steps[0].keys}-{steps[-1].keys}", self.house.words("key.case.steps"), all(each.barred for each in steps)
        )
        rest = [key for number, key in enumerate(keys) if number not in first]
        return [*rest[: first[0]], one, *rest[first[0] :]]

    def _in_footer(self) -> list[Key]:
        return [key for key in self.keys_now if key.in_footer]

    # The steps

    async def action_directive(self) -> None:
        """1: the letter that directs."""
        await Steps(self, self.the_case()).directive()

    async def action_team(self) -> None:
        """2: who is in the work team, who leads it, who follows."""
        await Steps(self, self.the_case()).team()

    async def action_plan(self) -> None:
        """3: the organisation's own plan."""
        await Steps(self, self.the_case()).plan()

    async def action_commitment(self) -> None:
        """4: the signed commitment."""
        await Steps(self, self.the_case()).commitment()

    async def action_progress(self) -> None:
        """5: how far a measure is."""
        await Steps(self, self.the_case()).progress()

    async def action_inspection(self) -> None:
        """6: what an inspection found."""
        await Judging(self, self.the_case()).inspection()

    async def action_verify(self) -> None:
        """7: what somebody from outside finds of the effect."""
        await Judging(self, self.the_case()).verify()

    async def action_extend(self) -> None:
        """8: a later deadline, with a reason."""
        await Judging(self, self.the_case()).extend()

    async def action_close(self) -> None:
        """9: the end, or going on with a reason."""
        await Judging(self, self.the_case()).close()

    async def action_mentoring(self) -> None:
        """0: how many members are mentored."""
        await Steps(self, self.the_case()).mentoring()

    async def action_add(self) -> None:
        """+: a measure, a shortcoming, deadlines, a new case."""
        await Adding(self, self.case).menu()

    async def action_missing(self) -> None:
        """v: what is missing for the next step."""
        case = self.the_case()
        unit = self.house.teller.numbered(case.tt, case.name)
        self.say(f"{unit}: {self.drawing.lacking(case)}")

    async def action_papers(self) -> None:
        """x: to the papers of this case: the directive until it has a number, from then on the report."""
        case = self.the_case()
        kind = "remediation-directive" if case.directive_number is None else "case-report"
        await self.house.go("documents", self.view.key(case), filter=kind)


def _by_state(case: CaseView, action: str) -> Refused | None:
    """What a case's state does not allow yet, or no longer."""
    if case.state == CLOSED and action != "close":
        return Refused("case_closed", case=case.number)
    if case.bare:
        return Refused("case_not_opened", case=case.number)
    state = case.state
    early = {
        "plan": (PLAN, state in SETTLED or (case.plan_date is None and moved(state, PLAN) is None)),
        "commitment": (COMMIT, state in SETTLED or (case.commitment_date is None and moved(state, COMMIT) is None)),
        "progress": (PROGRESS, state in (OPENED, PLANNED)),
        "verify": ("verify", state != REPORTED),
        "close": (CLOSE, moved(state, CLOSE) is None and moved(state, GO_ON) is None),
    }
    step, barred = early.get(action, ("", False))
    return Refused("case_move", case=case.number, case_state=state, case_step=step) if barred else None
