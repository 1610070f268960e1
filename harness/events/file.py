"""The event file: written line by line, flushed at each, read back even when its last line is cut off."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from harness.events.model import TYPES, VERSION, Event, OnWire
from harness.wire.exchange import AccountKnown, DeepLink, Exchange, PersonMoved, ScreenSeen

WIRE_TYPES: Mapping[type, str] = {
    Exchange: "exchange",
    DeepLink: "deep_link",
    ScreenSeen: "screen",
    PersonMoved: "moved",
    AccountKnown: "account",
}


class UnreadableEvents(Exception):
    """An event file is of a newer major version, or no event file at all."""


class EventFile:
    """Where one process of a run writes its events."""

    def __init__(self, path: Path, *, run: str, worker: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file: IO[str] = path.open("w", encoding="utf-8")
        self._run = run
        self._worker = worker
        self._seq = 0

    def write(self, event: Event) -> Mapping[str, object]:
        """Add one event, and answer it as a reader would read it."""
        body = event.entry if isinstance(event, OnWire) else event
        name = WIRE_TYPES[type(body)] if isinstance(event, OnWire) else TYPES[type(event)]
        self._seq += 1
        head = {"v": VERSION, "run": self._run, "worker": self._worker, "seq": self._seq, "type": name}
        line = {**head, **dataclasses.asdict(body)}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()
        return line

    def close(self) -> None:
        """No more events."""
        self._file.close()


def read_events(path: Path) -> Iterator[Mapping[str, object]]:
    """Every whole line of an event file."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                event = json.loads(line)
            except ValueError:
                if line.endswith("\n"):
                    raise UnreadableEvents(f"{path}:{number}: this is no event") from None
                return  # the process was killed while it wrote this line
            if event.get("v", 0) > VERSION:
                raise UnreadableEvents(
                    f"{path}:{number}: written by a newer version ({event['v']} > {VERSION}); upgrade"
                )
            yield event
