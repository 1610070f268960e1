"""What passed between the systems: causes, never one status number."""

import re
from collections.abc import Sequence
from typing import Final

from harness.ports import Person, Stage
from harness.wire.exchange import Exchange, PersonMoved
from scenarios.messages import say, unmet
from scenarios.outcomes.likeness import hint as nearest
from scenarios.outcomes.likeness import same

# As JSON or as a form; what the request asks for is told even where amoCRM judged nothing, as in an outage.
_REFRESH_GRANT: Final = re.compile(r'grant_type"?\s*[:=]\s*"?refresh_token\b')


def nothing_refused(stage: Stage) -> None:
    """No answer of 400 or more, from anybody to anybody."""
    refused = [exchange for exchange in _asked(stage) if exchange.is_refused]
    if refused:
        raise unmet(stage, "refused", exchanges=told(refused))


def redeemed_once_by_callback(stage: Stage) -> None:
    """Each code was spent exactly once, by the backend, inside the callback, so before its page and the deep link."""
    timeline = stage.timeline()
    calls = timeline.redemptions()
    if not calls:
        raise unmet(stage, "nothing_redeemed")
    for code in sorted({call.fingerprints["code"] for call in calls}):
        mine = [call for call in calls if call.fingerprints["code"] == code]
        if len(mine) != 1:
            raise unmet(stage, "sent_again", code=code, count=len(mine), exchanges=told(mine))
        if mine[0].status != 200:
            raise unmet(stage, "code_refused", code=code, exchanges=told(mine))
        cause = timeline.cause_of(mine[0])
        if cause is None:
            raise unmet(stage, "no_cause", exchanges=told(mine))
        if cause.role != "callback":
            raise unmet(stage, "not_callback", code=code, exchanges=told([cause]))


def never_redeemed(stage: Stage) -> None:
    """No code was taken to the token endpoint."""
    calls = stage.timeline().redemptions()
    if calls:
        raise unmet(stage, "redeemed", exchanges=told(calls))


def redeemed_times(stage: Stage, count: int) -> None:
    """This many codes were redeemed with success."""
    good = [call for call in stage.timeline().redemptions() if call.status == 200]
    if len(good) != count:
        raise unmet(stage, "redeemed_count", count=len(good), wanted=count, exchanges=told(good))


def refused_with(stage: Stage, hint: str) -> None:
    """amoCRM refused a code with exactly this hint, or this detail."""
    if not hint.strip():
        raise unmet(stage, "empty_text")
    refused = [call for call in stage.timeline().redemptions() if call.status >= 400]
    if not refused:
        raise unmet(stage, "none_refused")
    said = [text for call in refused for text in _reasons(call)]
    if not any(same(text, hint) for text in said):
        raise unmet(stage, "other_hint", body=refused[-1].response.body, hint=nearest(stage, hint, said))


def app_never_exchanges(stage: Stage) -> None:
    """The app left exchange-code alone."""
    _asked(stage)
    calls = stage.timeline().exchanges(role="exchange_code", caller="client")
    if calls:
        raise unmet(stage, "app_exchanges", exchanges=told(calls))


def status_asked_after_return(stage: Stage, person: Person) -> None:
    """A status request followed the return to the app."""
    if not _asked_after_return(stage, person, "status"):
        raise unmet(stage, "status_not_asked", person=person.name)


def status_asked_times(stage: Stage, person: Person, count: int) -> None:
    """So many status requests followed the last return to the app."""
    asked = _asked_after_return(stage, person, "status")
    if len(asked) != count:
        raise _other_count(stage, "status_count", asked, count)


def leads_asked_after_return(stage: Stage, person: Person) -> None:
    """A request for the leads followed the last return to the app."""
    if not _asked_after_return(stage, person, "leads"):
        raise unmet(stage, "leads_not_asked", person=person.name)


def refreshed_once(stage: Stage) -> None:
    """The backend refreshed its tokens exactly once, and amoCRM agreed."""
    refreshed_times(stage, 1)


def refreshed_times(stage: Stage, count: int) -> None:
    """The backend refreshed its tokens so many times, and amoCRM agreed each time."""
    calls = stage.timeline().exchanges(role="token", where=_is_refresh)
    if len(calls) != count:
        raise _other_count(stage, "refreshes", calls, count)
    if refused := [call for call in calls if call.status != 200]:
        raise unmet(stage, "refresh_refused", exchanges=told(refused))


def leads_asked_of_crm(stage: Stage, count: int) -> None:
    """The backend asked amoCRM for lists of leads so many times; each page is a request of its own."""
    asked = _lists_asked(stage)
    if len(asked) != count:
        raise _other_count(stage, "leads_of_crm", asked, count)


def leads_asked_of_crm_at_least(stage: Stage, count: int) -> None:
    """The backend asked amoCRM for lists of leads so many times or more."""
    if count < 1:
        raise unmet(stage, "always", count=count)
    asked = _lists_asked(stage)
    if len(asked) < count:
        raise _other_count(stage, "leads_of_crm_fewer", asked, count)


def crm_left_alone(stage: Stage) -> None:
    """No request of anybody's, a browser included, reached amoCRM."""
    if asked := stage.timeline().exchanges(where=lambda each: each.callee == "amocrm"):
        raise unmet(stage, "crm_asked", exchanges=told(asked))


def backend_leaves_crm_alone(stage: Stage) -> None:
    """No request of the backend's reached amoCRM."""
    if asked := stage.timeline().exchanges(caller="backend", where=lambda each: each.callee == "amocrm"):
        raise unmet(stage, "crm_asked", exchanges=told(asked))


def _asked_after_return(stage: Stage, person: Person, role: str) -> list[Exchange]:
    """What the app asked of itself: after the last return, and before the person did anything else with it."""
    timeline = stage.timeline()
    back = timeline.returns(person.name)
    if not back:
        raise unmet(stage, "never_returned", person=person.name)
    since = back[-1].at_ns
    moves = [each.at_ns for each in timeline.every(PersonMoved) if each.person == person.name and each.at_ns > since]
    return timeline.exchanges(
        role=role,
        caller="client",
        person=person.name,
        after_ns=since,
        where=lambda each: not moves or each.started_ns < moves[0],
    )


def _asked(stage: Stage) -> list[Exchange]:
    """Every request; there must have been one, or whatever is said of them is true."""
    asked = stage.timeline().every(Exchange)
    if not asked:
        raise unmet(stage, "nothing_asked")
    return asked


def _is_refresh(call: Exchange) -> bool:
    # The address, too: a refresh by the query string is wrong, and a refresh all the same.
    return bool(_REFRESH_GRANT.search(call.request.body) or _REFRESH_GRANT.search(call.url))


def _lists_asked(stage: Stage) -> list[Exchange]:
    return stage.timeline().exchanges(
        role="api",
        caller="backend",
        where=lambda each: each.lists_leads,
    )


def _reasons(call: Exchange) -> list[str]:
    problem = call.response.document
    found = [problem.get("hint"), problem.get("detail")] if isinstance(problem, dict) else []
    return [text for text in found if isinstance(text, str)]


def _other_count(stage: Stage, key: str, calls: Sequence[Exchange], wanted: int) -> AssertionError:
    exchanges = told(calls) or say(stage, "nothing")
    return unmet(stage, key, count=len(calls), wanted=wanted, exchanges=exchanges)


def told(exchanges: Sequence[Exchange]) -> str:
    """Exchanges in a few words each."""
    return "; ".join(
        f"№{exchange.number} {exchange.caller} → {exchange.callee} {exchange.method}"
        f" {exchange.url.partition('?')[0]} → {exchange.status or '–'}"
        for exchange in exchanges
    )
