"""Runs one scenario many times in one process and replays its calls after each: `python -m benchmarks.journey_run N`.

Prints, per scenario, the milliseconds of the scenario and of its replay ("others"), and how many calls there were, as
JSON.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests

from benchmarks.replay import Call, recorded, replay
from benchmarks.stopwatch import Stopwatch, run

JOURNAL = "/_mock/journal"  # the harness's own reading of the evidence: its cost, no part of the journey


@dataclass
class Calls:
    """What one scenario has sent."""

    made: list[Call] = field(default_factory=list)
    readings: int = 0

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take down a scenario's requests, and forget those of the one before."""
        self.made, self.readings = [], 0
        send = requests.Session.send

        def listen(session: requests.Session, request: requests.PreparedRequest, **how: Any) -> requests.Response:
            answer = send(session, request, **how)
            if JOURNAL in (request.url or ""):
                self.readings += 1
            else:
                self.made.append(recorded(request, answer, how.get("proxies")))
            return answer

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(requests.Session, "send", listen)
            yield

    def figures(self) -> Mapping[str, object]:
        """How many there were."""
        return {"calls": len(self.made), "readings": self.readings}


def main(count: int) -> int:
    """Run so many scenarios that are followed by a replay, and print."""
    calls = Calls()
    stopwatch = Stopwatch(lambda _: replay(calls.made), calls.listening)
    return run(stopwatch, browser="form", count=count, told=calls.figures)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
