"""Time passes in amoCRM, and what a backend may be refused for when it has."""

from harness.ports import Person, Refusal, Stage

ACCESS_TOKEN_SECONDS = 24 * 3600


def wait(stage: Stage, person: Person, seconds: int) -> None:
    """Let time pass in the person's account.

    An access token dies after 24 hours, and a backend may find out by being refused: once for each, so once for every
    24 hours that have passed in the account, however many sentences they took.
    """
    if person.account is None:
        return
    stage.crm.advance(person.account, seconds)
    died = (person.waited + seconds) // ACCESS_TOKEN_SECONDS - person.waited // ACCESS_TOKEN_SECONDS
    person.waited += seconds
    if died:
        stage.expect(Refusal("backend", "api", (401,), at_most=died, at_least=0))
