"""The words of this project."""

from harness.gherkin.expressions import given


@given("цены:")
def prices(datatable: list[list[str]]) -> None:
    """Somebody's data, space by space."""
    assert datatable == [["цена"], ["120\N{NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}₴"]]


@given("письмо:")
def letter(docstring: str) -> None:
    """Somebody's text, space by space."""
    assert docstring == "120\N{NO-BREAK SPACE}000"
