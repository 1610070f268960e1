"""The pytest plugin's light half: options, and the first `.feature` file; everything else is imported then."""

import argparse
import secrets
import sys
import time
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.gherkin.collect import FeatureFile
    from harness.run.options import Options

SETTINGS_FILE = "harness.toml"
MOST_BETWEEN = 60_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options that a scenario's run understands."""
    group = parser.getgroup("amocrm-e2e")
    group.addoption("--amocrm-e2e", action="store_true", help="collect .feature files without a harness.toml")
    group.addoption("--harness-settings", metavar="FILE", help=f"settings instead of {SETTINGS_FILE} at the root")
    group.addoption("--bug", action="append", default=[], metavar="ID", help="switch a known bug on (repeatable)")
    group.addoption("--repeat", type=_count, default=1, metavar="N", help="play each scenario so many times")
    group.addoption("--against", action="append", default=[], metavar="ID", help="also each bug's scenarios with it")
    group.addoption("--everywhere", action="store_true", help="with --against: all scenarios, not only the bug's own")
    group.addoption("--client", choices=("headless", "web"), help="people's phones; web: a page in Chromium")
    group.addoption("--browser", choices=("auto", "form", "chromium"), help="people's browser (auto: by tag @browser)")
    group.addoption("--headed", action="store_true", help="show Chromium's windows, for all scenarios unless --browser")
    group.addoption("--slow-mo", type=_milliseconds, default=0, metavar="MS", help="Chromium waits between actions")
    # pytest has a --trace of its own.
    group.addoption("--browser-trace", action="store_true", help="keep Chromium's traces of failures in traces/")
    group.addoption("--profile", help="the mock's profile: strict403 or amocrm")
    group.addoption("--run-folder", metavar="DIR", help="where this run writes its events (default: runs/<time>)")
    group.addoption("--proof-lines", action="store_true", help="one line for each known bug of --against")
    group.addoption("--scenario-lines", action="store_true", help="one line for each scenario instead of dots")
    group.addoption("--at", action="append", default=[], metavar="FILE:LINE", help="only the scenario at that line")
    reports = {"action": "append", "dest": "scenario_reports", "default": []}
    group.addoption("--scenario-report", metavar="FORMAT=FILE", help="write a report of the scenarios", **reports)
    group.addoption("--report-lang", choices=("uk", "ru", "en"), help="language of the reports (default: the run's)")
    group.addoption("--junit", metavar="FILE", type="junit={}".format, help="the same as JUnit XML", **reports)


def pytest_configure(config: pytest.Config) -> None:
    """Settings are read and doubted before anything starts; the controller names one folder for all its workers."""
    config.stash[ACTIVE] = _active(config)
    if not config.stash[ACTIVE]:
        return
    given = config.getoption("--run-folder")
    stamp = time.strftime("%Y%m%d-%H%M%S") + "-" + secrets.token_hex(2)
    inherited = getattr(config, "workerinput", {}).get("amocrm_e2e_folder")
    folder = Path(inherited or given or config.rootpath / "runs" / stamp)
    config.stash[OPTIONS] = _options(config, folder)
    if inherited:
        return
    _must_be_writable(folder, config.option.scenario_reports)
    from harness.run.unreadable import UnreadableFiles

    unreadable = UnreadableFiles(folder, root=config.rootpath, lang=config.stash[OPTIONS].settings.language)
    for pattern in ("events-*.ndjson", "attachments/*.png"):
        for stale in folder.glob(pattern):
            stale.unlink()
    config.pluginmanager.register(unreadable, "harness.run.unreadable")
    if lines := _lines(config, folder):
        _must_exist(config.args, folder=config.invocation_params.dir)
        config.pluginmanager.register(lines, "harness.run.lines")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "object") -> None:
    """pytest-xdist: tell a worker where the run writes."""
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # pytest-xdist's WorkerController
    if config.stash.get(ACTIVE, False):
        node.workerinput["amocrm_e2e_folder"] = str(config.stash[OPTIONS].folder)  # type: ignore[attr-defined]  # likewise


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "FeatureFile | None":
    """A `.feature` file is a test file."""
    # A hidden one is an editor's: the lock or the copy of a file that is being written.
    hidden = file_path.name.startswith(".")
    if file_path.suffix != ".feature" or hidden or not parent.config.stash.get(ACTIVE, False):
        return None
    if _is_seen_elsewhere(file_path, parent):
        return None
    _load(parent.config)
    if parent.config.stash.get(UNUSABLE, None) is not None:
        return None
    from harness.gherkin.collect import FeatureFile

    return FeatureFile.from_parent(parent, path=file_path)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Without its sentences no feature can be judged; while files are collected nothing can end the run."""
    error = session.config.stash.get(UNUSABLE, None)
    if error is not None:
        from harness.run.hooks import could_not_run

        could_not_run(session, error)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """The controller's reports, from the event files of all processes."""
    config = session.config
    if not config.stash.get(ACTIVE, False) or hasattr(config, "workerinput"):
        return
    wanted = config.option.scenario_reports
    files = sorted(config.stash[OPTIONS].folder.glob("events-*.ndjson"))
    if wanted and files:
        from harness.events.results import read_run
        from harness.run.reports import ReportImpossible, write_reports

        try:
            run = read_run(files)
            run.told_in = config.getoption("--report-lang") or ""
            write_reports(run, wanted)
        except ReportImpossible as error:
            sys.stderr.write(f"amocrm-e2e: {error}\n")
            session.exitstatus = pytest.ExitCode.USAGE_ERROR


ACTIVE = pytest.StashKey[bool]()
OPTIONS = pytest.StashKey["Options"]()
UNUSABLE = pytest.StashKey[Exception]()


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _milliseconds(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_BETWEEN:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of milliseconds up to {MOST_BETWEEN}")
    return int(text)


def _lines(config: pytest.Config, folder: Path) -> object:
    """What is printed instead of pytest's dots."""
    if config.getoption("--proof-lines"):
        from harness.proof.progress import ProofLines

        return ProofLines(folder)
    if config.getoption("--scenario-lines"):
        from harness.run.lines import ScenarioLines

        return ScenarioLines(folder)
    return None


def _active(config: pytest.Config) -> bool:
    return bool(
        config.getoption("--amocrm-e2e")
        or config.getoption("--harness-settings")
        or (config.rootpath / SETTINGS_FILE).is_file()
    )


def _options(config: pytest.Config, folder: Path) -> "Options":
    from harness.adapters.chromium_watched import Watched
    from harness.run.options import Options, check
    from harness.settings import SettingsError, load

    given = config.getoption("--harness-settings")
    found = config.rootpath / SETTINGS_FILE
    try:
        settings = load(Path(given) if given else found if found.is_file() else None)
        work = getattr(config, "workerinput", {})
        if work:
            settings = settings.of_worker(int(work["workerid"].removeprefix("gw")), of=work["workercount"])
        headed: bool = config.getoption("--headed")
        traces = Path("traces") / folder.name if config.getoption("--browser-trace") else None
        options = Options(
            settings=settings,
            profile=config.getoption("--profile"),
            bugs=tuple(config.getoption("--bug")),
            folder=folder,
            worker=work.get("workerid", "main"),
            client=config.getoption("--client") or settings.client.kind,
            browser=config.getoption("--browser") or ("chromium" if headed else settings.browser.kind),
            watched=Watched(headed, config.getoption("--slow-mo"), traces),
        )
        check(options)
        _must_be_known(config.getoption("--against"))
    except SettingsError as error:
        raise pytest.UsageError(str(error)) from None
    return options


def _must_be_known(variants: Sequence[str]) -> None:
    if variants:
        from harness.proof.variant import variant

        for name in variants:
            variant(name)


def _is_seen_elsewhere(file: Path, parent: pytest.Collector) -> bool:
    """Whether this is a link to a file of the same project, which is collected at its own place."""
    real = file.resolve()
    return real != file and real.is_relative_to(parent.config.rootpath) and not parent.session.isinitpath(file)


def _must_be_writable(folder: Path, reports: Sequence[str]) -> None:
    above = next(each for each in (folder, *folder.parents) if each.exists())
    if not above.is_dir():
        raise pytest.UsageError(f"events can't be written to {folder}: {above} is a file")
    if reports:
        from harness.run.reports import ReportImpossible, check_reports

        try:
            check_reports(reports)
        except ReportImpossible as error:
            raise pytest.UsageError(str(error)) from None


def _must_exist(arguments: Sequence[str], *, folder: Path) -> None:
    # Workers of pytest-xdist keep it to themselves when a path leads nowhere.
    for argument in arguments:
        path = folder / argument.partition("::")[0]
        if not path.exists():
            hint = get_close_matches(path.name, [near.name for near in path.parent.glob("*")], n=1)
            near = f"; did you mean “{Path(argument).parent / hint[0]}”?" if hint else ""
            raise pytest.UsageError(f"there is no file or folder {argument!r}{near}")


def _load(config: pytest.Config) -> None:
    if config.pluginmanager.has_plugin("harness.run.hooks"):
        return
    from harness.gherkin.collect import PREFERENCES, Preferences
    from harness.run import hooks

    config.pluginmanager.register(hooks, "harness.run.hooks")
    settings = config.stash[OPTIONS].settings
    config.stash[PREFERENCES] = Preferences(lang=settings.language, tags=settings.tags)
    # One file that can't be read says nothing about the others.
    config.option.continue_on_collection_errors = True
    if (folder := str(settings.folder)) not in sys.path:
        sys.path.insert(0, folder)  # where somebody's own steps lie
    for name in settings.steps:
        try:
            config.pluginmanager.import_plugin(name)
        except Exception:  # pytest has its own kinds for it, and whatever the module raises
            from harness.gherkin.load import StepsUnusable, check_steps

            try:
                check_steps(settings)
            except StepsUnusable as error:
                config.stash[UNUSABLE] = error
                return
            raise
