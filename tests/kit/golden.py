"""Golden screens: text beside the stories, read in a diff like prose."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "stories" / "goldens"


def same_as_golden(name: str, screen: str) -> None:
    """Hold a screen against its file; with ``$UPDATE_GOLDENS`` set the file is written, to be read in the diff."""
    file = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(screen, encoding="utf-8")
    assert screen == file.read_text(encoding="utf-8"), (
        f"{name} is drawn otherwise; set UPDATE_GOLDENS=1 to take it over"
    )
