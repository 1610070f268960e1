"""The app says "not connected" before the backend has been asked, or before it has answered."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import entry_at
from harness.wire.exchange import ScreenSeen
from harness.wire.timeline import Timeline

OFFER = "crm.not_connected"


def find(timeline: Timeline) -> Finding | None:
    """The first offer to connect, since the app's start, that no answer about the status stands behind.

    One to somebody who turns out to be connected comes before others: there it does most harm.
    """
    found = [finding for seen in timeline.every(ScreenSeen) if (finding := _flash(timeline, seen)) is not None]
    return next((finding for finding in found if finding.values["answer"] == "true"), found[0] if found else None)


def _flash(timeline: Timeline, seen: ScreenSeen) -> Finding | None:
    if seen.screen.id != OFFER or seen.screen.connected is not False:
        return None
    started = max(
        (moved.at_ns for moved in timeline.moves("killed", seen.person) if moved.at_ns < seen.at_ns), default=0
    )
    asked = timeline.exchanges(role="status", caller="client", person=seen.person, after_ns=started)
    if any(status.ended_ns <= seen.at_ns for status in asked):
        return None
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


def _told(connected: object) -> str:
    return str(connected).lower() if isinstance(connected, bool) else "null"
