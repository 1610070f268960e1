"""An error is told in the body only: the answer itself is a 200, and the app takes it for what it asked for."""

from harness.diagnosis.answers import told
from harness.diagnosis.finding import Finding
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first good answer to the app whose envelope says `success: false`."""
    for answer in timeline.exchanges(caller="client", where=lambda one: 200 <= one.status < 300):
        if _denies_itself(answer):
            return Finding(
                cause="error_as_success",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values=told(answer),
                explains=frozenset({"leads_wrong_shape", "status_null"}),
            )
    return None


def _denies_itself(answer: Exchange) -> bool:
    document = answer.response.document
    return isinstance(document, dict) and document.get("success") is False
