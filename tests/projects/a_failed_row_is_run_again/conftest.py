"""The words of this project."""

from harness.gherkin.expressions import given


@given("{int} is less than {int}")
def less(one: int, other: int) -> None:
    """A comparison."""
    assert one < other, f"{one} is not less than {other}"
