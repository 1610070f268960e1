"""The words of this project."""

import pytest_bdd
from pytest_bdd import parsers

from harness.gherkin.expressions import given, then


@given("в небе {int} звезда/звезды/звёзд")
def stars(number: int) -> None:
    """One meaning."""


@pytest_bdd.given(parsers.parse("в небе {what}"))
def something(what: str) -> None:
    """Another."""


@then("темно")
def dark() -> None:
    """Nothing to do."""
