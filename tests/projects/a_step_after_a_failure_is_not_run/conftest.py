"""The words of this project."""

from harness.gherkin.expressions import given, then, when


@given("есть {int} яблоко/яблока/яблок")
def apples(number: int) -> None:
    """Nothing to do."""


@when("кто-то съедает {int} яблоко/яблока/яблок")
def eats(number: int) -> None:
    """Three at most."""
    assert number <= 3, f"{number} яблок не съесть"


@then("яблок не осталось")
def none_left() -> None:
    """Never run here."""
    raise AssertionError("this step was run")
