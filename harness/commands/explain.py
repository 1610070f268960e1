"""`amocrm-e2e explain`: why a past run went wrong, or somebody's real incident that was recorded as a HAR."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harness.commands.report import LANGUAGES

if TYPE_CHECKING:
    from harness.commands import Commands

COULD_NOT: Final = 2


def add(commands: "Commands") -> None:
    """Declare it."""
    explain = commands.add_parser(
        "explain",
        help="tell the cause of a past run's failures, or of an incident recorded as HAR",
        epilog="Nothing is run: causes are found anew from the record. Exit codes: 0 told, 2 nothing to tell of.",
    )
    explain.add_argument(
        "what",
        nargs="*",
        metavar="RUN or HAR",
        help="a run's folder or event files, or HAR files of one incident; default: the newest run in runs/",
    )
    explain.add_argument("--scenario", metavar="TEXT", help="the scenarios with this in their name or place")
    explain.add_argument("--curl", action="store_true", help="also the requests as curl")
    explain.add_argument("--lang", choices=LANGUAGES, help="instead of the feature's language, or the settings'")
    explain.add_argument("--settings", metavar="FILE", help="the app's paths in a HAR, instead of ./harness.toml")
    explain.set_defaults(command=_explain)


def _explain(options: argparse.Namespace, _: list[str]) -> int:
    from harness.commands.event_files import event_files
    from harness.commands.language import settings_language
    from harness.events.file import UnreadableEvents
    from harness.incident.har_file import UnreadableHar
    from harness.report.printable import printable
    from harness.settings import SettingsError

    lang = options.lang or settings_language(options.settings)
    try:
        text = _text(event_files(options.what, lang=lang), options, lang)
    except (UnreadableEvents, UnreadableHar, SettingsError, OSError) as error:
        sys.stderr.write(printable(f"amocrm-e2e: {error}\n"))
        return COULD_NOT
    return _printed(printable(text))


def _text(files: Sequence[Path], options: argparse.Namespace, lang: str) -> str:
    from harness.commands.messages import say
    from harness.events.file import UnreadableEvents

    hars = [file for file in files if is_har(file)]
    if hars and len(hars) < len(files):
        raise UnreadableEvents(say(lang, "explain_mixed"))
    if hars and options.scenario is not None:
        raise UnreadableEvents(say(lang, "explain_har_whole"))
    return _incident(hars, options, lang) if hars else _run(files, options, lang)


def is_har(file: Path) -> bool:
    """By its name, or by how it begins: an event file does with the version of its first event."""
    if file.suffix.lower() in (".har", ".ndjson"):
        return file.suffix.lower() == ".har"
    with file.open("rb") as content:
        return not content.read(64).lstrip().startswith(b'{"v"')


def _incident(files: Sequence[Path], options: argparse.Namespace, lang: str) -> str:
    from harness.incident.incident import read_incident
    from harness.incident.messages import say as words
    from harness.incident.told import told
    from harness.report.repeat import curl_chain
    from harness.run.shown import columns
    from harness.settings import load
    from harness.wire.exchange import Exchange

    here = Path("harness.toml")
    settings = load(Path(options.settings) if options.settings else here if here.is_file() else None)
    incident = read_incident(files, settings, person=words(lang)["person"])
    text = told(incident, lang=lang, width=columns())
    return f"{text}\n\n{curl_chain(incident.timeline.every(Exchange))}" if options.curl else text


def _run(files: Sequence[Path], options: argparse.Namespace, lang: str) -> str:
    from harness.commands.event_files import as_one
    from harness.commands.messages import say
    from harness.events.file import UnreadableEvents
    from harness.events.status import NOT_RUN
    from harness.report.explained import explained, matching, nearest_names
    from harness.report.repeat import curl_chain
    from harness.run.shown import columns

    run = as_one(files, lang=lang)
    if not run.scenarios and not run.unreadable:
        raise UnreadableEvents(say(lang, "explain_empty"))
    chosen = [scenario for scenario in run.scenarios if scenario.red]
    if options.scenario is not None:
        chosen = matching(run, options.scenario)
        if not chosen:
            near = nearest_names(run, options.scenario)
            hint = "".join(say(lang, "did_you_mean", path=name) for name in near)
            raise UnreadableEvents(say(lang, "explain_no_scenario", text=options.scenario, hint=hint))
    parts = list(run.unreadable.values()) if options.scenario is None else []
    for scenario in chosen:
        spoken = options.lang or scenario.language
        parts.append(explained(scenario, lang=spoken, width=columns(), whole=options.scenario is not None))
        parts += [curl_chain(scenario.exchanges)] if options.curl else []
    if left := run.counts[NOT_RUN] if options.scenario is None else 0:
        parts.append(say(options.lang or run.language, "explain_not_begun", count=left))
    return "\n\n".join(parts) if parts else say(options.lang or run.language, "explain_green")


def _printed(text: str) -> int:
    import os

    from harness.report.colour import coloured, painted

    text = text.rstrip("\n") + "\n"
    try:
        sys.stdout.write(painted(text) if coloured(sys.stdout) else text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough; what Python still holds must not complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
