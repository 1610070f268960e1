"""The token endpoint understands whatever clients send: encodings, hosts, request lines, and all at once."""

import base64
import json
import socket
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
import requests
from mock_shop import Shop

PATHS = ("/oauth2/access_token", "//oauth2/access_token", "///oauth2/access_token/", "/oauth2/access_token/")


def raw(shop: Shop, request: bytes) -> tuple[int, dict[str, object]]:
    """Send bytes, read one answer."""
    with socket.create_connection(("127.0.0.1", shop.mock.port), timeout=5) as connection:
        connection.sendall(request)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("json", "application/json"),
        ("json", "application/json; charset=utf-8"),
        ("json", "application/x-www-form-urlencoded"),
        ("json", None),
        ("form", "application/x-www-form-urlencoded"),
        ("form", "application/json"),
        ("form", "text/plain"),
        ("form", None),
    ],
)
def test_the_body_is_understood_whatever_its_type_says(
    shop: Shop, path: str, encoding: str, content_type: str | None
) -> None:
    fields = shop.fields(grant_type="authorization_code", code=shop.code())
    body = json.dumps(fields, indent=1) if encoding == "json" else urlencode(fields)
    headers = {"Host": shop.account.host} | ({"Content-Type": content_type} if content_type else {})
    with requests.Session() as session:
        # requests' URL parser would collapse the slashes, so the path is put back after preparing.
        request = requests.Request("POST", f"{shop.mock.url}/", data=body.encode(), headers=headers).prepare()
        request.url = shop.mock.url + path
        answer = session.send(request, timeout=5)

    assert answer.status_code == 200, answer.text


def test_a_chunked_body_without_a_length_is_read(shop: Shop) -> None:
    body = json.dumps(shop.fields(grant_type="authorization_code", code=shop.code())).encode()
    chunks = [body[at : at + 100] for at in range(0, len(body), 100)]
    framed = b"".join(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n" for chunk in chunks) + b"0\r\n\r\n"
    head = f"POST //oauth2/access_token HTTP/1.1\r\nHost: {shop.account.host}\r\nTransfer-Encoding: chunked\r\n"

    status, pair = raw(shop, f"{head}Connection: close\r\n\r\n".encode() + framed)

    assert status == 200
    assert pair["token_type"] == "Bearer"


def test_an_absolute_request_line_names_the_host(shop: Shop) -> None:
    body = urlencode(shop.fields(grant_type="authorization_code", code=shop.code())).encode()
    line = f"POST http://{shop.account.host}/oauth2/access_token HTTP/1.1\r\nHost: proxy.example\r\n"
    status, _ = raw(shop, f"{line}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
    assert status == 200

    line = "POST http://www.amocrm.ru/oauth2/access_token HTTP/1.1\r\nHost: " + shop.account.host + "\r\n"
    status, problem = raw(shop, f"{line}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
    assert (status, problem["hint"]) == (400, "Send request to account")


def test_the_fake_is_a_proxy_for_plain_http(shop: Shop) -> None:
    answer = requests.post(
        f"http://{shop.account.host}/oauth2/access_token",
        json=shop.fields(grant_type="authorization_code", code=shop.code()),
        proxies={"http": shop.mock.url},
        timeout=5,
    )

    assert answer.status_code == 200


def test_the_client_may_authenticate_by_basic(shop: Shop) -> None:
    fields = shop.fields(grant_type="authorization_code", code=shop.code())
    pair = f"{fields.pop('client_id')}:{fields.pop('client_secret')}"
    headers = {"Host": shop.account.host, "Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}

    assert requests.post(f"{shop.mock.url}/oauth2/access_token", data=fields, headers=headers, timeout=5).ok


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "mock", "[::1]:9"])
def test_on_a_bare_host_the_code_and_the_token_tell_the_account(shop: Shop, host: str) -> None:
    pair = shop.redeem(shop.code(), host=host).json()

    assert shop.refresh(pair["refresh_token"], host=host).status_code == 200
    assert shop.me(pair["access_token"], host=host).json()["account_id"] == shop.account.id


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'{"code":null}', b"\xff\xfe", b"a=b=c&&&", b"null"], ids=repr)
def test_a_body_that_makes_no_sense_is_a_missing_parameter(shop: Shop, body: bytes) -> None:
    answer = requests.post(
        f"{shop.mock.url}/oauth2/access_token", data=body, headers={"Host": shop.account.host}, timeout=5
    )

    assert answer.status_code == 400
    assert answer.json()["hint"] == "Check that all required parameters have been provided"


def at_once(values: list[str], ask: Callable[[str], requests.Response]) -> list[tuple[str, requests.Response]]:
    """Eight clients ask for each value at the same moment, each on a connection of its own."""
    barrier = threading.Barrier(8)

    def client(_: int) -> list[tuple[str, requests.Response]]:
        found = []
        for value in values:
            barrier.wait(10)
            found.append((value, ask(value)))
        return found

    with ThreadPoolExecutor(8) as clients:
        return [pair for found in clients.map(client, range(8)) for pair in found]


def test_of_simultaneous_redeemers_exactly_one_wins_each_code(shop: Shop) -> None:
    codes = [shop.code() for _ in range(60)]
    answers = at_once(codes, shop.redeem)

    wins = Counter(code for code, answer in answers if answer.status_code == 200)
    assert wins == Counter(dict.fromkeys(codes, 1))
    assert len(answers) == 60 * 8
    assert {answer.json()["hint"] for _, answer in answers if answer.status_code != 200} == {
        "Authorization code has been revoked"
    }


def test_of_simultaneous_refreshers_exactly_one_wins_and_its_pair_works(shop: Shop) -> None:
    refreshes = [shop.pair()["refresh_token"] for _ in range(10)]
    answers = at_once(refreshes, shop.refresh)

    winners = [answer.json() for _, answer in answers if answer.status_code == 200]
    assert Counter(token for token, answer in answers if answer.status_code == 200) == Counter(
        dict.fromkeys(refreshes, 1)
    )
    assert all(shop.refresh(pair["refresh_token"]).status_code == 200 for pair in winners)


def test_an_account_is_looked_up_by_a_refresh_token_that_stays_good(shop: Shop) -> None:
    refresh = shop.pair()["refresh_token"]
    url = f"{shop.mock.url}/oauth2/account/current/subdomain"
    answer = requests.get(url, headers={"Host": "api-b.amocrm.ru", "X-Refresh-Token": refresh}, timeout=5)

    assert answer.json() == {
        "id": shop.account.id,
        "subdomain": shop.account.subdomain,
        "domain": shop.account.host,
        "top_level_domain": "ru",
    }
    assert shop.refresh(refresh).status_code == 200
    spent = requests.get(url, headers={"Host": "api-b.amocrm.ru", "X-Refresh-Token": refresh}, timeout=5)
    assert spent.status_code == 401


def test_an_altered_access_token_is_nobodys(shop: Shop) -> None:
    token = shop.pair()["access_token"]
    head, body, signature = token.split(".")
    for forged in (f"{head}.{body}.", f"{head}.{body}.{signature[::-1]}", f"{token}A", "", "null"):
        answer = shop.me(forged)
        assert answer.status_code == 401
        assert answer.json() == {
            "title": "Unauthorized",
            "type": "https://httpstatus.es/401",
            "status": 401,
            "detail": "Неверный логин или пароль",
        }


def test_an_access_token_opens_its_own_account_only(shop: Shop) -> None:
    other = shop.mock.store.add_account(shop.account._baseline, lang="en")
    token = shop.pair()["access_token"]

    assert shop.me(token, host=other.host).status_code == 401
    assert shop.me(token, host="www.amocrm.ru").status_code == 401
    assert shop.me(token, host="nobody.amocrm.ru").status_code == 401
    assert shop.me("nonsense", host=other.host).json()["detail"] == "Invalid user name or password"
