"""A parameter goes out with JavaScript's word for nothing instead of staying at home."""

from typing import Final
from urllib.parse import parse_qsl

from harness.diagnosis.answers import request_of
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.timeline import Timeline

NOTHING: Final = frozenset({"undefined", "null", "NaN", "[object Object]"})


def find(timeline: Timeline) -> Finding | None:
    """The first request of the app with such a value."""
    for asked in timeline.exchanges(caller="client"):
        empty = [
            f"{name}={value}"
            for name, value in parse_qsl(asked.address.query, keep_blank_values=True)
            if value in NOTHING
        ]
        if empty:
            return Finding(
                cause="undefined_in_query",
                at_ns=asked.started_ns,
                evidence=(asked.number,),
                values={
                    "person": str(asked.person),
                    "at": at(asked),
                    "request": request_of(asked),
                    "parameters": ", ".join(empty),
                    "status": str(asked.status or "–"),
                },
            )
    return None
