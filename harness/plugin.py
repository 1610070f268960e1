"""The pytest plugin's light half: options, and the first `.feature` file; everything else is imported then."""

import os
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.gherkin.collect import FeatureFile

SETTINGS_FILE = "harness.toml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options that a scenario's run understands."""
    group = parser.getgroup("amocrm-e2e")
    group.addoption("--amocrm-e2e", action="store_true", help="collect .feature files without a harness.toml")
    group.addoption("--harness-settings", metavar="FILE", help=f"settings instead of {SETTINGS_FILE} at the root")
    group.addoption("--bug", action="append", default=[], metavar="ID", help="switch a known bug on (repeatable)")
    group.addoption("--browser", choices=("auto", "form", "chromium"), help="people's browser (auto: by tag @browser)")
    group.addoption("--profile", help="the mock's profile: strict403 or amocrm")
    group.addoption("--run-folder", metavar="DIR", help="where this run writes its events (default: runs/<time>)")
    group.addoption("--scenario-lines", action="store_true", help="one line for each scenario instead of dots")
    group.addoption("--junit", metavar="FILE", help="write a JUnit XML report of the scenarios")


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the whole run: the controller names it, its workers get it."""
    config.stash[ACTIVE] = _active(config)
    if config.stash[ACTIVE]:
        given = config.getoption("--run-folder")
        stamp = time.strftime("%Y%m%d-%H%M%S") + "-" + secrets.token_hex(2)
        inherited = getattr(config, "workerinput", {}).get("amocrm_e2e_folder")
        config.stash[FOLDER] = Path(inherited or given or config.rootpath / "runs" / stamp)
        if config.getoption("--scenario-lines") and not inherited:
            from harness.run.lines import ScenarioLines

            config.pluginmanager.register(ScenarioLines(), "harness.run.lines")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "object") -> None:
    """pytest-xdist: tell a worker where the run writes."""
    config: pytest.Config = node.config  # type: ignore[attr-defined]  # pytest-xdist's WorkerController
    if config.stash.get(ACTIVE, False):
        node.workerinput["amocrm_e2e_folder"] = str(config.stash[FOLDER])  # type: ignore[attr-defined]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "FeatureFile | None":
    """A `.feature` file is a test file."""
    if file_path.suffix != ".feature" or not parent.config.stash.get(ACTIVE, False):
        return None
    _load(parent.config)
    from harness.gherkin.collect import FeatureFile

    return FeatureFile.from_parent(parent, path=file_path)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """The controller's reports, from the event files of all processes."""
    config = session.config
    if not config.stash.get(ACTIVE, False) or hasattr(config, "workerinput"):
        return
    wanted = config.getoption("--junit")
    files = sorted(config.stash[FOLDER].glob("events-*.ndjson"))
    if wanted and files:
        from harness.events.results import read_run
        from harness.report.junit import junit_xml

        Path(wanted).parent.mkdir(parents=True, exist_ok=True)
        Path(wanted).write_text(junit_xml(read_run(files)), encoding="utf-8")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(config: pytest.Config) -> None:
    """After `amocrm-e2e run`: the report."""
    lines = config.pluginmanager.get_plugin("harness.run.lines")
    if lines is not None:
        lines.print_report(sorted(config.stash[FOLDER].glob("events-*.ndjson")))


ACTIVE = pytest.StashKey[bool]()
FOLDER = pytest.StashKey[Path]()


def _active(config: pytest.Config) -> bool:
    return bool(
        config.getoption("--amocrm-e2e")
        or config.getoption("--harness-settings")
        or (config.rootpath / SETTINGS_FILE).is_file()
    )


def _load(config: pytest.Config) -> None:
    if config.pluginmanager.has_plugin("harness.run.hooks"):
        return
    from harness.run import hooks
    from harness.run.options import Options
    from harness.settings import SettingsError, load

    given = config.getoption("--harness-settings")
    found = config.rootpath / SETTINGS_FILE
    try:
        settings = load(Path(given) if given else found if found.is_file() else None)
        config.stash[hooks.OPTIONS] = Options(
            settings=settings,
            profile=config.getoption("--profile"),
            bugs=tuple(config.getoption("--bug")),
            folder=config.stash[FOLDER],
            worker=os.environ.get("PYTEST_XDIST_WORKER", "main"),
            browser=config.getoption("--browser") or settings.browser.kind,
        )
        hooks.check(config.stash[hooks.OPTIONS])
    except SettingsError as error:
        pytest.exit(str(error), returncode=2)
    config.pluginmanager.register(hooks, "harness.run.hooks")
    for name in settings.steps:
        config.pluginmanager.import_plugin(name)
