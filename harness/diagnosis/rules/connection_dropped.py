"""amoCRM refused the backend for a while, and the backend threw the connection away although its tokens are good."""

from typing import Final

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

# Of these only a 401 speaks of the token.
FOR_A_WHILE: Final = frozenset({402, 403, 429, 500, 502, 503, 504})


def find(timeline: Timeline) -> Finding | None:
    """The first person who is told "not connected" after such a refusal and after nothing that ends a connection."""
    for person, redeemed in connections(timeline):
        for refused in timeline.exchanges(role="api", caller="backend", person=person, after_ns=redeemed.ended_ns):
            asked = timeline.exchanges(role="status", person=person, after_ns=refused.ended_ns)
            status = next((one for one in asked if one.status == 200), None)
            if refused.status not in FOR_A_WHILE or status is None or status.facts.get("connected") is not False:
                continue
            if not _is_ended(timeline, redeemed, status):
                return Finding(
                    cause="connection_dropped",
                    at_ns=refused.started_ns,
                    evidence=(redeemed.number, refused.number, status.number),
                    values={
                        "person": person,
                        "at": at(refused),
                        "status": str(refused.status),
                        "asked": request_of(refused),
                        "status_at": at(status),
                    },
                )
    return None


def _is_ended(timeline: Timeline, redeemed: Exchange, status: Exchange) -> bool:
    """Whether anybody disconnected since, or amoCRM itself declared a token dead, by its own word or a fault's."""
    since = range(redeemed.ended_ns, status.ended_ns + 1)
    moved = timeline.moves("disconnected", status.person)
    return any(move.at_ns in since for move in moved) or any(
        call.started_ns in since
        for call in timeline.exchanges()
        if (call.role == "disconnect" and call.person == status.person)
        or (call.callee == "amocrm" and (call.role == "token" or call.status == 401) and call.person == status.person)
    )
