"""What pytest and pytest-bdd call while scenarios run; loaded at the first `.feature` file."""

import errno
import os
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

import pytest

from harness.adapters.backend import BackendUnusable
from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.adapters.crm import CrmUnavailable
from harness.events.file import EventFile
from harness.events.model import FeatureSource, FileNoted, RunEnded, RunStarted, ScenarioCollected, SystemsReady
from harness.events.status import FAILED, PASSED, PENDING, SKIPPED
from harness.gherkin.collect import FeatureFile
from harness.gherkin.expressions import Pending
from harness.gherkin.item import ScenarioItem, Unplayable
from harness.gherkin.tags import tagged
from harness.plugin import OPTIONS
from harness.ports import Stage
from harness.proof.catalogue import switches
from harness.report.terminal import failure_text, scenario_line
from harness.run.at import lines_nowhere, lines_wanted, stands_at
from harness.run.copies import Often, multiply
from harness.run.lines import COULD_NOT_RUN, LINE
from harness.run.outcome import LETTERS, verdict_of, worded_error
from harness.run.rig import Rig
from harness.run.scenario import RunningScenario
from harness.run.unreadable import VERDICT
from harness.run.verdict import ScenarioFailed
from harness.settings import SettingsError
from harness.wire.planted import planted
from harness.wire.redaction import Redactor

# What ends the whole run with exit code 2 and one message: nothing about any scenario is known then.
NO_RIG = (BackendUnusable, BrowserMissing, CrmUnavailable, SettingsError, OSError)

RUNNING: Final = pytest.StashKey[RunningScenario]()
EVENTS: Final = pytest.StashKey[EventFile]()
NOWHERE: Final = pytest.StashKey[str]()
UNATTRIBUTED: Final = pytest.StashKey[dict[str, int]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the scenarios that were asked for by their line, and play them as often as wanted."""
    _keep_wanted(config, items)
    multiply(items, Often.of(config))


def _keep_wanted(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = lines_wanted(config.getoption("--at"), root=config.rootpath)
    if not wanted:
        return
    if nowhere := lines_nowhere(wanted, items):
        config.stash[NOWHERE] = nowhere
    kept = [item for item in items if not isinstance(item, ScenarioItem) or stands_at(item, items, wanted)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def pytest_collection_finish(session: pytest.Session) -> None:
    """One process of several writes down what all of them have collected."""
    if nowhere := session.config.stash.get(NOWHERE, ""):
        could_not_run(session, SettingsError(nowhere))
    options = session.config.stash[OPTIONS]
    scenarios = [item for item in session.items if isinstance(item, ScenarioItem)]
    if session.config.option.collectonly or not scenarios:
        return
    if why := _unwritable(options.folder):
        could_not_run(session, _unwritten(options.folder, why))
    if options.worker not in ("main", "gw0"):
        return
    events = _events(session.config)
    files: dict[FeatureFile, None] = {}
    for item in scenarios:
        assert isinstance(item.parent, FeatureFile)
        files[item.parent] = None
        case = item.case
        feature = case.scenario.feature.name or item.parent.shown
        tags = tuple(sorted(case.tags))
        bugs = options.bugs if item.bugs is None else item.bugs
        events.write(ScenarioCollected(item.nodeid, case.name, feature, case.place, case.lang, tags, bugs))
    redactor, backend = Redactor(), options.settings.backend
    redactor.know(backend.client_secret or "", *planted({**os.environ, **backend.env}))
    for file in files:
        events.write(FeatureSource(file.shown, redactor.seek(file.text)))
        for line, message in file.notes:
            events.write(FileNoted(file.shown, line, message))


def _unwritten(folder: Path, why: str) -> SettingsError:
    return SettingsError(f"events can't be written to {folder}: {why}")


def _unwritable(folder: Path) -> str:
    """Why nothing can be laid there, if so."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return str(error.strerror)
    return "" if os.access(folder, os.W_OK) else os.strerror(errno.EACCES)


def _events(config: pytest.Config) -> EventFile:
    """Where this process writes; made when it has something to say."""
    if EVENTS not in config.stash:
        options = config.stash[OPTIONS]
        path = options.folder / f"events-{options.worker}.ndjson"
        config.stash[EVENTS] = EventFile(path, run=options.folder.name, worker=options.worker)
        config.stash[EVENTS].write(RunStarted(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), options.bugs))
    return config.stash[EVENTS]


@pytest.fixture(scope="session")
def _rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    options = request.config.stash[OPTIONS]
    try:
        if options.client == "web" or any(
            isinstance(item, ScenarioItem) and options.browser_for(item.case.tags) == "chromium"
            for item in request.session.items
        ):
            find_chromium(options.settings.browser, headed=options.watched.headed)
        rig = Rig(options.settings, profile=options.profile, bugs=switches(options.bugs), watched=options.watched)
    except NO_RIG as error:
        could_not_run(request.session, error)
    request.config.stash[UNATTRIBUTED] = rig.unattributed
    request.config.stash[EVENTS].write(SystemsReady(rig.profile, rig.backend.base_url))
    yield rig
    rig.close()


def could_not_run(session: pytest.Session, error: Exception) -> NoReturn:
    """End the run with exit code 2 and one message."""
    events = session.config.stash.get(EVENTS, None)
    if events is not None and UNATTRIBUTED not in session.config.stash:
        # Nothing has been played: a report of this would look like one of a run.
        events.path.unlink(missing_ok=True)
    _stop(session, error)


def _stop(session: pytest.Session, error: Exception) -> NoReturn:
    said = getattr(session.config, "workeroutput", None)
    if said is None:
        pytest.exit(str(error), returncode=2)
    # A worker of pytest-xdist that exits with 2 counts as crashed and is replaced; one that stops early is believed.
    said[COULD_NOT_RUN] = session.shouldstop = str(error)
    pytest.exit(str(error), returncode=3)


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    """The stage of the scenario: its people, amoCRM, the backend, the timeline."""
    running: RunningScenario = request.node.stash[RUNNING]
    return running.stage


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A scenario begins, before anything can keep it from being played."""
    if isinstance(item, ScenarioItem):
        options = item.config.stash[OPTIONS]
        item.stash[RUNNING] = RunningScenario(
            item.case,
            test_id=item.nodeid,
            events=_events(item.config),
            options=options if item.bugs is None else replace(options, bugs=item.bugs),
            lang=item.case.lang,
            rig=lambda: item._request.getfixturevalue("_rig"),  # noqa: SLF001 - an item's request has no public name
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """A scenario whose events couldn't be written is the last one: nobody could tell of the others."""
    result = yield
    events = item.config.stash.get(EVENTS, None)
    if events is not None and events.lost:
        _stop(item.session, _unwritten(events.path.parent, events.lost))
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Everybody leaves, before fixtures that outlive the scenario do."""
    running = item.stash.get(RUNNING, None)
    if running is not None:
        running.close()


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> Callable[..., object]:
    """A tag becomes a mark, also one that is no Python name."""
    return tagged(function, tag)


def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """A step begins."""
    request.node.stash[RUNNING].step_begins()


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """A step has passed."""
    request.node.stash[RUNNING].step_ends(PASSED)


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: BaseException) -> None:
    """A step has failed, or isn't written yet; one that skips its scenario is not heard of here."""
    running = request.node.stash[RUNNING]
    running.step_ends(PENDING if isinstance(exception, Pending) else FAILED, worded_error(exception, running.lang))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """The wire has the last word, whether the steps passed or not."""
    running = pyfuncitem.stash.get(RUNNING, None)
    if running is None:
        return (yield)
    try:
        result = yield
    except (BrowserMissing, SettingsError) as error:
        could_not_run(pyfuncitem.session, error)
    except Unplayable as error:
        running.cannot_be_played(error.problems, error.status)
        raise
    except Pending as error:
        running.conclude(worded_error(error, running.lang), status=PENDING)
        pytest.skip(worded_error(error, running.lang))
    except pytest.skip.Exception as error:
        running.conclude(str(error), status=SKIPPED)
        raise
    except SystemExit as error:
        running.conclude(f"SystemExit: {error}")
        raise ScenarioFailed(f"SystemExit: {error}") from None
    except (Exception, pytest.fail.Exception) as error:
        running.conclude(worded_error(error, running.lang))
        raise
    running.conclude(None)
    return result


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[object]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A scenario's verdict, and a failure in its author's words instead of a traceback."""
    report = yield
    running = item.stash.get(RUNNING, None)
    if running is None or not (call.when == "call" or not report.passed):
        return report
    verdict, error = verdict_of(report, running, raised=call.excinfo and call.excinfo.value)
    running.end(verdict, error)
    result = running.result()
    report.outcome = "failed" if result.red else "passed" if verdict == PASSED else "skipped"
    if result.red and hasattr(report, "wasxfail"):
        del report.wasxfail  # with it pytest takes no failure for one, whatever the outcome says
    report.user_properties += [(LINE, scenario_line(result)), (VERDICT, verdict)]
    if result.red:
        report.longrepr = failure_text(result, width=100)
    return report


def pytest_report_teststatus(
    report: pytest.TestReport | pytest.CollectReport,
) -> tuple[str, str, object] | None:
    """What plain pytest prints of it: a letter, and with -v a word, for what pytest itself has no name for."""
    verdict = dict(getattr(report, "user_properties", ())).get(VERDICT)
    if verdict in LETTERS and report.when != "teardown":
        category, letter, colour = LETTERS[str(verdict)]
        return category, letter, (str(verdict).replace("_", " ").upper(), {colour: True})
    return None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Nothing more will be written."""
    events = session.config.stash.get(EVENTS, None)
    if events is not None:
        strays: dict[str, int] = session.config.stash.get(UNATTRIBUTED, {})
        events.write(RunEnded(strays))
        events.close()
