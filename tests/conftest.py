"""What every test runs in."""

from __future__ import annotations

import gc

import pytest

from tests.kit import prepared


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
