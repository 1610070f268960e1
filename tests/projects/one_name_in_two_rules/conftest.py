"""The words of this project."""

from harness.gherkin.expressions import given


@given("светит {word}")
def shines(what: str) -> None:
    """Nothing to do."""
