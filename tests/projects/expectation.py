"""What a project's `expect.toml` says: the commands to run in it, and what whoever runs them must read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file that git or an editor might mend, so it is written from here, byte for byte."""

    path: str
    text: str
    encoding: str = "utf-8"

    def write(self, folder: Path) -> None:
        """Put it into a copy of the project."""
        target = folder / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.text.encode(self.encoding))


@dataclass(frozen=True, slots=True)
class Run:
    """One command, run from the project's folder once for each number of `processes`.

    `prints` and `complains` are parts of standard output and of standard error, in this order. `verdicts`, `steps` and
    `junit` are by file:line and complete; a value of `junit` is "passed" or an element and its type, "skipped pending";
    `junit_says` are parts of its texts.
    """

    command: tuple[str, ...]
    exit: int
    prints: tuple[str, ...] = ()
    prints_not: tuple[str, ...] = ()
    complains: tuple[str, ...] | None = None
    verdicts: Mapping[str, str] | None = None
    steps: Mapping[str, tuple[str, ...]] | None = None
    errors: Mapping[str, str] | None = None
    junit: Mapping[str, str] | None = None
    junit_says: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    processes: tuple[int, ...] = ()
    files: tuple[Bytes, ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Self:
        """From a `[[run]]` table; a mistyped key is a TypeError."""
        read: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
        files = tuple(Bytes(**file) for file in read.pop("file", ()))
        if "steps" in read:
            read["steps"] = {place: tuple(statuses) for place, statuses in read["steps"].items()}
        return cls(**read, files=files)

    @property
    def commands(self) -> list[tuple[str, ...]]:
        """What is run."""
        if not self.processes:
            return [self.command]
        return [(*self.command, "-n", str(count)) for count in self.processes]


@dataclass(frozen=True, slots=True)
class Expectation:
    """A whole `expect.toml`; `about` says what the project is there for."""

    about: str
    runs: tuple[Run, ...]
    files: tuple[Bytes, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """From the file; a mistyped key is a TypeError."""
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        runs = tuple(Run.of(run) for run in table.pop("run"))
        files = tuple(Bytes(**file) for file in table.pop("file", ()))
        return cls(**table, runs=runs, files=files)
