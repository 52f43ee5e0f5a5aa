"""Rights and owners that keep the program out: one sentence, and the command in it mends it."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from seed.load import create_store
from store.db.faults import account_name
from store.words import Words
from tests.kit.bound import BOUND
from tests.kit.pty import environment
from tests.kit.stores import engine

NOBODY = 65534
ME = account_name(os.geteuid())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store in a folder of its own, both for their owner only."""
    made = tmp_path / "kho" / "thamdinh.db"
    create_store(made, "an")
    return made


def run(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command as an account without special rights."""
    line = [*BOUND, "--db", str(path), "--as", "an", "--lang", "vi", *words]
    return subprocess.run(line, env=environment(Path("/")), cwd="/", capture_output=True, text=True, check=False)


def rated(path: Path) -> subprocess.CompletedProcess[str]:
    return run(path, "rate", "22", "--self", "TOT")


def left_behind(path: Path) -> None:
    """What a process killed under another account leaves."""
    with path.with_name("thamdinh.db-wal").open("w"):
        path.with_name("thamdinh.db-wal").chmod(0)


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "the file may only be read": (lambda path: path.chmod(0o400), "chmod u+rw {path}"),
    "the file may not even be read": (lambda path: path.chmod(0), "chmod u+rw {path}"),
    "the folder may not be written": (lambda path: path.parent.chmod(0o500), "chmod u+rwx {folder}"),
    "the folder may not be entered": (lambda path: path.parent.chmod(0), "chmod u+rwx {folder}"),
    "what lies beside it may not be read": (left_behind, "chmod u+rw {path}-wal"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_missing_right_is_said_with_the_command_that_mends_it(path: Path, what: str) -> None:
    breaking, command = BROKEN[what]
    breaking(path)
    mend = command.format(path=path, folder=path.parent)
    place, rights = shlex.split(mend)[-1], shlex.split(mend)[1]
    refused = rated(path)
    sentence = Words("vi")("refusal.store_rights", path=place, rights=rights)
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", sentence + "\n")
    assert sentence.endswith(f" chạy: {mend}")
    subprocess.run(shlex.split(mend), check=True)
    done = rated(path)
    assert (done.returncode, done.stderr) == (0, "")


def somebody_elses(path: Path) -> Path:
    """A file of another account: the store given away, or where one may not give away, the system's own."""
    if os.geteuid():
        return Path("/etc/shadow")
    os.chown(path, NOBODY, -1)
    return path


def test_a_wrong_owner_is_said_with_the_command_that_mends_it(path: Path) -> None:
    theirs = somebody_elses(path)
    refused = rated(theirs)
    mend = f"sudo chown {ME} {theirs}"
    owner = account_name(theirs.stat().st_uid)
    assert refused.stderr == f"{Words('vi')('refusal.store_owner', path=theirs, owner=owner, account=ME)}\n"
    assert refused.stderr.endswith(f" chạy: {mend}\n")
    assert (refused.returncode, refused.stdout) == (1, "")
    os.chown(path, os.geteuid(), -1)
    assert rated(path).returncode == 0


def test_a_copy_that_may_only_be_read_can_be_looked_at(path: Path) -> None:
    """As the backup makes it, in a folder that cannot be written; without a trace beside it."""
    copy = engine.connect(path)
    copy.execute("PRAGMA journal_mode=delete")
    copy.close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    looked = run(path, "--readonly", "assessments")
    assert (looked.returncode, looked.stderr) == (0, "")
    assert "Kim Đồng" in looked.stdout
    assert [each.name for each in path.parent.iterdir()] == ["thamdinh.db"]
    assert run(path, "assessments").returncode == 1


def test_a_missing_folder_is_no_store(tmp_path: Path) -> None:
    refused = rated(tmp_path / "no" / "such" / "thamdinh.db")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Chưa có kho dữ liệu ở ")
