"""A server under measurement: a process that prints where it listens, its processor time and its memory."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PROC = Path("/proc")
MOCK = (sys.executable, "-m", "mock_amocrm", "serve", "--port=0")  # granian
SAME_MOCK_IN_A_FIXTURE = (sys.executable, "-m", "benchmarks.waitress_mock")
STOP_SECONDS = 10


class NotStarted(Exception):
    """A server ended, or said something else than where it listens."""


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """One running server and the processes that it started."""

    pid: int
    url: str

    @property
    def address(self) -> tuple[str, int]:
        """Where to connect to."""
        parts = urlsplit(self.url)
        return parts.hostname or "127.0.0.1", parts.port or 80

    def cpu_seconds(self) -> float | None:
        """Processor time used until now by the whole tree; None where there is no /proc."""
        fields = [_stat(pid) for pid in self.pids()]
        ticks = [int(each[11]) + int(each[12]) for each in fields if each]
        return sum(ticks) / os.sysconf("SC_CLK_TCK") if ticks else None

    def pids(self) -> list[int]:
        """The process and its descendants."""
        parents = {pid: int(each[1]) for pid in _running() if (each := _stat(pid))}
        tree = [self.pid]
        for pid in tree:  # grows while it is read
            tree += [child for child, parent in parents.items() if parent == pid]
        return tree


@contextmanager
def server_process(command: Sequence[str]) -> Iterator[ServerProcess]:
    """Start a server, wait for its address, and stop it after the block."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        said = ""
        for line in process.stdout:
            said += line
            if found := re.search(r"http://[\w.:\[\]-]+", line):
                yield ServerProcess(process.pid, found[0])
                break
        else:
            raise NotStarted(f"{' '.join(command)} ended with {process.wait()} and said {said!r}")
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)
        process.stdout.close()


def resident_mib(pid: int) -> float | None:
    """Resident memory of one process; None where there is no /proc."""
    try:
        status = (PROC / str(pid) / "status").read_text()
    except OSError:
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else None


def _running() -> Iterator[int]:
    if PROC.is_dir():
        yield from (int(each.name) for each in PROC.iterdir() if each.name.isdigit())


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold spaces: state, parent, …"""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
