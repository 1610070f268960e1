"""An access token had expired, amoCRM said so, and nobody brought the refresh token."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import asked_within, host_of, is_refused, pairs, refreshes
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline

REFRESH_SECONDS: Final = 90 * 86_400


def find(timeline: Timeline) -> Finding | None:
    """The first expired token whose refusal was handed on to the app, with a refresh token at hand that was good."""
    known, asked_for = pairs(timeline), refreshes(timeline)
    for call in timeline.exchanges(role="api", caller="backend", where=is_refused):
        pair = next((pair for pair in known if pair.access == call.fingerprints.get("access_token")), None)
        age = pair.age_at(call) if pair else None
        if pair is None or age is None or not pair.life <= age < REFRESH_SECONDS or host_of(call) != pair.host:
            continue
        tried = [one for one in asked_for if one.account == call.account and one.ended_ns > pair.issued.ended_ns]
        asked = asked_within(timeline, call)
        if not tried and asked is not None and asked.status >= 400:
            return Finding(
                cause="never_refreshed",
                at_ns=call.started_ns,
                evidence=tuple(sorted((pair.issued.number, call.number, asked.number))),
                values={
                    "token": pair.access,
                    "issued_at": at(pair.issued),
                    "at": at(call),
                    "hours": str(age // 3600),
                    "life": str(pair.life // 3600),
                    "request": f"{asked.method} {asked.url.partition('?')[0]}",
                    "status": str(asked.status),
                },
            )
    return None
