"""Which phone a run has: what was asked for, what the settings say, and what is said when there are no pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.adapters.chromium_watched import Watched
from harness.events.results import ScenarioResult
from harness.events.status import PASSED
from harness.report.terminal import scenario_line
from harness.run.arguments import pytest_arguments
from harness.run.options import Options, check
from harness.settings import Settings, SettingsError
from simulated_client import web_host

HEADLESS = Options(
    settings=Settings(), profile=None, bugs=(), folder=Path("runs/1"), worker="main", client="headless", browser="form"
)
WEB = replace(HEADLESS, client="web")


def test_both_commands_hand_the_choice_to_pytest() -> None:
    assert "--client=web" in pytest_arguments(client="web")
    assert not [word for word in pytest_arguments() if word.startswith("--client")]


@pytest.mark.parametrize(("client", "told"), [("web", "web)"), ("headless", "0.50 s)")])
def test_the_scenarios_line_tells_of_a_phone_that_is_not_the_usual_one(client: str, told: str) -> None:
    place = "list.feature:3"
    result = ScenarioResult("list", "List", "Leads", place, "en", verdict=PASSED, seconds=0.5, client=client)
    assert scenario_line(result).endswith(told)


def test_without_the_pages_it_is_said_what_to_type_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(web_host.check_pages, "__defaults__", (tmp_path,))
    check(HEADLESS)
    with pytest.raises(SettingsError, match=r"--client web: the web phone's pages aren't built.*type `make web`"):
        check(WEB)


def test_a_web_phone_can_be_watched_though_the_browser_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "index.html").touch()
    monkeypatch.setattr(web_host.check_pages, "__defaults__", (tmp_path,))
    check(replace(WEB, watched=Watched(slow_mo=5)))
    with pytest.raises(SettingsError, match="need Chromium"):
        check(replace(HEADLESS, watched=Watched(slow_mo=5)))
