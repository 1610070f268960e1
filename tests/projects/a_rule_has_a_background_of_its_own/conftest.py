"""The words of this project."""

import pytest

from harness.gherkin.expressions import given, then


@pytest.fixture
def heard() -> list[str]:
    """What has been said so far."""
    return []


@given("звучить {string}")
@given("звучит {string}")
def sounds(word: str, heard: list[str]) -> None:
    """Say a word."""
    heard.append(word)


@then("чути {string}")
@then("слышно {string}")
def is_heard(words: str, heard: list[str]) -> None:
    """All the words, in their order."""
    assert " ".join(heard) == words
