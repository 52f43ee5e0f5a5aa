"""What the store declines, as one table: what is tried, the refusal with its facts, what happened before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store.commands.account import add_account, remove_account, remove_key, set_key
from store.commands.assessment import adjust, agree, rate
from store.commands.founding import found, open_cycle, record_results
from store.commands.restoring import restore, restored
from store.commands.undoing import redo, undo
from store.db import connect
from store.errors import Fact
from store.live import drafts
from store.queries.backup import back_up
from tests.kit.stores import AN, BINH, CHI, DUNG, behind, newest
from tests.store.history import KEY

LANG, KHE, KIM, COMMITTEE = "xa-chi-lang", "tt-that-khe", "xa-kim-dong", "huyen-uy"
LEVELS_2019 = "XS, TOT, HT, KHT"
REASONS = "ballot, cap, discipline, dossier_error, evidence, new_facts, other, prerequisite, subordinate, target"


def begin() -> None:
    """Entries 8, 9 and 10, before every case: two self-ratings and a proposal."""
    rated("XS", LANG)
    rated("TOT", KHE)
    propose("TOT", who=CHI)
    assert newest() == 10


def nothing(path: Path) -> None:
    """The table's beginning is enough."""


def propose(level: str = "HT", reason: str | None = "target", note: str | None = None, who: str = BINH) -> object:
    return adjust(who, organisation=LANG, level=level, stage="proposed", reason=reason, note=note)


def rated(level: str = "HT", organisation: str = KIM, cycle: str | None = None, who: str = BINH) -> object:
    return rate(who, organisation=organisation, self_level=level, cycle=cycle)


def agreed(*organisations: str, stage: str = "final", note: str | None = None) -> object:
    return agree(AN, organisations=organisations, stage=stage, note=note)


def added(login: str = "em", roles: Sequence[str] = ("member",), post: str | None = None) -> object:
    return add_account(AN, login=login, roles=roles, post=post)


def undone(path: Path) -> None:
    undo(CHI)


def agreed_before(path: Path) -> None:
    agreed(LANG)


def left(path: Path) -> None:
    remove_account(AN, login=DUNG)


def keyed(path: Path) -> None:
    set_key(AN, login=BINH, key=KEY)


def changed_since(path: Path) -> None:
    propose("KHT")


def closed(path: Path) -> None:
    with behind(path) as connection:
        connection.execute("UPDATE cycle SET state = 'closed'")


def closed_but_one(path: Path) -> None:
    open_cycle(AN, code="2020", scheme="2019")
    with behind(path) as connection:
        connection.execute("UPDATE cycle SET state = 'closed' WHERE code = '2019'")


def two_open(path: Path) -> None:
    open_cycle(AN, code="2020", scheme="2019")


def reason_lost(path: Path) -> None:
    """Something that an undone change needs is there no more."""
    undo(CHI)
    with behind(path) as connection:
        connection.execute("DELETE FROM reason WHERE code = 'target'")


def read_only(path: Path) -> None:
    connect.read_only(True)


def bring_back(
    *, who: str = AN, spoil: Callable[[Path], object] = lambda _copy: None, copy: str = "ban-sao.db"
) -> object:
    """Restore a copy made just now, from what happened to it; this thread is let in again after."""
    path = Path(connect.database.database)
    target = path.with_name("ban-sao.db")
    back_up(AN, target)
    spoil(target)
    try:
        return restore(who, path.with_name(copy), path, force=True)
    finally:
        for each in path.parent.glob(f"{target.name}*"):
            each.unlink()
        connect.open_store(path)


def forged(copy: Path) -> None:
    with behind(copy) as connection:
        connection.execute("UPDATE assessment SET self_level = 'KHT'")


@dataclass(frozen=True)
class Case:
    """What is tried, what it is refused with, and what happened before."""

    code: str
    act: Callable[[], object]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    before: Callable[[Path], object] = nothing


LANG_NAMED: Mapping[str, Fact] = {"tt": 1, "name": "Xã Chi Lăng"}
CASES = [
    Case("role", lambda: propose(who=DUNG), {"role": "member", "action": "adjust_proposed"}),
    Case("role", lambda: rated(who="nobody"), {"role": "observer", "action": "rate"}),
    Case("reason_missing", lambda: propose(reason=None), {"level": "HT"}),
    Case("reason_missing", lambda: propose(reason="")),
    Case("unknown_reason", lambda: propose(reason="mood"), {"reason": "mood", "known": REASONS}),
    *(
        Case("note_missing", lambda code=code: propose(reason=code), {"reason": code, "level": "HT"})  # type: ignore[misc]
        for code in ("discipline", "new_facts", "dossier_error", "other")
    ),
    Case("note_missing", lambda: propose(reason="other", note=" \u200b\n "), {"reason": "other"}),
    Case("note_missing", lambda: propose("none", "evidence"), {"level": "none"}),
    Case("too_long", lambda: propose(note="ơ" * 2001), {"length": 2001, "limit": 2000}),
    Case("too_long", lambda: agreed(KHE, note="x" * 2001)),
    Case("too_long", lambda: added(post="x" * 2001)),
    Case("other_scheme", lambda: propose("TSVM"), {"level": "TSVM", "cycle": "2019", "levels": LEVELS_2019}),
    Case("other_scheme", lambda: rated("YK"), {"level": "YK"}),
    Case("unknown_level", lambda: propose("A+"), {"level": "A+", "cycle": "2019", "levels": LEVELS_2019}),
    Case("unknown_level", lambda: rated(""), {"level": ""}),
    Case("same_level", lambda: rated("XS", LANG), LANG_NAMED),
    Case("same_level", lambda: propose("TOT"), LANG_NAMED),
    Case("same_level", lambda: agreed(LANG), LANG_NAMED, agreed_before),
    Case("nothing_to_keep", lambda: agreed(KIM), {"tt": 22, "name": "Xã Kim Đồng"}),
    Case("nothing_to_keep", lambda: agreed(LANG, KHE, KIM), {"tt": 22}),
    Case("unknown_organisation", lambda: agreed(LANG, "xa-nao"), {"text": "xa-nao"}),
    Case("unknown_organisation", lambda: rated("HT", ""), {"text": ""}),
    Case("not_in_cycle", lambda: rated("HT", COMMITTEE), {"organisation": COMMITTEE}),
    Case("unknown_stage", lambda: adjust(AN, organisation=LANG, level="HT", stage="self", reason="cap")),
    Case("unknown_stage", lambda: agreed(LANG, stage="last"), {"stage": "last"}),
    Case("nothing_changed", agreed),
    Case("nothing_changed", lambda: record_results(AN, years=[], known=[], corrections=[])),
    Case("unknown_cycle", lambda: rated(cycle="1999"), {"cycle": "1999"}),
    Case("no_open_cycle", rated, {"cycle": None}, closed),
    Case(
        "cycle_closed",
        lambda: rated(cycle="2019"),
        {"cycle": "2019"},
        closed_but_one,
    ),
    Case("cycle_closed", lambda: undo(CHI), {"cycle": "2019"}, closed_but_one),
    Case("several_open_cycles", rated, {"cycles": "2019, 2020"}, two_open),
    Case("cycle_exists", lambda: open_cycle(AN, code="2019", scheme="2019"), {"cycle": "2019"}),
    Case("unknown_scheme", lambda: open_cycle(AN, code="2020", scheme="1999"), {"scheme": "1999"}),
    Case("already_founded", lambda: found(DUNG, settings={}, schemes=[], reasons=[])),
    Case(
        "stale",
        lambda: rate(BINH, organisation=LANG, self_level="HT", if_version=8),
        {"seen": 8, "version": 10},
    ),
    Case(
        "stale",
        lambda: agree(AN, organisations=[KHE, LANG], stage="final", if_versions={LANG: 8}),
        LANG_NAMED,
    ),
    Case("nothing_to_undo", lambda: undo(DUNG)),
    Case("nothing_to_undo", lambda: undo(AN)),
    Case("nothing_to_redo", lambda: redo(BINH)),
    Case("nothing_to_redo", lambda: redo(BINH), {}, undone),
    Case("undo_changed_since", lambda: undo(CHI), {"actor": BINH, **LANG_NAMED}, changed_since),
    Case("already_undone", lambda: undo(AN, entry=10), {"entry": 10}, undone),
    Case("not_undoable", lambda: undo(AN, entry=1), {"entry": 1}),
    Case("not_undoable", lambda: undo(AN, entry=newest()), {"entry": 11}, undone),
    Case("unknown_entry", lambda: undo(AN, entry=99), {"entry": 99}),
    Case("redo_depended", lambda: redo(CHI), {"organisation": LANG}, reason_lost),
    Case("unknown_account", lambda: remove_account(AN, login="em"), {"login": "em"}),
    Case("unknown_account", lambda: remove_account(AN, login=DUNG), {}, left),
    Case("unknown_account", lambda: set_key(AN, login="em", key=KEY), {"login": "em"}),
    Case("unknown_account", lambda: set_key(AN, login=DUNG, key=KEY), {}, left),
    Case("unknown_account", lambda: remove_key(AN, login="em"), {"login": "em"}),
    Case("no_key", lambda: remove_key(AN, login=DUNG), {"login": DUNG}),
    Case("key_taken", lambda: set_key(AN, login=DUNG, key=KEY), {"login": DUNG, "holder": BINH}, keyed),
    Case("key_damaged", lambda: set_key(AN, login=DUNG, key=KEY[:40])),
    Case("last_admin", lambda: remove_account(AN, login=AN), {"login": AN}),
    Case("nothing_changed", lambda: restored(AN, facts={"replaced_file": None})),
    Case("restore_role", lambda: bring_back(who=BINH), {"login": BINH}),
    Case("restore_is_store", lambda: bring_back(copy="thamdinh.db")),
    Case("restore_differs", lambda: bring_back(spoil=forged)),
    Case("restore_unsound", lambda: bring_back(spoil=lambda copy: copy.write_text("?"))),
    Case(
        "restore_unfinished", lambda: bring_back(spoil=lambda copy: copy.with_name(f"{copy.name}-wal").write_text("?"))
    ),
    Case("file_missing", lambda: bring_back(copy="khong-co.db")),
    Case("account_exists", lambda: added(BINH), {"login": BINH}),
    Case("unknown_role", lambda: added(roles=("member", "king")), {"role": "king"}),
    Case("unknown_role", lambda: added(roles=()), {"role": ""}),
    *(
        Case("bad_login", lambda login=login: added(login))  # type: ignore[misc]
        for login in ("", "...", "a b", "bình", "a\n", "a/b", "a;b", "x" * 33, "\u202eem")
    ),
    Case("read_only", propose, {}, read_only),
    Case("read_only", lambda: undo(CHI), {}, read_only),
    Case("read_only", lambda: drafts.keep(BINH, "x", {"text": "y"}), {}, read_only),
]
