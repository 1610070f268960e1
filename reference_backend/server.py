"""Serving: open the database, bind the port, say where, and answer until stopped."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

from waitress import create_server  # type: ignore[import-untyped]  # waitress ships no types

from reference_backend.amocrm import AmoCrm
from reference_backend.app import create_app
from reference_backend.backend import Backend
from reference_backend.database import Database, DatabaseUnavailable
from reference_backend.seams import seams_with
from reference_backend.settings import Settings

# Openings of the same callback wait for the first one, and each that waits occupies a thread.
_THREADS = 16


class StartError(Exception):
    """The backend cannot start; the message says why and what to do."""


def serve(settings: Settings, *, host: str, port: int, bugs: Sequence[str]) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, _stop)
    app = create_app(_backend(settings, bugs))
    try:
        server = create_server(app, host=host, port=port, threads=_THREADS)
    except OSError as error:
        # strerror only: what waitress raises for a bad host repeats its whole argument list.
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise StartError(f"cannot listen on {host}:{port}: {reason}. --port 0 takes any free port") from error
    sys.stdout.write(f"reference_backend listens on http://{host}:{server.effective_port}\n")
    sys.stdout.flush()
    server.run()


def _backend(settings: Settings, bugs: Sequence[str]) -> Backend:
    database = Database(settings.database_url)
    try:
        database.create_tables()
    except DatabaseUnavailable as error:
        raise StartError(f"DATABASE_URL: {error}") from error
    seams = seams_with(bugs)
    return Backend(
        settings=settings,
        database=database,
        amocrm=AmoCrm(settings, seams),
        seams=seams,
        settled=threading.Condition(),
    )


def _stop(_signal: int, _frame: object) -> NoReturn:
    """Waitress ends its loop on SystemExit."""
    raise SystemExit(0)
