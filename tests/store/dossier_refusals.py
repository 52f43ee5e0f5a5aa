"""What the store declines of dossiers, papers and departures: the second half of the table of refusals."""

from __future__ import annotations

from pathlib import Path

from store.commands.account import add_account
from store.commands.assessment import adjust
from store.commands.cycle import set_cycle
from store.commands.dossier import grade, record_self_assessment, set_fact, set_proof
from store.commands.founding import open_cycle
from store.commands.intake import give_opinion, receive_paper, remind, return_dossier
from store.commands.rehearsal import rehearse
from store.commands.undoing import redo, undo
from store.commands.wording import add_words
from store.rules.facts import FACTS
from tests.kit.stores import AN, BINH, CHI, DUNG, newest, sql, version
from tests.store.refusal_cases import (
    COMMITTEE,
    KHE,
    LANG,
    LANG_NAMED,
    LEVELS_2019,
    Case,
    agreed,
    closed,
    propose,
    rated,
    read_only,
)

THAO = "thao"
"""An advisory account of the Propaganda Board."""

BRANCH = "kiem-lam"
LINES = "I.1, I.2, I.3, I.4, II.1, II.2, III"
GRADES = "XS, TOT, TB, KEM, none"
PAPERS = "report, statistics, scoring, result, submission"
BODIES = "inspection, propaganda, mass_mobilisation, office, front"
CAP_CLAUSE = "không vượt quá 20% số hoàn thành tốt"
TASKS_CLAUSE = "tiêu chí nhiệm vụ chính trị từ Tốt trở lên"
FACT_NAMES = ", ".join(fact.name for fact in FACTS)
LONG = "ơ" * 2001


def graded(
    given: str | None = "TOT",
    criterion: str = "II.2",
    side: str = "board",
    who: str = BINH,
    points: int | None = None,
    cycle: str | None = "2019",
    organisation: str = LANG,
    seen: int | None = None,
) -> object:
    return grade(
        who,
        organisation=organisation,
        criterion=criterion,
        side=side,
        grade=given,
        points=points,
        cycle=cycle,
        if_version=seen,
    )


def fact(
    name: str = "targets_met", value: str | None = "9", arrived: str | None = None, seen: int | None = None
) -> object:
    return set_fact(BINH, organisation=LANG, name=name, value=value, arrived=arrived, if_version=seen)


def proof(
    text: str | None = "45-BC/ĐU", dated: str | None = None, criterion: str = "II.2", seen: int | None = None
) -> object:
    return set_proof(BINH, organisation=LANG, criterion=criterion, text=text, dated=dated, if_version=seen)


def self_assessed(
    level: str = "TOT", grades: dict[str, str] | None = None, facts: dict[str, str] | None = None
) -> object:
    return record_self_assessment(BINH, organisation=LANG, self_level=level, grades=grades or {}, facts=facts or {})


def received(*papers: str, on: str | None = "14/12/2019") -> object:
    return receive_paper(BINH, organisation=LANG, papers=papers, received=on)


def returned(*papers: str, why: str = "Thiếu chữ ký", on: str = "15/12/2019") -> object:
    return return_dossier(BINH, organisation=LANG, papers=papers, returned=on, why=why)


def said(text: str | None = "Đồng ý", body: str = "office", who: str = BINH, given: str = "16/12/2019") -> object:
    return give_opinion(who, organisation=LANG, body=body, text=text, given=given)


def reminded(*debts: tuple[str, str, str], sent: str = "12/12/2019") -> object:
    return remind(BINH, debts=debts, sent=sent)


def advised(path: Path) -> None:
    add_account(AN, login=THAO, roles=["advisory"], body="propaganda")


def advised_and_looking_on(path: Path) -> None:
    add_account(AN, login=THAO, roles=["advisory", "observer"], body="propaganda")


def in_2025(path: Path) -> None:
    open_cycle(AN, code="2025", scheme="2025")


def filled(path: Path) -> None:
    """Something stands in every part of the dossier."""
    graded()
    fact()
    proof()
    received("report")
    said()


def tasks_failed(path: Path) -> None:
    """The town's task results are average: Hoàn thành tốt departs from a rule."""
    graded("TB", organisation=KHE)


def at_the_cap(path: Path) -> None:
    """One of the group at the top and five good, the town among them: the cap of one is reached."""
    for (code,) in sql("SELECT organisation FROM assessment WHERE tt BETWEEN 2 AND 5"):
        rated("TOT", code)
    propose("XS", "evidence", "Họp lại", CHI)


def decided(path: Path) -> None:
    adjust(AN, organisation=LANG, level="HT", stage="final", reason="target")


def graded_and_closed(path: Path) -> None:
    graded(who=CHI)
    closed(path)


def graded_and_undone(path: Path) -> None:
    graded(who=CHI)
    undo(CHI)


def given_again(path: Path) -> None:
    """Chi took a grade away, and somebody has given the line another meanwhile."""
    graded(who=CHI)
    graded(None, who=CHI)
    graded("KEM")


def raised(reason: str) -> object:
    """The town from Hoàn thành tốt to the top: a raise against its self-rating."""
    return adjust(BINH, organisation=KHE, level="XS", stage="proposed", reason=reason, note="Họp lại")


def worded(note: str, organisation: str = LANG, seen: int | None = None) -> object:
    return add_words(BINH, organisation=organisation, note=note, if_version=seen)


def agreed_only(path: Path) -> None:
    """An agreement is no adjustment: it has no reason that words could go with."""
    agreed(KHE)


def tasks_and_undone(path: Path) -> None:
    """As ``tasks_failed``, with the first organisation still to be agreed upon."""
    undo(CHI)
    graded("TB", organisation=KHE)


DOSSIER_CASES = [
    Case("unknown_side", lambda: graded(side="party"), {"side": "party", "known": "own, responsible, board"}),
    Case("role", lambda: graded(side="responsible"), {"role": "reviewer", "action": "grade_responsible"}),
    Case("role", lambda: graded(who=THAO), {"role": "advisory", "action": "grade_board"}, advised),
    Case("role", lambda: graded(who=DUNG), {"role": "member", "action": "grade_board"}),
    Case("role", lambda: said(who=DUNG), {"role": "member", "action": "give_opinion"}),
    Case("not_own_field", lambda: graded(side="responsible", who=THAO), {"body": "office"}, advised),
    Case("not_own_field", lambda: graded(side="responsible", who=THAO, criterion="I.2"), {}, advised),
    Case("not_own_field", lambda: said(who=THAO), {"body": "office"}, advised),
    Case("not_own_field", lambda: said(who=THAO), {"body": "office"}, advised_and_looking_on),
    Case("unknown_criterion", lambda: graded(criterion="IX"), {"criterion": "IX", "known": LINES}),
    Case("unknown_criterion", lambda: graded(criterion="P.1")),
    Case("unknown_criterion", lambda: proof(criterion=""), {"criterion": "", "known": LINES}),
    Case("unknown_criterion", lambda: self_assessed(grades={"I.1": "TOT", "I.9": "TOT"}), {"criterion": "I.9"}),
    Case(
        "unknown_criterion",
        lambda: graded(criterion="P.1", organisation=BRANCH, cycle="2025"),
        {"criterion": "P.1", "known": ""},
        in_2025,
    ),
    Case("unknown_grade", lambda: graded("A"), {"grade": "A", "known": GRADES}),
    *(Case("unknown_grade", lambda given=given: graded(given)) for given in ("tot", "", "HT")),  # type: ignore[misc]
    Case("unknown_grade", lambda: self_assessed(grades={"I.1": "TOT", "I.2": "KHT"}), {"grade": "KHT"}),
    Case("unknown_grade", lambda: graded("XS", "P.1", cycle="2025"), {"grade": "XS", "known": "none"}, in_2025),
    Case("bad_points", lambda: graded(None, points=100), {"criterion": "II.2", "most": 0}),
    Case(
        "bad_points", lambda: graded(None, "P.1", points=3501, cycle="2025"), {"criterion": "P.1", "most": 35}, in_2025
    ),
    Case("bad_points", lambda: graded(None, "P.1", points=-1, cycle="2025"), {"criterion": "P.1"}, in_2025),
    Case("bad_fact", lambda: fact("mood"), {"what": "fact_fault.unknown_fact", "fact": "mood", "wanted": FACT_NAMES}),
    Case("bad_fact", lambda: fact("mood", None), {"what": "fact_fault.unknown_fact", "fact": "mood"}),
    Case("bad_fact", lambda: fact(value="chín"), {"what": "fact_fault.not_a_count", "text": "chín"}),
    *(Case("bad_fact", lambda text=text: fact(value=text)) for text in ("5,568", "-1", "5.56", "9" * 10)),  # type: ignore[misc]
    Case("bad_fact", lambda: fact("disunity", "2"), {"what": "fact_fault.not_a_truth", "text": "2"}),
    Case(
        "bad_fact",
        lambda: fact("rating_front", "TSVM"),
        {"what": "fact_fault.not_a_level", "wanted": f"{LEVELS_2019}, none"},
    ),
    Case("bad_fact", lambda: self_assessed(facts={"targets_met": "9", "targets_set": "x"}), {"fact": "targets_set"}),
    Case("bad_date", lambda: fact("rating_front", "TOT", "31/11/2019"), {"text": "31/11/2019"}),
    Case("bad_date", lambda: proof(dated="hôm qua"), {"text": "hôm qua"}),
    Case("bad_date", lambda: received("report", on="2019"), {"text": "2019"}),
    *(
        Case("bad_date", act)
        for text in ("0/0/0000", "", "  ")
        for act in (
            lambda text=text: returned("report", on=text),
            lambda text=text: said(given=text),
            lambda text=text: reminded((LANG, "UBND xã", "XL"), sent=text),
        )
    ),
    *(Case("why_missing", lambda why=why: returned("report", why=why)) for why in ("", " \u200b\t")),  # type: ignore[misc]
    Case("unknown_paper", lambda: received("report", "letter"), {"text": "letter", "known": PAPERS}),
    Case("unknown_paper", lambda: returned("report", ""), {"text": "", "known": PAPERS}),
    Case("unknown_body", lambda: said(body="organisation_board"), {"text": "organisation_board", "known": BODIES}),
    *(
        Case("too_long", act, {"length": 2001, "limit": 2000})
        for act in (
            lambda: proof(LONG),
            lambda: returned("report", why=LONG),
            lambda: said(LONG),
            lambda: reminded((LANG, "UBND xã", LONG)),
            lambda: reminded((LANG, LONG, "XL")),
        )
    ),
    Case(
        "check_note_missing",
        lambda: agreed(KHE),
        {"tt": 23, "name": "Thị trấn Thất Khê", "level": "TOT", "clause": TASKS_CLAUSE},
        tasks_failed,
    ),
    Case("check_note_missing", lambda: agreed(LANG, KHE, stage="proposed"), {"tt": 23}, tasks_and_undone),
    Case("check_note_missing", lambda: agreed(KHE, note=" \u200b"), {"tt": 23}, tasks_failed),
    Case(
        "check_note_missing",
        lambda: adjust(BINH, organisation=KHE, level="XS", stage="proposed", reason="evidence"),
        {"tt": 23, "level": "XS"},
        tasks_failed,
    ),
    Case("cap_note_missing", lambda: propose("XS", "evidence"), {"clause": CAP_CLAUSE, "over": 1}),
    Case(
        "cap_note_missing",
        lambda: adjust(BINH, organisation=KHE, level="HT", stage="proposed", reason="target"),
        {"clause": CAP_CLAUSE, "over": 1},
        at_the_cap,
    ),
    *(
        Case("reason_unsuited", lambda code=code: raised(code), {"reason": code})  # type: ignore[misc]
        for code in ("target", "prerequisite", "discipline", "subordinate")
    ),
    Case("unknown_level", lambda: rated("none"), {"level": "none", "levels": LEVELS_2019}),
    Case("unknown_level", lambda: self_assessed("none", {"I.1": "TOT"}), {"level": "none"}),
    Case("other_scheme", lambda: self_assessed("TSVM", {"I.1": "TOT"}), {"level": "TSVM"}),
    Case("words_missing", lambda: worded(" \u200b")),
    Case("too_long", lambda: worded(LONG)),
    Case("no_adjustment", lambda: worded("Đạt 9/15", KHE), {"tt": 23, "name": "Thị trấn Thất Khê"}),
    Case("no_adjustment", lambda: worded("Đạt 9/15", KHE), {}, agreed_only),
    Case("stale", lambda: worded("Đạt 9/15", seen=8), LANG_NAMED),
    Case("nothing_changed", lambda: worded(" Đạt 9/15"), {}, lambda path: worded("Đạt 9/15")),
    Case("not_made_up", lambda: rehearse(AN, dossiers=[], deadlines={})),
    *(
        Case("bad_cycle", lambda code=code: open_cycle(AN, code=code, scheme="2019"), {"cycle": code})  # type: ignore[misc]
        for code in ("", "19", "2020-Q5", "2020 ", "２０２０")
    ),
    Case("unknown_cap_base", lambda: set_cycle(AN, cap_base="most"), {"text": "most"}),
    Case("bad_date", lambda: set_cycle(AN, dossier_due="32/12/2019"), {"text": "32/12/2019"}),
    Case("bad_date", lambda: open_cycle(AN, code="2020", scheme="2019", decision_due="x"), {"text": "x"}),
    Case("same_level", lambda: adjust(AN, organisation=KHE, level="TOT", stage="final", reason="cap"), {"tt": 23}),
    Case("same_level", lambda: adjust(AN, organisation=LANG, level="TOT", stage="final", reason="cap"), LANG_NAMED),
    Case("same_level", lambda: propose("TOT", "cap"), LANG_NAMED, decided),
    Case("same_level", lambda: agreed(LANG, stage="proposed"), LANG_NAMED),
    Case("stale", lambda: graded(seen=version(LANG)), LANG_NAMED, filled),
    *(
        Case("stale", act, LANG_NAMED, filled)
        for act in (lambda: graded("XS", seen=0), lambda: fact(value="8", seen=0), lambda: proof("khác", seen=0))
    ),
    *(Case("stale", act, LANG_NAMED) for act in (lambda: graded(seen=9), lambda: fact(seen=9), lambda: proof(seen=9))),
    *(
        Case("nothing_changed", act, {}, filled)
        for act in (
            graded,
            fact,
            proof,
            said,
            lambda: received("report"),
            received,
            returned,
            reminded,
            lambda: self_assessed("XS"),
            lambda: fact(value=" 009 "),
            lambda: proof("\t45-BC/ĐU "),
        )
    ),
    *(
        Case("nothing_changed", act)
        for act in (
            lambda: graded(None),
            lambda: fact(value=None),
            lambda: fact(value=" "),
            lambda: proof(None),
            lambda: received("report", on=None),
        )
    ),
    Case("unknown_organisation", lambda: graded(organisation="xa-nao"), {"text": "xa-nao"}),
    Case("unknown_organisation", lambda: reminded((LANG, "UBND xã", "XL"), ("xa-nao", "x", "y")), {"text": "xa-nao"}),
    Case("not_in_cycle", lambda: graded(organisation=COMMITTEE), {"organisation": COMMITTEE}),
    Case("unknown_cycle", lambda: graded(cycle="1999"), {"cycle": "1999"}),
    *(Case("no_open_cycle", act, {"cycle": None}, closed) for act in (fact, proof, said, lambda: received("report"))),
    Case("cycle_closed", lambda: undo(CHI), {"cycle": "2019"}, graded_and_closed),
    Case("nothing_to_redo", lambda: redo(CHI, entry=newest()), {}, graded_and_undone),
    Case("nothing_to_redo", lambda: redo(CHI, entry=10), {}, graded_and_undone),
    Case("undo_depended", lambda: undo(CHI), {"organisation": LANG}, given_again),
    *(Case("read_only", act, {}, read_only) for act in (graded, fact, proof, said, lambda: received("report"))),
]
