"""A process under the supervisor: its output is kept, and it is gone when the harness is."""

import collections
import contextlib
import os
import selectors
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from harness.adapters.waiting import WaitedTooLong, wait_for

LINES_KEPT = 400
LINES_SHOWN = 15
CHUNK = 65_536  # what a pipe holds
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
            start_new_session=True,  # whoever kills our whole process group must leave the supervisor to its work
        )
        self._stopping, self._stop = os.pipe()
        self._stopped = False
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
        except BaseException:
            self.stop()
            raise
        if self._process.poll() is not None:
            self.stop()
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
        """End it and everything that it started; stopping twice is fine."""
        if self._stopped:
            return
        self._stopped = True
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(8)
        except subprocess.TimeoutExpired:  # the supervisor itself hangs: nothing that we know does that
            self._process.kill()
            self._process.wait()
        # Something may have left the process group with our pipe in its hands, so its end isn't waited for.
        os.write(self._stop, b".")
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        os.close(self._stop)
        os.close(self._stopping)

    def _read(self) -> None:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        last, chunks_after_stop = b"", 2
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            selector.register(self._stopping, selectors.EVENT_READ)
            while chunks_after_stop:
                ready = {key.fd for key, _ in selector.select()}
                chunks_after_stop -= self._stopping in ready
                if pipe in ready:
                    chunk = os.read(pipe, CHUNK)
                    if not chunk:
                        break
                    *lines, last = (last + chunk)[-CHUNK:].split(b"\n")
                    self._lines.extend(map(_line, lines))
        if last:
            self._lines.append(_line(last))


def _line(raw: bytes) -> str:
    return raw.decode(errors="replace").rstrip()
