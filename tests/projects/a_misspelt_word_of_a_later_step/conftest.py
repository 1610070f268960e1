"""The words of this project."""

from harness.gherkin.expressions import given, then


@given("світить сонце")
def sun() -> None:
    """Nothing to do."""


@then("видно дорогу")
def road() -> None:
    """Nothing to do."""
