"""A command as somebody in a terminal runs it: in a folder, with a clean environment, reading what it prints."""

import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from harness.events.results import RunResult, read_run

BIN = Path(sys.executable).parent
SECONDS = 90


@dataclass(frozen=True)
class Ended:
    """What a command has printed and left behind."""

    code: int
    out: str
    err: str
    events: tuple[Path, ...]
    report: Path

    @property
    def said(self) -> str:
        return self.out + self.err

    @cached_property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for file in self.events for line in file.read_text(encoding="utf-8").splitlines()]

    @cached_property
    def result(self) -> RunResult:
        return read_run(self.events)

    @cached_property
    def junit(self) -> ET.Element:
        return ET.parse(self.report).getroot()


def run(command: tuple[str, ...], *, folder: Path) -> Ended:
    """Run it to its end."""
    runs, report = folder / "runs", folder / "report.xml"
    before = set(runs.glob("*"))
    report.unlink(missing_ok=True)
    program, *arguments = command
    done = subprocess.run(
        [str(BIN / program), *arguments],
        cwd=folder,
        env=clean_environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    events = sorted(file for made in set(runs.glob("*")) - before for file in made.glob("events-*.ndjson"))
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode(), tuple(events), report)


def clean_environment(folder: Path) -> dict[str, str]:
    """What a new terminal has; Python's own search path stays, for a checkout that isn't the installed one."""
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    path = os.pathsep.join(filter(None, (str(BIN), os.environ.get("PATH"))))
    return {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", **kept}


def copy(project: Path, *, to: Path) -> None:
    """The project as its owner has it: without what we expect of it."""
    shutil.copytree(project, to, ignore=shutil.ignore_patterns("expect.toml", "__pycache__", "runs"))
