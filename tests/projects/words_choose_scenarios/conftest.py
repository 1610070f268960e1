"""The words of this project."""

from harness.gherkin.expressions import given


@given("светит солнце")
def sun() -> None:
    """Nothing to do."""
