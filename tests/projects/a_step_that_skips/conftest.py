"""The words of this project."""

import pytest

from harness.gherkin.expressions import given, then


@given("світить сонце")
def sun() -> None:
    """Nothing to do."""


@given("надворі дощ")
def rain() -> None:
    """Not outside."""
    pytest.skip("під дощем не гуляють")


@then("можна гуляти")
def walk() -> None:
    """Nothing to do."""
