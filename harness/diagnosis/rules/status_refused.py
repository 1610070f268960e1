"""The status is refused to somebody whom the backend knows and answers otherwise: a guard stands where none should."""

from harness.diagnosis.answers import message_of, request_of, spoiled_by_amocrm
from harness.diagnosis.denials import denies_session
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first 403 of the status whose very session another request was let in with."""
    for status in timeline.exchanges(role="status", caller="client", where=lambda one: one.status == 403):
        if denies_session(timeline, status) or spoiled_by_amocrm(timeline, status):
            continue
        welcome = [
            other
            for other in timeline.exchanges(caller="client", person=status.person)
            if 200 <= other.status < 300 and _session(other) is not None and _session(other) == _session(status)
        ]
        if welcome:
            return Finding(
                cause="status_refused",
                at_ns=status.started_ns,
                evidence=tuple(sorted({status.number, welcome[0].number})),
                values={
                    "person": str(status.person),
                    "at": at(status),
                    "request": request_of(status),
                    "message": message_of(status),
                    "other": request_of(welcome[0]),
                    "other_at": at(welcome[0]),
                },
            )
    return None


def _session(exchange: Exchange) -> str | None:
    """Which session a request came with, as it is written down."""
    return next((value for name, value in exchange.request.headers.items() if name.lower() == "authorization"), None)
