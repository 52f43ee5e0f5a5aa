"""One server for all tests of a process that do not alter it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ssh.server import Server, serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as README says, with a key for ``an`` (the secretary) and for ``binh`` (the appraiser)."""
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running
