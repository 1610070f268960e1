"""`amocrm-e2e docs`: the features as a static site: what came of them last, which bugs they are proved to catch."""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from harness.commands.language import settings_language
from harness.commands.report import LANGUAGES

if TYPE_CHECKING:
    from harness.commands import Commands
    from harness.events.results import RunResult, ScenarioResult
    from harness.report.docs.scenario import Caught

FOLDER: Final = "e2e-docs"


def add(commands: "Commands") -> None:
    """Declare it."""
    docs = commands.add_parser(
        "docs",
        help="living documentation: a static site of the features and their last results",
        epilog="With the events of a run of `amocrm-e2e prove` among them, each scenario tells which bugs it catches.",
    )
    docs.add_argument(
        "events", nargs="+", metavar="EVENTS", help="event files, run folders, or folders of these, all told as one"
    )
    docs.add_argument("--output", default=FOLDER, metavar="FOLDER", help=f"where the site goes (default: {FOLDER})")
    docs.add_argument("--lang", choices=LANGUAGES, help="language of the site (default: the run's own)")
    docs.set_defaults(command=_docs)


def _docs(options: argparse.Namespace, _: list[str]) -> int:
    from harness.commands.event_files import as_one, event_files
    from harness.commands.feature_paths import complain
    from harness.commands.messages import say
    from harness.events.file import UnreadableEvents

    lang = options.lang or settings_language()
    try:
        run = as_one(event_files(options.events, lang=lang), lang=lang)
        run.told_in = options.lang or ""
        pages = _pages(run)
        if pages is None:
            complain(lang, "report_impossible", reason=say(lang, "docs_only_bugs"))
            return 2
        folder = Path(options.output)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8", errors="replace")
    except (UnreadableEvents, OSError) as error:
        complain(lang, "report_impossible", reason=error)
        return 2
    sys.stdout.write(f"{folder / 'index.html'}\n")
    return 0


def _pages(run: "RunResult") -> Mapping[str, str] | None:
    from harness.events.status import PASSED
    from harness.report.docs import Known, site

    played = [scenario for scenario in run.scenarios if scenario.bugs]
    documented: dict[str, ScenarioResult] = {}
    for scenario in run.scenarios:
        # Played in several browsers or rounds, it is documented by the last of them, but a red one isn't hidden.
        if not scenario.bugs and (
            scenario.red or not (scenario.place in documented and documented[scenario.place].red)
        ):
            documented[scenario.place] = scenario
    run.scenarios = list(documented.values())
    if not run.scenarios:
        return None
    descriptions = {file: _description(file, text) for file, text in run.sources.items()}
    claims = {place for place, scenario in documented.items() if scenario.verdict == PASSED}
    caught = {place: bugs for place, bugs in _caught(played).items() if place in claims}
    return site(run, Known(descriptions, caught, proved=bool(played)))


def _caught(played: Iterable["ScenarioResult"]) -> Mapping[str, Sequence["Caught"]]:
    """By place, the bugs with which a scenario failed, unless it named a cause that isn't theirs.

    What was cut off, or isn't understood, has caught nothing.
    """
    from harness.events.status import FAILED
    from harness.proof.catalogue import BUGS
    from harness.proof.variant import variant
    from harness.report.docs.scenario import Caught

    found: dict[str, list[Caught]] = {}
    for scenario in played:
        causes = {str(finding["cause"]) for finding in scenario.findings}
        if scenario.verdict != FAILED or not set(scenario.bugs) <= set(BUGS):
            continue
        one = variant("+".join(scenario.bugs))
        if causes <= one.may_be_named:
            titles = [BUGS[id_].title for id_ in scenario.bugs]
            title = {lang: " + ".join(each[lang] for each in titles) for lang in LANGUAGES}
            caught = Caught(one.id, title)
            if caught not in (told := found.setdefault(scenario.place, [])):
                told.append(caught)
    return found


def _description(file: str, text: str) -> str:
    """What a feature says of itself below its name."""
    from harness.gherkin.source import UnreadableFeature, source_of

    try:
        feature = source_of(text, path=Path(file)).feature
    except UnreadableFeature:
        return ""
    return "\n".join(line.strip() for line in str(feature.get("description") or "").splitlines()).strip()
