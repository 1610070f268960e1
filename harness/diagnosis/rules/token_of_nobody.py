"""The tokens are there, for the backend reads with them; but the status looks for them under the user, and in vain."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.forgotten import forgotten
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first person whose status is false although the backend has used what their code was redeemed for."""
    for lost in forgotten(timeline):
        if lost.used:
            first = lost.used[0]
            return Finding(
                cause="token_of_nobody",
                at_ns=lost.redeemed.started_ns,
                evidence=(lost.redeemed.number, first.number, lost.status.number),
                values={
                    "person": lost.person,
                    "code": lost.redeemed.fingerprints["code"],
                    "token": first.fingerprints["access_token"],
                    "redeemed_at": at(lost.redeemed),
                    "used_at": at(first),
                    "request": request_of(first),
                    "status_at": at(lost.status),
                },
            )
    return None
