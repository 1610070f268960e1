"""Somebody who never connected is connected, because another person did."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, connections
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first true status of a person without a redemption of their own, after somebody else's."""
    connected = connections(timeline, struck=True)
    for status in timeline.exchanges(role="status"):
        if status.facts.get("connected") is not True:
            continue
        before = [(person, call) for person, call in connected if call.ended_ns <= status.ended_ns]
        if before and all(person != status.person for person, _ in before):
            owner, redeemed = before[-1]
            return Finding(
                cause="token_shared",
                at_ns=status.started_ns,
                evidence=(redeemed.number, status.number),
                values={"person": str(status.person), "owner": owner, "at": at(status), "redeemed_at": at(redeemed)},
                explains=frozenset({"foreign_leads"}),
            )
    return None
