"""The words of this project."""

from harness.gherkin.expressions import given


@given("the sun shines")
def sun() -> None:
    """Nothing to do."""
