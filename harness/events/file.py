"""The event file: written line by line, flushed at each, read back even when its last line is cut off."""

import dataclasses
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Final

from harness.events.model import TYPES, VERSION, Event, OnWire, Unsettled
from harness.events.shape import misshapen, required
from harness.wire.exchange import AccountKnown, DeepLink, Exchange, LinkBlocked, PageError, PersonMoved, ScreenSeen

WIRE_TYPES: Mapping[type, str] = {
    Exchange: "exchange",
    DeepLink: "deep_link",
    LinkBlocked: "link_blocked",
    PageError: "page_error",
    ScreenSeen: "screen",
    PersonMoved: "moved",
    AccountKnown: "account",
}
_MADE: Final[Mapping[str, type]] = {name: made for made, name in (*TYPES.items(), *WIRE_TYPES.items())}
UNSETTLED: Final = "unsettled"
# What even the oldest file has, of each type of event.
_REQUIRED: Final[Mapping[str, frozenset[str]]] = {name: required(made) for name, made in _MADE.items()}

ATTACHMENTS = "attachments"


class UnreadableEvents(Exception):
    """An event file is of a newer major version, or no event file at all."""


class EventFile:
    """Where one process of a run writes its events."""

    def __init__(self, path: Path, *, run: str, worker: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        # Half an emoji, as careless clients cut them, has no UTF-8; JSON has an escape for it, which looks just so.
        self._file: IO[str] = path.open("w", encoding="utf-8", errors="backslashreplace")
        self._run = run
        self._worker = worker
        self._seq = 0
        self.lost = ""
        """Why, since then, nothing has been written any more: a full disk, say."""
        self._lock = threading.Lock()

    def write(self, event: Event) -> Mapping[str, object]:
        """Add one event, and answer it as a reader would read it."""
        with self._lock:  # a long step's news are written while it goes on
            self._seq += 1
            head = {"v": VERSION, "run": self._run, "worker": self._worker, "seq": self._seq}
            line = {**head, **_said(event)}
            if not self._file.closed:  # else an interrupted step goes on to tell of itself
                try:
                    self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    self._file.flush()
                except OSError as error:
                    self._lose(error)
        return line

    def keep(self, content: bytes, *, suffix: str) -> tuple[str, str]:
        """Lay something beside the events, once however often it comes; answers its SHA-256 and its path from here."""
        digest = hashlib.sha256(content).hexdigest()
        path = f"{ATTACHMENTS}/{digest}{suffix}"
        try:
            (self.path.parent / ATTACHMENTS).mkdir(exist_ok=True)
            (self.path.parent / path).write_bytes(content)
        except OSError as error:
            self._lose(error)
        return digest, path

    def close(self) -> None:
        """No more events."""
        try:
            self._file.close()
        except OSError as error:  # what the disk had no room for is tried again
            self.lost = str(error.strerror)

    def _lose(self, error: OSError) -> None:
        """A gap would be worse than an end: whoever plays looks at `lost` and stops."""
        self.close()
        self.lost = str(error.strerror)


def _said(event: Event) -> dict[str, object]:
    if isinstance(event, OnWire):
        return {"type": WIRE_TYPES[type(event.entry)], **dataclasses.asdict(event.entry)}
    if isinstance(event, Unsettled):
        return {"type": UNSETTLED, "of": WIRE_TYPES[type(event.entry)], **dataclasses.asdict(event.entry)}
    return {"type": TYPES[type(event)], **dataclasses.asdict(event)}


def read_events(path: Path) -> Iterator[Mapping[str, object]]:
    """Every whole line of an event file."""
    # Read as bytes: a process that was killed may have left half a letter behind.
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n"):
                return  # the process was killed while it wrote this line
            yield _event(line, f"{path}:{number}")


def _event(line: bytes, where: str) -> Mapping[str, object]:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        event = None
    if not isinstance(event, dict) or type(event.get("v")) is not int or not isinstance(event.get("type"), str):
        raise UnreadableEvents(f"{where}: this is no event: {line[:60].decode(errors='replace').strip()!r}")
    if event["v"] > VERSION:
        raise UnreadableEvents(f"{where}: written by a newer version ({event['v']} > {VERSION}); upgrade amocrm-e2e")
    kind = event["type"]
    if kind == UNSETTLED and not isinstance(event.get("of"), str):
        raise UnreadableEvents(f"{where}: the event “{kind}” doesn't say of what")
    told = event["of"] if kind == UNSETTLED else kind
    if missing := sorted(_REQUIRED.get(told, frozenset()) - event.keys()):
        raise UnreadableEvents(f"{where}: the event “{kind}” lacks {', '.join(missing)}")
    if (made := _MADE.get(told)) and (wrong := misshapen(event, made)):
        raise UnreadableEvents(f"{where}: in the event “{kind}” {wrong}")
    return event
