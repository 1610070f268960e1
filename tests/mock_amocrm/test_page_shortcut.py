"""Pages answered without Flask are the pages that Flask would have answered."""

import requests
from mock_shop import Shop, open_shop

from mock_amocrm.server import MockAmoCRM


def page(shop: Shop, token: str, *, host: str | None = None, path: str = "/api/v4/account") -> requests.Response:
    """A page of the API."""
    headers = {"Host": host or shop.account.host, "Authorization": f"Bearer {token}"}
    return requests.get(shop.mock.url + path, headers=headers, timeout=5)


def token(shop: Shop, email: str) -> str:
    """An access token of a user."""
    return str(shop.redeem(shop.consent(email=email)["code"]).json()["access_token"])


def test_two_users_of_one_account_do_not_get_each_others_pages(shop: Shop) -> None:
    anna, boris = token(shop, "anna@example.com"), token(shop, "boris@example.com")
    for _ in range(2):
        assert page(shop, anna).json()["current_user_id"] == 501
        assert page(shop, boris).json()["current_user_id"] == 503


def test_two_accounts_with_one_address_do_not_get_each_others_pages(mock: MockAmoCRM) -> None:
    shops = [open_shop(mock), open_shop(mock)]
    tokens = [token(shop, "anna@example.com") for shop in shops]
    for _ in range(2):
        ids = [page(shop, mine, host="127.0.0.1").json()["id"] for shop, mine in zip(shops, tokens, strict=True)]
        assert ids == [shop.account.id for shop in shops]


def test_a_remembered_page_does_not_outlive_its_token(shop: Shop) -> None:
    anna = token(shop, "anna@example.com")
    assert [page(shop, anna).status_code for _ in range(2)] == [200, 200]
    shop.account.grants.revoke(now=shop.account.clock.now())

    assert page(shop, anna).status_code == 401


def test_a_remembered_page_links_to_where_it_is_asked_from(shop: Shop) -> None:
    anna = token(shop, "anna@example.com")
    for host in (shop.account.host, "127.0.0.1:9", "localhost", shop.account.host):
        links = page(shop, anna, host=host).json()["_links"]
        assert links["self"]["href"].startswith(f"http://{host}/api/v4/account")


def test_every_answer_has_a_request_id_of_its_own(shop: Shop) -> None:
    anna = token(shop, "anna@example.com")
    answers = [page(shop, anna), page(shop, anna), page(shop, "nobody"), page(shop, anna, path="/nowhere")]

    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 4
    assert all(len(answer.headers["X-Request-Id"]) == 32 for answer in answers)
