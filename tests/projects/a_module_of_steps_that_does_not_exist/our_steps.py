"""What was meant."""

from harness.gherkin.expressions import given


@given("the sun shines")
def sun() -> None:
    """Nothing to do."""
