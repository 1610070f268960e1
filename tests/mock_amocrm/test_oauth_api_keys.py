"""`POST /oauth2/exchange_api_key`: a user's API key becomes a code that arrives at the redirect URI."""

import pytest
import requests
from control_api import Control
from mock_shop import Shop
from receiver import Receiver


@pytest.fixture
def shop(shop: Shop, backend: Receiver) -> Shop:
    """A shop whose integration lives at the backend and is installed."""
    shop.integration = shop.mock.store.add_integration(name="Old", redirect_uri=f"{backend.url}/cb")
    shop.account.grants.install(shop.integration.client_id)
    return shop


def keyed(control: Control, shop: Shop, user: int = 501) -> dict[str, str]:
    """The body of the request, with a fresh API key of a user."""
    path = "/_mock/accounts/{subdomain}/users/{id}/api_key"
    told = control.call("POST", path, status=201, subdomain=shop.account.subdomain, id=str(user))
    own = {"client_uuid": shop.integration.client_id, "client_secret": shop.integration.client_secret}
    return {"login": str(told["login"]), "api_key": str(told["api_key"]), **own}


def exchanged(shop: Shop, body: dict[str, str], *, host: str | None = None, slash: str = "") -> requests.Response:
    """The request."""
    url = f"{shop.mock.url}{slash}/oauth2/exchange_api_key"
    return requests.post(url, json=body, headers={"Host": host or shop.account.host}, timeout=5)


def arrived(control: Control, backend: Receiver) -> list[dict[str, str]]:
    """What the redirect URI was sent, once all has been sent."""
    control.call("POST", "/_mock/outgoing/settle")
    return [visit.query for visit in backend.visits]


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_key_brings_a_code_to_the_redirect_uri(control: Control, shop: Shop, backend: Receiver, slash: str) -> None:
    answer = exchanged(shop, {**keyed(control, shop), "state": "s 1"}, slash=slash)

    assert (answer.status_code, answer.content) == (202, b"")
    [query] = arrived(control, backend)
    code = query.pop("code")
    assert query == {
        "state": "s 1",
        "referer": shop.account.host,
        "platform": "1",
        "client_id": shop.integration.client_id,
        "from_exchange": "1",
    }
    pair = shop.redeem(code)
    assert pair.status_code == 200
    assert shop.me(pair.json()["access_token"]).json()["name"] == "Anna"


def test_a_form_on_a_bare_address_works_too_and_without_a_state_none_comes(
    control: Control, shop: Shop, backend: Receiver
) -> None:
    body = keyed(control, shop)
    answer = requests.post(f"{shop.mock.url}/oauth2/exchange_api_key", data=body, timeout=5)

    assert answer.status_code == 202
    assert "state" not in arrived(control, backend)[0]


def test_a_user_and_an_integration_have_one_turn_in_five_minutes(
    control: Control, shop: Shop, backend: Receiver
) -> None:
    anna, boris = keyed(control, shop), keyed(control, shop, 503)
    assert [exchanged(shop, body).status_code for body in (anna, anna, boris)] == [202, 429, 202]
    clock = "/_mock/accounts/{subdomain}/clock/advance"
    control.call("POST", clock, {"seconds": 200}, subdomain=shop.account.subdomain)
    limited = exchanged(shop, anna)
    assert limited.status_code == 429
    with pytest.raises(requests.JSONDecodeError):
        limited.json()
    control.call("POST", clock, {"seconds": 100}, subdomain=shop.account.subdomain)
    assert exchanged(shop, anna).status_code == 202
    assert len(arrived(control, backend)) == 3


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"login": "nobody@example.com"}, 403),
        ({"api_key": "0" * 40}, 403),
        ({"login": ""}, 400),
        ({"api_key": ""}, 400),
        ({"client_uuid": "nobody"}, 400),
        ({"client_secret": "wrong"}, 400),
    ],
)
def test_whoever_gets_something_wrong_is_refused_and_nothing_is_sent(
    control: Control, shop: Shop, backend: Receiver, wrong: dict[str, str], status: int
) -> None:
    body = keyed(control, shop)
    answer = exchanged(shop, {**body, **wrong})

    assert answer.status_code == status, answer.text
    if status == 400:
        assert answer.json()["hint"] == f"Check the `{next(iter(wrong))}` parameter"
    assert arrived(control, backend) == []
    assert exchanged(shop, body).status_code == 202  # nor was the turn used up


def test_it_must_be_installed_and_sent_to_the_account(control: Control, shop: Shop, backend: Receiver) -> None:
    body = keyed(control, shop)
    assert exchanged(shop, body, host="www.amocrm.ru").json()["hint"] == "Send request to account"
    assert exchanged(shop, body, host="api-b.amocrm.ru").json()["detail"] == "Account not found"
    assert exchanged(shop, body, host="nobody.amocrm.ru").status_code == 404
    abroad = shop.mock.store.add_account(shop.account._baseline)
    assert exchanged(shop, body, host=abroad.host).status_code == 403
    shop.account.grants.switch_off(now=0, client_id=shop.integration.client_id)
    assert exchanged(shop, body).status_code == 403
    assert arrived(control, backend) == []


def test_the_journal_hides_the_key_and_knows_whose_it_was(control: Control, shop: Shop, backend: Receiver) -> None:
    body = {**keyed(control, shop), "state": "a state of mine"}
    exchanged(shop, body)
    code = arrived(control, backend)[0]["code"]
    entries = control.call("GET", f"/_mock/journal?account={shop.account.subdomain}")["entries"]
    assert isinstance(entries, list)

    asked, hook = entries
    assert (asked["outcome"], hook["purpose"]) == ("api_key_exchanged", "code_by_api_key")
    assert asked["integration"] == hook["integration"] == shop.integration.client_id
    for secret in (body["api_key"], body["client_secret"], body["state"], code):
        assert secret not in str(entries)


def test_another_key_makes_the_old_one_wrong(control: Control, shop: Shop) -> None:
    old, fresh = keyed(control, shop), keyed(control, shop)

    assert exchanged(shop, old).status_code == 403
    assert exchanged(shop, fresh).status_code == 202
