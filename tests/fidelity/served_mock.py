"""`mock-amocrm serve` as its own process, its control API, and somebody who goes through the consent page."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests
from bs4 import BeautifulSoup

from tests.fidelity.private_network import HTTPS, PrivateNetwork
from tests.supervised import supervised

REDIRECT_URI = "https://backend.example/callback"
JOURNAL = 20_000  # entries: a module's tests read what its first one did
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class ServedMock:
    """A running process, reached at a loopback address."""

    url: str
    authority: Path
    http: requests.Session = field(default_factory=requests.Session)

    @property
    def address(self) -> str:
        """`host:port`, as clients that force https want it."""
        return urlsplit(self.url).netloc

    def control(self, method: str, path: str, body: object = None) -> Json:
        """One call of the control API."""
        answer = self.http.request(method, f"{self.url}/_mock{path}", json=body, timeout=10)
        assert answer.ok, (answer.status_code, answer.text)
        return dict(answer.json())


@dataclass(frozen=True, slots=True)
class Tenant:
    """An account of the mock and an integration, both one test's own."""

    mock: ServedMock
    account: Json
    integration: Json

    @property
    def subdomain(self) -> str:
        """The account's name on the wire."""
        return str(self.account["subdomain"])

    def client(self, **more: object) -> Json:
        """The client's own fields of a token request, and more."""
        own = {name: self.integration[name] for name in ("client_id", "client_secret", "redirect_uri")}
        return {**own, **more}

    def consent(self) -> str:
        """Through sign-in and consent, as a person's browser goes; the code that the redirect carries."""
        users = self.account["users"]
        assert isinstance(users, list)
        browser = requests.Session()
        browser.trust_env = False
        browser.verify = str(self.mock.authority)
        page = browser.get(f"{self.mock.url}/oauth?client_id={self.integration['client_id']}&state=s-1", timeout=10)
        signed_in = {"email": users[0]["email"], "password": users[0]["password"]}
        for fields in (signed_in, {"action": "allow"}):
            form = BeautifulSoup(page.text, "html.parser").find("form")
            assert form is not None, page.text
            hidden = {str(each["name"]): str(each["value"]) for each in form.select("input[type=hidden]")}
            page = browser.post(
                f"{self.mock.url}{form['action']}", data={**hidden, **fields}, allow_redirects=False, timeout=10
            )
        landed = parse_qs(urlsplit(page.headers["Location"]).query)
        assert landed["state"] == ["s-1"]
        return landed["code"][0]

    def advance(self, *, hours: float) -> None:
        """Time passes in this account."""
        self.mock.control("POST", f"/accounts/{self.subdomain}/clock/advance", {"seconds": hours * 3600})

    def leads(self) -> list[Json]:
        """What the account holds."""
        leads = self.mock.control("GET", f"/accounts/{self.subdomain}/leads")["leads"]
        assert isinstance(leads, list)
        return leads

    def wire(self, surface: str) -> list[Json]:
        """The journal's entries of this account on one surface: token, api, consent."""
        entries = self.mock.control("GET", f"/journal?account={self.subdomain}")["entries"]
        assert isinstance(entries, list)
        return [entry for entry in entries if entry["surface"] == surface]


@contextmanager
def served_mock(folder: Path, *, tls: bool = True, network: PrivateNetwork | None = None) -> Iterator[ServedMock]:
    """Serve on a free port, or on 443 of a private network, until the block ends."""
    authority = folder / "authority.pem"
    port = HTTPS if network else 0
    command = [sys.executable, "-m", "mock_amocrm", "serve", f"--port={port}", f"--journal={JOURNAL}"]
    command += ["--tls", f"--ca-file={authority}"] if tls else []
    place = network.inside(*command) if network else command
    process = subprocess.Popen(supervised(*place), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        url = process.stdout.readline().split()[-1]
        mock = ServedMock(f"https://127.0.0.1:{network.door}" if network else url, authority)
        mock.http.trust_env = False
        mock.http.verify = str(authority)
        yield mock
        mock.http.close()
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def new_tenant(mock: ServedMock, world: str, **how: object) -> Tenant:
    """A fresh account of a world, and an integration."""
    account = mock.control("POST", "/accounts", {"world": world, **how})
    return Tenant(mock, account, new_integration(mock, "Fidelity"))


def new_integration(mock: ServedMock, name: str, **how: object) -> Json:
    """Somebody's integration."""
    return mock.control("POST", "/integrations", {"name": name, "redirect_uri": REDIRECT_URI, **how})
