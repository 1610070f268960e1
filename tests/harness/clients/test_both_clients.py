"""Every scenario, and every known bug of the app with the scenarios that catch it: the same on either phone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from played import Play, plays

from harness.adapters.chromium_executable import BrowserMissing, find_chromium
from harness.proof.catalogue import BUGS
from harness.proof.variant import variant
from harness.settings import BrowserSettings
from simulated_client import list_bugs
from simulated_client.web_host import PagesMissing, check_pages

ROOT = Path(__file__).parents[3]
HALVES = {"way": ("connect", "resilience", "webhooks"), "lists": ("leads", "session", "status")}
LEFT_TO_CHANCE = {"local-lead-id-parsed"}  # 400 or 404, by the first sign of an id that is random
OF_THE_APP = [bug.id for bug in BUGS.values() if bug.switches.client and bug.id not in LEFT_TO_CHANCE]


def caught_in(themes: tuple[str, ...]) -> list[str]:
    """The app's bugs that scenarios of these themes are known to catch; any other one would be played with all."""
    return [id_ for id_ in OF_THE_APP if {file.partition("/")[0] for file in variant(id_).fails} & {*themes}]


def play(client: str, themes: tuple[str, ...], folder: Path) -> dict[str, Play]:
    """The scenarios of some themes, each as it is and with the app's bugs that it catches."""
    command = [sys.executable, "-P", "-m", "pytest", *(f"features/{theme}" for theme in themes), "--rootdir=."]
    command += ["-qq", "-p", "no:cacheprovider", "-p", "no:faker", f"--run-folder={folder}", f"--client={client}"]
    command += ["--browser=form", *(f"--against={bug}" for bug in caught_in(themes))]
    # The options of the pytest that runs this must not decide what it finds.
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 1, f"the bugs are to turn scenarios red, and nothing else is to go wrong\n{done.stdout}"
    return plays(folder)


@pytest.mark.parametrize("half", HALVES)
def test_screens_requests_causes_and_verdicts_are_the_same_on_both_clients(half: str, tmp_path: Path) -> None:
    try:
        find_chromium(BrowserSettings())
        check_pages()
    except (BrowserMissing, PagesMissing) as missing:
        pytest.skip(str(missing))
    headless, web = (play(client, HALVES[half], tmp_path / client) for client in ("headless", "web"))

    assert list(headless) == list(web)
    told = {id_: headless[id_].difference(web[id_]) for id_ in headless}
    assert not any(told.values()), "\n".join(f"{id_}\n{text}" for id_, text in told.items() if text)
    assert all(any(step.screens for step in one.steps) for one in headless.values() if one.verdict == "passed")
    mistaken = {id_ for id_, one in headless.items() if (one.verdict == "passed") == ("⟵" in id_)}
    assert not mistaken, "a scenario is green as it is, and red with the bug that it catches"


def test_nothing_is_left_out() -> None:
    themes = {folder.name for folder in (ROOT / "features").iterdir() if folder.is_dir()}
    assert themes == {theme for half in HALVES.values() for theme in half}
    switched = {bug for id_ in OF_THE_APP for bug in BUGS[id_].switches.client}
    assert switched == set(list_bugs())
    assert {id_ for half in HALVES.values() for id_ in caught_in(half)} == {*OF_THE_APP}
