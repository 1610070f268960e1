"""When things happened by the calendar: the wire and the steps are dated by a machine's monotonic clock only."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from harness.events.results import ScenarioResult

UNKNOWN: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""What an event file of an older version doesn't tell."""


def moment_of(result: ScenarioResult, at_ns: int) -> datetime:
    """A moment of the monotonic clock in a scenario; 0 is its beginning."""
    for wall, since in _known(result):
        if wall:
            return dated(wall) + timedelta(microseconds=(at_ns - since) // 1000 if at_ns else 0)
    return UNKNOWN + timedelta(microseconds=at_ns // 1000)


def dated(text: str) -> datetime:
    """A moment of the calendar as event files have it."""
    return datetime.fromisoformat(text).astimezone(UTC)


def iso(moment: datetime) -> str:
    """As HAR and JUnit write it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def milliseconds(moment: datetime) -> int:
    """Since the epoch."""
    return round(moment.timestamp() * 1000)


def _known(result: ScenarioResult) -> Iterator[tuple[str, int]]:
    """The same moment by the calendar and by the monotonic clock, from where it is told first."""
    yield result.wall, result.at_ns
    for event in result.wire:
        yield str(event.get("wall", "")), _number(event.get("started_ns", event.get("at_ns")))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
