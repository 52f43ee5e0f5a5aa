"""Who may look: a name that the store does not know is an observer where nobody has a key, and sees nothing else."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from store.commands.account import add_account, remove_account, remove_key, set_key
from store.errors import Refused
from store.queries.accounts import account, accounts, keys
from store.rules.access import KINDS
from tests.kit.desk import Clock, Table, lay_table
from tests.kit.pty import Laptop, environment
from tests.kit.stores import everything
from tests.shell.conftest import Shell
from tests.shell.conftest import shell as shell  # noqa: PLC0414 - a fixture
from tests.ssh.test_keys import ED, GOOD, blob
from tui.cli.main import WITH_STORE
from tui.cli.parser import EXAMPLES

OTHER = f"ssh-ed25519 {blob(b'ssh-ed25519', bytes(32))}"


@pytest.fixture
def keyed(tmp_path: Path) -> Table:
    """A table where ``binh`` comes in with a key."""
    table = lay_table(tmp_path, Clock())
    with table.at_shell():
        set_key("an", login="binh", key=GOOD)
    return table


def test_unknown_is_an_observer_where_nobody_has_a_key(tmp_path: Path) -> None:
    with lay_table(tmp_path, Clock()).at_shell():
        assert (account("la").roles, account("la").known) == (("observer",), False)


@pytest.mark.parametrize("left", ["the key", "no key", "no account"])
def test_unknown_is_nobody_where_somebody_has_or_had_one(keyed: Table, left: str) -> None:
    """A key that was taken away may still stand in the server's file: it opens nothing."""
    with keyed.at_shell():
        if left == "no key":
            remove_key("an", login="binh")
        if left == "no account":
            remove_account("an", login="binh")
        for login in ("la", "") if left != "no account" else ("la", "binh"):
            with pytest.raises(Refused) as refused:
                account(login)
            assert (refused.value.code, refused.value.facts) == ("not_admitted", {"login": login})
        assert account("chi").roles == ("observer",)


@pytest.mark.parametrize("command", WITH_STORE)
def test_at_the_shell_no_command_tells_an_unknown_account_anything(shell: Shell, tmp_path: Path, command: str) -> None:
    """Not one listing, not one file; the same line by somebody known is done, or refused for a reason of its own."""
    (tmp_path / "an.pub").write_text(GOOD, encoding="utf-8")
    assert shell("accounts", "key", "an", "--ssh-key", str(tmp_path / "an.pub")).status == 0
    words = [
        word.replace("tu-xep-loai.xlsx", f"{tmp_path}/x.xlsx").replace("/media/usb", str(tmp_path))
        for word in shlex.split(EXAMPLES[command])
    ]
    before = {each.name for each in tmp_path.iterdir()}
    answer = shell(*words, by="la")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("Kho này chỉ mở cho tài khoản đã có; «la» không có trong đó")
    assert answer.err.count("\n") == 1
    assert {each.name for each in tmp_path.iterdir()} == before
    assert not shell(*words, by="an").err.startswith("Kho này chỉ mở")


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_the_screens_do_not_open(keyed: Table, plain: tuple[str, ...]) -> None:
    with Laptop(["--db", str(keyed.path), "--as", "la", *plain], environment(keyed.path.parent)) as stranger:
        assert stranger.ends() == 1
        assert stranger.shows("«la» không có trong đó")
        for told in ("Xã Chi Lăng", "Huyện ủy", "1049h"):
            assert told.encode() not in stranger.output


async def test_somebody_whose_account_is_taken_away_sees_no_more(keyed: Table) -> None:
    """Within a beat the screens close, with a sentence; others stay."""
    async with keyed.sit("binh") as binh, keyed.sit("chi") as chi:
        with keyed.at_shell():
            remove_account("an", login="binh")
        await chi.looks()
        assert "Xã Chi Lăng" in chi.sees
        await binh.looks()
        assert binh.app.return_code == 1
        assert "«binh» không có trong đó" in str(binh.app._exit_renderables[0])


async def test_where_nobody_has_a_key_one_whose_account_is_taken_away_may_still_look(tmp_path: Path) -> None:
    table = lay_table(tmp_path, Clock())
    async with table.sit("binh") as binh:
        with table.at_shell():
            remove_account("an", login="binh")
        await binh.looks()
        assert binh.app.return_code is None
        assert "Xã Chi Lăng" in binh.sees


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_nobody_who_comes_by_a_key_s_line_makes_a_store(tmp_path: Path, plain: tuple[str, ...]) -> None:
    """Where the store is gone, or not yet there, the first to log in does not become its administrator."""
    path = tmp_path / "thamdinh.db"
    over_ssh = environment(tmp_path, more={"SSH_CONNECTION": "192.0.2.7 50000 192.0.2.1 22"})
    with Laptop(["--db", str(path), "--as", "an", *plain], over_ssh) as an:
        assert an.ends() == 1
        assert an.shows("thamdinh init")
    assert not path.exists()


def test_a_key_comes_with_the_account_is_changed_and_goes(keyed: Table) -> None:
    """One a person; the list has its fingerprint; somebody else's is refused with both names, nothing is changed."""
    with keyed.at_shell():
        before = everything()
        with pytest.raises(Refused) as refused:
            add_account("an", login="em", roles=["member"], key=f"{GOOD} em@may")
        assert (refused.value.code, refused.value.facts) == ("key_taken", {"login": "em", "holder": "binh"})
        assert everything() == before
        add_account("an", login="em", roles=["member"], full_name=" Lê Thị Em ", key=OTHER)
        found = {each.login: each for each in accounts()}
        assert (found["em"].full_name, found["em"].key) == ("Lê Thị Em", keys()["em"].fingerprint)
        assert found["chi"].key is None
        with pytest.raises(Refused) as refused:
            set_key("an", login="em", key=OTHER)
        assert refused.value.code == "nothing_changed"
        remove_account("an", login="binh")
        assert list(keys()) == ["em"]
        assert set_key("an", login="em", key=GOOD).value.body == ED  # nobody's any more
        add_account("an", login="binh", roles=["reviewer"])
        assert list(keys()) == ["em"]


def test_the_command_line_takes_keys_and_prints_the_lines(shell: Shell, tmp_path: Path) -> None:
    sent = tmp_path / "an.pub"
    sent.write_bytes(b"\xff\xfe" + f"{GOOD} an@may\r\n".encode("utf-16-le"))  # what Notepad calls Unicode
    answer = shell("accounts", "add", "em", "--role", "member", "--full-name", "Lê Thị Em", "--ssh-key", str(sent))
    assert answer.status == 0, answer.err
    listed = {each["login"]: each for each in shell("accounts", "list", "--json").json}
    assert list(listed["em"]) == ["login", "roles", "post", "body", "active", "full_name", "key", "wall"]
    assert (listed["em"]["full_name"], listed["an"]["key"]) == ("Lê Thị Em", None)
    assert listed["em"]["key"] in shell("accounts", "list").out
    lines = shell("ssh-keys", "--command", "/opt/thamdinh/bin/thamdinh")
    assert lines.out == f'command="exec /opt/thamdinh/bin/thamdinh --as em",restrict,pty {GOOD} em\n'
    other = tmp_path / "other.pub"
    other.write_text(OTHER, encoding="utf-8")
    assert shell("accounts", "add", "may-chieu", "--role", "observer", "--wall", "--ssh-key", str(other)).status == 0
    assert {each["login"]: each["wall"] for each in shell("accounts", "list", "--json").json}["may-chieu"] is True
    lines = shell("ssh-keys", "--command", "/opt/thamdinh/bin/thamdinh")
    assert 'command="exec /opt/thamdinh/bin/thamdinh --as may-chieu --wall",restrict,pty ' in lines.out
    assert shell("accounts", "remove", "may-chieu").status == 0
    bad = shell("ssh-keys", "--command", '/opt/x",no-pty "')
    assert (bad.status, bad.out) == (1, "")
    sent.write_text(f"“{GOOD}”", encoding="utf-8")
    bad = shell("accounts", "key", "em", "--ssh-key", str(sent))
    assert bad.status == 1
    assert "«“» (U+201C)" in bad.err
    assert shell("accounts", "key", "em", "--ssh-key", str(tmp_path / "none")).status == 1
    assert shell("accounts", "key", "em", "--remove").status == 0
    none = shell("ssh-keys")
    assert (none.status, none.out) == (0, "")
    assert none.err
    assert {kind for kind in KINDS if kind in shell("journal", "--json").out} == {"ssh-ed25519"}
    assert shell("verify").status == 0
