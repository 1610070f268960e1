"""The report of a run on standard output: as wide as the terminal, in colours and columns where it is one."""

import shutil
import sys
from typing import Final

from harness.events.results import RunResult
from harness.report.colour import coloured, painted
from harness.report.terminal import report

WIDEST: Final = 110


def show(run: RunResult, *, interrupted: bool, colour: str = "auto") -> None:
    """Print it; `colour` is as pytest's `--color` has it."""
    text = report(run, width=columns(), interrupted=interrupted, aligned=sys.stdout.isatty())
    sys.stdout.write((painted(text) if coloured(sys.stdout, asked=colour) else text) + "\n")


def columns() -> int:
    """In cells. A file or a pipe has no width, whatever COLUMNS says: test runners set it to 80."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 40)).columns) if sys.stdout.isatty() else WIDEST
