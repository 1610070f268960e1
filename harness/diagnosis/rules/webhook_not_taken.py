"""The backend itself lets a webhook wait for too long, or answers what amoCRM takes for a failure."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.news import webhooks
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

LATE = "timed_out"  # the journal's word; whoever isn't there at all has no answer either


def find(timeline: Timeline) -> Finding | None:
    """The first webhook that the backend could have taken and didn't."""
    sent = webhooks(timeline)
    for call in sent:
        is_late = call.status == 0 and call.outcome == LATE
        if call.fault is not None or not (is_late or call.status >= 300):
            continue
        if any(call.encloses(wrong) for wrong in timeline.exchanges(caller="backend", where=_is_amocrms_mistake)):
            continue  # amoCRM did it wrong meanwhile, and a webhook that comes again is a good way out
        again = [later for later in sent if later.number > call.number and later.request.body == call.request.body]
        return Finding(
            cause="webhook_not_taken",
            at_ns=call.started_ns,
            evidence=(call.number, *(later.number for later in again[:2])),
            values={"at": at(call), "status": str(call.status), "event": _event(call), "again": str(len(again))},
            variant="late" if is_late else "refused",
        )
    return None


def _is_amocrms_mistake(call: Exchange) -> bool:
    return call.callee == "amocrm" and call.is_spoiled


def _event(call: Exchange) -> str:
    """The key and the action that a form begins with."""
    key = call.request.body.partition("=")[0].replace("%5B", "[").replace("%5D", "]")
    return "[".join(key.split("[")[:2])
