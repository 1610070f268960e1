"""A backend with one bug switched on; a test asks for it by `with_bug`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from running_backend import RunningBackend, running_backend, sqlite_url
from scripted_amocrm import ScriptedAmo


@pytest.fixture
def buggy(request: pytest.FixtureRequest, amo: ScriptedAmo, tmp_path: Path) -> Iterator[RunningBackend]:
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path), bugs=[request.param]) as backend:
        yield backend
