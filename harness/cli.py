"""The command `amocrm-e2e`: finds the command that was meant and answers its exit code."""

import argparse
import io
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from harness.commands import browser, docs, editor, explain, fmt, lint, new, prove, report, run, steps, up
from harness.run.endings import INTERRUPTED

if TYPE_CHECKING:
    from harness.commands import Command

COMMANDS: Final = (run, up, new, steps, lint, fmt, report, explain, docs, prove, browser, editor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit code."""
    # Not every encoding has our marks, and a report is worth more than they are.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if not hasattr(options, "command"):
        parser.print_help()
        return 0
    # Only pytest knows its own options.
    if rest and options.name != "run":
        parser.error(f"unknown arguments: {' '.join(rest)}")
    command: Command = options.command
    try:
        return command(options, rest)
    except KeyboardInterrupt:
        sys.stderr.write("\ninterrupted\n")
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="amocrm-e2e",
        description="End-to-end tests for amoCRM/Kommo integrations, written in Gherkin.",
        epilog="Exit codes: 0 green, 1 something failed, 2 could not run or nothing collected, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=version("amocrm-e2e"))
    commands = parser.add_subparsers(title="commands", metavar="", dest="name")
    for module in COMMANDS:
        module.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
