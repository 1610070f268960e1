"""Sentences about the link that leads from the browser back to the app."""

from harness.gherkin.expressions import then
from harness.ports import Stage
from scenarios.outcomes import deep_link


@then("deep link не містить коду")
@then("deep link не содержит кода")
@then("the deep link carries no code")
def carries_no_code(stage: Stage) -> None:
    """Under no name at all, in none of the scenario's links."""
    deep_link.without_code(stage)


@then("deep link містить {string} = {string}")
@then("deep link содержит {string} = {string}")
@then("the deep link carries {string} = {string}")
def carries(parameter: str, value: str, stage: Stage) -> None:
    """A parameter and its value, in the latest link."""
    deep_link.parameter(stage, parameter, value)


@then("deep link не містить параметра {string}")
@then("deep link не содержит параметра {string}")
@then("the deep link does not carry the parameter {string}")
def carries_not(parameter: str, stage: Stage) -> None:
    """In none of the scenario's links."""
    deep_link.without_parameter(stage, parameter)
