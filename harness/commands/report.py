"""`amocrm-e2e report`: reports of runs that are over, several of them as one."""

import argparse
from typing import TYPE_CHECKING, Final

from harness.commands.language import settings_language
from harness.report.formats import FORMATS
from harness.run.endings import INTERRUPTED

if TYPE_CHECKING:
    from harness.commands import Commands
    from harness.events.results import RunResult

LANGUAGES: Final = ("uk", "ru", "en")


def add_report_arguments(command: argparse.ArgumentParser) -> None:
    """An option for each format."""
    for each in FORMATS:
        if each.place:
            command.add_argument(each.option, metavar=each.place, help=each.help)
        else:
            command.add_argument(each.option, action="store_true", help=each.help)
    command.add_argument("--lang", choices=LANGUAGES, help="language of the reports (default: the run's own)")


def wanted_reports(options: argparse.Namespace) -> list[str]:
    """What these options ask for, as harness.run.reports reads it."""
    given = [(each.name, getattr(options, each.name.replace("-", "_"))) for each in FORMATS]
    return [name if place is True else f"{name}={place}" for name, place in given if place not in (None, False)]


def add(commands: "Commands") -> None:
    """Declare it."""
    report = commands.add_parser(
        "report",
        help="report of runs that are over: any format, shards and reruns as one",
        epilog="Of a folder of runs all are told as one, old ones too, and how many is said."
        " A scenario that was red in one of the runs and passed in a later one has passed on retry, which isn't"
        " green. The exit code is the one that the runs would have had as one.",
    )
    report.add_argument(
        "events", nargs="+", metavar="EVENTS", help="event files, run folders, or folders of these, all told as one"
    )
    add_report_arguments(report)
    report.set_defaults(command=_report)


def _report(options: argparse.Namespace, _: list[str]) -> int:
    from harness.commands.event_files import as_one, event_files
    from harness.commands.feature_paths import complain
    from harness.events.file import UnreadableEvents
    from harness.run.reports import ReportImpossible, check_reports, write_reports
    from harness.run.shown import show

    lang = options.lang or settings_language()
    wanted = wanted_reports(options)
    try:
        check_reports(wanted)
        run = as_one(event_files(options.events, lang=lang), lang=lang)
        run.told_in = options.lang or ""
        code = exit_code(run)
        show(run, interrupted=code == INTERRUPTED)
        write_reports(run, wanted)
    except (UnreadableEvents, ReportImpossible, OSError) as error:
        complain(lang, "report_impossible", reason=error)
        return 2
    return code


def exit_code(run: "RunResult") -> int:
    """The one that the run has had, or would have had as a whole."""
    from harness.events.status import NOT_RUN

    if run.broken:
        return 1
    if not run.scenarios:
        return 2
    # Something has ended it before it came to all that was collected, and that was no failure.
    return INTERRUPTED if run.counts[NOT_RUN] else 0
