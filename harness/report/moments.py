"""When things happened by the calendar: the wire and the steps are dated by a machine's monotonic clock only."""

from datetime import UTC, datetime, timedelta
from typing import Final

from harness.events.results import ScenarioResult

UNKNOWN: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What an event file of an older version doesn't tell."""


def moment_of(result: ScenarioResult, at_ns: int) -> datetime:
    """A moment of the monotonic clock in a scenario; 0 is its beginning."""
    known = [(result.wall, result.at_ns)]
    known += [
        (str(event.get("wall", "")), _number(event.get("started_ns", event.get("at_ns")))) for event in result.wire
    ]
    for wall, since in known:
        if wall:
            began = datetime.fromisoformat(wall).astimezone(UTC)
            return began + timedelta(microseconds=(at_ns - since) // 1000 if at_ns else 0)
    return UNKNOWN + timedelta(microseconds=at_ns // 1000)


def iso(moment: datetime) -> str:
    """As HAR and JUnit write it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def milliseconds(moment: datetime) -> int:
    """Since the epoch."""
    return round(moment.timestamp() * 1000)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
