"""A user's project in a temporary folder, and the tool run in it from outside."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from harness.adapters.waiting import wait_for
from harness.events.results import RunResult, read_run

REPOSITORY = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
MARK = "AMOCRM_E2E_TEST_MARK"

EMPTY_ACCOUNT = """\
Feature: {name}
  Scenario: {name} of an empty account
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    Then Ann sees that amoCRM is not connected
"""
UNKNOWN_SENTENCE = """\
Feature: Unknown
  Scenario: A sentence that nobody knows
    Given Ann has an empty amoCRM acount
    And Ann signs in to the app
"""


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that has ended, and everything that it has left."""

    code: int
    out: str
    err: str
    mark: str
    folder: Path | None

    @property
    def said(self) -> str:
        return self.out + self.err

    @property
    def events(self) -> list[Path]:
        return sorted(self.folder.glob("events-*.ndjson")) if self.folder else []

    @property
    def run(self) -> RunResult:
        return read_run(self.events)

    @property
    def verdicts(self) -> dict[str, str]:
        return {scenario.place: scenario.verdict for scenario in self.run.scenarios}

    @property
    def lines(self) -> list[Mapping[str, object]]:
        return [json.loads(line) for file in self.events for line in file.read_text(encoding="utf-8").splitlines()]


@dataclass
class Project:
    """What a user has: `harness.toml` and a folder with features."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def settings(self, *lines: str) -> None:
        self.write("harness.toml", "\n".join(("version = 1", *lines)) + "\n")

    def own_steps(self, steps: str) -> None:
        """Sentences of its own instead of the built-in ones, and no feature yet."""
        self.settings('steps = ["own_steps"]')
        self.write("own_steps.py", steps)
        (self.root / "features" / "small.feature").unlink()

    def empty_accounts(self, *names: str) -> None:
        for name in names:
            self.write(f"features/{name.lower()}.feature", EMPTY_ACCOUNT.format(name=name))

    def copy_features(self, *paths: str) -> None:
        for path in paths:
            target = self.root / "features" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(REPOSITORY / "features" / path, target)

    def run(self, *arguments: str) -> Finished:
        return self.command("amocrm-e2e", "run", *arguments)

    def command(self, name: str, *arguments: str) -> Finished:
        with self.started(name, *arguments) as running:
            return running.finish()

    @contextmanager
    def started(self, name: str, *arguments: str) -> Iterator["Running"]:
        mark = secrets.token_hex(8)
        before = self.run_folders()
        process = subprocess.Popen(
            [str(BIN / name), *arguments],
            cwd=self.root,
            env=bare_environment() | self.environment | {MARK: mark},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        running = Running(process, mark, lambda: next(iter(self.run_folders() - before), None))
        try:
            yield running
        finally:
            for pid in marked(mark):
                os.kill(pid, signal.SIGKILL)
            process.communicate()

    def run_folders(self) -> set[Path]:
        runs = self.root / "runs"
        return {folder for folder in runs.iterdir() if folder.is_dir()} if runs.is_dir() else set()


@dataclass
class Running:
    """A command on its way."""

    process: "subprocess.Popen[str]"
    mark: str
    folder: Callable[[], Path | None]

    def finish(self) -> Finished:
        out, err = self.process.communicate(timeout=180)
        return Finished(self.process.returncode, out, err, self.mark, self.folder())

    def wait_for_scenarios(self, count: int) -> None:
        """Until so many have ended, as the progress on standard error says."""
        assert self.process.stderr is not None
        while count:
            line = self.process.stderr.readline()
            assert line, "it ended before its time"
            count -= "✓" in line or "✗" in line

    def interrupt(self, *, group: bool) -> None:
        """Ctrl-C reaches the terminal's whole group; a CI runner's signal only the first process."""
        if group:
            os.killpg(self.process.pid, signal.SIGINT)
        else:
            self.process.send_signal(signal.SIGINT)


def bare_environment() -> dict[str, str]:
    """Ours, without what the pytest around us has put there."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}


def marked(mark: str) -> list[int]:
    """Every living process that has inherited the mark, however far down."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if f"{MARK}={mark}".encode() in environment:
                found.append(int(entry.name))
    return found


def nothing_is_left(mark: str, *, seconds: float = 0) -> None:
    """No process of that run lives on; with `seconds`, no later than then."""
    wait_for(
        lambda: not marked(mark),
        what="every process of the run to end",
        seconds=seconds,
        seen=lambda: ", ".join(Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in marked(mark)),
    )
