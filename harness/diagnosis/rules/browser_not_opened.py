"""The connect button ends in an alert, and the backend had no part in it: the app failed to make the consent URL."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import entry_at
from harness.wire.exchange import ScreenSeen
from harness.wire.timeline import Timeline

ALERT: Final = "Помилка при відкритті браузера"
"""The app has no other language for it."""


def find(timeline: Timeline) -> Finding | None:
    """The first such alert since whose screen before no request for the consent URL was made."""
    last: dict[str, ScreenSeen] = {}
    for seen in timeline.every(ScreenSeen):
        before = last.get(seen.person)
        last[seen.person] = seen
        if ALERT not in seen.screen.texts or (before and ALERT in before.screen.texts):
            continue
        asked = timeline.exchanges(role="connect", person=seen.person, after_ns=before.at_ns if before else 0)
        if not [one for one in asked if one.started_ns <= seen.at_ns]:
            mine = timeline.exchanges(caller="client", person=seen.person)
            return Finding(
                cause="browser_not_opened",
                at_ns=seen.at_ns,
                evidence=tuple([one.number for one in mine if one.ended_ns <= seen.at_ns][-1:]),
                values={"person": seen.person, "at": entry_at(seen), "error": seen.screen.reason or "–"},
            )
    return None
