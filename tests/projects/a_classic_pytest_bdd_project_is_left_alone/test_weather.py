"""A project of pytest-bdd as its documentation has it, in a place where amocrm-e2e happens to be installed."""

from pytest_bdd import given, parsers, scenarios

scenarios("features")


@given(parsers.parse("the {thing} shines"))
def shines(thing: str) -> None:
    """Nothing to do."""
    assert thing == "sun"
