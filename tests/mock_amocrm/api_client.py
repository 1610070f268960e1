"""A caller of the API with a token of its own, over real HTTP."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import requests

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Account
from mock_amocrm.state.grants import AccessToken
from mock_amocrm.state.people import person
from mock_amocrm.state.store import Store
from mock_amocrm.worlds import World, load_world

Json = dict[str, object]


def grant(store: Store, account: Account, user_id: int) -> str:
    """An access token, without the way through the consent page that other tests walk."""
    who = person(account, user_id)
    assert who is not None
    jti, token = secrets.token_hex(8), f"header.{secrets.token_hex(16)}.signature"
    expires_at = account.clock.now() + 10**8
    account.grants.access_tokens[jti] = AccessToken(jti, "client", user_id, ("crm",), expires_at, by_admin=who.is_admin)
    store.add_access(account, token, jti=jti)
    return token


@dataclass
class Api:
    """One account seen by one of its users."""

    mock: MockAmoCRM
    account: Account
    world: World
    token: str

    def send(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> requests.Response:
        """A request below /api/v4/, or to an absolute address as links give it."""
        url = path if path.startswith("http") else f"{self.mock.url}/api/v4/{path}"
        sent = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return requests.request(method, url, headers=sent, json=body, timeout=10)

    def get(self, path: str) -> requests.Response:
        """Any answer."""
        return self.send("GET", path)

    def read(self, path: str) -> Json:
        """The JSON of a 200."""
        answer = self.get(path)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        return dict(answer.json())

    def listed(self, path: str) -> list[Json]:
        """The items of a list; none when it answers 204."""
        answer = self.get(path)
        if answer.status_code == 204:
            return []
        assert answer.status_code == 200, answer.text
        [items] = answer.json()["_embedded"].values()
        return list(items)

    def ids(self, path: str) -> list[object]:
        """The ids of a list."""
        return [item["id"] for item in self.listed(path)]

    def create(self, path: str, *items: Mapping[str, object]) -> list[Json]:
        """POST a batch; the items of the answer."""
        return self._write("POST", path, list(items))

    def change(self, path: str, *items: Mapping[str, object]) -> list[Json]:
        """PATCH a batch; the items of the answer."""
        return self._write("PATCH", path, list(items))

    def _write(self, method: str, path: str, items: object) -> list[Json]:
        answer = self.send(method, path, items)
        assert answer.status_code == 200, answer.text
        [written] = answer.json()["_embedded"].values()
        return list(written)

    def refused(self, method: str, path: str, body: object) -> list[tuple[str, str, str]]:
        """What a 400 complains about: request id, code and path of each error."""
        answer = self.send(method, path, body)
        assert answer.status_code == 400, (answer.status_code, answer.text)
        assert answer.headers["Content-Type"] == "application/problem+json"
        return [
            (item["request_id"], error["code"], error["path"])
            for item in answer.json()["validation-errors"]
            for error in item["errors"]
        ]


def open_api(mock: MockAmoCRM, world: str = "demo", *, lang: str = "ru", user: int = 0, **how: int) -> Api:
    """A fresh account of a world and its first user's token; `user` picks another one."""
    loaded = load_world(world, lang=lang, **how)
    account = mock.store.add_account(loaded.baseline, lang=lang)
    return Api(mock, account, loaded, grant(mock.store, account, loaded.users[user].id))
