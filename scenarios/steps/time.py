"""Sentences about time; it passes in amoCRM, for every account of the scenario."""

from harness.gherkin.expressions import when
from harness.ports import Refusal, Stage

ACCESS_TOKEN_HOURS = 24


@when("минає {int} хвилина/хвилини/хвилин")
@when("проходит {int} минута/минуты/минут")
@when("{int} minute(s) pass(es)")
def minutes_pass(minutes: int, stage: Stage) -> None:
    """Codes die after 20 of them."""
    _advance(stage, minutes * 60)


@when("минає {int} година/години/годин")
@when("проходит {int} час/часа/часов")
@when("{int} hour(s) pass(es)")
def hours_pass(hours: int, stage: Stage) -> None:
    """Access tokens die after 24 of them: a backend may find out by being refused once."""
    _advance(stage, hours * 3600)
    if hours >= ACCESS_TOKEN_HOURS:
        stage.expect(Refusal("backend", "api", (401,), at_least=0))


def _advance(stage: Stage, seconds: int) -> None:
    for person in stage.people.values():
        if person.account is not None:
            stage.crm.advance(person.account, seconds)
