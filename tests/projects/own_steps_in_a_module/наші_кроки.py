"""Sentences of this project, beside the built-in ones."""

from harness.gherkin.expressions import then, when
from harness.ports import Stage


@when("{word} чекає {int} секунду/секунди/секунд")
@when("{word} ждёт {int} секунду/секунды/секунд")
@when("{word} waits {int} second(s)")
def waits(name: str, seconds: int, stage: Stage) -> None:
    """Nobody has to be there for it."""
    assert name
    assert seconds < 60
    assert stage.lang == "uk"


@then("минула хвилина")
def minute() -> None:
    """Not yet."""
    raise AssertionError("хвилина ще не минула")
