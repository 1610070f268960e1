"""What `up` runs, put together in this process: whose backend it is decides how a link into the app comes back."""

import dataclasses
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from ports_for_hand import free_ports

from harness.adapters.process import ManagedProcess
from harness.adapters.waiting import wait_for
from harness.commands.up import introduction
from harness.proof.catalogue import Switches
from harness.run.by_hand import ByHand, Ports
from harness.settings import BackendSettings, Settings
from harness.settings.model import REFERENCE_ENV

OWN = ("{python}", "-m", "reference_backend", "--port", "{port}", "--host", "127.0.0.1")
Begin = Callable[..., ByHand]


@pytest.fixture
def begin() -> Iterator[Begin]:
    begun: list[ByHand] = []

    def made(backend: BackendSettings, ports: Ports | None = None, *, bugs: Switches | None = None) -> ByHand:
        settings = dataclasses.replace(Settings(), backend=backend)
        begun.append(
            ByHand(settings, ports=ports or free_ports(), world=None, profile=None, bugs=bugs or Switches(), lang="en")
        )
        return begun[-1]

    yield made
    for each in begun:
        each.close()


def test_a_backend_that_builds_its_own_redirect_uri_keeps_it(begin: Begin) -> None:
    env = {**REFERENCE_ENV, "AMO_REDIRECT_URI": "http://127.0.0.1:{port}/api/amo-crm/callback"}
    systems = begin(BackendSettings(command=OWN, env=env))
    assert not systems.returns
    assert systems.backend is not None
    assert systems.registered == f"{systems.backend.base_url}/api/amo-crm/callback"
    assert systems.to_register == f"{systems.backend_url}/api/amo-crm/callback"
    assert systems.consent_url().startswith(f"{systems.crm.url}/oauth?client_id=")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[str, str], str]]:
    """Somebody's own backend, with that amoCRM and that redirect URI."""
    running: list[ManagedProcess] = []

    def start(crm_url: str, redirect_uri: str) -> str:
        port = free_ports().phone
        env = {
            **os.environ,
            "AMO_CLIENT_ID": "mine",
            "AMO_CLIENT_SECRET": "secret",
            "AMO_REDIRECT_URI": redirect_uri,
            "AMO_BASE_URL": crm_url,
            "AMO_AUTHORIZE_URL": "https://www.amocrm.ru/oauth",
            "DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3",
        }
        command = [sys.executable, "-m", "reference_backend", "--port", str(port)]
        running.append(ManagedProcess(command, cwd=tmp_path, env=env, name="somebody's backend"))
        wait_for(lambda: "listens on" in running[-1].output(), what="the backend", seconds=20, seen=running[-1].output)
        return f"http://127.0.0.1:{port}"

    yield start
    for each in running:
        each.stop()


@pytest.mark.parametrize("returns", [True, False])
def test_a_backend_that_others_run_returns_if_its_redirect_uri_is_the_fronts(
    begin: Begin, elsewhere: Callable[[str, str], str], returns: bool
) -> None:
    ports = free_ports()
    callback = f"http://127.0.0.1:{ports.backend}/api/amo-crm/callback" if returns else "http://127.0.0.1:9/callback"
    url = elsewhere(f"http://127.0.0.1:{ports.crm}", callback)
    systems = begin(BackendSettings(url=url, client_id="mine", client_secret="secret", redirect_uri=callback), ports)
    assert (systems.returns, systems.registered, systems.sources) == (returns, callback, None)

    told = "".join(introduction(systems, []))
    assert (f"give the backend the redirect URI {systems.to_register} " in told) is not returns
    assert systems.to_register == f"{systems.backend_url}/api/amo-crm/callback"

    page = f"{systems.backend_url}/api/amo-crm/callback?error=access_denied&state=x"
    declined = requests.get(page, headers={"Accept": "text/html"}, timeout=5)
    assert f"{systems.backend_url}/.app-link/foryoure://amo-crm/callback" in declined.text
