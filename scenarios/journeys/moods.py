"""amoCRM becomes unwell and recovers, and which refusals a scenario then has to see."""

import time
from collections.abc import Sequence
from dataclasses import replace

from harness.gherkin.messages import LANGUAGES
from harness.gherkin.tables import Row
from harness.ports import Account, Fault, Person, Refusal, Stage
from scenarios.givens.moods import EVERY, TOKEN, Mood, Names, Often, Requests, by_status
from scenarios.journeys.connect import account_of
from scenarios.journeys.fallout import excuse_backend
from scenarios.journeys.time import MINUTE
from scenarios.messages import say, unmet
from scenarios.outcomes.people import witness

MOST_SECONDS = 120  # the fake's own limit: a wait is real


def answering(stage: Stage, status: int, *, body: str | None = None) -> Mood:
    """The mood of whoever names no mood but a status, and perhaps the very text of the answer."""
    if not 200 <= status <= 599:
        raise unmet(stage, "bad_status", status=status)
    return replace(by_status(status), body=body)


def late(stage: Stage, mood: Mood, seconds: int) -> Mood:
    """The mood with answers that take so long."""
    if not mood.takes_seconds:
        raise unmet(stage, "no_seconds", mood=called(stage, mood.names))
    if not 1 <= seconds <= MOST_SECONDS:
        raise unmet(stage, "bad_seconds", seconds=seconds, most=MOST_SECONDS)
    return replace(mood, seconds=seconds)


def fall_into(
    stage: Stage,
    mood: Mood,
    requests: Requests = EVERY,
    *,
    times: int | None = None,
    often: Often | None = None,
    person: Person | None = None,
) -> None:
    """From now on amoCRM is in this mood: for one person's account, or all that are given by now, so often in each.

    A mood that strikes less often than it was said to, or never, fails the scenario. What the app is told because of
    it is excused where the backend passes on what the mood did to that very request.
    """
    often = often or Often(times)
    _check(stage, often, requests)
    times = often.times
    began = time.monotonic_ns()
    places: Sequence[Account | None] = [None]  # of a browser's requests nobody knows the account yet
    if requests.caller == "backend":
        places = [account_of(stage, person)] if person else accounts(stage)
    faults = frozenset(stage.crm.order(_fault(mood, requests, often, place)) for place in places)
    told = {"mood": called(stage, mood.names), "requests": called(stage, requests.names), "times": times or 1}
    stage.expect(
        Refusal(
            caller=requests.caller,
            role="",
            statuses=(mood.status,),
            at_most=None if times is None else times * len(places),
            at_least=times or 1,
            faults=faults,
            told=say(stage, "mood_idle", **told, count="{count}"),
        )
    )
    if requests.caller == "backend":
        excuse_backend(stage)
    if requests in (TOKEN, EVERY):
        # Without a new access token the dead one is refused once more; and of a pair whose answer was lost, the refresh
        # token is spent though nobody saw the new one.
        for role in ("api", "token") if mood.after else ("api",):
            most = None if times is None else times * len(places)
            since = began if times is None else None
            stage.expect(Refusal("backend", role, (401,), at_most=most, at_least=0, since_ns=since))


def fall_into_each(stage: Stage, rows: Sequence[Row]) -> None:
    """Several moods at once, each from a row of a table; of two that fit a request the first one strikes."""
    for row in rows:
        mood, requests, owner = row["mood"], row.get("requests") or EVERY, row.get("person")
        assert isinstance(mood, Mood)
        assert isinstance(requests, Requests)
        seconds = _number(row, "seconds")
        fall_into(
            stage,
            mood if seconds is None else late(stage, mood, seconds),
            requests,
            often=Often(
                times=_number(row, "times"),
                skip=_number(row, "skip") or 0,
                percent=100 if (percent := _number(row, "percent")) is None else percent,
                minutes=_number(row, "minutes"),
            ),
            person=witness(stage, str(owner)) if owner else None,
        )


def recover(stage: Stage) -> None:
    """Every mood ends; whatever still fails now fails by its own fault.

    But a token that died meanwhile is found dead by being refused once more, by each person's connection.
    """
    if not any(refusal.faults for refusal in stage.expected):
        raise unmet(stage, "no_mood")
    stage.crm.recover()
    dying = {refusal.role for refusal in stage.expected if refusal.since_ns is not None and refusal.until_ns is None}
    stage.recovered(time.monotonic_ns())
    connections = sum(person.account is not None for person in stage.people.values())
    for role in sorted(dying):
        stage.expect(Refusal("backend", role, (401,), at_most=connections, at_least=0))


def switch_off(stage: Stage, person: Person) -> None:
    """An administrator disables the integration: the backend finds out by being refused, and the app has to connect.

    Each of those who share the account may be refused twice: when reading, and when refreshing the token for that.
    """
    account = account_of(stage, person)
    stage.crm.revoke(account)
    sharers = [each for each in stage.people.values() if each.account and each.account.subdomain == account.subdomain]
    told = say(stage, "revocation_idle", person=person.name)
    stage.expect(Refusal("backend", "", (401,), at_most=2 * len(sharers), told=told))
    excuse_backend(stage)


def accounts(stage: Stage) -> list[Account]:
    """Every account that is given by now; there has to be one."""
    found = {each.account.subdomain: each.account for each in stage.people.values() if each.account is not None}
    if not found:
        raise unmet(stage, "no_accounts")
    return list(found.values())


def called(stage: Stage, names: Names) -> str:
    """The name in the author's language."""
    return names[LANGUAGES.index(stage.lang) if stage.lang in LANGUAGES else LANGUAGES.index("en")]


def _fault(mood: Mood, requests: Requests, often: Often, place: Account | None) -> Fault:
    own = mood.kind == "answer"
    return Fault(
        path=requests.path,
        method=requests.method,
        account=place,
        kind=mood.kind,
        status=mood.status if own else None,
        shape=mood.shape,
        headers=mood.headers,
        page=own and mood.page,
        body=mood.body,
        after=mood.after and mood.status >= 400,  # whatever else there is takes effect by itself
        seconds=mood.seconds,
        times=often.times,
        skip=often.skip,
        probability=often.percent / 100,
        lasts=None if often.minutes is None else often.minutes * MINUTE,
    )


def _check(stage: Stage, often: Often, requests: Requests) -> None:
    if often.times is not None and often.times < 1:
        raise unmet(stage, "bad_times", times=often.times)
    if not 1 <= often.percent <= 100:
        raise unmet(stage, "bad_percent", percent=often.percent)
    if often.minutes is not None and often.minutes < 1:
        raise unmet(stage, "bad_minutes", minutes=often.minutes)
    if often.minutes is not None and requests.caller == "browser":
        raise unmet(stage, "no_minutes", requests=called(stage, requests.names))


def _number(row: Row, field: str) -> int | None:
    value = row.get(field)
    assert value is None or isinstance(value, int)
    return value
