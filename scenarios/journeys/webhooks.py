"""Webhooks: an administrator sets them up in amoCRM, and they meet something on their way to the backend."""

from typing import Final

from harness.ports import Account, Hindrance, Person, Refusal, Stage
from scenarios.journeys.connect import account_of
from scenarios.messages import say, unmet
from scenarios.outcomes.likeness import hint

ROLE: Final = "webhook"
# What a backend that shows leads wants to know.
OF_LEADS: Final = ("add_lead", "update_lead", "status_lead", "responsible_lead", "delete_lead", "restore_lead")


def set_up(stage: Stage, person: Person) -> None:
    """Whatever becomes of a lead is told to the backend from now on."""
    stage.crm.subscribe(account_of(stage, person), destination=stage.backend.webhook_url, events=OF_LEADS)


def set_up_for(stage: Stage, person: Person, written: str) -> None:
    """The events of these codes, separated by commas, are told to the backend from now on, and no others."""
    wanted, known = [code.strip() for code in written.split(",") if code.strip()], stage.crm.webhook_events()
    for code in wanted or [""]:
        if code not in known:
            raise unmet(stage, "no_webhook_event", code=code, hint=hint(stage, code, known), known=", ".join(known))
    stage.crm.subscribe(account_of(stage, person), destination=stage.backend.webhook_url, events=wanted)


def deliver(stage: Stage) -> None:
    """Wait until every webhook has been sent once; there must have been one."""
    stage.crm.deliver()
    if not stage.timeline().exchanges(role=ROLE, caller="amocrm"):
        raise unmet(stage, "no_webhooks")


def hinder(stage: Stage, hindrance: Hindrance) -> None:
    """Put something in the way of every account's webhooks; a hindrance that none of them meets fails the scenario."""
    if hindrance.times is not None and hindrance.times < 1:
        raise unmet(stage, "bad_times", times=hindrance.times)
    if hindrance.status and not 300 <= hindrance.status <= 599:
        raise unmet(stage, "no_failure", status=hindrance.status)
    met = frozenset(stage.crm.hinder(account, hindrance) for account in _accounts(stage))
    times = hindrance.times
    stage.expect(
        Refusal(
            caller="amocrm",
            role=ROLE,
            statuses=(hindrance.status,),
            at_most=None if times is None else times * len(met),
            at_least=times or 1,
            faults=met,
            told=say(stage, "hindrance_idle", times=times or 1, count="{count}"),
        )
    )


def clear_the_way(stage: Stage) -> None:
    """From now on the backend itself answers."""
    if not any(refusal.role == ROLE and refusal.faults for refusal in stage.expected):
        raise unmet(stage, "no_hindrance")
    for account in _accounts(stage):
        stage.crm.clear_the_way(account)


def _accounts(stage: Stage) -> list[Account]:
    accounts = {each.account.subdomain: each.account for each in stage.people.values() if each.account is not None}
    if not accounts:
        raise unmet(stage, "no_accounts")
    return list(accounts.values())
