"""`amocrm-e2e run`: the scenarios of some files or folders, by pytest."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harness.commands import add_run_arguments
from harness.commands.report import add_report_arguments, wanted_reports
from harness.run.endings import INTERRUPTED

if TYPE_CHECKING:
    from harness.commands import Commands

# pytest's exit codes → ours: 0 green, 1 something failed, 2 couldn't run or nothing collected, 130 interrupted.
EXIT_CODES: Final = {0: 0, 1: 1, 2: 2, 3: 2, 4: 2, 5: 2, INTERRUPTED: INTERRUPTED}


def add(commands: "Commands") -> None:
    """Declare it."""
    run = commands.add_parser(
        "run",
        help="run .feature files",
        usage="amocrm-e2e run [options] [file or folder ...] [-k TEXT] [-m TAG] [-n PROCESSES] [--lf] ...",
        epilog="Without a file or folder: features. Whatever else pytest knows may follow: -k, -m, -n, -x, --lf, ...",
        # An abbreviation of one of ours may be the full name of one of pytest's.
        allow_abbrev=False,
    )
    add_run_arguments(run)
    run.add_argument("--browser", choices=("auto", "form", "chromium"), help="auto: chromium where tagged @browser")
    run.add_argument("--headed", action="store_true", help="show Chromium, for all scenarios unless --browser")
    run.add_argument("--slow-mo", metavar="MS", help="let Chromium wait so many milliseconds between actions")
    run.add_argument(
        "--trace",
        action="store_true",
        help="keep Chromium's traces of failures, without secrets, in traces/",
    )
    add_report_arguments(run)
    run.add_argument("--watch", action="store_true", help="run again whenever a file is saved; Ctrl-C ends it with 130")
    run.set_defaults(command=_run)


def _run(options: argparse.Namespace, rest: list[str]) -> int:
    """`rest` holds the paths too: only pytest knows which word is a path and which is the value of `-k`."""
    if options.watch:
        return _watch(options, rest)
    from harness.run.arguments import pytest_arguments
    from harness.run.play import play

    words = pytest_arguments(
        bugs=options.bug,
        client=options.client,
        browser=options.browser,
        headed=options.headed,
        slow_mo=options.slow_mo,
        trace=options.trace,
        profile=options.profile,
        repeat=options.repeat,
        settings=options.settings,
        reports=wanted_reports(options),
        lang=options.lang,
        rest=rest,
    )
    return EXIT_CODES.get(play(words), 2)


def _watch(options: argparse.Namespace, rest: list[str]) -> int:
    from harness.commands.watch import watch

    words = [Path(word.partition("::")[0]) for word in rest if not word.startswith("-")]
    return watch(
        [*_as_typed(options), *rest], settings=options.settings, paths=[word for word in words if word.exists()]
    )


def _as_typed(options: argparse.Namespace) -> Iterator[str]:
    """The options of ours that were given, as words of a command line; without `--watch`."""
    for name, value in vars(options).items():
        if name in ("name", "command", "watch"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if one is True:
                yield f"--{name.replace('_', '-')}"
            elif one not in (None, False):
                yield f"--{name.replace('_', '-')}={one}"
