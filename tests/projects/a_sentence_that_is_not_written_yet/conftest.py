"""The words of this project."""

from harness.gherkin.expressions import given, pending, then


@given("світить сонце")
def sun() -> None:
    """Nothing to do."""


@then("видно зорі")
def stars() -> None:
    """To be written."""
    pending()
