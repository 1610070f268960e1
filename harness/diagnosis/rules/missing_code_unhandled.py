"""amoCRM came back without a code, and the callback answers like an API: an error, and no page."""

import re
from typing import Final

from harness.diagnosis.answers import message_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline

# What a handler says that wants a parameter; other errors have other reasons.
WANTING: Final = (400, 422)
DENIED: Final = re.compile(r"[?&]error=(?P<error>[^&#]+)")


def find(timeline: Timeline) -> Finding | None:
    """The first callback without a code that was refused."""
    for answer in timeline.exchanges(role="callback", caller="browser"):
        if answer.status in WANTING and "code" not in answer.fingerprints:
            denied = DENIED.search(answer.url)
            return Finding(
                cause="missing_code_unhandled",
                variant="denied" if denied else "missing",
                at_ns=answer.started_ns,
                evidence=(answer.number,),
                values={
                    "at": at(answer),
                    "person": str(answer.person),
                    "status": str(answer.status),
                    "message": message_of(answer),
                    "error": denied["error"] if denied else "–",
                },
            )
    return None
