"""A scenario's steps, each with what it caused on the wire and with the pictures that were taken in it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.events.file import ATTACHMENTS
from harness.wire.exchange import Entry, Exchange, moment


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture of what somebody saw; `shows` is "browser" or "app"."""

    shows: str
    person: str
    media_type: str
    sha256: str
    path: Path
    at_ns: int

    @classmethod
    def of(cls, event: Mapping[str, object], folder: Path) -> "Attachment":
        """From its line in an event file of that folder; whatever the line says, nothing outside of it is meant."""
        path = folder / ATTACHMENTS / Path(str(event["path"])).name
        shows, person, media_type, sha256 = (str(event[name]) for name in ("shows", "person", "media_type", "sha256"))
        return cls(shows, person, media_type, sha256, path, _int(event["at_ns"]))

    @property
    def content(self) -> bytes | None:
        """The picture that was taken; None where it is gone, half written, or another file of that name."""
        try:
            found = self.path.read_bytes()
        except (OSError, ValueError):  # a name may hold what no file system takes
            return None
        return found if hashlib.sha256(found).hexdigest() == self.sha256 else None


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step, what came of it, and what happened on the wire until the next one began."""

    keyword: str
    text: str
    line: int
    status: str
    seconds: float = 0.0
    error: str | None = None
    started_ns: int = 0
    ended_ns: int = 0
    table: tuple[tuple[str, ...], ...] = ()
    docstring: str = ""
    entries: tuple[Entry, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def exchanges(self) -> list[Exchange]:
        """Its requests and answers."""
        return [entry for entry in self.entries if isinstance(entry, Exchange)]


def steps_of(
    steps: Sequence[Mapping[str, object]],
    entries: Sequence[Entry],
    attachments: Sequence[Attachment],
    *,
    written_by: Sequence[int],
) -> list[StepResult]:
    """The steps of a scenario; `written_by` says how many entries had been written down when each one ended.

    What happens after a step's end and before the next one begins belongs to the step: an import goes on by itself.
    """
    begun = [_began(step) for step in steps]
    # Files of older versions have no times, but what a step did stands before its end.
    timed = any(begun)
    owners = [
        _begun_before(moment(entry), begun) if timed else _written_before(index, written_by)
        for index, entry in enumerate(entries)
    ]
    pictures = [_begun_before(each.at_ns, begun) for each in attachments]
    return [
        _step(
            step,
            tuple(entry for entry, owner in zip(entries, owners, strict=True) if owner == number),
            tuple(each for each, owner in zip(attachments, pictures, strict=True) if owner == number),
        )
        for number, step in enumerate(steps)
    ]


def _begun_before(at_ns: int, begun: Sequence[int]) -> int:
    """The last step that had begun by then; what came before all of them is the first one's."""
    return max((number for number, began in enumerate(begun) if 0 < began <= at_ns), default=0)


def _written_before(index: int, written_by: Sequence[int]) -> int:
    return next((number for number, count in enumerate(written_by) if index < count), max(0, len(written_by) - 1))


def _step(step: Mapping[str, object], entries: tuple[Entry, ...], attachments: tuple[Attachment, ...]) -> StepResult:
    table = step.get("table", ())
    assert isinstance(table, list | tuple)
    return StepResult(
        keyword=str(step["keyword"]),
        text=str(step["text"]),
        line=_int(step["line"]),
        status=str(step["status"]),
        seconds=float(str(step["seconds"])),
        error=str(step["error"]) if step.get("error") else None,
        started_ns=_began(step),
        ended_ns=_int(step.get("ended_ns", 0)),
        table=tuple(tuple(map(str, row)) for row in table),
        docstring=str(step.get("docstring", "")),
        entries=entries,
        attachments=attachments,
    )


def _began(step: Mapping[str, object]) -> int:
    # One that was cut off has only its beginning.
    return _int(step.get("started_ns", step.get("at_ns", 0)))


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
