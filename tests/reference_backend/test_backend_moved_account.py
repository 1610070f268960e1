"""An account gets another address: the backend asks where it is, and a known bug doesn't."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from running_backend import Person, RunningBackend, running_backend, sqlite_url
from scripted_amocrm import REDIRECT_URI
from test_backend_with_the_fake import Fake, FakeAccount

from mock_amocrm.server import MockAmoCRM

PIPELINES = "/api/amo-crm/pipelines"


@contextmanager
def backend_beside(fake: Fake, folder: Path, *bugs: str) -> Iterator[RunningBackend]:
    made = fake.control("POST", "/integrations", {"name": "Leads", "redirect_uri": REDIRECT_URI})
    with running_backend(
        proxy=fake.url,
        database_url=sqlite_url(folder),
        bugs=bugs,
        AMO_CLIENT_ID=str(made["client_id"]),
        AMO_CLIENT_SECRET=str(made["client_secret"]),
        AMO_AUTHORIZE_URL="http://www.amocrm.ru/oauth",
    ) as backend:
        yield backend


@pytest.fixture(scope="module")
def fake() -> Iterator[Fake]:
    with MockAmoCRM() as mock:
        yield Fake(mock.url)


def connected(backend: RunningBackend, fake: Fake) -> tuple[Person, FakeAccount]:
    person, account = backend.new_person(), fake.account(leads=1)
    url = backend.get("/api/amo-crm/connect", person).json()["data"]["url"]
    assert "Authorization successful" in backend.open_callback(**account.decide(url, "allow")).text
    return person, account


def moved(fake: Fake, account: FakeAccount) -> str:
    """The new host."""
    made = fake.control("POST", f"/accounts/{account.subdomain}/rename", {"subdomain": f"new-{account.subdomain}"})
    return str(made["host"])


def test_an_account_that_moved_is_found_and_stays_found(fake: Fake, tmp_path: Path) -> None:
    with backend_beside(fake, tmp_path) as backend:
        person, account = connected(backend, fake)
        host = moved(fake, account)

        assert backend.get(PIPELINES, person).status_code == 200
        assert backend.status(person)["domain"] == host
        asked = fake.control("GET", "/journal?since=0")["entries"]
        assert backend.get(PIPELINES, person).status_code == 200

        assert isinstance(asked, list)
        told = [(entry["url"].split("/")[2], entry["path"], entry["response"]["status"]) for entry in asked[-5:]]
        assert told == [
            (account.host, "/api/v4/leads/pipelines", 401),
            (account.host, "/oauth2/access_token", 404),
            ("api-b.amocrm.ru", "/oauth2/account/current/subdomain", 200),
            (host, "/oauth2/access_token", 200),
            (host, "/api/v4/leads/pipelines", 200),
        ]


def test_an_account_that_moved_and_revoked_is_connected_no_more(fake: Fake, tmp_path: Path) -> None:
    with backend_beside(fake, tmp_path) as backend:
        person, account = connected(backend, fake)
        host = moved(fake, account)
        fake.control("POST", f"/accounts/{host.partition('.')[0]}/revoke", {})

        answer = backend.get(PIPELINES, person)
        assert (answer.status_code, answer.json()["code"]) == (409, "reconnect")
        assert backend.status(person)["connected"] is False


def test_while_nobody_says_where_an_account_is_the_connection_stays(fake: Fake, tmp_path: Path) -> None:
    with backend_beside(fake, tmp_path) as backend:
        person, account = connected(backend, fake)
        host = moved(fake, account)
        for fault in ({"status": 503}, {"kind": "reset"}):
            fake.control("POST", "/faults", {"path": "/oauth2/account/*", "times": 1, **fault})
            assert backend.get(PIPELINES, person).status_code == 502
            assert backend.status(person)["domain"] == account.host

        assert backend.get(PIPELINES, person).status_code == 200
        assert backend.status(person)["domain"] == host


def test_account_move_ignored_asks_nobody(fake: Fake, tmp_path: Path) -> None:
    with backend_beside(fake, tmp_path, "account-move-ignored") as backend:
        person, account = connected(backend, fake)
        assert backend.get(PIPELINES, person).status_code == 200
        moved(fake, account)

        assert backend.get(PIPELINES, person).status_code == 502
        assert (backend.status(person)["connected"], backend.status(person)["domain"]) == (True, account.host)
