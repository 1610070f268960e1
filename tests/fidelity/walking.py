"""A client taken through a chapter: each call made, and held against what it gives, the journal and a second reader."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from mock_amocrm.catalogue import catalogue
from tests.fidelity.running_client import Refused, RunningClient
from tests.fidelity.served_mock import Json, ServedMock, Tenant, new_integration
from tests.fidelity.use import EMPTY, Chapter, Client, Throws, Use, differences

CODES = 6  # how many authorization codes a chapter may spend


@dataclass
class Observer:
    """Another integration of the same account, which reads what the client has done."""

    tenant: Tenant
    name: str = field(init=False)  # its client_id
    token: str = field(init=False)

    def __post_init__(self) -> None:
        mine = Tenant(self.tenant.mock, self.tenant.account, new_integration(self.tenant.mock, "Observer"))
        fields = mine.client(grant_type="authorization_code", code=mine.consent())
        answer = mine.mock.http.post(f"{mine.mock.url}/oauth2/access_token", json=fields, timeout=10)
        assert answer.ok, answer.text
        self.name = str(mine.integration["client_id"])
        self.token = answer.json()["access_token"]

    def read(self, path: str) -> object:
        """What an address holds; `EMPTY` for 204."""
        headers = {"Authorization": f"Bearer {self.token}"}
        mock = self.tenant.mock
        answer = mock.http.get(f"{mock.url}/api/v4/{path}", headers=headers, timeout=10)
        if answer.status_code == 204:
            return EMPTY
        return answer.json() if answer.ok else f"{answer.status_code} {answer.text}"


def begin(client: Client, running: RunningClient, tenant: Tenant, *, origin: str) -> None:
    """Make the client, connected to an account; `origin` is where it finds that account."""
    codes = [tenant.consent() for _ in range(CODES)]
    whose = {"client_id": tenant.integration["client_id"], "days": 30}
    long_lived = tenant.mock.control("POST", f"/accounts/{tenant.subdomain}/long_lived_tokens", whose)
    running.know(
        ORIGIN=origin,
        ADDRESS=urlsplit(origin).netloc,
        SUBDOMAIN=tenant.subdomain,
        CODES=codes,
        LONG_LIVED=long_lived["access_token"],
        CLIENT_ID=tenant.integration["client_id"],
        CLIENT_SECRET=tenant.integration["client_secret"],
        REDIRECT_URI=tenant.integration["redirect_uri"],
        USERS=[user["id"] for user in tenant.account["users"]],  # type: ignore[attr-defined]  # the control API's JSON
    )
    running.run(client.begin)


def walk(chapter: Chapter, running: RunningClient, tenant: Tenant) -> Iterator[str]:
    """Put there what is given, make every call; what is wrong, in one line each."""
    for name, (path, body) in chapter.given.items():
        address = path if path.startswith("/") else f"/accounts/{tenant.subdomain}/{path}"
        running.know(**{name: tenant.mock.control("POST", address, body)})
    observer = Observer(tenant)
    for use in chapter.uses:
        seen = _Wire(tenant.mock, observer)
        complaints = [*_given(use, running, observer), *_unexpected(use, seen.exchanges())]
        if complaints:
            yield "\n    ".join([f"{use.method}: {use.call}", *complaints])


def _given(use: Use, running: RunningClient, observer: Observer) -> Iterator[str]:
    try:
        value = running.run(use.call)
    except Refused as refusal:
        if not isinstance(use.gives, Throws) or use.gives.text not in str(refusal):
            yield f"it threw {refusal} {refusal.body or ''}"
        return
    if isinstance(use.gives, Throws):
        yield f"it gave {value!r}, but it was to throw {use.gives.text!r}"
        return
    yield from differences(value, use.gives)
    for address, wanted in use.holds.items():
        path = address.format(value, **(value if isinstance(value, Mapping) else {}))
        yield from differences(observer.read(path), wanted, at=path)


class _Wire:
    """What is asked from now on, by anybody but the observer; whoever shares a fake with others takes turns."""

    def __init__(self, mock: ServedMock, observer: Observer) -> None:
        self._mock = mock
        self._observer = observer
        self._since = mock.control("GET", "/journal?limit=1&since=1000000000")["cursor"]

    def exchanges(self) -> list[Json]:
        """In order; what amoCRM itself sends is none of them."""
        entries = self._mock.control("GET", f"/journal?since={self._since}")["entries"]
        assert isinstance(entries, list)
        return [
            entry for entry in entries if entry["integration"] != self._observer.name and entry["surface"] != "hook"
        ]


def _unexpected(use: Use, entries: list[Json]) -> list[str]:
    seen = [(endpoint(str(entry["method"]), str(entry["path"])), _status(entry)) for entry in entries]
    wanted = use.exchanges
    fits = len(seen) == len(wanted) and all(
        one == other and told in (str(status), f"{status // 100}xx")
        for (one, status), (other, told) in zip(seen, wanted, strict=True)
    )
    shown = [f"{one} {status}" for one, status in seen]
    return [] if fits else [f"the fake saw {shown or 'nothing'}, not {[' '.join(pair) for pair in wanted]}"]


def _status(entry: Json) -> int:
    response = entry["response"]
    assert isinstance(response, dict)
    return int(response["status"])


def endpoint(method: str, path: str) -> str:
    """The catalogue's own writing of a request; the request itself if the catalogue doesn't know it."""
    asked = re.sub("/+", "/", path).rstrip("/")
    unknown = re.sub(r"/(\d+|[0-9a-z]{26})(?=/|$)", "/{}", asked)  # numbers, and the ids of events
    matching = [fact for pattern, fact in _patterns() if fact.startswith(f"{method} ") and pattern.fullmatch(asked)]
    return min(matching, key=lambda fact: fact.count("{"), default=f"{method} {unknown}")


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(fact.path.rstrip("/")))), key)
        for key, fact in catalogue().items()
    ]
