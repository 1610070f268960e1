"""A process under the supervisor: its output is kept, and it is gone when the harness is."""

import collections
import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from harness.adapters.waiting import WaitedTooLong, wait_for

LINES_KEPT = 400
LINES_SHOWN = 15
SUPERVISOR = Path(__file__).with_name("supervisor.py")


class ProcessDied(Exception):
    """A managed process ended or never became ready; the message holds its last output."""


class ManagedProcess:
    """One running command. `stop` closes the pipe that keeps it alive and waits for its end."""

    def __init__(self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], name: str) -> None:
        self.command = tuple(command)
        self.name = name
        self._lines: collections.deque[str] = collections.deque(maxlen=LINES_KEPT)
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-E", str(SUPERVISOR), *command],
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._reader = threading.Thread(target=self._read, name=f"output of {name}", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Process id of the supervisor."""
        return self._process.pid

    def output(self) -> str:
        """The last lines that it printed."""
        return "\n".join(f"    {line}" for line in list(self._lines)[-LINES_SHOWN:]) or "    (it printed nothing)"

    def wait_ready(self, ready: Callable[[], bool], *, seconds: float, seen: Callable[[], str], what: str) -> None:
        """Wait until it is ready; a death on the way is reported at once."""

        def settled() -> bool:
            return self._process.poll() is not None or ready()

        try:
            wait_for(settled, what=what, seconds=seconds, seen=seen)
        except WaitedTooLong as error:
            self.stop()
            raise ProcessDied(f"{error}\n  its last output:\n{self.output()}") from None
        if self._process.poll() is not None:
            self._reader.join(1)
            code = self._process.returncode
            raise ProcessDied(
                f"{self.name} ended with code {code} before it was ready\n"
                f"  command: {' '.join(self.command)}\n  its last output:\n{self.output()}"
            )

    def dies(self, *, within: float = 0) -> bool:
        """Whether it has ended, or does so in so many seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(within)
            self._reader.join(1)
        return self._process.poll() is not None

    def stop(self) -> None:
        """End it and everything that it started."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(8)
        except subprocess.TimeoutExpired:  # the supervisor itself hangs: nothing that we know does that
            self._process.kill()
            self._process.wait()
        self._reader.join(1)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError, OSError):
            for line in self._process.stdout:
                self._lines.append(line.decode(errors="replace").rstrip())
