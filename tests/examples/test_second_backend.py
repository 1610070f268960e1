"""The second backend, run from outside as its reader would run it: harness.toml alone connects it."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "second_backend"
DEEP_LINKS = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "features" / "connect").glob("deep_link_*.feature"))


def run(*arguments: str, settings: Path = EXAMPLE / "harness.toml", folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("amocrm-e2e")), "run", f"--settings={settings}", *arguments]
    # The options of the pytest that runs this must not decide what it finds.
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    own = [f"--run-folder={folder}", "-p", "no:cacheprovider"]
    return subprocess.run([*command, *own], cwd=ROOT, env=env, capture_output=True, text=True, timeout=400, check=False)


def events(folder: Path, kind: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for file in folder.glob("events-*.ndjson") for line in file.read_text().splitlines()]
    return [line for line in lines if line["type"] == kind]


def verdicts(folder: Path) -> Counter[object]:
    return Counter(event["verdict"] for event in events(folder, "verdict"))


def patched(folder: Path, *, old: str, new: str) -> Path:
    """The settings of a copy with one line of its backend changed."""
    copy = folder / "patched"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    source = (copy / "backend.py").read_text()
    assert source.count(old) == 1, f"{old!r} is not once in the example"
    (copy / "backend.py").write_text(source.replace(old, new))
    return copy / "harness.toml"


def test_the_seeds_scenario_is_green_in_three_languages(tmp_path: Path) -> None:
    done = run(*DEEP_LINKS, "--browser=form", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(DEEP_LINKS) == 3
    assert verdicts(tmp_path) == {"passed": 3}
    paths = {urlsplit(str(event["url"])).path for event in events(tmp_path, "exchange")}
    assert {"/login", "/crm", "/crm/link", "/crm/deals", "/oauth/return"} <= paths
    assert not [path for path in paths if path.startswith("/api/") and not path.startswith("/api/v4/")]


def test_the_seeds_scenario_is_green_in_chromium_by_its_tag(tmp_path: Path) -> None:
    done = run("features/connect/deep_link_uk.feature", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [event["browser"] for event in events(tmp_path, "verdict")] == ["chromium"]


# It reads leads at every look, asks once and waits for nothing: what it doesn't survive, each for its own reason.
NOT_SURVIVED = {
    "Сесію, що закінчилася, застосунок поновлює сам": "it renews no sessions, so one has to sign in again",
    "Сесія закінчується, поки Олена в браузері": "it renews no sessions, so one has to sign in again",
    "Адміністратор вимкнув інтеграцію": "it says of a lead that it isn't there where the connection has ended",
    "Нова пара загубилася дорогою": "the same",
    "Чотири місяці ніхто не відкривав лідів": "the same",
    "Адреса бэкенда нет в списке аккаунта": "a refusal of amoCRM's becomes one of its own",
    "Відповідь із токеном обривається на півслові": "half an answer is no JSON",
    "Відповідь про змінений лід обривається": "half an answer is no JSON",
    "amoCRM не відповідає зовсім, а потім одужує": "a broken connection is nobody's business there",
    "amoCRM breaks off between two pages": "a broken connection is nobody's business there",
    "Підключення переживає нову адресу акаунта": "it keeps to the address that it was linked at",
    "Лід знаходять за ім'ям контакту": "it knows no contacts",
    "У ліда кілька контактів": "it knows no contacts",
    "Фильтр закрытых показывает и выигранные, и проигранные": "its list has no filters",
    "Выигранного лида нет среди тех, что в работе": "its list has no filters",
    "За етапом видно лише його ліди, а без фільтра — знову всі": "its list has no filters",
    "Етап вужчий за статус, тож вирішує етап": "its list has no filters",
    "Етапи приходять разом із воронками": "its list has no filters",
    "A lead's own screen says what amoCRM has of it": "it tells no phone",
    "A long import keeps every lead although amoCRM limits requests": "it doesn't ask again after a 429",
}


def test_every_other_feature_is_green_but_for_what_it_does_not_survive(tmp_path: Path) -> None:
    folders = sorted(str(each.relative_to(ROOT)) for each in (ROOT / "features").iterdir() if each.is_dir())
    done = run(*folders, "--browser=form", folder=tmp_path)
    failed = {line[2:].partition("  (")[0] for line in done.stdout.splitlines() if line.startswith("✗ ")}
    assert (done.returncode, failed) == (1, set(NOT_SURVIVED)), done.stdout + done.stderr
    assert verdicts(tmp_path)["passed"] >= 29


# What other correct backends do otherwise, and what nobody may call a mistake.
OTHER_WAYS = {
    "a failure is success=false": ('else {"error": outcome}', 'else {"success": "false"}'),
    "the app opens a page of the backend's that leads to amoCRM": (
        """return {"open": f"{authorize_url}?{urlencode({'client_id': CLIENT['client_id'], 'state': state})}"}""",
        """url = f"{authorize_url}?{urlencode({'client_id': CLIENT['client_id'], 'state': state})}"
    app.route("/to/" + state[:8], callback=lambda: bottle.redirect(url))
    return {"open": CLIENT["redirect_uri"].replace("/oauth/return", "/to/" + state[:8])}""",
    ),
}


@pytest.mark.parametrize(("old", "new"), OTHER_WAYS.values(), ids=OTHER_WAYS)
def test_another_correct_way_is_green(old: str, new: str, tmp_path: Path) -> None:
    settings = patched(tmp_path, old=old, new=new)
    features = ("features/connect/consent.feature", "features/connect/deep_link_en.feature")
    done = run(*features, "--browser=form", settings=settings, folder=tmp_path / "run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert verdicts(tmp_path / "run") == {"passed": 7}


def test_a_code_in_the_deep_link_is_red_and_named(tmp_path: Path) -> None:
    settings = patched(tmp_path, old='{"success": "true"} if', new='{"code": bottle.request.query.code} if')
    done = run("features/connect/deep_link_uk.feature", "--browser=form", settings=settings, folder=tmp_path / "run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Deep link несе вже витрачений код" in done.stdout
    assert "success=true" in done.stdout
    assert [event["cause"] for event in events(tmp_path / "run", "finding")] == ["code_in_deep_link"]


# What the wrong backend does is one line; what the harness has to say about it is the other column.
MISTAKES = {
    "the token is thrown away": (
        "user.host, user.tokens = host, answer.json() if answer.status_code == 200 else {}",
        "user.host, user.tokens = host, {}\n    return answer.status_code == 200",
        "token_lost",
    ),
    "any state will do": (
        "consent, host = consents.get(query.state), query.referer.lower()",
        "consent, host = Consent(list(users.values())[0]), query.referer.lower()",
        "state_not_verified",
    ),
    "it says yes without a token": (
        '"yes" if user.tokens else "no"',
        '"yes"',
        "status_without_token",
    ),
}


@pytest.mark.parametrize(("old", "new", "cause"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_of_ones_own_is_named_as_well(old: str, new: str, cause: str, tmp_path: Path) -> None:
    settings = patched(tmp_path, old=old, new=new)
    features = ("features/connect/consent.feature", "features/connect/deep_link_en.feature")
    done = run(*features, "--browser=form", settings=settings, folder=tmp_path / "run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert cause in {event["cause"] for event in events(tmp_path / "run", "finding")}


NOT_CONNECTED = """\
Feature: What is given
  Scenario: Bob doesn't see what Ann has connected
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    And Bob has an empty amoCRM account
    And Bob signs in to the app
    And Ann has amoCRM connected
    Then Bob sees that amoCRM is not connected
    And no request is refused
"""


def test_a_connection_that_is_given_must_be_there(tmp_path: Path) -> None:
    settings = patched(tmp_path, old="    if query.error:", new="    if True:")
    feature = tmp_path / "given.feature"
    feature.write_text(NOT_CONNECTED)
    done = run(str(feature), "--browser=form", settings=settings, folder=tmp_path / "run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Ann has amoCRM connected" in done.stdout


TWO_DAYS = """\
Feature: Time
  Scenario: Everybody's token dies, also in parts and in minutes
    Given Ann has an amoCRM account with 2 leads
    And Ann signs in to the app
    And Ann has amoCRM connected
    And Bob has an amoCRM account with 3 leads
    And Bob signs in to the app
    And Bob has amoCRM connected
    When 13 hours pass
    And 720 minutes pass
    And Ann refreshes the list of leads
    And Bob refreshes the list of leads
    Then Ann sees the leads of their account
    And Bob sees the leads of their account
"""


def test_a_refusal_is_allowed_for_each_token_that_died(tmp_path: Path) -> None:
    feature = tmp_path / "time.feature"
    feature.write_text(TWO_DAYS)
    done = run(str(feature), "--browser=form", folder=tmp_path / "run")
    assert done.returncode == 0, done.stdout + done.stderr
    refused = [event for event in events(tmp_path / "run", "exchange") if event["status"] == 401]
    assert len(refused) == 2


def test_a_bug_of_the_reference_backend_is_refused_not_ignored(tmp_path: Path) -> None:
    done = run("features/connect/deep_link_uk.feature", "--bug=code-in-deep-link", folder=tmp_path)
    assert done.returncode == 2
    assert "bug_option" in done.stdout + done.stderr


def test_the_pinned_set_of_the_example_is_the_one_that_is_tested() -> None:
    wanted = {line.split()[0] for line in (EXAMPLE / "requirements.txt").read_text().splitlines() if line.strip()}
    ours = {
        line.split()[0]
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text().splitlines()
        if line.strip() and not line.startswith(("#", "-"))
    }
    assert wanted <= ours
