"""Projects in temporary folders, as the tests of whole runs have them."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "runs"))

from project_folder import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose settings are all defaults, without any feature yet."""
    made = Project(tmp_path)
    made.settings()
    return made
