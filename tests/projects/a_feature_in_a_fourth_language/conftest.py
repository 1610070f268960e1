"""The words of this project, in a language that the built-in sentences don't speak."""

from harness.gherkin.expressions import given, then


@given("მზე {int}-ჯერ ანათებს")
def shines(times: int) -> None:
    """So many times."""
    assert times == 2


@then("ცხელა")
def hot() -> None:
    """Nothing to do."""
