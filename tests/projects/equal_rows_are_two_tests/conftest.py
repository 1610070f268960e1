"""The words of this project."""

from harness.gherkin.expressions import given


@given("Ann throws {int}")
def throws(number: int) -> None:
    """Nothing to do."""
