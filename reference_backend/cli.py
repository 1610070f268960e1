"""The command line: start the backend on one port, with any of the known bugs switched on."""

import argparse
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches

from reference_backend.bugs import bug_ids
from reference_backend.settings import SettingsError, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.list_bugs:
        sys.stdout.write("".join(f"{bug}\n" for bug in bug_ids()))
        return 0
    refusal = _refusal(options.port, options.bug)
    if refusal:
        return _stop(refusal)
    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        return _stop(str(error))
    # After the cheap checks: Flask takes most of the start-up time, and `--list-bugs` must not pay it.
    from reference_backend.server import StartError, serve

    try:
        serve(settings, host=options.host, port=options.port, bugs=options.bug)
    except StartError as error:
        return _stop(str(error))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m reference_backend", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on; 0 takes a free one")
    parser.add_argument("--bug", action="append", default=[], metavar="ID", help="switch a known bug on; repeatable")
    parser.add_argument("--list-bugs", action="store_true", help="print the id of every known bug and stop")
    return parser


def _refusal(port: int | None, bugs: Sequence[str]) -> str | None:
    if port is None:
        return "--port is missing; name one, or 0 for any free port"
    if not 0 <= port <= 65535:
        return f"--port {port} is not a port; use 0 to 65535"
    known = bug_ids()
    for bug in bugs:
        if bug not in known:
            nearest = get_close_matches(bug, known, n=1, cutoff=0.0)[0]
            return f"--bug {bug}: no such bug; did you mean {nearest}? `--list-bugs` prints them all"
    return None


def _stop(message: str) -> int:
    sys.stderr.write(f"reference_backend: {message}\n")
    return 2
