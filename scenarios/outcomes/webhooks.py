"""What amoCRM has told the backend by webhooks, how often it had to, and whether it goes on."""

from collections.abc import Sequence

from harness.ports import Person, Stage
from harness.wire.exchange import Exchange
from scenarios.journeys.connect import account_of
from scenarios.journeys.webhooks import ROLE
from scenarios.messages import say, unmet
from scenarios.outcomes.wire import told

MINUTE = 60


def delivered_times(stage: Stage, count: int) -> None:
    """So many webhooks have arrived: the backend itself has answered 100 to 299."""
    arrived = [call for call in _sent(stage) if _is_arrival(call)]
    if len(arrived) != count:
        exchanges = told(_sent(stage)) or say(stage, "nothing")
        raise unmet(stage, "webhook_count", count=len(arrived), wanted=count, exchanges=exchanges)


def delivered_at_once(stage: Stage) -> None:
    """Each webhook has arrived, and none had to be sent again."""
    for attempts in _news(stage):
        if len(attempts) > 1 or not _is_arrival(attempts[0]):
            raise unmet(stage, "not_at_once", exchanges=told(attempts))


def delivered_after(stage: Stage, minutes: int) -> None:
    """The webhook that arrived last was first sent so many minutes before, by amoCRM's time."""
    arrived = [attempts for attempts in _news(stage) if _is_arrival(attempts[-1])]
    if not arrived:
        raise unmet(stage, "no_arrival", exchanges=told(_sent(stage)))
    latest = max(arrived, key=lambda attempts: attempts[-1].started_ns)
    first, last = latest[0].account_time or 0, latest[-1].account_time or 0
    if round((last - first) / MINUTE) != minutes:
        took = round((last - first) / MINUTE)
        raise unmet(stage, "other_minutes", count=took, wanted=minutes, exchanges=told(latest))


def repeated_times(stage: Stage, count: int) -> None:
    """The webhook that was repeated most was sent so many times again."""
    most = max(_news(stage), key=len)
    if len(most) - 1 != count:
        raise unmet(stage, "other_repeats", count=len(most) - 1, wanted=count, exchanges=told(most))


def is_listened_to(stage: Stage, person: Person) -> None:
    """The account still sends webhooks."""
    if not _listens(stage, person):
        raise unmet(stage, "webhooks_off", person=person.name)


def is_switched_off(stage: Stage, person: Person) -> None:
    """amoCRM has given the backend up."""
    if _listens(stage, person):
        raise unmet(stage, "webhooks_on", person=person.name)


def _listens(stage: Stage, person: Person) -> bool:
    listens = stage.crm.listens(account_of(stage, person))
    if listens is None:
        raise unmet(stage, "webhooks_unset", person=person.name)
    return listens


def _news(stage: Stage) -> list[list[Exchange]]:
    """The attempts of each webhook: they say the same to the letter. There must have been one."""
    by_words: dict[tuple[str, str], list[Exchange]] = {}
    for call in _sent(stage):
        by_words.setdefault((call.url, call.request.body), []).append(call)
    if not by_words:
        raise unmet(stage, "no_webhooks")
    return list(by_words.values())


def _sent(stage: Stage) -> Sequence[Exchange]:
    return stage.timeline().exchanges(role=ROLE, caller="amocrm")


def _is_arrival(call: Exchange) -> bool:
    return call.fault is None and 100 <= call.status <= 299
