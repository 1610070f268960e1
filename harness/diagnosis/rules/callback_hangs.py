"""The callback page kept its visitor waiting because amoCRM's API was slow, and the backend waited for it."""

from typing import Final

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.trouble import made_during
from harness.wire.exchange import ARRIVES
from harness.wire.timeline import Timeline

PATIENCE_NS: Final = 4_000_000_000  # with an empty page before one's eyes


def find(timeline: Timeline) -> Finding | None:
    """The first read that lasted so long inside a callback; for tokens alone it is right to wait: the code is spent."""
    for callback in timeline.exchanges(role="callback"):
        calls = made_during(timeline, callback)
        for number, call in enumerate(calls):
            # A late answer is noted when it sets out, so what came next says how long the backend waited for it.
            went_on = calls[number + 1].started_ns if number + 1 < len(calls) else callback.ended_ns
            ended = went_on if call.fault_kind in ARRIVES else call.ended_ns
            if call.role == "api" and ended - call.started_ns >= PATIENCE_NS:
                return Finding(
                    cause="callback_hangs",
                    at_ns=call.started_ns,
                    evidence=(callback.number, call.number),
                    values={
                        "person": str(callback.person),
                        "at": at(call),
                        "asked": request_of(call),
                        "seconds": f"{(ended - call.started_ns) / 1e9:.1f}",
                        "page_seconds": f"{(callback.ended_ns - callback.started_ns) / 1e9:.1f}",
                    },
                )
    return None
