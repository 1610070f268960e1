"""The words of this project."""

import pytest

from harness.gherkin.expressions import given, pending, then


@given("a step that passes")
def passes() -> None:
    """Nothing to do."""


@given("a step that fails")
def fails() -> None:
    """It does."""
    raise AssertionError("as it was told")


@given("a step that isn't written yet")
def later() -> None:
    """It will be."""
    pending("waits for ABC-1")


@given("a step that can't be taken here")
def elsewhere() -> None:
    """Perhaps on another machine."""
    pytest.skip("only in summer")


@given("a step with two meanings")
def one() -> None:
    """The first."""


@given("a step with two/three meanings")
def other() -> None:
    """The second."""


@then("that is all")
def done() -> None:
    """Nothing to do."""
