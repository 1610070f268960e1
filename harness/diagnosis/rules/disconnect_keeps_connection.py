"""The person has disconnected, the backend has agreed, and the status still says "connected"."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first true status after a disconnection, of a person who has not connected again.

    Silent where somebody else is connected, too: theirs may be what the status sees; and where the status never said
    no: then it means nothing.
    """
    connected = connections(timeline, struck=True)
    for gone in timeline.exchanges(role="disconnect", caller="client", where=lambda one: 200 <= one.status < 300):
        if any(person != gone.person for person, _ in connected):
            continue
        again = [call.started_ns for _, call in connected if call.started_ns > gone.started_ns]
        asked = timeline.exchanges(role="status", person=gone.person)
        said_no = any(status.facts.get("connected") is False for status in asked if status.ended_ns < gone.started_ns)
        for status in asked:
            if status.started_ns < gone.ended_ns or status.facts.get("connected") is not True:
                continue
            if said_no and (not again or status.ended_ns < again[0]):
                return Finding(
                    cause="disconnect_keeps_connection",
                    at_ns=gone.started_ns,
                    evidence=(gone.number, status.number),
                    values={
                        "person": str(gone.person),
                        "request": request_of(gone),
                        "status": str(gone.status),
                        "at": at(gone),
                        "status_at": at(status),
                    },
                )
    return None
