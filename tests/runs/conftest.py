"""Projects in temporary folders, empty or with a feature in them."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from project_folder import Project


@pytest.fixture(autouse=True, scope="session")
def ctrl_c_is_heard() -> Iterator[None]:
    """A shell that starts the tests in the background makes them, and whatever they start, ignore Ctrl-C."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose settings are all defaults, with one small feature in it."""
    made = Project(tmp_path)
    made.settings()
    made.empty_accounts("Small")
    return made


@pytest.fixture
def journey(tmp_path: Path) -> Project:
    """A project with the seed's journey in three languages."""
    made = Project(tmp_path)
    made.settings()
    made.copy_features(*(f"connect/deep_link_{lang}.feature" for lang in ("uk", "ru", "en")))
    return made
