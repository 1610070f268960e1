"""This repository's own use of the plugin: nothing but a marker for what needs minutes instead of seconds."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Declare the repository's marker."""
    config.addinivalue_line("markers", "slow: takes more than ten seconds on two cores")
