"""The words of this project."""

from harness.gherkin.expressions import given


@given("надворі {word}")
def weather(word: str) -> None:
    """Nothing to do."""
