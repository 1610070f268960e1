"""The words of this project."""

from harness.gherkin.expressions import given


@given("{word} shines {string}")
def shines(what: str, how: str) -> None:
    """Nothing to do."""


@given("it is written:")
def written(docstring: str) -> None:
    """Nothing to do."""
