"""Keys as people send them: what is taken, what is wrong with the rest, and the lines that sshd gets."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.access import KINDS, KeyFault, PublicKey, is_login, key_line, read_key
from store.words import LANGUAGES, Words

POINT = b"\x04" + b"\x11" * 64


def blob(*parts: bytes) -> str:
    """A key's body: each part after its length."""
    return base64.b64encode(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).decode()


def rsa(bits: int) -> str:
    """An RSA key of so many bits."""
    return blob(b"ssh-rsa", b"\x01\x00\x01", b"\x00" + (1 << (bits - 1) | 1).to_bytes(bits // 8, "big"))


ED = blob(b"ssh-ed25519", bytes(range(32)))
DSA = blob(b"ssh-dss", b"p", b"q", b"g", b"y")
GOOD = f"ssh-ed25519 {ED}"

TAKEN = {
    "as it comes from ssh-keygen": (f"{GOOD} an@may-tinh\n", "ssh-ed25519", ED),
    "without a comment": (GOOD, "ssh-ed25519", ED),
    "a comment in Vietnamese, in quotes": (f"{GOOD} “máy của An” 2019\r\n", "ssh-ed25519", ED),
    "blank lines and remarks around it": (f"\n# khóa của An\n\n  {GOOD}  \n\n", "ssh-ed25519", ED),
    "a tab": (f"ssh-ed25519\t{ED}\tan", "ssh-ed25519", ED),
    "RSA of 2048": (f"ssh-rsa {rsa(2048)}", "ssh-rsa", rsa(2048)),
    "RSA of 4096": (f"ssh-rsa {rsa(4096)}", "ssh-rsa", rsa(4096)),
    "ECDSA": (
        f"ecdsa-sha2-nistp256 {blob(b'ecdsa-sha2-nistp256', b'nistp256', POINT)}",
        "ecdsa-sha2-nistp256",
        blob(b"ecdsa-sha2-nistp256", b"nistp256", POINT),
    ),
    "a token": (
        f"sk-ssh-ed25519@openssh.com {blob(b'sk-ssh-ed25519@openssh.com', bytes(32), b'ssh:')}",
        "sk-ssh-ed25519@openssh.com",
        blob(b"sk-ssh-ed25519@openssh.com", bytes(32), b"ssh:"),
    ),
    "a token with ECDSA": (
        f"sk-ecdsa-sha2-nistp256@openssh.com "
        f"{blob(b'sk-ecdsa-sha2-nistp256@openssh.com', b'nistp256', POINT, b'ssh:')}",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        blob(b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", POINT, b"ssh:"),
    ),
    "PuTTYgen's own form": (
        f'---- BEGIN SSH2 PUBLIC KEY ----\r\nComment: "eddsa-key-2019\\\r\n1227"\r\n{ED[:40]}\r\n{ED[40:]}\r\n'
        "---- END SSH2 PUBLIC KEY ----\r\n",
        "ssh-ed25519",
        ED,
    ),
}

WRONG: dict[str, tuple[str, str, dict[str, str]]] = {
    "nothing": ("", "empty", {}),
    "blanks and remarks": (" \n# x\n", "empty", {}),
    "a private key": ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n", "private", {}),
    "an old private key": ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n", "private", {}),
    "PuTTY's private key": (f"PuTTY-User-Key-File-3: ssh-ed25519\nPublic-Lines: 2\n{ED}", "private", {}),
    "both keys in one file": (f"{GOOD}\n-----BEGIN OPENSSH PRIVATE KEY-----", "private", {}),
    "Word's quotes": (f"“{GOOD}”", "letters", {"letter": "“", "number": "U+201C"}),
    "straight quotes": (f'"{GOOD}"', "letters", {"letter": '"', "number": "U+0022"}),
    "Word's long hyphen": (f"ssh–ed25519 {ED}", "letters", {"letter": "–", "number": "U+2013"}),
    "Word's hyphen that holds": (f"ssh\u2011ed25519 {ED}", "letters", {"letter": "\u2011", "number": "U+2011"}),
    "a blank of no width": (f"ssh-ed25519 {ED[:9]}\u200b{ED[9:]}", "letters", {"letter": "\u200b", "number": "U+200B"}),
    "a chat's dots": (f"ssh-ed25519 {ED[:20]}…", "letters", {"letter": "…", "number": "U+2026"}),
    "a Word file": ("PK\x03\x04\x14\x00\x06", "letters", {"letter": "\x03", "number": "U+0003"}),
    "broken in the body": (f"ssh-ed25519 {ED[:30]}\n{ED[30:]} an", "broken", {}),
    "broken in three": (f"ssh-ed25519 {ED[:30]}\n{ED[30:60]}\n{ED[60:]}\n", "broken", {}),
    "broken after the kind": (f"ssh-ed25519\n{ED}\nan@may", "broken", {}),
    "broken by a blank": (f"ssh-ed25519 {ED[:30]} {ED[30:]} an", "broken", {}),
    "broken everywhere": (f"ssh-ed25519\n{ED[:30]}\n{ED[30:]}\n", "broken", {}),
    "two keys": (f"{GOOD} an\n{GOOD} binh\n", "several", {"count": "2"}),
    "a key and a greeting": (f"{GOOD} an\nEm gửi anh khóa ạ\n", "several", {"count": "2"}),
    "a greeting and a key": (f"Em gửi\n{GOOD}\n", "several", {"count": "2"}),
    "no kind": (f"{ED} an", "prefix", {"kind": "ssh-ed25519"}),
    "no kind, RSA": (rsa(2048), "prefix", {"kind": "ssh-rsa"}),
    "no kind, cut off": (ED[:30], "prefix", {"kind": "ssh-ed25519"}),
    "another kind": (f"ssh-rsa {ED}", "prefix", {"kind": "ssh-ed25519"}),
    "options": (f'command="sh" {GOOD}', "options", {"text": 'command="sh"'}),
    "an option": (f"no-pty {GOOD}", "options", {"text": "no-pty"}),
    "DSA": (f"ssh-dss {DSA}", "weak", {"kind": "DSA"}),
    "DSA in PuTTYgen's form": (f"---- BEGIN SSH2 PUBLIC KEY ----\n{DSA}\n----", "weak", {"kind": "DSA"}),
    "short RSA": (f"ssh-rsa {rsa(1024)}", "weak", {"kind": "RSA 1024 bit"}),
    "RSA a little short": (f"ssh-rsa {rsa(2040)}", "weak", {"kind": "RSA 2040 bit"}),
    "a certificate": (f"ssh-ed25519-cert-v01@openssh.com {ED}", "kind", {"kind": "ssh-ed25519-cert-v01@openssh.com"}),
    "text": ("khoa cua an", "kind", {"kind": "khoa"}),
    "a web page": ("<html>", "letters", {"letter": "<", "number": "U+003C"}),
    "cut off": (f"ssh-ed25519 {ED[:40]}", "damaged", {}),
    "the kind alone": ("ssh-ed25519", "damaged", {}),
    "a letter lost": (f"ssh-ed25519 {ED[:20]}{ED[21:]}", "damaged", {}),
    "too long": (f"ssh-ed25519 {blob(b'ssh-ed25519', bytes(33))}", "damaged", {}),
    "something behind": (f"ssh-ed25519 {blob(b'ssh-ed25519', bytes(32), b'x')}", "damaged", {}),
    "a point too short": (
        f"ecdsa-sha2-nistp256 {blob(b'ecdsa-sha2-nistp256', b'nistp256', POINT[:-1])}",
        "damaged",
        {},
    ),
    "another curve": (f"ecdsa-sha2-nistp256 {blob(b'ecdsa-sha2-nistp256', b'nistp384', POINT)}", "damaged", {}),
    "RSA of nothing": (f"ssh-rsa {blob(b'ssh-rsa', b'', b'')}", "damaged", {}),
    "a token of nobody": (
        f"sk-ssh-ed25519@openssh.com {blob(b'sk-ssh-ed25519@openssh.com', bytes(32), b'web:')}",
        "damaged",
        {},
    ),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_key_that_is_taken(what: str) -> None:
    text, kind, body = TAKEN[what]
    assert read_key(text) == PublicKey(kind, body)


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_key_is_said(what: str) -> None:
    """By its own code and facts; in both languages, in at most two lines of a screen and without the key."""
    text, code, facts = WRONG[what]
    fault = read_key(text)
    assert isinstance(fault, KeyFault)
    assert fault.code == code
    assert {name: fault.facts[name] for name in facts} == facts
    for lang in LANGUAGES:
        assert ED[:30] not in Words(lang)(f"refusal.key_{fault.code}", **fault.facts)


@given(st.text() | st.text(alphabet=f'{ED} \n-="“#:\\').map(lambda text: f"ssh-ed25519 {text}"))
def test_any_text_is_a_key_or_a_fault(text: str) -> None:
    """Nothing that somebody sends brings the check down; what is taken is one of the kinds, in clean letters."""
    read = read_key(text)
    if isinstance(read, PublicKey):
        assert read.kind in KINDS
        assert base64.b64encode(base64.b64decode(read.body, validate=True)).decode() == read.body


@pytest.mark.ssh
@pytest.mark.parametrize(
    "kind",
    [("ed25519",), ("rsa", "-b", "2048"), ("ecdsa", "-b", "256"), ("ecdsa", "-b", "384"), ("ecdsa", "-b", "521")],
)
def test_keys_made_by_openssh(tmp_path: Path, kind: tuple[str, ...]) -> None:
    """As they are made today, and the fingerprint that OpenSSH says; its other form is taken too."""
    pair = tmp_path / "k"
    subprocess.run(["ssh-keygen", "-q", "-t", *kind, "-N", "", "-C", "an", "-f", str(pair)], check=True)
    public = tmp_path / "k.pub"
    read = read_key(public.read_text())
    assert isinstance(read, PublicKey)
    said = subprocess.run(["ssh-keygen", "-l", "-f", str(public)], check=True, capture_output=True, text=True).stdout
    assert read.fingerprint == said.split()[1]
    other = subprocess.run(["ssh-keygen", "-e", "-f", str(public)], check=True, capture_output=True, text=True).stdout
    assert read_key(other) == read
    assert read_key(pair.read_text()) == KeyFault("private")


KEY = PublicKey("ssh-ed25519", ED)


def test_the_line_forces_one_person_s_screens() -> None:
    assert key_line("/opt/thamdinh/bin/thamdinh", "an", KEY) == (
        f'command="exec /opt/thamdinh/bin/thamdinh --as an",restrict,pty ssh-ed25519 {ED} an'
    )


@pytest.mark.parametrize(
    ("program", "login"),
    [
        ('/opt/x"', "an"),
        ("/opt/x y", "an"),
        ("/opt/$(id)", "an"),
        ("/opt/x;id", "an"),
        ("/opt/x\n", "an"),
        ("/opt/x\\", "an"),
        ("thamdinh", "an"),
        ("", "an"),
        ("/opt/x", 'an",no-pty'),
        ("/opt/x", "an an"),
        ("/opt/x", "an\n"),
        ("/opt/x", "--as"),
        ("/opt/x", "-x"),
        ("/opt/x", "$(id)"),
        ("/opt/x", "bình"),
        ("/opt/x", ""),
        ("/opt/x", "."),
    ],
)
def test_nothing_breaks_out_of_a_line(program: str, login: str) -> None:
    assert key_line(program, login, KEY) is None


@given(st.text())
def test_a_login_name_is_safe_in_a_shell(text: str) -> None:
    """Whatever is a login name is itself after a shell has read it."""
    if is_login(text):
        assert text.isascii()
        assert not text.startswith("-")
        assert not set(text) & set(" \t\n\"'`$;&|<>()\\*?~#!{}[]=%^,:/")
