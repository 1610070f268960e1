"""The words of this project."""

from harness.gherkin.expressions import given


@given("світить {word}")
def shines(what: str) -> None:
    """Only two things do."""
    assert what in ("сонце", "місяць"), f"{what} не світить"
