"""Steps as pytest-bdd's own documentation shows them."""

import re

import pytest
from pytest_bdd import given, parsers, then, when


@pytest.fixture
def basket() -> list[str]:
    """What is in it."""
    return []


@given(parsers.parse("у кошику {number:d} яблука"))
def apples(number: int, basket: list[str]) -> None:
    """So many."""
    basket += ["яблуко"] * number


@when(parsers.re(r"хтось кладе (?P<what>груш[уі])"))
def puts(what: str, basket: list[str]) -> None:
    """One more."""
    basket.append(what)


@when(parsers.cfparse("хтось виймає {what:Word}", extra_types={"Word": str}), target_fixture="taken")
def takes(what: str, basket: list[str]) -> str:
    """One less."""
    basket.remove(what)
    return what


@then("кошик не порожній")
def not_empty(basket: list[str], taken: str) -> None:
    """Something is in it."""
    assert basket
    assert re.fullmatch("яблуко", taken)
