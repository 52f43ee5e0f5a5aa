"""The shipped Word templates, one a kind of paper, and the script that writes them (``python -m seed.papers``)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the shipped templates lie, named ``<kind>.docx``."""
