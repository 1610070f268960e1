"""`amocrm-e2e run` on a real terminal: a living line that fits, colours, and a report that stays."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

import pytest
from project_folder import BIN, Project, bare_environment

from harness.cells import width

COLUMNS = 64
NAMES = {"Олена бачить ліди": "uk", "漢字と絵文字🔑": "en", "A": "en"}
BUSY = """\
import time

from harness.gherkin.expressions import given


@given("it takes a moment")
def _() -> None:
    time.sleep(0.6)


@given("it fails")
def _() -> None:
    raise AssertionError("no")
"""


def on_terminal(project: Project, *arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str]:
    """The exit code, and all that has come to the terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    env = {
        name: value
        for name, value in bare_environment().items()
        if name not in ("CI", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
    }
    process = subprocess.Popen(
        [str(BIN / "amocrm-e2e"), *arguments],
        cwd=project.root,
        env=env | {"TERM": "xterm"} | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    came = b""
    while True:
        try:
            news = os.read(ours, 65_536)
        except OSError:  # nobody has the other end any more
            break
        came += news
    os.close(ours)
    return process.wait(timeout=60), came.decode()


@pytest.fixture
def moments(project: Project) -> Project:
    """Three scenarios that need neither a backend nor a mock; one fails."""
    project.write("harness.toml", 'version = 1\nsteps = ["own_steps"]\n')
    project.write("own_steps.py", BUSY)
    steps = "    Given it takes a moment\n"
    told = "".join(f"  Scenario: {name}\n{steps}" for name in NAMES)
    project.write("features/small.feature", f"Feature: F\n{told}  Scenario: Bad\n    Given it fails\n")
    return project


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_living_line_then_the_report_in_colours_and_columns(moments: Project, processes: str) -> None:
    code, came = on_terminal(moments, "run", "-n", processes)

    assert code == 1, came
    progress, _, report = came.rpartition("\r\033[K")
    drawn = [line for line in progress.split("\r\033[K") if line]
    assert any("Given it takes a moment" in line for line in drawn), drawn
    assert all(width(line) < COLUMNS for line in drawn)
    assert all("\n" not in line for line in drawn)
    assert "\033[32m✓\033[0m Олена бачить ліди" in report
    assert "\033[31m✗\033[0m Bad" in report
    plain = re.sub("\033\\[\\d+m", "", report).replace("\r", "")
    listed = [line for line in plain.splitlines() if line[:2] in ("✓ ", "✗ ")]
    assert len(listed) == len(NAMES) + 1
    assert len({width(line.partition("(features")[0]) for line in listed}) == 1
    assert "\x1b" not in plain


def test_without_colours_where_they_are_not_wanted_and_plain_lines_in_ci(moments: Project) -> None:
    code, came = on_terminal(moments, "run", environment={"NO_COLOR": "1", "CI": "true"})

    assert code == 1, came
    assert "\x1b" not in came
    assert "[1/4] ✓ Олена бачить ліди  (features/small.feature:2, " in came


def test_pytest_itself_prints_what_it_always_did(moments: Project) -> None:
    done = moments.command("pytest", "--amocrm-e2e", "features", "-p", "no:cacheprovider")

    assert "4 items" in done.out
    assert "3 passed" in done.out
    assert "\r" not in done.said
    assert "still running" not in done.said
