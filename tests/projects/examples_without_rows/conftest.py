"""The words of this project."""

from harness.gherkin.expressions import given


@given("світить {word}")
def shines(what: str) -> None:
    """Nothing to do."""
    assert "<" not in what
