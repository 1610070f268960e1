"""The app says "not connected" before the backend has been asked, or before it has answered."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import entry_at
from harness.wire.exchange import PersonMoved, ScreenSeen
from harness.wire.timeline import Timeline

OFFER = "crm.not_connected"


def find(timeline: Timeline) -> Finding | None:
    """The first offer to connect, since the app's start, that no answer about the status stands behind."""
    for seen in timeline.every(ScreenSeen):
        if seen.screen.id != OFFER or seen.screen.connected is not False:
            continue
        started = max((moved.at_ns for moved in _kills(timeline, seen.person) if moved.at_ns < seen.at_ns), default=0)
        asked = timeline.exchanges(role="status", caller="client", person=seen.person, after_ns=started)
        if any(status.ended_ns <= seen.at_ns for status in asked):
            continue
        first = asked[:1]
        return Finding(
            cause="banner_flashes",
            at_ns=seen.at_ns,
            evidence=tuple(status.number for status in first),
            values={
                "person": seen.person,
                "at": entry_at(seen),
                "answer": _told(first[0].facts.get("connected")) if first else "–",
            },
        )
    return None


def _kills(timeline: Timeline, person: str) -> list[PersonMoved]:
    return [moved for moved in timeline.every(PersonMoved) if (moved.what, moved.person) == ("killed", person)]


def _told(connected: object) -> str:
    return {True: "true", False: "false"}.get(bool(connected), "–") if isinstance(connected, bool) else "null"
