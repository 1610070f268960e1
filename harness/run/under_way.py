"""What every process of a run is at, as their event files say; the same for one process and for several."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

_HEARD: Final = ("scenario", "step_begun", "verdict")
# Only lines with these words are read as JSON: exchanges have bodies, and there are many.
_WORDS: Final = tuple(f'"type": "{kind}"'.encode() for kind in _HEARD)
_HEAD: Final = 2_000  # bytes: a run's name, which is its folder's, stands before the type


@dataclass(frozen=True, slots=True)
class Going:
    """A scenario that has begun and not ended; `since` is this process's clock when that was first seen."""

    name: str
    place: str
    language: str
    since: float
    step: str = ""


class UnderWay:
    """Follows the event files of one run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, int] = {}
        self._going: dict[Path, Going] = {}

    def look(self) -> list[Going]:
        """What is going on now, the longest first."""
        for path in sorted(self._folder.glob("events-*.ndjson")):
            self._follow(path)
        return sorted(self._going.values(), key=lambda going: going.since)

    def _follow(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                file.seek(self._read.get(path, 0))
                news = file.read()
        except OSError:  # a process that couldn't run takes its file away
            self._going.pop(path, None)
            return
        whole = news[: news.rfind(b"\n") + 1]
        self._read[path] = self._read.get(path, 0) + len(whole)
        for line in whole.splitlines():
            if any(words in line[:_HEAD] for words in _WORDS) and (event := json.loads(line))["type"] in _HEARD:
                self._hear(path, event)

    def _hear(self, path: Path, event: Mapping[str, object]) -> None:
        if event["type"] == "verdict":
            self._going.pop(path, None)
        elif event["type"] == "scenario":
            name, place, language = (str(event[field]) for field in ("name", "place", "language"))
            self._going[path] = Going(name, place, language, time.monotonic())
        elif path in self._going:
            self._going[path] = replace(self._going[path], step=f"{event['keyword']} {event['text']}")
