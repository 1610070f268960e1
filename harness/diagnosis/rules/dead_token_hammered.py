"""A refresh token that amoCRM had refused was sent again and again, although nobody asked for anything meanwhile."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import refreshes
from harness.diagnosis.moments import at, hint
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

ENOUGH: Final = 3


def find(timeline: Timeline) -> Finding | None:
    """The first token that was refused three times in one go."""
    refused = [call for call in refreshes(timeline) if call.status in (400, 401) and call.is_true]
    for token in dict.fromkeys(call.fingerprints["refresh_token"] for call in refused):
        run: list[Exchange] = []
        for call in (call for call in refused if call.fingerprints["refresh_token"] == token):
            if run and _asked_between(timeline, run[-1], call):
                if len(run) >= ENOUGH:
                    break
                run = []
            run.append(call)
        if len(run) >= ENOUGH:
            return Finding(
                cause="dead_token_hammered",
                at_ns=run[0].started_ns,
                evidence=tuple(call.number for call in run[:5]),
                values={
                    "token": token,
                    "count": str(len(run)),
                    "at": at(run[0]),
                    "last_at": at(run[-1]),
                    "hint": hint(run[0]),
                },
            )
    return None


def _asked_between(timeline: Timeline, one: Exchange, other: Exchange) -> bool:
    """Whether somebody gave the backend a new reason to try."""
    return any(
        one.started_ns < asked.started_ns < other.started_ns
        for asked in timeline.exchanges(where=lambda asked: asked.callee == "backend")
    )
