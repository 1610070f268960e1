"""What pytest and pytest-bdd call while scenarios run; loaded at the first `.feature` file."""

import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from pytest_bdd.parser import Feature, Scenario
from pytest_bdd.parser import Step as BddStep

from harness.adapters.backend import BackendUnusable
from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.adapters.crm import CrmUnavailable
from harness.events.file import EventFile
from harness.events.model import RunEnded, RunStarted
from harness.gherkin.collect import FeatureFile
from harness.gherkin.tags import tagged
from harness.plugin import OPTIONS
from harness.ports import Stage
from harness.proof.catalogue import switches
from harness.report.terminal import failure_text, scenario_line
from harness.run.lines import COULD_NOT_RUN, LINE
from harness.run.options import Options
from harness.run.rig import Rig
from harness.run.scenario import RunningScenario, Step, Told
from harness.settings import SettingsError

# What ends the whole run with exit code 2 and one message: nothing about any scenario is known then.
NO_RIG = (BackendUnusable, BrowserMissing, CrmUnavailable, SettingsError, OSError)

RUNNING = pytest.StashKey[RunningScenario]()


@pytest.fixture(scope="session")
def _rig(request: pytest.FixtureRequest) -> Iterator[tuple[Rig, EventFile]]:
    options = request.config.stash[OPTIONS]
    try:
        if any(_browser(item, options) == "chromium" for item in request.session.items):
            find_chromium(options.settings.browser)
        rig = Rig(options.settings, profile=options.profile, bugs=switches(options.bugs))
    except NO_RIG as error:
        _could_not_run(request.session, error)
    events = EventFile(
        options.folder / f"events-{options.worker}.ndjson", run=options.folder.name, worker=options.worker
    )
    started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    events.write(RunStarted(started, rig.profile, rig.backend.base_url, options.bugs))
    yield rig, events
    events.write(RunEnded(rig.unattributed))
    rig.close()
    events.close()


def _browser(item: pytest.Item, options: Options) -> str | None:
    if not isinstance(item.parent, FeatureFile):
        return None
    return options.browser_for({mark.name for mark in item.iter_markers()})


def _could_not_run(session: pytest.Session, error: Exception) -> NoReturn:
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


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: Feature, scenario: Scenario) -> None:
    """Open the stage."""
    rig, events = request.getfixturevalue("_rig")
    options = request.config.stash[OPTIONS]
    path = Path(feature.filename)
    shown = path.relative_to(request.config.rootpath) if path.is_relative_to(request.config.rootpath) else path
    tags = tuple(sorted({*scenario.tags, *feature.tags}))
    told = Told(
        id=request.node.nodeid,
        name=scenario.name,
        feature=feature.name or path.stem,
        place=f"{shown}:{scenario.line_number}",
        language=feature.language,
        tags=tags,
        switches=options.switches,
        steps=[Step(step.keyword.strip(), step.name, step.line_number) for step in scenario.steps],
    )
    running = RunningScenario(rig, told, events, browser=options.browser_for(tags))
    request.node.stash[RUNNING] = running
    request.addfinalizer(running.close)


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> Callable[..., object]:
    """A tag becomes a mark, also one that is no Python name."""
    return tagged(function, tag)


def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """A step begins."""
    request.node.stash[RUNNING].step_begins()


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """A step has passed."""
    request.node.stash[RUNNING].step_ends("passed")


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: BaseException) -> None:
    """A step has failed, or skipped the scenario."""
    status = "skipped" if isinstance(exception, pytest.skip.Exception) else "failed"
    request.node.stash[RUNNING].step_ends(status, str(exception))


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest, step: BddStep, exception: BaseException) -> None:
    """Nobody knows this sentence: say which one comes closest."""
    from harness.gherkin.undefined import undefined_step

    running = request.node.stash[RUNNING]
    message = undefined_step(step, place=running.told.place, language=running.told.language)
    exception.args = (message,)
    running.step_begins()
    running.step_ends("undefined", message)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """The wire has the last word, whether the steps passed or not."""
    try:
        result = yield
    except BaseException as error:
        if isinstance(error, BrowserMissing | SettingsError):
            _could_not_run(pyfuncitem.session, error)
        running = pyfuncitem.stash.get(RUNNING, None)
        if running is not None and isinstance(error, Exception | pytest.fail.Exception | pytest.skip.Exception):
            skipped = isinstance(error, pytest.skip.Exception)
            running.conclude(error, verdict="skipped" if skipped else "failed")
        raise
    running = pyfuncitem.stash.get(RUNNING, None)
    if running is not None:
        running.conclude(None)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[object]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed scenario is told in its author's words, not as a traceback."""
    report = yield
    running = item.stash.get(RUNNING, None)
    if running is not None and call.when == "call":
        report.user_properties.append((LINE, scenario_line(running.result())))
    if running is not None and report.failed and call.when == "call" and call.excinfo is not None:
        report.longrepr = failure_text(running.result(), width=100)
    elif report.failed and call.excinfo is not None and isinstance(call.excinfo.value, BackendUnusable):
        report.longrepr = str(call.excinfo.value)
    return report
