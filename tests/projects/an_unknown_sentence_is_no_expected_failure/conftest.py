"""The words of this project."""

from harness.gherkin.expressions import given


@given("світить {word}")
def shines(what: str) -> None:
    """Only one thing does."""
    assert what == "сонце", f"{what} не світить"
