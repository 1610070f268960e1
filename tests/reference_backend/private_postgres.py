"""A PostgreSQL server of our own for one test session: on a unix socket, in a folder that disappears with it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.prerequisites import postgres
from tests.supervised import supervised

_START_SECONDS = 20


class NoPostgres(Exception):
    """Neither server binaries nor the pgserver wheel are here."""


@contextmanager
def private_postgres() -> Iterator[str]:
    """Yields a libpq address."""
    binaries = postgres()
    if binaries is None:
        raise NoPostgres("needs PostgreSQL; `python tests/prerequisites.py` gets it")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        with _running(_reachable(binaries, folder), folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _reachable(binaries: Path, folder: Path) -> Path:
    """The programs where the user who runs them can get at them: root's virtual environment may be closed to others."""
    if os.geteuid() != 0 or not binaries.is_relative_to(sys.prefix):
        return binaries
    packages = binaries.parents[2]  # pgserver/pginstall/bin finds its libraries by way of ../../../pgserver.libs
    shutil.copytree(packages / "pgserver" / "pginstall", folder / "pgserver" / "pginstall")
    shutil.copytree(packages / "pgserver.libs", folder / "pgserver.libs")
    return folder / "pgserver" / "pginstall" / "bin"


@contextmanager
def _running(binaries: Path, folder: Path) -> Iterator[str]:
    # The server refuses to run as root, so there somebody without rights runs it.
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    options = ["-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--no-locale"]
    subprocess.run([binaries / "initdb", "-D", data, *options], check=True, capture_output=True, user=user, cwd=folder)
    command = [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
    as_user = ["setpriv", f"--reuid={user}", "--regid=nogroup", "--clear-groups"] if user else []
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            supervised(*as_user, *command), cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log
        )
    address = f"postgresql:///postgres?host={folder}&user=postgres"
    try:
        _await_server(address, log=folder / "log")
        yield address
    finally:
        # Stop at once, nobody needs the data; the supervisor's own SIGTERM would wait for open sessions.
        with contextlib.suppress(OSError, ValueError):
            os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
        server.communicate()


def _await_server(address: str, *, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    pause = threading.Event()
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise AssertionError(f"PostgreSQL did not start in {_START_SECONDS} s: {log.read_text()}") from None
            pause.wait(0.02)
        else:
            return
