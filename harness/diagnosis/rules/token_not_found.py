"""The status finds the person's token, and what reads with it doesn't: the two look it up in different ways."""

from harness.diagnosis.answers import message_of, request_of
from harness.diagnosis.denials import confirmed_before
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first answer that denies a connection which the status has confirmed, without amoCRM having been asked."""
    for answer in timeline.exchanges(caller="client"):
        status = confirmed_before(timeline, answer)
        if status is None or any(answer.encloses(call) for call in timeline.exchanges(caller="backend")):
            continue
        return Finding(
            cause="token_not_found",
            at_ns=answer.started_ns,
            evidence=(status.number, answer.number),
            values={
                "person": str(answer.person),
                "status_at": at(status),
                "at": at(answer),
                "request": request_of(answer),
                "code": str(answer.status),
                "message": message_of(answer),
            },
        )
    return None
