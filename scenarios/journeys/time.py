"""Time passes in amoCRM, and what a backend may be refused for when it has."""

from harness.ports import Person, Refusal, Stage
from scenarios.journeys.fallout import excuse_backend
from scenarios.messages import unmet

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTH = 30 * DAY
ACCESS_TOKEN_LIFE = DAY
REFRESH_TOKEN_LIFE = 3 * MONTH


def wait(stage: Stage, person: Person, seconds: int) -> None:
    """Let time pass in the person's account, which colleagues may share.

    An access token dies after 24 hours, and a backend may find out by being refused: once for each of those who share
    the account. So may it with a refresh token that nobody has used for three months; then the app has to connect
    again. Lives are counted in the time that has passed, however many sentences that took.
    """
    if seconds < 0:
        raise unmet(stage, "no_past")
    if person.account is None:
        return
    stage.crm.advance(person.account, seconds)
    for sharer in stage.people.values():
        if sharer.account is None or sharer.account.subdomain != person.account.subdomain:
            continue
        before, sharer.waited = sharer.waited, sharer.waited + seconds
        if before // ACCESS_TOKEN_LIFE < sharer.waited // ACCESS_TOKEN_LIFE:
            stage.expect(Refusal("backend", "api", (401,), at_least=0))
        if before // REFRESH_TOKEN_LIFE < sharer.waited // REFRESH_TOKEN_LIFE:
            stage.expect(Refusal("backend", "token", (401,), at_least=0))
            excuse_backend(stage)


def wait_everywhere(stage: Stage, seconds: int) -> None:
    """Let time pass in every account of the scenario."""
    accounts = {person.account.subdomain: person for person in stage.people.values() if person.account is not None}
    for person in accounts.values():
        wait(stage, person, seconds)
