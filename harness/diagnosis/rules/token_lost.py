"""The callback redeemed the code and said success, and afterwards the backend knows of no connection."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections
from harness.wire.exchange import PersonMoved
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person whose status is false although their code was redeemed and nothing took the tokens away."""
    for person, redeemed in connections(timeline):
        cause = timeline.cause_of(redeemed)
        # The tokens may be saved at any moment until the request that redeemed the code is answered.
        saved_ns = cause.ended_ns if cause else redeemed.ended_ns
        until = min((end for end in _ends(timeline, person) if end > redeemed.ended_ns), default=None)
        for status in timeline.exchanges(role="status", person=person, after_ns=saved_ns):
            if until is not None and status.started_ns > until:
                break
            # A null is an answer that nobody could read, and no word about the connection.
            if status.status == 200 and status.facts.get("connected") is False:
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


def _ends(timeline: Timeline, person: str) -> list[int]:
    """When something took the person's tokens away, or tried to."""
    ends = [
        moved.at_ns for moved in timeline.every(PersonMoved) if (moved.what, moved.person) == ("disconnected", person)
    ]
    ends += [call.started_ns for call in timeline.exchanges(role="disconnect", person=person)]
    refused = timeline.exchanges(where=lambda call: call.callee == "amocrm" and call.status in (401, 402, 403))
    return ends + [call.started_ns for call in refused if call.person in (person, None)]
