"""A token came back to amoCRM shorter than it was given: the backend keeps only its beginning."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import pairs
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline

CUT: Final = {"access_cut_off": "access_token", "refresh_cut_off": "refresh_token"}  # as amoCRM's journal calls it


def find(timeline: Timeline) -> Finding | None:
    """The first call that brought the beginning of a token."""
    for call in timeline.exchanges(caller="backend", where=lambda call: call.outcome in CUT):
        kind = CUT[str(call.outcome)]
        given = [pair for pair in pairs(timeline) if pair.issued.ended_ns <= call.started_ns]
        mine = [pair for pair in given if pair.issued.account == call.account]
        return Finding(
            cause="token_truncated",
            at_ns=call.started_ns,
            evidence=(*(pair.issued.number for pair in mine[-1:]), call.number),
            values={
                "kind": kind,
                "at": at(call),
                "given_at": at(mine[-1].issued) if mine else "–",
                "status": str(call.status),
            },
        )
    return None
