"""The words of this project."""

from harness.gherkin.expressions import given, then


@given("світить сонце")
def sun() -> None:
    """Nothing to do."""


@then("падає сніг")
async def snow() -> None:
    """Never waited for by pytest-bdd: the step would pass."""
    raise AssertionError
