"""Faults strike whom they were ordered for, as often as ordered, and clean themselves up."""

from concurrent.futures import ThreadPoolExecutor

import requests
from mock_shop import REDIRECT_URI, Shop, open_shop

from mock_amocrm.server import MockAmoCRM


def order(mock: MockAmoCRM, **fields: object) -> str:
    """Order a fault and answer its id."""
    answer = requests.post(f"{mock.url}/_mock/faults", json=fields, timeout=5)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def waiting(mock: MockAmoCRM) -> list[dict[str, object]]:
    """The faults that still wait."""
    found: list[dict[str, object]] = requests.get(f"{mock.url}/_mock/faults", timeout=5).json()["faults"]
    return found


def test_a_fault_strikes_once_and_is_gone(shop: Shop) -> None:
    code = shop.code()
    fault = order(shop.mock, path="/oauth2/access_token", method="POST", status=503)
    struck = shop.redeem(code)

    assert struck.status_code == 503
    assert struck.headers["Content-Type"] == "application/problem+json"
    assert struck.json()["status"] == 503
    assert fault not in [each["id"] for each in waiting(shop.mock)]
    assert shop.redeem(code).status_code == 200


def test_a_fault_is_written_down_with_what_it_struck(shop: Shop) -> None:
    code, since = shop.code(), shop.mock.fake.journal.cursor
    fault = order(shop.mock, path="/oauth2/*", status=500)
    shop.redeem(code)
    shop.redeem(code)

    entries = shop.mock.fake.journal.read(since=since).entries
    assert [(entry.status, entry.fault, entry.note.outcome) for entry in entries] == [
        (500, fault, None),
        (200, None, "code_redeemed"),
    ]
    assert entries[0].note.integration == shop.integration.client_id


def test_a_lost_answer_leaves_the_effect(shop: Shop) -> None:
    refresh = shop.pair()["refresh_token"]
    order(shop.mock, path="/oauth2/access_token", status=504, when="after", body="<html>gateway</html>")
    lost = shop.refresh(refresh)

    assert (lost.status_code, lost.text) == (504, "<html>gateway</html>")
    assert lost.headers["Content-Type"].startswith("text/html")
    assert shop.refresh(refresh).json()["hint"] == "Token has been revoked"


def test_a_fault_for_one_account_or_integration_spares_the_others(mock: MockAmoCRM) -> None:
    victim, bystander = open_shop(mock), open_shop(mock)
    neighbour = Shop(mock, victim.account, mock.store.add_integration(name="Other", redirect_uri=REDIRECT_URI))
    account = order(mock, path="/v3/user", status=500, account=victim.account.subdomain)
    pairs = [shop.pair()["access_token"] for shop in (bystander, victim)]
    assert [shop.me(token).status_code for shop, token in zip((bystander, victim), pairs, strict=True)] == [200, 500]

    integration = order(mock, path="/v3/user", status=500, integration=victim.integration.client_id)
    token = neighbour.pair()["access_token"]
    assert [neighbour.me(token).status_code, victim.me(pairs[1]).status_code] == [200, 500]
    assert not {account, integration} & {str(each["id"]) for each in waiting(mock)}


def test_a_fault_strikes_a_page_that_was_remembered(shop: Shop) -> None:
    headers = {"Host": shop.account.host, "Authorization": f"Bearer {shop.pair()['access_token']}"}
    url = f"{shop.mock.url}/api/v4/account"
    assert [requests.get(url, headers=headers, timeout=5).status_code for _ in range(2)] == [200, 200]
    order(
        shop.mock,
        path="/api/v4/acc*",
        method="GET",
        account=shop.account.subdomain,
        status=429,
        times=2,
        headers={"Retry-After": "1", "Content-Type": "text/html"},
        body="<h1>Too many</h1>",
    )
    struck = [requests.get(url, headers=headers, timeout=5) for _ in range(3)]

    assert [each.status_code for each in struck] == [429, 429, 200]
    assert (struck[0].headers["Retry-After"], struck[0].headers["Content-Type"]) == ("1", "text/html")


def test_a_fault_without_an_end_strikes_until_it_is_withdrawn(shop: Shop) -> None:
    fault = order(shop.mock, path="/nowhere", status=418, times=None, body={"error": "teapot"})
    answers = [requests.get(f"{shop.mock.url}/nowhere", timeout=5) for _ in range(3)]
    assert [each.status_code for each in answers] == [418] * 3
    assert answers[0].json() == {"error": "teapot"}
    assert [each["struck"] for each in waiting(shop.mock) if each["id"] == fault] == [3]

    assert requests.delete(f"{shop.mock.url}/_mock/faults/{fault}", timeout=5).status_code == 204
    assert requests.get(f"{shop.mock.url}/nowhere", timeout=5).status_code == 404


def test_a_bodiless_status_has_no_body(shop: Shop) -> None:
    order(shop.mock, path="/nowhere", status=204, body="ignored")

    assert requests.get(f"{shop.mock.url}/nowhere", timeout=5).content == b""
    assert requests.get(f"{shop.mock.url}/nowhere", timeout=5).status_code == 404  # the connection is still sane


def test_of_simultaneous_requests_as_many_are_struck_as_ordered(shop: Shop) -> None:
    order(shop.mock, path="/race", status=500, times=5)
    with ThreadPoolExecutor(8) as clients:
        statuses = list(clients.map(lambda _: requests.get(f"{shop.mock.url}/race", timeout=5).status_code, range(40)))

    assert statuses.count(500) == 5
    assert statuses.count(404) == 35


def test_a_fault_may_answer_with_the_page_of_a_web_server(shop: Shop) -> None:
    order(shop.mock, path="/oauth2/*", status=403, page=True)
    struck = shop.redeem(shop.code())

    assert struck.status_code == 403
    assert struck.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1>403 Forbidden</h1>" in struck.text
