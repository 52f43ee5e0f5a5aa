"""Where a store stands by default, and what its file is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs"}
)
"""File systems on which neither SQLite's shared memory nor its locks can be trusted."""


def default_path(environment: Mapping[str, str]) -> Path:
    """``$THAMDINH_DB``, else ``thamdinh/thamdinh.db`` in the user's data folder (XDG)."""
    if named := environment.get("THAMDINH_DB"):
        return Path(named)
    data = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "thamdinh" / "thamdinh.db"


def backups_folder(environment: Mapping[str, str]) -> Path | None:
    """``$THAMDINH_BACKUPS``: the folder where copies are put and looked for unless another one is named."""
    return Path(named) if (named := environment.get("THAMDINH_BACKUPS")) else None


def fault_log(store_path: Path) -> Path:
    """The log of faults beside the store, readable by its owner only."""
    return store_path.with_name("thamdinh.log")


def file_system(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The type of the file system that holds the path, or an empty string where the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    target, best, found = os.path.realpath(path), "", ""
    for line in lines:
        fields = line.split()
        point = fields[1].replace("\\040", " ").rstrip("/") if len(fields) > 2 else ""
        if len(fields) > 2 and (target == point or target.startswith(f"{point}/")) and len(point) >= len(best):
            best, found = point, fields[2]
    return found
