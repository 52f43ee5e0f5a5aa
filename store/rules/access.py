"""Who comes in over SSH: login names, public keys as people send them, and the lines that sshd reads."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

ED25519, RSA = "ssh-ed25519", "ssh-rsa"
POINTS = {"nistp256": 65, "nistp384": 97, "nistp521": 133}
"""The curves of ECDSA, and how many bytes a point has."""

KINDS = (
    ED25519,
    *(f"ecdsa-sha2-{curve}" for curve in POINTS),
    RSA,
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)
"""Kinds of key that are taken."""

RSA_BITS = 2048
"""The shortest RSA key that is taken."""

_LOGIN = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9._][A-Za-z0-9._-]{0,31}")
_PATH = re.compile(r"/[A-Za-z0-9._/+-]+")
_PRIVATE = ("PRIVATE KEY", "PuTTY-User-Key-File", "SSH PRIVATE KEY FILE FORMAT")
_LETTERS = re.compile(r"[A-Za-z0-9+/=@._-]")
_SSH2 = re.compile(r"-{4} ?BEGIN SSH2 PUBLIC KEY ?-{4}")
_SHOWN = 40


def is_login(text: str) -> bool:
    """Whether a text is a login name: ASCII letters, digits and ``. _ -``, no hyphen in front, at most 32."""
    return _LOGIN.fullmatch(text) is not None


@dataclass(frozen=True)
class PublicKey:
    """A public key: its kind and its body in base64; what people write after it is left out."""

    kind: str
    body: str

    @property
    def fingerprint(self) -> str:
        """As ``ssh-keygen -l`` says it."""
        digest = hashlib.sha256(base64.b64decode(self.body)).digest()
        return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


@dataclass(frozen=True)
class KeyFault:
    """What is wrong with a text that should be a public key: words code ``refusal.key_<code>`` with its facts."""

    code: str
    facts: dict[str, str] = field(default_factory=dict)


def key_line(program: str, login: str, key: PublicKey, *, wall: bool = False) -> str | None:
    """The line for ``authorized_keys`` that forces a key to one person's screens, or to the wall, and nothing else.

    ``None`` where the path or the name could break out of the line's quotes or be read as something else by a shell.
    """
    if not (_PATH.fullmatch(program) and is_login(login)):
        return None
    return (
        f'command="exec {program} --as {login}{" --wall" if wall else ""}",restrict,pty {key.kind} {key.body} {login}'
    )


def read_key(text: str) -> PublicKey | KeyFault:
    """A public key out of what somebody sent: a ``.pub`` file, or PuTTYgen's own form of one."""
    if any(sign in text for sign in _PRIVATE):
        return KeyFault("private")
    lines = [line.strip() for line in text.strip().splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        return KeyFault("empty")
    if _SSH2.fullmatch(lines[0]):
        return _in_body("", _ssh2_body(lines[1:]))
    read = [_in_line(line.split()) for line in lines]
    faulty = isinstance(read[0], KeyFault)
    if faulty and _mended("".join(lines).split() if len(lines[0].split()) > 1 else " ".join(lines).split()):
        return KeyFault("broken")
    if len(lines) > 1 and any(isinstance(each, PublicKey) for each in read):
        return KeyFault("several", {"count": str(len(lines))})
    return read[0]


def _mended(words: Sequence[str]) -> bool:
    """Whether a key comes to light when blanks and line ends within it are taken away."""
    if len(words) < 2 or words[0] not in KINDS:
        return False
    tries = ("".join(words[1:end]) for end in range(2, len(words) + 1))
    return any(isinstance(_in_body(words[0], body), PublicKey) for body in tries)


def _in_line(words: Sequence[str]) -> PublicKey | KeyFault:
    kind, body = words[0], words[1] if len(words) > 1 else ""
    if kind not in KINDS and any(word in KINDS for word in words[1:]):
        return KeyFault("options", {"text": _cut(kind)})
    if strange := _LETTERS.sub("", kind + body):
        return KeyFault("letters", {"letter": strange[0], "number": f"U+{ord(strange[0]):04X}"})
    if kind.startswith("AAAA"):
        return KeyFault("prefix", {"kind": _said_inside(kind) or ED25519})
    if kind == "ssh-dss":
        return KeyFault("weak", {"kind": "DSA"})
    if kind not in KINDS:
        return KeyFault("kind", {"kind": _cut(kind), "known": ", ".join(KINDS)})
    return _in_body(kind, body)


def _in_body(kind: str, body: str) -> PublicKey | KeyFault:
    """Read the body; it says its kind itself, which must be the one written before it (where there is one)."""
    parts = _parts(body)
    if not parts:
        return KeyFault("damaged")
    inner = parts[0].decode("ascii", "replace")
    if inner == "ssh-dss":
        return KeyFault("weak", {"kind": "DSA"})
    if inner in KINDS and kind not in ("", inner):
        return KeyFault("prefix", {"kind": inner})
    if inner not in KINDS or not _well_made(inner, parts[1:]):
        return KeyFault("damaged")
    if inner == RSA and (bits := int.from_bytes(parts[2], "big").bit_length()) < RSA_BITS:
        return KeyFault("weak", {"kind": f"RSA {bits} bit"})
    return PublicKey(inner, base64.b64encode(base64.b64decode(body)).decode())


def _well_made(kind: str, parts: Sequence[bytes]) -> bool:
    """Whether a key of this kind has the parts that it must have, each as long as it must be."""
    if kind == RSA:
        return len(parts) == 2 and all(parts)
    if kind.startswith("sk-"):
        if not parts or not parts[-1].startswith(b"ssh:"):
            return False
        parts = parts[:-1]
    if "ed25519" in kind:
        return [len(part) for part in parts] == [32]
    curve = kind.split("@", maxsplit=1)[0].rpartition("-")[2]
    return (
        len(parts) == 2
        and parts[0] == curve.encode()
        and len(parts[1]) == POINTS[curve]
        and parts[1].startswith(b"\x04")
    )


def _parts(body: str) -> list[bytes]:
    """The length-prefixed parts of a key; none where something is cut off or left over."""
    try:
        rest = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        return []
    found = []
    while rest:
        end = 4 + int.from_bytes(rest[:4], "big")
        if len(rest) < 4 or len(rest) < end:
            return []
        found.append(rest[4:end])
        rest = rest[end:]
    return found


def _said_inside(body: str) -> str:
    parts = _parts(body)
    kind = parts[0].decode("ascii", "replace") if parts else ""
    return kind if kind in KINDS else ""


def _ssh2_body(lines: Sequence[str]) -> str:
    """The body of RFC 4716: without the headers (``Name: …``, going on after a backslash) and the last line."""
    body, in_header = "", False
    for line in lines:
        if line.startswith("----"):
            break
        in_header, was = line.endswith("\\") if in_header or ":" in line else False, in_header
        if not was and ":" not in line:
            body += line
    return body


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
