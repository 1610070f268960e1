"""The callback redeemed the code and said success, and afterwards the backend knows of no connection."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.forgotten import forgotten
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person whose status is false although their code was redeemed; the tokens were never used either."""
    for lost in forgotten(timeline):
        if not lost.used:
            return Finding(
                cause="token_lost",
                at_ns=lost.redeemed.started_ns,
                evidence=(lost.redeemed.number, lost.status.number),
                values={
                    "person": lost.person,
                    "code": lost.redeemed.fingerprints["code"],
                    "redeemed_at": at(lost.redeemed),
                    "status_at": at(lost.status),
                },
            )
    return None
