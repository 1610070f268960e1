"""Small projects that are set up as their authors may set them up."""

from pathlib import Path

import requests
from project_folder import Project

from mock_amocrm.server import MockAmoCRM

TWO_SCENARIOS = """\
# language: uk
Функціонал: Один акаунт на всіх
  Сценарій: Перший
    Нехай Олена має акаунт amoCRM, у якому 3 ліди
    І Олена входить у застосунок
    Коли Олена підключає amoCRM
    Тоді Олена бачить 3 ліди
    І Олена бачить ліди свого акаунта

  Сценарій: Другий
    Нехай Іван має акаунт amoCRM, у якому 2 ліди
    І Іван входить у застосунок
    Тоді Іван бачить, що amoCRM не підключено
    Коли Іван підключає amoCRM
    Тоді Іван бачить 2 ліди
    І Іван бачить ліди свого акаунта
"""


def test_an_empty_settings_file_and_a_folder_of_features_are_enough(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("harness.toml", "")
    project.empty_accounts("Small")
    for name, arguments in {"amocrm-e2e": ["run"], "pytest": []}.items():
        done = project.command(name, *arguments)
        assert done.code == 0, done.said
        assert done.verdicts == {"features/small.feature:2": "passed"}


def test_features_alone_are_enough_for_the_command(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.empty_accounts("Small")
    done = project.run()
    assert done.code == 0, done.said
    assert "The journey works. Scenarios passed: 1." in done.out


def test_each_scenario_gets_the_one_account_as_new(project: Project) -> None:
    project.write("features/small.feature", TWO_SCENARIOS)
    project.settings("[backend]", 'account = "fixed"')
    done = project.run()
    assert done.code == 0, done.said
    accounts = [line for line in done.lines if line["type"] == "account"]
    assert len({str(line["subdomain"]) for line in accounts}) == 1
    assert {str(line["owner"]) for line in accounts} == {"Олена", "Іван"}
    assert list(done.verdicts.values()) == ["passed", "passed"]


WEBHOOKS = """\
Feature: Webhooks
  Scenario: Set up
    Given Ann has an empty amoCRM account
    And Ann signs in to the app
    When Ann sets up webhooks to the backend in amoCRM
    Then Ann sees in amoCRM that the webhooks are on
"""


def test_the_webhooks_of_a_scenario_are_gone_after_it_from_an_amocrm_that_stays(project: Project) -> None:
    project.write("features/webhooks.feature", WEBHOOKS)
    with MockAmoCRM() as mock:
        project.settings("[mock]", f'url = "{mock.url}"')
        done = project.run()
        accounts = requests.get(f"{mock.url}/_mock/accounts", timeout=5).json()["accounts"]
        left = [
            requests.get(f"{mock.url}/_mock/accounts/{account['subdomain']}/webhooks", timeout=5).json()["webhooks"]
            for account in accounts
        ]

    assert done.code == 0, done.said
    assert left
    assert not any(left)


def test_settings_from_elsewhere_bring_their_own_folder_along(tmp_path: Path) -> None:
    project = Project(tmp_path / "here")
    project.root.mkdir()
    project.empty_accounts("Small")
    there = Project(tmp_path / "there")
    there.write("app.py", "from reference_backend.cli import main\nraise SystemExit(main())\n")
    there.settings("[backend]", 'command = ["{python}", "app.py", "--port", "{port}"]')
    done = project.run("--settings", "../there/harness.toml")
    assert done.code == 0, done.said


def test_a_run_into_a_used_folder_forgets_what_was_there(project: Project) -> None:
    project.write("runs/same/events-gw1.ndjson", "of an older run, with more processes\n")
    done = project.run("--run-folder", "runs/same")
    assert done.code == 0, done.said
    assert "Scenarios passed: 1." in done.out
    assert [path.name for path in (project.root / "runs" / "same").iterdir()] == ["events-main.ndjson"]
