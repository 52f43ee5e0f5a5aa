"""A copy of the store taken while others write: whole, checked, and either there under its name or not at all."""

from __future__ import annotations

import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.commands.assessment import rate
from store.db import backup as copying
from store.db.watching import Stopped
from store.errors import Refused
from store.queries.backup import back_up
from store.queries.journal import entries
from store.queries.verification import verify
from tests.kit.histories import lived_in
from tests.kit.stores import AN, BINH, DUNG, behind, both_modes, engine, everything, newest, opened, sql

ROOT = Path(__file__).parents[2]
LANG = "xa-chi-lang"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A place for a copy, in a folder of its own."""
    folder = tmp_path / "ban sao"
    folder.mkdir()
    return folder / "kho 27-12.db"


def left(target: Path) -> list[str]:
    """What lies in the copy's folder."""
    return sorted(each.name for each in target.parent.iterdir())


@contextmanager
def refused(code: str, target: Path, *, kept: tuple[str, ...] = ()) -> Iterator[None]:
    """The copy is refused by this code, and nothing is left in its folder but what was there."""
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == code
    assert left(target) == sorted(kept)


@both_modes
def test_a_copy_is_the_store(store: Path, target: Path) -> None:
    """Every row, owner-only, one file, and it opens as a store of its own."""
    lived_in(40)
    made = back_up(AN, target)
    before, head = everything(), entries(limit=1)[0]
    assert (made.path, made.count, made.digest) == (str(target), newest(), head.hash)
    assert made.size == target.stat().st_size
    assert made.same_disk
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert left(target) == [target.name]
    rate(BINH, organisation=LANG, self_level="KHT")
    with behind(store), opened(target):
        assert everything() == before
        assert verify().difference is None
        rate(BINH, organisation=LANG, self_level="XS")


@both_modes
def test_a_copy_on_a_disk_that_cannot_be_written_can_be_read(store: Path, target: Path) -> None:
    """No other file is needed beside it: SQLite reads it where nothing can be created."""
    assert store.is_file()
    back_up(AN, target)
    assert target.read_bytes()[18:20] == b"\x01\x01", "in WAL it would need two further files"
    reader = engine.connect(f"file:{str(target).replace(' ', '%20')}?mode=ro&immutable=1", uri=True)
    try:
        assert reader.execute("SELECT max(id) FROM journal_entry").fetchone() == (newest(),)
    finally:
        reader.close()


@both_modes
def test_copies_taken_while_another_process_writes_are_each_a_beginning_of_the_journal(
    store: Path, target: Path, mode: str
) -> None:
    """Each is whole, holds at least what was there when it was asked for, and later ones hold what earlier ones do."""
    command = [sys.executable, "-m", "tests.store.writer", "write", str(store), mode, "1", "0"]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout
        made = []
        for number in range(4):
            writer.stdout.readline()
            begun = newest()
            made.append((begun, back_up(AN, target.with_name(f"{number}.db"))))
            while newest() < begun + 2:
                writer.stdout.readline()
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()  # type: ignore[union-attr]
    hashes = {each.id: each.hash for each in entries(limit=100_000)}
    counts = [copy.count for _begun, copy in made]
    assert counts == sorted(counts)
    assert len(set(counts)) == len(counts)
    for begun, copy in made:
        assert begun <= copy.count <= newest()
        assert copy.digest == hashes[copy.count]
    with behind(store):
        for _begun, copy in made:
            with opened(Path(copy.path)):
                found = verify(copy.digest, copy.count)
                assert (found.count, found.difference) == (copy.count, None)
                assert sql("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.usefixtures("store")
def test_who_only_looks_may_not_take_the_store_away(target: Path) -> None:
    for login in (BINH, DUNG, "nobody"):
        with refused("backup_role", target):
            back_up(login, target)


def test_a_place_that_is_taken_is_left_as_it_is(store: Path, target: Path) -> None:
    target.write_text("của người khác")
    with refused("backup_exists", target, kept=(target.name,)):
        back_up(AN, target)
    assert target.read_text() == "của người khác"
    target.unlink()
    target.symlink_to("khong-co")
    with refused("backup_exists", target, kept=(target.name,)):
        back_up(AN, target)
    target.unlink()
    target.symlink_to(store)
    with refused("backup_is_store", target, kept=(target.name,)):
        back_up(AN, target)
    with refused("backup_is_store", target, kept=(target.name,)):
        back_up(AN, store)
    assert verify().difference is None


@pytest.mark.usefixtures("store")
def test_a_folder_that_is_not_there_or_is_a_file(target: Path) -> None:
    target.write_text("")
    for place in (target.parent / "khong co" / "x.db", target / "x.db", Path("/proc/x.db")):
        with refused("backup_folder", target, kept=(target.name,)):
            back_up(AN, place)


@pytest.mark.usefixtures("store")
def test_a_name_that_came_there_meanwhile_stays(target: Path) -> None:
    def watch(done: int, _total: int) -> None:
        if done == 100:
            target.write_text("vừa đến")

    with refused("backup_exists", target, kept=(target.name,)):
        back_up(AN, target, watch=watch)
    assert target.read_text() == "vừa đến"


@both_modes
@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("at", [0, 1, 50, 51, 100])
def test_stopped_at_any_moment_it_leaves_nothing(target: Path, at: int) -> None:
    def watch(done: int, _total: int) -> None:
        if done >= at:
            raise Stopped

    with refused("stopped", target):
        back_up(AN, target, watch=watch)
    back_up(AN, target)
    rate(BINH, organisation=LANG, self_level="XS")


@pytest.mark.usefixtures("store")
def test_it_tells_how_far_it_is(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "PAGES", 8)
    told: list[tuple[int, int]] = []
    back_up(AN, target, watch=lambda done, total: told.append((done, total)))
    done = [done for done, _total in told]
    assert {total for _done, total in told} == {100}
    assert done == sorted(done)
    assert done[-1] == 100
    assert len({each for each in done if each < 50}) > 5


@pytest.mark.usefixtures("store")
def test_a_disk_without_room_gives_one_sentence_and_no_half_copy(target: Path) -> None:
    """The process may write no file beyond some pages: what a full disk does, without a disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    taken = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    try:
        with refused("backup_full", target):
            back_up(AN, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, taken)
    back_up(AN, target)
    assert verify().difference is None


def test_a_store_whose_journal_does_not_hold_is_not_passed_on_as_a_good_copy(store: Path, target: Path) -> None:
    with behind(store) as connection:
        connection.execute("UPDATE assessment SET self_level = 'XS' WHERE organisation = ?", (LANG,))
    with refused("backup_differs", target):
        back_up(AN, target)


def test_a_damaged_page_is_found_in_the_copy(closed_store: Path, target: Path) -> None:
    """A page of zeros in the middle of a table: the copy is taken away again."""
    with opened(closed_store):
        root = int(sql("SELECT rootpage FROM sqlite_master WHERE name = 'correction'")[0][0])
        size = int(sql("PRAGMA page_size")[0][0])
    with closed_store.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(bytes(size))
    with opened(closed_store), refused("backup_unsound", target):
        back_up(AN, target)


@pytest.mark.usefixtures("store")
def test_it_says_whether_the_copy_lies_on_the_disk_of_the_store(target: Path, tmp_path: Path) -> None:
    """As the numbers of the devices say; the memory's own disk is another one where there is such."""
    shared = Path("/dev/shm")
    other = shared / f"thamdinh-{tmp_path.name}.db" if shared.is_dir() else target
    try:
        assert back_up(AN, other).same_disk == (other.stat().st_dev == tmp_path.stat().st_dev)
    finally:
        other.unlink(missing_ok=True)
