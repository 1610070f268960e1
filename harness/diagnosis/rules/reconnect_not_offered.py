"""amoCRM has refused the refresh token for good, and the status goes on saying that amoCRM is connected."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import asked_within, is_refused, pairs, refreshes
from harness.diagnosis.moments import at, hint
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first true status after the account's only pair had been found dead."""
    known = pairs(timeline)
    for call in filter(is_refused, refreshes(timeline)):
        dead = next((pair for pair in known if pair.refresh == call.fingerprints["refresh_token"]), None)
        if dead is None or dead.person is None:
            continue
        asked = asked_within(timeline, call)
        known_ns = asked.ended_ns if asked else call.ended_ns
        for status in timeline.exchanges(role="status", person=dead.person, after_ns=known_ns):
            # Whoever shares the account may have a pair of their own, and a backend may serve both with it.
            others = [pair for pair in known if pair.issued.account == dead.issued.account and pair is not dead]
            alive = [
                pair
                for pair in others
                if pair.issued.started_ns < status.started_ns
                and not any(
                    ended.fingerprints["refresh_token"] == pair.refresh and ended.started_ns < status.started_ns
                    for ended in refreshes(timeline)
                )
            ]
            if status.facts.get("connected") is True and not alive:
                return Finding(
                    cause="reconnect_not_offered",
                    at_ns=call.started_ns,
                    evidence=(call.number, status.number),
                    values={
                        "person": dead.person,
                        "token": dead.refresh,
                        "refused_at": at(call),
                        "hint": hint(call),
                        "status_at": at(status),
                    },
                )
    return None
