"""The backend has no such address: a request that names no row of anything was answered 404."""

from typing import Final

from harness.diagnosis.answers import message_of, request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline

# A lead that is asked for by its id may really not be there; these can't be.
ALWAYS_THERE: Final = frozenset(
    {"sign_in", "refresh", "connect", "status", "leads", "exchange_code", "disconnect", "pipelines"}
)


def find(timeline: Timeline) -> Finding | None:
    """The first of the app's own requests that the backend doesn't know."""
    for answer in timeline.exchanges(caller="client", where=lambda one: one.status == 404):
        if answer.role in ALWAYS_THERE:
            return Finding(
                cause="route_missing",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={
                    "person": str(answer.person),
                    "at": at(answer),
                    "request": request_of(answer),
                    "message": message_of(answer),
                },
            )
    return None
