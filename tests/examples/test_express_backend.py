"""The backend in Express: its README is typed as it stands, in a copy of the example with its npm packages."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from harness.adapters.backend import HttpBackend, start_backend
from harness.adapters.crm import MockCrm
from harness.ports.crm import Account, Fault, LeadDraft
from harness.settings import load
from mock_amocrm.server import MockAmoCRM
from tests.prerequisites import node, node_modules

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "express_backend"

# What each command of the README comes to: the causes that are named, nothing else, or none and exit code 0.
README: Mapping[str, frozenset[str]] = {
    "amocrm-e2e run ../../features/connect/deep_link_uk.feature ../../features/status/people.feature": frozenset(),
    "BUG=code-in-deep-link amocrm-e2e run ../../features/connect/deep_link_uk.feature": frozenset(
        {"code_in_deep_link"}
    ),
    "BUG=token-shared amocrm-e2e run ../../features/status/people.feature:12": frozenset({"token_shared"}),
    "BUG=webhook-form-unread amocrm-e2e run ../../features/webhooks/leads_uk.feature": frozenset({"webhook_ignored"}),
    "BUG=code-in-deep-link amocrm-e2e run --bug client-exchanges-code ../../features/connect/deep_link_uk.feature": (
        frozenset({"code_exchanged_twice"})
    ),
}
PROVE = "amocrm-e2e prove --bug seed --bug token-shared ../../features/status/people.feature"

# By name: what is beside them may ask for something that this backend doesn't have, such as filters of the list or the
# renewal of the app's own session.
FEATURES = (
    "connect/callback_page_en.feature",
    "connect/callback_page_ru.feature",
    "connect/callback_page_uk.feature",
    "connect/consent.feature",
    "connect/deep_link_en.feature",
    "connect/deep_link_ru.feature",
    "connect/deep_link_uk.feature",
    "connect/return.feature",
    "leads/broken_import_en.feature",
    "leads/contacts_uk.feature",
    "leads/list.feature",
    "resilience/account.feature",
    "resilience/connection.feature",
    "resilience/limits.feature",
    "session/refused_refresh.feature",
    "session/tokens.feature",
    "status/people.feature",
    "webhooks/leads_uk.feature",
    "webhooks/retries_ru.feature",
    "webhooks/switched_off_en.feature",
)


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended, and the events of its run."""

    code: int
    printed: str
    events: tuple[Mapping[str, object], ...]

    def of(self, kind: str) -> list[Mapping[str, object]]:
        """The events of one kind."""
        return [event for event in self.events if event["type"] == kind]

    @property
    def causes(self) -> set[object]:
        """What was found on the wire."""
        return {event["cause"] for event in self.of("finding")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example with its packages, in a checkout that holds nothing besides but the features."""
    checkout = tmp_path_factory.mktemp("checkout")
    copy = checkout / "examples" / EXAMPLE.name
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("node_modules", "runs"))
    (copy / "node_modules").symlink_to(node_modules(EXAMPLE.name))
    (checkout / "features").symlink_to(ROOT / "features")
    return copy


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands `node` and `amocrm-e2e` are those of the tests."""
    program = node()
    assert program is not None
    folders = [str(Path(sys.executable).parent), str(program.parent), os.environ["PATH"]]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))


def type_(command: str, folder: Path) -> Done:
    """A command line in the example's folder, by a shell."""
    # The options of the pytest that runs this must not decide what it finds.
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    shutil.rmtree(folder / "runs", ignore_errors=True)
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    files = sorted((folder / "runs").rglob("events*.ndjson"))
    events = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return Done(done.returncode, done.stdout + done.stderr, tuple(events))


def test_the_readme_is_what_is_tested_here() -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    typed = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    assert typed == ["npm ci", *README, PROVE]


@pytest.mark.parametrize("command", README)
def test_a_command_of_the_readme_shows_the_cause_and_no_other(command: str, folder: Path) -> None:
    done = type_(command, folder)
    causes = README[command]
    assert (done.code, done.causes) == (1 if causes else 0, causes), done.printed
    assert (not causes) == all(event["verdict"] == "passed" for event in done.of("verdict"))


def test_the_known_bugs_are_killed_and_named_by_the_harness_own_switch_as_well(folder: Path) -> None:
    done = type_(PROVE, folder)
    assert done.code == 0, done.printed
    for bug, cause in (("seed", "code_exchanged_twice"), ("token-shared", "token_shared")):
        assert re.search(rf"^{bug} +[●·]+  {cause}$", done.printed, re.MULTILINE), done.printed


def test_the_features_are_green_and_meet_routes_of_its_own(folder: Path) -> None:
    features = " ".join(f"../../features/{name}" for name in FEATURES)
    done = type_(f"amocrm-e2e run --browser=form {features}", folder)
    assert done.code == 0, done.printed
    verdicts = Counter(event["verdict"] for event in done.of("verdict"))
    assert set(verdicts) == {"passed"}
    assert verdicts["passed"] >= 44
    paths = {urlsplit(str(event["url"])).path for event in done.of("exchange")}
    assert {"/sessions", "/amo", "/amo/link", "/amo/return", "/amo/news", "/deals/page/1"} <= paths
    assert not [path for path in paths if path.startswith("/api/") and not path.startswith("/api/v4/")]


def test_what_it_does_not_survive_is_named_although_nobody_made_it_a_bug(folder: Path) -> None:
    done = type_("amocrm-e2e run --browser=form ../../features/connect/address.feature", folder)
    assert (done.code, done.causes) == (1, {"account_move_ignored"}), done.printed


def test_a_bug_that_it_does_not_have_is_refused_not_ignored(folder: Path) -> None:
    done = type_("BUG=tokn-shared amocrm-e2e run ../../features/leads/list.feature", folder)
    assert done.code == 2
    assert "no bug is called tokn-shared; known: code-in-deep-link, token-shared, webhook-form-unread" in done.printed


def test_a_token_that_died_is_renewed_once_however_many_ask_at_the_same_time(folder: Path) -> None:
    with MockAmoCRM() as mock, connected_app(mock, folder) as (app, account, crm):
        card = app.get("/deals/page/1")["deals"][0]
        crm.advance(account, 25 * 3600)
        crm.order(Fault("/oauth2/access_token", kind="slow", account=account, seconds=0.5, times=None))
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(app.get, [f"/deals/{card['uid']}"] * 6))
        journal = mock.fake.journal.read(account=account.subdomain).entries
    assert [answer["deal"]["card"]["title"] for answer in answers] == ["Flat in Soho"] * 6
    assert len([entry for entry in journal if entry.path == "/oauth2/access_token"]) == 2  # the code's and one more


def test_what_amocrm_refuses_does_not_sign_anybody_out_of_the_app(folder: Path) -> None:
    with MockAmoCRM() as mock, connected_app(mock, folder) as (app, account, crm):
        card = app.get("/deals/page/1")["deals"][0]
        assert app.get("/amo") == {"link": {"account": account.host}}
        crm.revoke(account)
        with pytest.raises(requests.HTTPError, match="502"):
            app.get(f"/deals/{card['uid']}")
        assert app.get("/amo") == {"link": None}


class App:
    """Somebody new, signed in."""

    def __init__(self, backend: HttpBackend) -> None:
        self._url, user = backend.base_url, backend.new_user("Ann")
        self._key = self._ask("POST", "/sessions", {"mail": user.email, "secret": user.password})["session"]["key"]

    def _ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        answer = requests.request(method, self._url + path, json=body, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def get(self, path: str) -> Any:
        """What is answered."""
        return self._ask("GET", path, Authorization=f"Bearer {self._key}")

    def connect(self, account: Account, code: str) -> None:
        """Come back from the consent page with a code."""
        visit = self._ask("POST", "/amo/link", Authorization=f"Bearer {self._key}")["visit"]
        query = {"code": code, "referer": account.host, "state": dict(parse_qsl(urlsplit(visit).query))["state"]}
        page = requests.get(f"{self._url}/amo/return", params=query, timeout=30).text
        assert '<input type="hidden" name="success" value="true">' in page


@contextmanager
def connected_app(mock: MockAmoCRM, folder: Path) -> Iterator[tuple[App, Account, MockCrm]]:
    """The example itself, started as harness.toml says, and somebody who has connected an account with a lead."""
    crm, made = MockCrm(mock.url), []

    def register(redirect_uri: str) -> dict[str, str]:
        made.append(crm.register(name="express", redirect_uri=redirect_uri))
        return {"client_id": made[-1].client_id, "client_secret": made[-1].client_secret}

    backend = start_backend(load(folder / "harness.toml"), crm_url=mock.url, register=register, database_url="")
    try:
        account = crm.create_account(world="empty", lang="en")
        crm.add_leads(account, [LeadDraft("Flat in Soho", price=1200)])
        control, client = f"{mock.url}/_mock/accounts/{account.subdomain}", {"client_id": made[-1].client_id}
        requests.post(f"{control}/install", json=client, timeout=30).raise_for_status()
        app = App(backend)
        app.connect(account, requests.post(f"{control}/codes", json=client, timeout=30).json()["code"])
        yield app, account, crm
    finally:
        backend.stop()
        crm.close()


def test_its_packages_are_exact_and_come_from_wherever_npm_is_told_to_take_them() -> None:
    wanted = json.loads((EXAMPLE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((EXAMPLE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [path for path, package in locked.items() if path and not package.get("integrity")] == []
    assert [path for path, package in locked.items() if "resolved" in package] == []
