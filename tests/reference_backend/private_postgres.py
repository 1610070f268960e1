"""A PostgreSQL server of our own for one test session: on a unix socket, in a folder that disappears with it."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_START_SECONDS = 20


class NoPostgres(Exception):
    """Neither server binaries nor the pgserver wheel are here."""


@contextmanager
def private_postgres() -> Iterator[str]:
    """Yields a libpq address."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if binaries is not None:
            with _from_binaries(binaries, folder) as address:
                yield address
        elif importlib.util.find_spec("pgserver"):
            with _from_wheel(folder) as address:
                yield address
        else:
            raise NoPostgres("needs PostgreSQL: initdb and postgres on PATH, or the wheel pgserver")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path | None:
    found = shutil.which("postgres")
    candidates = [Path(found).parent] if found else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


@contextmanager
def _from_binaries(binaries: Path, folder: Path) -> Iterator[str]:
    # The server refuses to run as root, so there somebody without rights runs it.
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    options = ["-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--no-locale"]
    subprocess.run([binaries / "initdb", "-D", data, *options], check=True, capture_output=True, user=user, cwd=folder)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    address = f"postgresql:///postgres?host={folder}&user=postgres"
    try:
        _await_server(address, log=folder / "log")
        yield address
    finally:
        server.send_signal(3)  # SIGQUIT: stop at once, nobody needs the data
        server.wait()


@contextmanager
def _from_wheel(folder: Path) -> Iterator[str]:
    import pgserver

    server = pgserver.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


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
