"""The backend itself failed: it answered the app 500 or more, and amoCRM had no part in it."""

from harness.diagnosis.answers import spoiled_by_amocrm, told
from harness.diagnosis.denials import confirmed_before
from harness.diagnosis.finding import Finding
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first such answer, while nothing that the backend had asked of amoCRM went wrong.

    One that only denies a connection has a cause of its own.
    """
    for answer in timeline.exchanges(caller="client", where=lambda one: one.status >= 500):
        if not spoiled_by_amocrm(timeline, answer) and confirmed_before(timeline, answer) is None:
            return Finding(
                cause="backend_failed",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values=told(answer),
            )
    return None
