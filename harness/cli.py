"""The command `amocrm-e2e`: run scenarios, prove that each can fail, list the known bugs, fetch a browser."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

INTERRUPTED: Final = 130
# pytest's exit codes → ours: 0 green, 1 something failed, 2 couldn't run or nothing collected, 130 interrupted.
EXIT_CODES: Final = {0: 0, 1: 1, 2: 2, 3: 2, 4: 2, 5: 2, INTERRUPTED: INTERRUPTED}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit code."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if not hasattr(options, "command"):
        parser.print_help()
        return 0
    if rest and options.command is not _run:
        parser.error(f"unknown arguments: {' '.join(rest)}")
    command: Callable[[argparse.Namespace, list[str]], int] = options.command
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
    commands = parser.add_subparsers(title="commands", metavar="")
    run = commands.add_parser(
        "run",
        help="run .feature files",
        usage="amocrm-e2e run [options] [file or folder ...] [-k TEXT] [-m TAG] [-n PROCESSES] [--lf] ...",
        epilog="Without a file or folder: features. Whatever else pytest knows may follow: -k, -m, -n, -x, --lf, ...",
        # An abbreviation of one of ours may be the full name of one of pytest's.
        allow_abbrev=False,
    )
    _common(run)
    run.add_argument("--browser", choices=("auto", "form", "chromium"), help="auto: chromium where tagged @browser")
    run.add_argument("--junit", metavar="FILE", help="write a JUnit XML report")
    run.set_defaults(command=_run)
    prove = commands.add_parser("prove", help="run the scenarios against every known bug and print who kills whom")
    prove.add_argument("paths", nargs="*", default=["features"], help="files or folders; default: features")
    _common(prove)
    prove.add_argument("--json", metavar="FILE", help="write the matrix as JSON")
    prove.set_defaults(command=_prove)
    bugs = commands.add_parser("bugs", help="list the known bugs")
    bugs.set_defaults(command=_bugs)
    browser = commands.add_parser("install-browser", help="make sure that there is a Chromium")
    browser.set_defaults(command=_install_browser)
    return parser


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bug", action="append", default=[], metavar="ID", help="switch a known bug on (repeatable)")
    command.add_argument("--profile", help="the mock's profile: strict403 (default) or amocrm")
    command.add_argument("--settings", metavar="FILE", help="settings instead of ./harness.toml")


def _run(options: argparse.Namespace, rest: list[str]) -> int:
    """`rest` holds the paths too: only pytest knows which word is a path and which is the value of `-k`."""
    import pytest

    from harness.run.arguments import pytest_arguments

    code = pytest.main(
        pytest_arguments(
            bugs=options.bug,
            browser=options.browser,
            profile=options.profile,
            settings=options.settings,
            junit=options.junit,
            rest=rest,
        )
    )
    return EXIT_CODES.get(int(code), 2)


def _prove(options: argparse.Namespace, _: list[str]) -> int:
    from harness.proof.matrix import prove

    return prove(
        paths=options.paths,
        bugs=options.bug,
        profile=options.profile,
        settings=options.settings,
        json_file=Path(options.json) if options.json else None,
    )


def _bugs(_: argparse.Namespace, __: list[str]) -> int:
    from harness.proof.catalogue import BUGS
    from simulated_client import BUGS as SWITCHES

    removes = {switch.id: sorted(refetch.value for refetch in switch.removes) for switch in SWITCHES}
    width = max(map(len, BUGS))
    for bug in BUGS.values():
        sys.stdout.write(f"{bug.id:<{width}}  {bug.title}\n")
        for gone in (refetch for switch in bug.client for refetch in removes[switch]):
            sys.stdout.write(f"{'':<{width}}    removes: {gone}\n")
    return 0


def _install_browser(_: argparse.Namespace, __: list[str]) -> int:
    from harness.adapters.chromium_install import install

    return install()


if __name__ == "__main__":
    sys.exit(main())
