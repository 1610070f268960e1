"""The app's screen is blank: JavaScript threw while the screen was drawn."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import entry_at
from harness.wire.exchange import ScreenSeen
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first blank screen; the request before it is the last thing that worked."""
    screens = timeline.every(ScreenSeen)
    for index, blank in enumerate(screens):
        if blank.screen.id == "crashed":
            mine = timeline.exchanges(caller="client", person=blank.person)
            before = [asked.number for asked in mine if asked.ended_ns <= blank.at_ns]
            seen = [each.screen.id for each in screens[:index] if each.person == blank.person]
            return Finding(
                cause="app_crashed",
                at_ns=blank.at_ns,
                evidence=tuple(before[-1:]),
                values={
                    "person": blank.person,
                    "at": entry_at(blank),
                    "before": seen[-1] if seen else "–",
                    "error": blank.screen.reason or "–",
                },
            )
    return None
