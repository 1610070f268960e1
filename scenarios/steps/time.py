"""Sentences about time; it passes in amoCRM, for every account of the scenario."""

from harness.gherkin.expressions import given, when
from harness.ports import Stage
from scenarios.journeys import time


@given("минає/минають {int} хвилина/хвилини/хвилин")
@given("проходит/проходят {int} минута/минуты/минут")
@given("{int} minute/minutes pass/passes")
@when("минає/минають {int} хвилина/хвилини/хвилин")
@when("проходит/проходят {int} минута/минуты/минут")
@when("{int} minute/minutes pass/passes")
def minutes_pass(minutes: int, stage: Stage) -> None:
    """Codes die after 20 of them."""
    time.wait_everywhere(stage, minutes * time.MINUTE)


@given("минає/минають {int} година/години/годин")
@given("проходит/проходят {int} час/часа/часов")
@given("{int} hour/hours pass/passes")
@when("минає/минають {int} година/години/годин")
@when("проходит/проходят {int} час/часа/часов")
@when("{int} hour/hours pass/passes")
def hours_pass(hours: int, stage: Stage) -> None:
    """Access tokens die after 24 of them: a backend may find out by being refused, once for each."""
    time.wait_everywhere(stage, hours * time.HOUR)


@given("минає/минають {int} день/дні/днів")
@given("проходит/проходят {int} день/дня/дней")
@given("{int} day/days pass/passes")
@when("минає/минають {int} день/дні/днів")
@when("проходит/проходят {int} день/дня/дней")
@when("{int} day/days pass/passes")
def days_pass(days: int, stage: Stage) -> None:
    """Of 24 hours each."""
    time.wait_everywhere(stage, days * time.DAY)


@given("минає/минають {int} місяць/місяці/місяців")
@given("проходит/проходят {int} месяц/месяца/месяцев")
@given("{int} month/months pass/passes")
@when("минає/минають {int} місяць/місяці/місяців")
@when("проходит/проходят {int} месяц/месяца/месяцев")
@when("{int} month/months pass/passes")
def months_pass(months: int, stage: Stage) -> None:
    """Of 30 days each; after three of them a refresh token that nobody has used is dead, and so is the connection."""
    time.wait_everywhere(stage, months * time.MONTH)
