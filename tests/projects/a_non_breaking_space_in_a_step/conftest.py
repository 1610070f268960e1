"""The words of this project."""

import pytest_bdd

from harness.gherkin.expressions import given


@given("світить {int} сонце/сонця/сонць")
def suns(number: int) -> None:
    """Nothing to do."""
    assert number == 2


@pytest_bdd.given("надворі тепло")
def warm() -> None:
    """A plain sentence of pytest-bdd, which would not forgive the space."""
