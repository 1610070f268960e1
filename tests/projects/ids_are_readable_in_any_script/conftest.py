"""The words of this project."""

from harness.gherkin.expressions import given


@given("nothing but a name: {string}")
def named(name: str) -> None:
    """Nothing to do."""
