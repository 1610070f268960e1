"""What was under way when a process died: the step that had begun, and what it had done on the wire by then."""

from collections.abc import Mapping
from typing import Protocol

from harness.events.file import UNSETTLED, WIRE_TYPES
from harness.events.status import NOT_ENDED

Told = Mapping[str, object]


class Scenario(Protocol):
    """What a scenario that was cut off is completed in."""

    verdict: str
    steps: list[Told]
    wire: list[Told]


class OpenEnds:
    """Follows one scenario after another through the events of one process."""

    def __init__(self) -> None:
        self._step: Told | None = None
        self._wire: dict[object, Told] = {}

    def take(self, event: Told) -> bool:
        """Note what begins and what ends; answers whether the event is of no other use."""
        kind = event["type"]
        if kind == "step_begun":
            self._step = event
        elif kind == UNSETTLED and event["of"] in WIRE_TYPES.values():
            self._wire[_which({**event, "type": event["of"]})] = event
        elif kind == "step":
            self._step = None
            self._wire.clear()
        elif kind in WIRE_TYPES.values():
            self._wire.pop(_which(event), None)
        return kind in ("step_begun", UNSETTLED)

    def close(self, scenario: Scenario | None) -> None:
        """No more events of this one: if it has no verdict, what was open belongs to it."""
        if scenario is not None and scenario.verdict == NOT_ENDED:
            numbers = [int(str(event["number"])) for event in scenario.wire if event["type"] == "exchange"]
            number = max(numbers, default=0)
            for event in sorted(self._wire.values(), key=_moment):
                settled = {**event, "type": event["of"]}
                if "number" in event:
                    number += 1
                    settled["number"] = number
                scenario.wire.append(settled)
            if self._step is not None:
                cut_off = {"type": "step", "status": NOT_ENDED, "seconds": 0.0, "error": None}
                scenario.steps.append({**self._step, **cut_off})
        self._step = None
        self._wire.clear()


def _which(event: Told) -> object:
    return event["type"], _moment(event), event.get("ended_ns")


def _moment(event: Told) -> int:
    return int(str(event.get("started_ns", event.get("at_ns", 0))))
