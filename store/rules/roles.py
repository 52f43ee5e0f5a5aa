"""Who may do what: one table, asked by screens, commands and the command line."""

from __future__ import annotations

from collections.abc import Iterable

ADMIN, SECRETARY, MEMBER, REVIEWER, ADVISORY, OBSERVER = (
    "admin",
    "secretary",
    "member",
    "reviewer",
    "advisory",
    "observer",
)
ROLES = (ADMIN, SECRETARY, MEMBER, REVIEWER, ADVISORY, OBSERVER)
"""What an account can be; roles add up. Chair and tellers are appointed per meeting."""

CHAIR = "chair"
"""The role that an appointment gives, for as long as the meeting is not over."""

TEAM_LEAD = "team_lead"
"""The role that leading a case's work team gives, in that case."""

PROPOSED, FINAL = "proposed", "final"
STAGES = (PROPOSED, FINAL)
"""The two levels that an appraisal sets, after the organisation's own self-rating."""

MAY: dict[str, frozenset[str]] = {
    "rate": frozenset({SECRETARY, REVIEWER}),
    "grade_own": frozenset({SECRETARY, REVIEWER}),
    "grade_responsible": frozenset({ADVISORY}),
    "grade_board": frozenset({SECRETARY, REVIEWER}),
    "set_fact": frozenset({SECRETARY, REVIEWER, ADVISORY}),
    "set_proof": frozenset({SECRETARY, REVIEWER, ADVISORY}),
    "receive_paper": frozenset({SECRETARY, REVIEWER}),
    "return_dossier": frozenset({SECRETARY, REVIEWER}),
    "give_opinion": frozenset({SECRETARY, REVIEWER, ADVISORY}),
    "remind": frozenset({SECRETARY, REVIEWER}),
    "import_dossiers": frozenset({SECRETARY, REVIEWER}),
    "add_words": frozenset({SECRETARY, REVIEWER}),
    "add_edition": frozenset({ADMIN}),
    "rehearse": frozenset({ADMIN}),
    "set_cycle": frozenset({SECRETARY}),
    "close_cycle": frozenset({SECRETARY}),
    "reopen_cycle": frozenset({SECRETARY}),
    "adjust_proposed": frozenset({SECRETARY, REVIEWER}),
    "adjust_final": frozenset({SECRETARY, CHAIR}),
    "agree_proposed": frozenset({SECRETARY, REVIEWER}),
    "agree_final": frozenset({SECRETARY, CHAIR}),
    "found": frozenset({ADMIN}),
    "register_organisations": frozenset({ADMIN}),
    "record_results": frozenset({ADMIN}),
    "name_organisation": frozenset({ADMIN, SECRETARY}),
    "rename_organisation": frozenset({ADMIN, SECRETARY}),
    "set_group": frozenset({ADMIN, SECRETARY}),
    "set_headcount": frozenset({ADMIN, SECRETARY}),
    "add_organisation": frozenset({ADMIN, SECRETARY}),
    "merge_organisations": frozenset({ADMIN, SECRETARY}),
    "split_organisation": frozenset({ADMIN, SECRETARY}),
    "dissolve_organisation": frozenset({ADMIN, SECRETARY}),
    "import_organisations": frozenset({ADMIN, SECRETARY}),
    "import_register_changes": frozenset({ADMIN, SECRETARY}),
    "open_cycle": frozenset({ADMIN, SECRETARY}),
    "add_account": frozenset({ADMIN}),
    "remove_account": frozenset({ADMIN}),
    "set_key": frozenset({ADMIN}),
    "remove_key": frozenset({ADMIN}),
    "restored": frozenset({ADMIN}),
    "set_person": frozenset({ADMIN, SECRETARY}),
    "tie_person": frozenset({ADMIN, SECRETARY}),
    "set_area": frozenset({ADMIN, SECRETARY}),
    "plan_meeting": frozenset({SECRETARY}),
    "plan_agenda": frozenset({SECRETARY}),
    "ready_meeting": frozenset({SECRETARY}),
    "redraft_meeting": frozenset({SECRETARY}),
    "open_meeting": frozenset({SECRETARY, CHAIR}),
    "recess_meeting": frozenset({SECRETARY, CHAIR}),
    "resume_meeting": frozenset({SECRETARY, CHAIR}),
    "close_meeting": frozenset({SECRETARY, CHAIR}),
    "reopen_meeting": frozenset({SECRETARY, CHAIR}),
    "appoint": frozenset({SECRETARY, CHAIR}),
    "take_attendance": frozenset({SECRETARY, CHAIR}),
    "move_room": frozenset({SECRETARY, CHAIR}),
    "settle_item": frozenset({SECRETARY, CHAIR}),
    "note_speech": frozenset({SECRETARY}),
    "set_decision": frozenset({SECRETARY}),
    "open_case": frozenset({SECRETARY, REVIEWER}),
    "steer_case": frozenset({SECRETARY, REVIEWER}),
    "report_progress": frozenset({SECRETARY, REVIEWER, TEAM_LEAD}),
    "extend_case": frozenset({SECRETARY, REVIEWER, TEAM_LEAD}),
    "inspect_case": frozenset({SECRETARY, REVIEWER, ADVISORY}),
    "verify_case": frozenset({SECRETARY, REVIEWER, ADVISORY, MEMBER}),
    "close_case": frozenset({SECRETARY}),
    "reopen_case": frozenset({SECRETARY}),
    "nominate": frozenset({SECRETARY, REVIEWER}),
    "decide_commendation": frozenset({SECRETARY, CHAIR}),
}
"""Action to the roles that may do it; an administrator as such rates nothing."""


UNDOABLE = frozenset(
    {
        "rate",
        "adjust_proposed",
        "adjust_final",
        "agree_proposed",
        "agree_final",
        "grade_own",
        "grade_responsible",
        "grade_board",
        "set_fact",
        "set_proof",
        "receive_paper",
        "return_dossier",
        "give_opinion",
        "remind",
        "import_dossiers",
        "add_words",
        "name_organisation",
        "rename_organisation",
        "set_group",
        "set_headcount",
        "add_organisation",
        "merge_organisations",
        "split_organisation",
        "dissolve_organisation",
        "import_organisations",
        "import_register_changes",
        "set_person",
        "tie_person",
        "set_area",
        "plan_agenda",
        "settle_item",
        "note_speech",
        "open_case",
        "steer_case",
        "report_progress",
        "extend_case",
        "inspect_case",
        "verify_case",
        "close_case",
        "reopen_case",
        "nominate",
        "decide_commendation",
    }
)
"""Actions that can be taken back; accounts, the founding, attendance, moves of a meeting or a cycle cannot."""


def may(roles: Iterable[str], action: str) -> bool:
    """Whether somebody with these roles may do the action; an unknown action nobody may."""
    return not MAY.get(action, frozenset()).isdisjoint(roles)


NO_MEETINGS, BETWEEN, IN_SESSION = "none", "between", "in_session"
"""Whether final levels are set without meetings, or only in one: none has begun now, or one has."""


def stage(roles: Iterable[str], sitting: str = NO_MEETINGS) -> str | None:
    """The stage that digits write into: the highest these roles may set now, or ``None`` for those who only look.

    Once a cycle has meetings, final levels are set in one: between meetings everybody proposes.
    """
    held = tuple(roles)
    for candidate in reversed(STAGES):
        if candidate == FINAL and sitting == BETWEEN:
            continue
        if may(held, f"adjust_{candidate}"):
            return candidate
    return None
