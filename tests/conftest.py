"""What every test runs in."""

from __future__ import annotations

import gc
import os
import sys

import pytest
from hypothesis import settings

from tests.kit import prepared

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""Of a hundred processes each would compile the program anew where a container's image sets this."""

settings.register_profile("steady", derandomize=True, database=None, max_examples=50)
settings.register_profile("exploring", print_blob=True, max_examples=200)
settings.load_profile(os.environ.get("THAMDINH_EXAMPLES", "steady"))
"""A red run is one that a change made: each run takes the same examples, unless it is told to explore."""


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never again in what was loaded for good: it takes a fifth of a story's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def prepared_stores(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Stores that are copied lie where pytest clears up, even after a process that was killed."""
    place = tmp_path_factory.mktemp("prepared")
    prepared.folder = lambda: place  # type: ignore[assignment]
