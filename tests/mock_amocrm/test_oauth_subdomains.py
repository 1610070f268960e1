"""Accounts that move, requests to the wrong host, and how a backend finds out where an account lives now."""

import pytest
import requests
from control_api import Control
from mock_shop import Shop, open_shop

from mock_amocrm.server import MockAmoCRM

CURRENT = "/oauth2/account/current/subdomain"
DEPRECATED = "/oauth2/account/subdomain"


def renamed(control: Control, shop: Shop, subdomain: str, *, status: int = 200) -> dict[str, object]:
    """Give the shop's account another name."""
    path = "/_mock/accounts/{subdomain}/rename"
    return control.call("POST", path, {"subdomain": subdomain}, status=status, subdomain=shop.account.subdomain)


def looked_up(shop: Shop, host: str, *, refresh: str = "", access: str = "") -> requests.Response:
    """Ask where the account of a token lives."""
    headers = (
        {"Host": host, "X-Refresh-Token": refresh} if refresh else {"Host": host, "Authorization": f"Bearer {access}"}
    )
    return requests.get(f"{shop.mock.url}{CURRENT if refresh else DEPRECATED}", headers=headers, timeout=5)


def api(shop: Shop, access: str, host: str) -> int:
    """How the API answers on a host."""
    headers = {"Host": host, "Authorization": f"Bearer {access}"}
    return requests.get(f"{shop.mock.url}/api/v4/account", headers=headers, timeout=5).status_code


def test_a_renamed_account_is_found_by_its_tokens_which_go_on_working(control: Control, shop: Shop) -> None:
    pair, code, old = shop.pair(), shop.code(), shop.account.host
    told = renamed(control, shop, f"new-{shop.account.subdomain}")

    assert told["host"] == shop.account.host != old
    refused = shop.token(host=old, grant_type="refresh_token", refresh_token=pair["refresh_token"])
    assert refused.status_code == 404
    assert api(shop, pair["access_token"], old) == 401
    assert shop.visitor(old).open(f"/oauth?client_id={shop.integration.client_id}").status_code == 404
    expected = {
        "id": shop.account.id,
        "subdomain": shop.account.subdomain,
        "domain": shop.account.host,
        "top_level_domain": "ru",
    }
    for answer in (
        looked_up(shop, "api-b.amocrm.ru", refresh=pair["refresh_token"]),
        looked_up(shop, "www.amocrm.ru", access=pair["access_token"]),
    ):
        assert (answer.status_code, answer.json()) == (200, expected)
    assert api(shop, pair["access_token"], shop.account.host) == 200
    assert shop.redeem(code).status_code == 200
    assert shop.refresh(pair["refresh_token"]).status_code == 200


def test_the_page_of_an_account_tells_its_new_name_at_once(control: Control, shop: Shop) -> None:
    access = shop.pair()["access_token"]

    def seen() -> object:
        bearer = {"Authorization": f"Bearer {access}"}
        return requests.get(f"{shop.mock.url}/api/v4/account", headers=bearer, timeout=5).json()["subdomain"]

    before = shop.account.subdomain
    assert seen() == before
    renamed(control, shop, f"later-{before}")
    assert seen() == f"later-{before}"


def test_a_name_is_free_again_when_its_account_has_moved(control: Control, mock: MockAmoCRM) -> None:
    first, second = open_shop(mock), open_shop(mock)
    name = first.account.subdomain
    assert "is taken" in str(renamed(control, second, name, status=409)["detail"])
    renamed(control, first, f"{name}-2")
    renamed(control, second, name.upper())
    assert (first.account.subdomain, second.account.subdomain) == (f"{name}-2", name)
    for wrong in ("", "www", "api-b", "a b"):
        renamed(control, first, wrong, status=400)
    renamed(control, first, f"{name}-2")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("api-b.amocrm.ru", 200),
        ("www.amocrm.ru", 200),
        ("amocrm.ru", 200),
        ("127.0.0.1", 200),
        ("api-a.amocrm.ru", 401),
        ("api-c.kommo.com", 401),
        ("www.kommo.com", 401),
    ],
)
def test_where_an_account_is_now_is_told_on_its_tokens_shared_host_and_on_www(
    shop: Shop, host: str, status: int
) -> None:
    refresh = shop.pair()["refresh_token"]

    assert looked_up(shop, host, refresh=refresh).status_code == status
    assert shop.refresh(refresh).status_code == 200
    spent = looked_up(shop, host, refresh=refresh)
    assert (spent.status_code, spent.headers["Content-Type"]) == (401, "application/problem+json")


def test_an_accounts_own_host_does_not_tell(shop: Shop) -> None:
    pair = shop.pair()

    assert looked_up(shop, shop.account.host, refresh=pair["refresh_token"]).status_code == 404
    assert looked_up(shop, shop.account.host, access=pair["access_token"]).status_code == 404


@pytest.mark.parametrize(
    ("host", "status"), [("www.amocrm.ru", 200), ("127.0.0.1", 200), ("www.kommo.com", 401), ("api-b.amocrm.ru", 404)]
)
def test_the_deprecated_way_is_for_www_only(shop: Shop, host: str, status: int) -> None:
    access = shop.pair()["access_token"]

    assert looked_up(shop, host, access=access).status_code == status
    shop.account.grants.revoke(now=shop.account.clock.now())
    assert looked_up(shop, "www.amocrm.ru", access=access).status_code == 401
    assert looked_up(shop, "www.amocrm.ru", access="nonsense").status_code == 401


def test_tokens_are_asked_for_on_the_accounts_host_only(control: Control, mock: MockAmoCRM) -> None:
    shop, other = open_shop(mock), open_shop(mock)
    fields = {"grant_type": "authorization_code", "code": shop.code()}
    wrong = {
        "www.amocrm.ru": (400, "hint", "Send request to account"),
        "amocrm.ru": (400, "hint", "Send request to account"),
        "api-b.amocrm.ru": (404, "detail", "Account not found"),
        other.account.host: (400, "hint", "Invalid account"),
        "nobody.amocrm.ru": (404, "title", "Not Found"),
        f"{shop.account.subdomain}.kommo.com": (404, "title", "Not Found"),
    }
    for host, (status, key, value) in wrong.items():
        answer = shop.token(host=host, **fields)
        assert (answer.status_code, answer.json()[key]) == (status, value), host
    assert shop.redeem(fields["code"]).status_code == 200


def test_kommo_is_found_on_its_own_hosts(mock: MockAmoCRM) -> None:
    shop = open_shop(mock, domain="kommo.com")
    landed = shop.consent()
    assert (landed["referer"], landed["platform"]) == (f"{shop.account.subdomain}.kommo.com", "2")
    pair = shop.redeem(landed["code"]).json()
    for host in ("api-c.kommo.com", "www.kommo.com"):
        found = looked_up(shop, host, refresh=pair["refresh_token"]).json()
        assert (found["domain"], found["top_level_domain"]) == (shop.account.host, "com")
    assert looked_up(shop, "api-b.amocrm.ru", refresh=pair["refresh_token"]).status_code == 401
    assert api(shop, pair["access_token"], shop.account.host) == 200
    assert api(shop, pair["access_token"], "api-c.kommo.com") == 401


def test_whoever_asks_with_a_refresh_token_is_the_integration_that_it_was_given_to(shop: Shop) -> None:
    looked_up(shop, "api-b.amocrm.ru", refresh=str(shop.pair()["refresh_token"]))
    *_, asked = shop.mock.fake.journal.read(integration=shop.integration.client_id).entries
    assert (asked.path, asked.note.account) == (CURRENT, shop.account.subdomain)
