"""The callback redeemed the code and said success, and afterwards the backend knows of no connection."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections
from harness.wire.exchange import PersonMoved
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person whose status is false although their code was redeemed and nothing took the tokens away."""
    for person, redeemed in connections(timeline):
        ends = [moved.at_ns for moved in timeline.every(PersonMoved) if moved.what in ("disconnected", "revoked")]
        ends += [call.started_ns for call in timeline.exchanges(role="disconnect", after_ns=redeemed.ended_ns)]
        ends += [
            call.started_ns
            for call in timeline.exchanges(after_ns=redeemed.ended_ns, where=lambda call: call.callee == "amocrm")
            if call.status in (401, 402, 403)
        ]
        until = min((end for end in ends if end > redeemed.ended_ns), default=None)
        for status in timeline.exchanges(role="status", person=person, after_ns=redeemed.ended_ns):
            if until is not None and status.started_ns > until:
                break
            if status.status == 200 and not status.facts.get("connected"):
                return Finding(
                    cause="token_lost",
                    at_ns=redeemed.started_ns,
                    evidence=(redeemed.number, status.number),
                    values={
                        "person": person,
                        "code": redeemed.fingerprints["code"],
                        "redeemed_at": at(redeemed),
                        "status_at": at(status),
                    },
                )
    return None
