"""The backend as its users meet it: a process of its own, spoken to over HTTP."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests
from bs4 import BeautifulSoup
from scripted_amocrm import CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, Account

from tests.supervised import supervised

APP_SECRET = "the-app-secret-of-these-tests-is-long-enough"

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser shows after the callback, and where its button leads."""

    response: requests.Response
    title: str
    text: str
    link: str
    link_query: dict[str, list[str]]


@dataclass
class Person:
    id: str
    email: str
    token: str
    refresh_token: str


@dataclass
class RunningBackend:
    address: str
    process: "subprocess.Popen[str]"
    http: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, person: Person | None = None, **query: object) -> requests.Response:
        return self.http.get(self.address + path, params=query, headers=_bearer(person), timeout=60)

    def post(self, path: str, person: Person | None = None, body: object = None) -> requests.Response:
        return self.http.post(self.address + path, json=body, headers=_bearer(person), timeout=60)

    def register(self, **changes: object) -> requests.Response:
        number = f"{os.getpid()}{next(_numbers)}"
        body: dict[str, object] = {"email": f"p{number}@example.com", "phone": f"+380{number}"}
        body |= {"password": "Secret-123", "firstName": "Олена", "lastName": "Коваль"}
        body |= {"role": "BROKER", "licenseNumber": "L-1"}
        return self.post("/api/auth/register", body=body | changes)

    def new_person(self) -> Person:
        data = self.register().json()["data"]
        return Person(data["user"]["id"], data["user"]["email"], data["token"], data["refreshToken"])

    def new_state(self, person: Person) -> str:
        state: str = self.get("/api/amo-crm/connect", person).json()["data"]["state"]
        return state

    def open_callback(self, **query: object) -> Page:
        return _page(self.get("/api/amo-crm/callback", **query))

    def connect(self, person: Person, account: Account) -> Page:
        return self.open_callback(code=account.new_code(), state=self.new_state(person), referer=account.host)

    def status(self, person: Person) -> dict[str, object]:
        data: dict[str, object] = self.get("/api/amo-crm/status", person).json()["data"]
        return data

    def leads(self, person: Person, **query: object) -> list[dict[str, object]]:
        leads: list[dict[str, object]] = self.get("/api/v1/leads", person, **query).json()["data"]
        return leads


@contextmanager
def running_backend(
    *, proxy: str, database_url: str, bugs: Sequence[str] = (), **settings: str
) -> Iterator[RunningBackend]:
    command = [sys.executable, "-m", "reference_backend", "--port", "0"]
    command += [argument for bug in bugs for argument in ("--bug", bug)]
    environment = backend_environment(DATABASE_URL=database_url, HTTP_PROXY=proxy, **settings)
    with subprocess.Popen(
        supervised(*command), env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://\S+", line)
            assert found, f"the backend did not start: {line!r}"
            backend = RunningBackend(found[0], process)
            backend.http.trust_env = False
            with backend.http:
                yield backend
        finally:
            process.terminate()


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'backend.sqlite3'}"


def backend_environment(**settings: str) -> dict[str, str]:
    own = {
        "PATH": os.environ["PATH"],
        "AMO_CLIENT_ID": CLIENT_ID,
        "AMO_CLIENT_SECRET": CLIENT_SECRET,
        "AMO_REDIRECT_URI": REDIRECT_URI,
        "AMO_SCHEME": "http",
        "AMO_REQUESTS_PER_SECOND": "1000",
        "AMO_ANSWER_SECONDS": "2",
        "APP_SECRET": APP_SECRET,
    }
    return own | settings


def _page(response: requests.Response) -> Page:
    soup = BeautifulSoup(response.text, "html.parser")
    assert soup.title is not None, response.text
    buttons = soup.find_all("button")
    assert [button.get_text() for button in buttons] == ["Return to App"]
    tap = re.fullmatch(r"window\.open\('([^']*)','_self'\);return false", str(buttons[0]["onclick"]))
    assert tap, buttons[0]
    query = parse_qs(urlsplit(tap[1]).query)
    # Where scripts are blocked, the form leads to the same address.
    form = buttons[0].find_parent("form")
    assert form is not None
    sent = {str(field["name"]): [str(field["value"])] for field in form.find_all("input")}
    assert (form["action"], sent) == (tap[1].partition("?")[0], query)
    return Page(response, soup.title.get_text(), soup.get_text(" ", strip=True), tap[1], query)


def _bearer(person: Person | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {person.token}"} if person else {}
