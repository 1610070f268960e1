"""The words of this project."""

from harness.gherkin.expressions import given


@given("є зірки")
def stars() -> None:
    """No table, no text."""


@given("є таблиця:")
def table(datatable: list[list[str]]) -> None:
    """A table."""


@given("є лист:")
def letter(docstring: str) -> None:
    """A text."""
