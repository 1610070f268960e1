"""Projects in temporary folders, empty or with a feature in them."""

from pathlib import Path

import pytest
from project_folder import Project


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
