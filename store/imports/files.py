"""Opening a file that somebody sends: its kind by its ending, its size before anything else."""

from __future__ import annotations

from pathlib import Path

from store.errors import Refused
from store.imports.strict_yaml import LIMIT_BYTES as YAML_LIMIT

LIMITS = {".xlsx": 5_000_000, ".csv": 5_000_000, ".yaml": YAML_LIMIT, ".yml": YAML_LIMIT}
"""The endings that are read, and how many bytes at most."""


def suffix_of(path: Path) -> str:
    """The ending of a file that can be read or made; raises ``Refused("import_format")`` for any other."""
    suffix = path.suffix.lower()
    if suffix not in LIMITS:
        raise Refused("import_format", file=path.name, known=", ".join(LIMITS))
    return suffix


def read_bytes(path: Path) -> bytes:
    """All of a file; raises ``Refused``: ``import_format``, ``file_missing``, ``import_too_large``."""
    limit = LIMITS[suffix_of(path)]
    try:
        if not path.is_file():
            raise Refused("file_missing", file=str(path))
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except (OSError, ValueError) as fault:
        raise Refused("file_missing", file=str(path)) from fault
    if len(raw) > limit:
        raise too_large(path.name, limit)
    return raw


def too_large(name: str, limit: int) -> Refused:
    """The refusal of a file beyond a limit of bytes."""
    return Refused("import_too_large", file=name, limit=limit // 1_000_000)
