"""amoCRM refused with a page of HTML, and the backend broke down over it instead of reading the status."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, failed_return
from harness.diagnosis.trouble import is_page, made_during
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first request that ended with such a page: answered 500, or told as a failure although tokens were there."""
    for request in timeline.exchanges(where=lambda one: one.callee == "backend" and one.caller != "amocrm"):
        calls = made_during(timeline, request)
        if not calls or calls[-1].status < 400 or not is_page(calls[-1]):
            continue
        if request.status == 500:
            variant = "request"
        elif request.role == "callback" and _is_denied(timeline, request, calls):
            variant = "callback"
        else:
            continue
        page = calls[-1]
        return Finding(
            cause="error_page_parsed",
            variant=variant,
            at_ns=page.started_ns,
            evidence=(request.number, page.number),
            values={
                "person": str(request.person),
                "at": at(page),
                "status": str(page.status),
                "asked": request_of(page),
                "request": request_of(request),
            },
        )
    return None


def _is_denied(timeline: Timeline, callback: Exchange, calls: list[Exchange]) -> bool:
    """Whether the person was told that connecting failed, while the backend itself knows them as connected."""
    if not any(call.role == "token" and call.status == 200 and call.is_true for call in calls):
        return False
    person = str(callback.person)
    asked = timeline.exchanges(role="status", person=person, after_ns=callback.ended_ns)
    return failed_return(timeline, person, callback.started_ns) and any(
        status.facts.get("connected") is True for status in asked[:1]
    )
