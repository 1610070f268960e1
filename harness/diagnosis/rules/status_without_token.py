"""The backend says "connected" although it never got a token from amoCRM."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first true status before any code was redeemed by anybody."""
    good = [call for call in timeline.redemptions() if call.status == 200]
    for status in timeline.exchanges(role="status"):
        if status.facts.get("connected") is True and not any(call.ended_ns <= status.ended_ns for call in good):
            return Finding(
                cause="status_without_token",
                at_ns=status.started_ns,
                evidence=(status.number,),
                values={"person": str(status.person), "at": at(status)},
                # Whoever then asks with the token that isn't there is refused.
                explains=frozenset({"token_not_found"}),
            )
    return None
