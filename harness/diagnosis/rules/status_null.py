"""The status says neither yes nor no: `connected` is null, or isn't where the app looks for it."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first good answer without a true and without a false."""
    for status in timeline.exchanges(role="status", caller="client", where=lambda one: 200 <= one.status < 300):
        if "connected" in status.facts and status.facts["connected"] is None:
            return Finding(
                cause="status_null",
                at_ns=status.started_ns,
                evidence=(status.number,),
                values={
                    "person": str(status.person),
                    "at": at(status),
                    "body": " ".join(status.response.body.split())[:200] or "–",
                },
            )
    return None
