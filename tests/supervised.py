"""Processes of tests that end when the test process does, even when that is killed."""

import sys

from harness.adapters.process import SUPERVISOR


def supervised(*command: object) -> list[str]:
    """A command under the harness's own supervisor; start it with `stdin=subprocess.PIPE`."""
    return [sys.executable, "-S", "-E", str(SUPERVISOR), *map(str, command)]
