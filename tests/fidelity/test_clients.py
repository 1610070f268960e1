"""Published clients, unmodified, each one's whole surface against the fake over real HTTP."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Protocol

import pytest

from tests.fidelity.clients import CLIENTS
from tests.fidelity.private_network import Forbidden, PrivateNetwork, private_network
from tests.fidelity.running_client import PYTHON, RunningClient, node_client, running_client
from tests.fidelity.served_mock import ServedMock, Tenant, new_integration, served_mock
from tests.fidelity.use import Chapter, Client
from tests.fidelity.walking import begin, walk
from tests.prerequisites import node_modules

CHAPTERS = [
    pytest.param(client, chapter, id=f"{client.name}: {chapter.title}")
    for client in CLIENTS
    for chapter in client.chapters
]

SHARED_HOSTS = ("www.amocrm.ru", "api-b.amocrm.ru")  # where whoever has lost an account asks for it

SCOPES = ("crm", "notifications", "files", "files_delete")


@dataclass(frozen=True)
class Place:
    """A fake that runs, and how processes get to where it is."""

    mock: ServedMock
    network: PrivateNetwork | None = None

    def tenant(self, world: str) -> Tenant:
        """A fresh account with an integration of its own; the host is known where it must be, and where it may move."""
        account = self.mock.control("POST", "/accounts", {"world": world, "lang": "uk"})
        if self.network:
            self.network.know(str(account["host"]), f"moved-{account['host']}", *SHARED_HOSTS)
        how = {"kind": "private", "account": account["subdomain"], "scopes": SCOPES}
        integration = new_integration(self.mock, "Client", **how)
        return Tenant(self.mock, account, integration)

    def origin(self, tenant: Tenant) -> str:
        """Where a client of this place finds an account."""
        return f"https://{tenant.account['host']}" if self.network else self.mock.url

    def client(self, language: str) -> AbstractContextManager[RunningClient]:
        """A client's process."""
        command = PYTHON if language == "python" else node_client()
        trust = self.mock.authority if self.mock.url.startswith("https:") else None
        return running_client(self.network.inside(*command) if self.network else command, trust=trust)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Stage"]:
    """Where a client reaches a fake, and the client in its process; both made when first asked for."""
    with ExitStack() as stack:

        @cache
        def place(reaches: str) -> Place:
            folder = tmp_path_factory.mktemp(reaches)
            if reaches != "amocrm.ru":
                return Place(stack.enter_context(served_mock(folder, tls=reaches == "https")))
            try:
                network = stack.enter_context(private_network(folder))
            except Forbidden as refusal:
                pytest.skip(f"this system lets nobody make a private network: {refusal}")
            return Place(stack.enter_context(served_mock(folder, network=network)), network)

        @cache
        def running(language: str, reaches: str, name: str) -> RunningClient:  # a process for each name
            return stack.enter_context(place(reaches).client(language))

        def on(client: Client, *, reaches: str = "") -> tuple[Place, RunningClient]:
            reached = reaches or client.reaches
            return place(reached), running(client.language, reached, client.name)

        yield on


class Stage(Protocol):
    """Gives a client what it runs with."""

    def __call__(self, client: Client, *, reaches: str = "") -> tuple[Place, RunningClient]: ...


@pytest.mark.parametrize(("client", "chapter"), CHAPTERS)
def test_a_published_client_gets_what_it_asks_for(client: Client, chapter: Chapter, stage: Stage) -> None:
    place, running = stage(client, reaches=chapter.reaches)
    tenant = place.tenant(chapter.world)
    begin(client, running, tenant, origin=place.origin(tenant))
    wrong = list(walk(chapter, running, tenant))
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("client", [pytest.param(client, id=client.name) for client in CLIENTS])
def test_what_runs_is_the_version_that_the_tables_are_of(client: Client) -> None:
    if client.registry == "PyPI":
        installed = version(client.name)
    else:
        installed = json.loads((node_modules() / client.name / "package.json").read_text(encoding="utf-8"))["version"]
    assert installed == client.version


@pytest.mark.parametrize("client", [pytest.param(client, id=client.name) for client in CLIENTS])
def test_no_public_name_of_a_client_is_left_out(client: Client, stage: Stage) -> None:
    place, running = stage(client)
    tenant = place.tenant("empty")
    begin(client, running, tenant, origin=place.origin(tenant))
    offered = running.run(client.surface)
    assert isinstance(offered, list)
    used = {use.method for chapter in client.chapters for use in chapter.uses}
    assert not used & set(client.apart)
    mentioned = used | set(client.apart)
    left_out = [" = ".join(names) for names in offered if not mentioned.intersection(names)]
    unknown = mentioned.difference(*offered)
    told = [f"{client.title} offers {name}, and no table mentions it" for name in left_out]
    told += [f"the table mentions {name}, which {client.title} doesn't offer" for name in sorted(unknown)]
    if told:
        pytest.fail("\n".join(told), pytrace=False)
