"""The commands of `amocrm-e2e`, one module each: `add` declares its arguments, and what it runs imports the rest."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - add_subparsers() has no public type

Command = Callable[[argparse.Namespace, list[str]], int]
"""Gets the arguments that it has declared and the rest; answers the exit code."""


def add_run_arguments(command: argparse.ArgumentParser) -> None:
    """What every command that runs scenarios understands."""
    command.add_argument("--bug", action="append", default=[], metavar="ID", help="switch a known bug on (repeatable)")
    command.add_argument("--repeat", metavar="N", help="play each scenario so many times over")
    command.add_argument("--client", choices=("headless", "web"), help="people's phones; web: a page in Chromium")
    command.add_argument("--profile", help="the mock's profile: strict403 (default) or amocrm")
    command.add_argument("--settings", metavar="FILE", help="settings instead of ./harness.toml")
