"""However a run ends, nothing of it is left: no process, no port."""

import signal
import socket
from urllib.parse import urlsplit

import pytest
from project_folder import Project, nothing_is_left

from harness.adapters.waiting import wait_for

ONE_AND_TWO = pytest.mark.parametrize("processes", ["0", "2"])
SECONDS = 15


ENDLESS = """\
import threading

from harness.gherkin.expressions import given


@given("it takes for ever")
def _() -> None:
    threading.Event().wait()
"""

FULL = """\
import resource

from harness.gherkin.expressions import given


@given("it is fine")
def _() -> None: ...


@given("the disk is full")
def _() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
"""


@pytest.fixture
def long_run(project: Project) -> Project:
    """A run that nothing but an end from outside ends."""
    project.copy_features("connect/consent.feature", "connect/return.feature")
    project.write("harness.toml", 'version = 1\nsteps = ["scenarios.steps", "own_steps"]\n')
    project.write("own_steps.py", ENDLESS)
    project.write("features/zzz.feature", "Feature: Endless\n  Scenario: Endless\n    Given it takes for ever\n")
    return project


def backends_are_gone(events: list[dict[str, object]]) -> None:
    addresses = [urlsplit(str(line["backend"])) for line in events if line["type"] == "systems"]
    assert addresses
    for address in addresses:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((str(address.hostname), address.port or 0), timeout=2)


def test_after_a_green_run_nothing_is_left_but_its_folder(project: Project) -> None:
    before = {path.name for path in project.root.iterdir()}
    done = project.run()
    assert done.code == 0, done.said
    nothing_is_left(done.mark)
    backends_are_gone(done.lines)
    assert {path.name for path in project.root.iterdir()} - before == {"runs", ".pytest_cache"}
    assert done.folder is not None
    assert [path.name for path in done.folder.rglob("*")] == ["events-main.ndjson"]


@ONE_AND_TWO
@pytest.mark.parametrize("group", [True, False], ids=["terminal", "first process only"])
def test_an_interrupted_run_ends_with_130_and_tells_how_far_it_got(
    long_run: Project, processes: str, group: bool
) -> None:
    with long_run.started("amocrm-e2e", "run", "--browser", "form", "-n", processes) as running:
        running.wait_for_scenarios(1)
        running.interrupt(group=group)
        done = running.finish()
    assert done.code == 130, done.said
    assert done.out.splitlines()[-1].startswith("Перервано. Завершено сценаріїв: ")
    assert "✗" not in done.out, "what was cut off has not failed"
    for noise in ("Traceback", "KeyboardInterrupt", "xdist"):
        assert noise not in done.said
    nothing_is_left(done.mark, seconds=SECONDS)
    backends_are_gone(done.lines)


def test_a_job_that_is_cancelled_leaves_its_reports(long_run: Project) -> None:
    with long_run.started("amocrm-e2e", "run", "--browser", "form", "--junit", "report.xml") as running:
        running.wait_for_scenarios(1)
        running.process.send_signal(signal.SIGTERM)
        done = running.finish()
    assert done.code == 130, done.said
    assert done.out.splitlines()[-1].startswith("Перервано. Завершено сценаріїв: ")
    assert "<testcase" in (long_run.root / "report.xml").read_text(encoding="utf-8")
    assert "Traceback" not in done.said
    nothing_is_left(done.mark, seconds=SECONDS)


SLOW_TO_IMPORT = """\
import pathlib
import threading

pathlib.Path("importing").touch()
threading.Event().wait()
"""


def test_a_run_interrupted_before_its_first_scenario_ends_with_130_too(project: Project) -> None:
    project.write("own_steps.py", SLOW_TO_IMPORT)
    project.write("harness.toml", 'version = 1\nsteps = ["own_steps"]\n')
    with project.started("amocrm-e2e", "run") as running:
        wait_for((project.root / "importing").exists, what="the steps to be imported", seconds=SECONDS, seen=lambda: "")
        running.interrupt(group=True)
        done = running.finish()
    assert (done.code, done.out) == (130, "")
    assert "Traceback" not in done.err
    nothing_is_left(done.mark, seconds=SECONDS)


@ONE_AND_TWO
def test_a_killed_run_takes_its_backends_along(long_run: Project, processes: str) -> None:
    with long_run.started("amocrm-e2e", "run", "-n", processes, "--browser", "form") as running:
        running.wait_for_scenarios(1)
        running.process.kill()
        running.process.wait()
        nothing_is_left(running.mark, seconds=SECONDS)
        done = running.finish()
    assert done.code == -9
    backends_are_gone(done.lines)


def test_an_interrupted_proof_proves_nothing(project: Project) -> None:
    with project.started("amocrm-e2e", "prove", "-n", "2") as running:
        assert running.process.stderr is not None
        assert "red" in running.process.stderr.readline()
        running.interrupt(group=True)
        done = running.finish()
    assert done.code == 130
    assert "interrupted" in done.err
    assert "Proved" not in done.out
    assert not list(project.root.glob("runs/prove-*/proof.*"))
    nothing_is_left(done.mark, seconds=SECONDS)


def test_a_backend_that_dies_in_the_middle_is_named_and_the_next_scenario_gets_another(project: Project) -> None:
    project.write(
        "features/a_first.feature", "Feature: First\n  Scenario: It dies\n    Given Ann signs in to the app\n"
    )
    project.write(
        "app.py",
        "import os, sys, flask\n"
        "from reference_backend.cli import main\n"
        "dispatch = flask.Flask.full_dispatch_request\n"
        "def dying(app):\n"
        "    if flask.request.path.endswith('/status') and not os.path.exists('died'):\n"
        "        open('died', 'w').close()\n"
        "        print('out of memory', os.environ['AMO_CLIENT_SECRET'], flush=True)\n"
        "        os._exit(9)\n"
        "    return dispatch(app)\n"
        "flask.Flask.full_dispatch_request = dying\n"
        "sys.exit(main())\n",
    )
    project.settings("[backend]", 'command = ["{python}", "app.py", "--port", "{port}"]', 'client_secret = "Pl4nted"')
    done = project.run()
    assert done.code == 1
    assert "the backend has died; its last output:" in done.out
    assert "out of memory •••" in done.out
    assert list(done.verdicts.values()) == ["failed", "passed"]
    assert len([line for line in done.lines if line["type"] == "systems"]) == 1


@ONE_AND_TWO
def test_a_run_whose_events_find_no_room_ends_there_and_what_was_written_can_be_told(
    project: Project, processes: str
) -> None:
    project.own_steps(FULL)
    scenarios = ("it is fine", "the disk is full", *["it is fine"] * 4)
    told = "".join(f"  Scenario: {n} {step}\n    Given {step}\n" for n, step in enumerate(scenarios))
    project.write("features/small.feature", f"Feature: Disk\n{told}")
    done = project.run("-n", processes)

    assert (done.code, done.out) == (2, ""), done.said
    assert f"could not run: events can't be written to {done.folder}: File too large" in done.err
    assert done.err.count("could not run") == 1
    assert "Traceback" not in done.said
    nothing_is_left(done.mark)
    verdicts = [scenario.verdict for scenario in done.run.scenarios]
    assert verdicts[0] == "passed"
    assert "not_ended" in verdicts
    if processes == "0":
        assert verdicts[2:] == ["not_run"] * 4
