"""Sentences about texts and buttons on the screen."""

from harness.gherkin.expressions import then
from harness.ports import Stage
from scenarios.outcomes import texts
from scenarios.outcomes.people import witness


@then("{word} бачить повідомлення {string}")
@then("{word} видит сообщение {string}")
@then("{word} sees the message {string}")
def sees_message(name: str, text: str, stage: Stage) -> None:
    """The whole text, as it stands on the screen."""
    texts.message(stage, witness(stage, name), text)


@then("{word} бачить такі повідомлення:")
@then("{word} видит такие сообщения:")
@then("{word} sees these messages:")
def sees_messages(name: str, stage: Stage, docstring: str) -> None:
    """Each line is the whole text of one, in any order."""
    for text in filter(None, map(str.strip, docstring.splitlines())):
        texts.message(stage, witness(stage, name), text)


@then("{word} не бачить повідомлення {string}")
@then("{word} не видит сообщения {string}")
@then("{word} does not see the message {string}")
def sees_no_message(name: str, text: str, stage: Stage) -> None:
    """Not even inside a longer text, or written with other letters that look the same."""
    texts.no_message(stage, witness(stage, name), text)


@then("{word} хоча б на мить бачить повідомлення {string}")
@then("{word} хотя бы на миг видит сообщение {string}")
@then("{word} sees the message {string} at least for a moment")
def sees_message_once(name: str, text: str, stage: Stage) -> None:
    """At any moment of the scenario until now."""
    texts.message_once(stage, witness(stage, name), text)


@then("{word} жодного разу не бачить повідомлення {string}")
@then("{word} ни разу не видит сообщения {string}")
@then("{word} never sees the message {string}")
def never_sees_message(name: str, text: str, stage: Stage) -> None:
    """At no moment of the scenario until now."""
    texts.message_never(stage, witness(stage, name), text)


@then("{word} бачить кнопку {string}")
@then("{word} видит кнопку {string}")
@then("{word} sees the button {string}")
def sees_button(name: str, text: str, stage: Stage) -> None:
    """The button's whole text."""
    texts.button(stage, witness(stage, name), text)


@then("{word} не бачить кнопки {string}")
@then("{word} не видит кнопки {string}")
@then("{word} does not see the button {string}")
def sees_no_button(name: str, text: str, stage: Stage) -> None:
    """Not even one that says more, or looks the same."""
    texts.no_button(stage, witness(stage, name), text)
