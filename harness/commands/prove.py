"""`amocrm-e2e prove` and `amocrm-e2e bugs`: the known bugs, and which scenario catches which."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from harness.commands import add_run_arguments
from harness.commands.language import settings_language

if TYPE_CHECKING:
    from harness.commands import Commands


def add(commands: "Commands") -> None:
    """Declare them."""
    prove = commands.add_parser("prove", help="run the scenarios against every known bug and tell who kills whom")
    prove.add_argument("paths", nargs="*", default=["features"], help="files or folders; default: features")
    add_run_arguments(prove)
    prove.add_argument("--everywhere", action="store_true", help="each bug against all scenarios, not only its own")
    prove.add_argument("--json", metavar="FILE", help="where the matrix goes as JSON (default: into the run's folder)")
    prove.add_argument("--html", metavar="FILE", help="where the page goes (default: into the run's folder)")
    prove.add_argument("-n", dest="processes", default="auto", metavar="N", help="how many at once (default: auto)")
    prove.add_argument("--lang", choices=("uk", "ru", "en"), help="language of the page (default: the settings')")
    prove.set_defaults(command=_prove)
    bugs = commands.add_parser("bugs", help="list the known bugs, and those that can't be switched on")
    bugs.add_argument("--lang", choices=("uk", "ru", "en"), help="language of the titles (default: the settings')")
    bugs.add_argument("--format", choices=("terminal", "markdown"), default="terminal", help="markdown: docs/bugs.md")
    bugs.add_argument("--settings", metavar="FILE", help="settings instead of ./harness.toml")
    bugs.set_defaults(command=_bugs)


def _prove(options: argparse.Namespace, _: list[str]) -> int:
    from harness.proof.prove import Wanted, prove

    return prove(
        Wanted(
            paths=options.paths,
            bugs=options.bug,
            everywhere=options.everywhere,
            repeat=options.repeat,
            client=options.client,
            profile=options.profile,
            settings=options.settings,
            processes=options.processes,
            lang=options.lang or settings_language(options.settings),
        ),
        json_file=Path(options.json) if options.json else None,
        html_file=Path(options.html) if options.html else None,
    )


def _bugs(options: argparse.Namespace, _: list[str]) -> int:
    from harness.proof import listing

    lang = options.lang or settings_language(options.settings)
    sys.stdout.write((listing.markdown() if options.format == "markdown" else listing.terminal(lang)) + "\n")
    return 0
