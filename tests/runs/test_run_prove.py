"""`amocrm-e2e prove` from outside: somebody's own features, a bug of the app, two bugs at once, and what is written."""

import json
from pathlib import Path

import pytest
from project_folder import Project

from harness.proof.catalogue import BUGS
from harness.proof.prove import Wanted, _variants

FEATURE = """
Feature: Ours

  Scenario: Connected
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    When Ann connects amoCRM
    Then Ann sees that amoCRM is connected

  Scenario: Not connected
    Given Ann signs in to the app
    Then Ann sees that amoCRM is not connected
"""


@pytest.fixture
def ours(project: Project) -> Project:
    project.write("features/ours.feature", FEATURE)
    return project


def test_features_that_the_catalogue_does_not_know_are_all_played_with_the_bug(ours: Project) -> None:
    done = ours.command("amocrm-e2e", "prove", "features/ours.feature", "--bug", "client-exchanges-code", "-n", "0")
    (document,) = (json.loads(file.read_text(encoding="utf-8")) for file in ours.root.glob("runs/prove-*/proof.json"))

    assert done.code == 0, done.out
    assert "[2/2] client-exchanges-code: 1 of 2 red" in done.err
    assert "client-exchanges-code  ●·  app_expects_code" in done.out
    assert document["bugs"]["client-exchanges-code"]["kills"] == {"features/ours.feature:4": ["app_expects_code"]}
    assert document["bugs"]["client-exchanges-code"]["survives"] == ["features/ours.feature:10"]
    assert list(ours.root.glob("runs/prove-*/proof.html"))


def test_a_bug_that_nothing_catches_makes_the_proof_red(ours: Project) -> None:
    words = ("features/ours.feature", "--bug", "webhook-form-unread", "-n", "0", "--json", "out/m.json", "--lang", "uk")
    done = ours.command("amocrm-e2e", "prove", *words)

    assert done.code == 1
    assert "✗ ніщо не ловить webhook-form-unread" in done.out
    assert json.loads((ours.root / "out/m.json").read_text(encoding="utf-8"))["problems"] == [
        "nothing kills webhook-form-unread"
    ]


DECLARED = "Холодный старт по ссылке"
RETURN = f"""
# language: ru
Функция: Возврат в приложение

  Предыстория:
    Допустим Ольга имеет аккаунт amoCRM, в котором 2 лида
    И Ольга входит в приложение
    И Ольга подключает amoCRM

  Сценарий: Просто подключено
    Тогда Ольга видит, что amoCRM подключена

  Сценарий: {DECLARED}
    Тогда Ольга видит, что amoCRM подключена
"""


@pytest.mark.parametrize(("words", "played"), [([], 1), (["--everywhere"], 2)], ids=["its own", "everywhere"])
def test_a_bug_is_played_with_the_scenarios_that_are_to_catch_it_or_with_all(
    project: Project, words: list[str], played: int
) -> None:
    assert DECLARED in BUGS["token-lost"].fails["connect/return.feature"]
    project.write("features/connect/return.feature", RETURN)
    # Whoever stops at the first failure elsewhere doesn't stop a proof, in which most are to fail.
    project.write("pytest.ini", "[pytest]\naddopts = -x\n")
    done = project.command("amocrm-e2e", "prove", "features/connect", "--bug", "token-lost", "-n", "0", *words)

    assert done.code == 0, done.said
    assert f"token-lost: {played} of {played} red" in done.err


def test_repeating_a_proof_repeats_the_correct_pair_only(ours: Project) -> None:
    words = ("features/ours.feature", "--bug", "client-exchanges-code", "--repeat", "2", "-n", "0")
    done = ours.command("amocrm-e2e", "prove", *words)

    assert done.code == 0, done.said
    assert "the correct pair: 0 of 4 red" in done.err
    assert "client-exchanges-code: 1 of 2 red" in done.err


def test_a_bug_that_does_not_exist_is_answered_before_anything_starts(ours: Project) -> None:
    done = ours.command("amocrm-e2e", "prove", "--bug", "token-lots")

    assert (done.code, done.out) == (2, "")
    assert "--bug token-lots: no such bug; did you mean “token-lost”?" in done.err


def test_a_backend_that_runs_elsewhere_is_not_told_anything_wrong(tmp_path: Path) -> None:
    settings = tmp_path / "harness.toml"
    elsewhere = 'url = "http://127.0.0.1:8000"\nclient_id = "a"\nclient_secret = "b"\n'
    settings.write_text(f"version = 1\n[backend]\n{elsewhere}", encoding="utf-8")
    own = {one.id for one in _variants(Wanted(paths=["features"], settings=str(settings)))}

    assert "redirect-uri-bare-domain" in own
    assert own.isdisjoint({"redirect-uri-trailing-slash", "secret-of-another-integration", "token-lost"})


def test_a_backend_without_switches_is_proved_against_the_other_bugs(tmp_path: Path) -> None:
    settings = tmp_path / "harness.toml"
    settings.write_text('version = 1\n[backend]\ncommand = ["{python}", "app.py"]\nbug_option = ""\n', encoding="utf-8")
    own = {one.id for one in _variants(Wanted(paths=["features"], settings=str(settings)))}

    assert own == {bug.id for bug in BUGS.values() if not bug.switches.backend}
    assert own
