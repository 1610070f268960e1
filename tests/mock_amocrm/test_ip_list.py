"""An account that lists the addresses which may come to its API."""

import pytest
import requests
from mock_shop import Shop


def lists(shop: Shop, *addresses: str) -> requests.Response:
    """Let only these come."""
    url = f"{shop.mock.url}/_mock/accounts/{shop.account.subdomain}/ip_list"
    return requests.put(url, json={"addresses": addresses}, timeout=5)


def ask(shop: Shop, path: str = "/api/v4/account") -> requests.Response:
    """A request from 127.0.0.1."""
    return requests.get(shop.mock.url + path, headers={"Host": shop.account.host}, timeout=5)


def test_whoever_is_not_on_the_list_is_refused_with_code_113(shop: Shop) -> None:
    assert lists(shop, "203.0.113.7").json() == {"addresses": ["203.0.113.7"]}
    refused = ask(shop)

    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/problem+json")
    assert refused.json()["status"] == 113
    assert ask(shop, "/v3/user").status_code == 403


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["203.0.113.7", "127.0.0.0/8"], ["127.0.0.9/8"]])
def test_whoever_is_on_it_comes_in(shop: Shop, addresses: list[str]) -> None:
    lists(shop, *addresses)
    assert ask(shop).status_code == 401


def test_tokens_and_the_consent_page_are_for_everybody(shop: Shop) -> None:
    lists(shop, "203.0.113.7")
    assert shop.pair()["access_token"]


@pytest.mark.parametrize("lift", [("DELETE", "ip_list"), ("POST", "restore")])
def test_the_list_can_be_taken_away(shop: Shop, lift: tuple[str, str]) -> None:
    lists(shop, "203.0.113.7")
    url = f"{shop.mock.url}/_mock/accounts/{shop.account.subdomain}"
    assert requests.request(lift[0], f"{url}/{lift[1]}", timeout=5).ok

    assert ask(shop).status_code == 401
    assert requests.get(f"{url}/ip_list", timeout=5).json() == {"addresses": None}


def test_a_refusal_is_journalled(shop: Shop) -> None:
    lists(shop, "203.0.113.0/24")
    ask(shop)
    entry = shop.mock.fake.journal.read(account=shop.account.subdomain).entries[-1]
    assert (entry.status, entry.fault, entry.fault_kind) == (403, "ip_list", "ip_forbidden")


@pytest.mark.parametrize(
    ("addresses", "complaint"), [([], "cannot be empty"), (["10.0.0.300"], "'10.0.0.300' does not appear to be")]
)
def test_what_is_no_address_is_refused(shop: Shop, addresses: list[str], complaint: str) -> None:
    refused = lists(shop, *addresses)

    assert (refused.status_code, refused.json()["field"]) == (400, "addresses")
    assert complaint in refused.json()["detail"]
