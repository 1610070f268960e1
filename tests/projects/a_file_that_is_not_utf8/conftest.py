"""The words of this project."""

from harness.gherkin.expressions import given


@given("світить сонце")
def sun() -> None:
    """Nothing to do."""
