"""The words of this project."""

from harness.gherkin.expressions import given


@given("світить {string}")
def shines(what: str) -> None:
    """Nothing to do."""
    assert what == what.strip()


@given("лист:")
def letter(docstring: str) -> None:
    """A text of two lines."""
    assert docstring == "Привіт!\nДо зустрічі."


@given("є зірки:")
def stars(datatable: list[list[str]]) -> None:
    """A table of one column."""
    assert datatable == [["назва"], ["Сонце"]]
