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
    "adjust_final": frozenset({SECRETARY}),
    "agree_proposed": frozenset({SECRETARY, REVIEWER}),
    "agree_final": frozenset({SECRETARY}),
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
    }
)
"""Actions that can be taken back; accounts, the founding and moves of a cycle cannot."""


def may(roles: Iterable[str], action: str) -> bool:
    """Whether somebody with these roles may do the action; an unknown action nobody may."""
    return not MAY.get(action, frozenset()).isdisjoint(roles)


def stage(roles: Iterable[str]) -> str | None:
    """The stage that digits write into: the highest these roles may set, or ``None`` for those who only look."""
    held = tuple(roles)
    for candidate in reversed(STAGES):
        if may(held, f"adjust_{candidate}"):
            return candidate
    return None
