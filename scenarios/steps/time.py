"""Sentences about time; it passes in amoCRM, for every account of the scenario."""

from harness.gherkin.expressions import when
from harness.ports import Stage
from scenarios.journeys import time


@when("минає {int} хвилина/хвилини/хвилин")
@when("проходит {int} минута/минуты/минут")
@when("{int} minute(s) pass(es)")
def minutes_pass(minutes: int, stage: Stage) -> None:
    """Codes die after 20 of them."""
    for person in stage.people.values():
        time.wait(stage, person, minutes * 60)


@when("минає {int} година/години/годин")
@when("проходит {int} час/часа/часов")
@when("{int} hour(s) pass(es)")
def hours_pass(hours: int, stage: Stage) -> None:
    """Access tokens die after 24 of them: a backend may find out by being refused, once for each."""
    for person in stage.people.values():
        time.wait(stage, person, hours * 3600)
