"""The token endpoint says no: each case with amoCRM's own status, hint and document."""

import pytest
import requests
from mock_shop import REDIRECT_URI, Shop, open_shop

from mock_amocrm.server import MockAmoCRM

CODE = {"grant_type": "authorization_code"}
REFRESH = {"grant_type": "refresh_token"}


def refusal(answer: requests.Response, status: int, hint: str) -> None:
    """The exact document, its keys in amoCRM's order."""
    assert answer.headers["Content-Type"] == "application/json"
    assert list(answer.json().items()) == [
        ("hint", hint),
        ("title", "Некорректный запрос"),
        ("type", "https://developers.amocrm.ru/v3/errors/OAuthProblemJson"),
        ("status", status),
        ("detail", "В запросе отсутствует ряд параметров или параметры невалидны"),
    ]
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"grant_type": ""}, "Check that all required parameters have been provided"),
        ({"grant_type": "client_credentials"}, "Check that all required parameters have been provided"),
        ({**CODE, "client_id": ""}, "Check the `client_id` parameter"),
        ({**CODE, "client_id": "2c3c1b1e-0000-0000-0000-000000000000"}, "Check the `client_id` parameter"),
        ({**CODE, "client_secret": ""}, "Check the `client_secret` parameter"),
        ({**CODE, "client_secret": "wrong"}, "Check the `client_secret` parameter"),
        ({**CODE, "client_secret": "кирилиця"}, "Check the `client_secret` parameter"),
        ({**CODE, "redirect_uri": ""}, "Check the `redirect_uri` parameter"),
        ({**CODE, "redirect_uri": REDIRECT_URI + "/"}, "Redirect URI is not associated with client"),
        ({**CODE, "redirect_uri": REDIRECT_URI + "?a=1"}, "Redirect URI is not associated with client"),
        ({**CODE, "redirect_uri": REDIRECT_URI.upper()}, "Redirect URI is not associated with client"),
        ({**REFRESH, "redirect_uri": REDIRECT_URI + "/"}, "Redirect URI is not associated with client"),
        (CODE, "Check the `code` parameter"),
        (REFRESH, "Check the `refresh_token` parameter"),
        ({**CODE, "code": "def50200" + "0" * 700}, "Cannot decrypt the authorization code"),
        ({**CODE, "code": "garbage"}, "Cannot decrypt the authorization code"),
    ],
)
def test_a_wrong_parameter_is_named(shop: Shop, fields: dict[str, str], hint: str) -> None:
    refusal(shop.token(**fields), 400, hint)


def test_a_truncated_code_or_token_is_garbage(shop: Shop) -> None:
    refusal(shop.redeem(shop.code()[:255]), 400, "Cannot decrypt the authorization code")
    refusal(shop.refresh(shop.pair()["refresh_token"][:255]), 401, "Cannot decrypt the refresh token")


def test_a_code_is_good_once(shop: Shop) -> None:
    code = shop.code()
    pair = shop.redeem(code).json()

    refusal(shop.redeem(code), 403, "Authorization code has been revoked")
    assert shop.me(pair["access_token"]).status_code == 200  # a replay does not harm the pair


def test_a_refused_redemption_does_not_spend_the_code(shop: Shop) -> None:
    code = shop.code()
    for fields in ({"client_secret": "wrong"}, {"redirect_uri": "https://other.example/"}, {"host": "www.amocrm.ru"}):
        assert shop.redeem(code, **fields).status_code == 400

    assert shop.redeem(code).status_code == 200


def test_a_code_of_another_integration_is_refused_and_stays_good(shop: Shop) -> None:
    code = shop.code()
    other = shop.mock.store.add_integration(name="Other", redirect_uri=REDIRECT_URI)
    thief = {"client_id": other.client_id, "client_secret": other.client_secret}

    refusal(shop.redeem(code, **thief), 400, "Authorization code was not issued to this client")
    assert shop.redeem(code).status_code == 200


def test_a_code_is_bound_to_the_redirect_uri_it_was_issued_for(shop: Shop) -> None:
    code = shop.code()
    moved = shop.mock.store.add_integration(
        name="Moved",
        redirect_uri="https://moved.example/",
        client_id=shop.integration.client_id,
        client_secret=shop.integration.client_secret,
    )

    refusal(shop.redeem(code, redirect_uri=moved.redirect_uri), 400, "Invalid redirect URI")


def test_www_sells_no_tokens(shop: Shop) -> None:
    for host in ("www.amocrm.ru", "amocrm.ru", "www.kommo.com"):
        refusal(shop.redeem(shop.code(), host=host), 400, "Send request to account")


def test_another_accounts_host_refuses_the_code_and_the_token(mock: MockAmoCRM) -> None:
    shop, other = open_shop(mock), open_shop(mock)
    refusal(shop.redeem(shop.code(), host=other.account.host), 400, "Invalid account")
    refusal(shop.refresh(shop.pair()["refresh_token"], host=other.account.host), 400, "Invalid account")


def test_a_host_without_an_account_is_404(shop: Shop) -> None:
    answer = shop.redeem(shop.code(), host="nobody.amocrm.ru")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Cannot POST http://nobody.amocrm.ru/oauth2/access_token"


def test_a_refresh_token_is_good_once_and_brings_the_next(shop: Shop) -> None:
    first = shop.pair()
    second = shop.refresh(first["refresh_token"]).json()

    assert second["refresh_token"] != first["refresh_token"]
    refusal(shop.refresh(first["refresh_token"]), 401, "Token has been revoked")
    assert shop.refresh(second["refresh_token"]).status_code == 200
    for pair in (first, second):
        assert shop.me(pair["access_token"]).status_code == 200


def test_a_refresh_token_of_another_integration_is_refused(shop: Shop) -> None:
    refresh = shop.pair()["refresh_token"]
    other = shop.mock.store.add_integration(name="Other", redirect_uri=REDIRECT_URI)
    thief = {"client_id": other.client_id, "client_secret": other.client_secret}

    refusal(shop.refresh(refresh, **thief), 401, "Token is not linked to client")
    assert shop.refresh(refresh).status_code == 200


def test_a_refresh_may_leave_the_redirect_uri_out(shop: Shop) -> None:
    fields = shop.fields(grant_type="refresh_token", refresh_token=shop.pair()["refresh_token"])
    del fields["redirect_uri"]
    answer = requests.post(
        f"{shop.mock.url}/oauth2/access_token", json=fields, headers={"Host": shop.account.host}, timeout=5
    )

    assert answer.status_code == 200


def test_a_second_consent_leaves_the_first_pair_alive(shop: Shop) -> None:
    first, second = shop.pair(), shop.pair()

    assert shop.refresh(first["refresh_token"]).status_code == 200
    assert shop.me(second["access_token"]).status_code == 200


def test_a_revoked_installation_loses_codes_and_tokens_and_nothing_else(mock: MockAmoCRM) -> None:
    shop = open_shop(mock)
    bystander = Shop(mock, shop.account, mock.store.add_integration(name="Other", redirect_uri=REDIRECT_URI))
    pair, code, spared = shop.pair(), shop.code(), bystander.pair()
    url = f"{mock.url}/_mock/accounts/{shop.account.subdomain}/revoke"
    assert requests.post(url, json={"client_id": shop.integration.client_id}, timeout=5).json() == {"revoked": 3}

    assert shop.me(pair["access_token"]).status_code == 401
    refusal(shop.refresh(pair["refresh_token"]), 401, "Token has been revoked")
    refusal(shop.redeem(code), 403, "Authorization code has been revoked")
    assert bystander.me(spared["access_token"]).status_code == 200
    assert bystander.refresh(spared["refresh_token"]).status_code == 200


def test_a_restored_account_knows_its_old_grants_as_revoked(shop: Shop) -> None:
    pair, code = shop.pair(), shop.code()
    shop.account.restore()

    assert shop.me(pair["access_token"]).status_code == 401
    refusal(shop.refresh(pair["refresh_token"]), 401, "Token has been revoked")
    refusal(shop.redeem(code), 403, "Authorization code has been revoked")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_the_wrong_verb_is_405(shop: Shop, method: str) -> None:
    answer = requests.request(
        method, f"{shop.mock.url}/oauth2/access_token", headers={"Host": shop.account.host}, timeout=5
    )

    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Allow"] == "POST"


def test_an_unknown_address_is_404_with_the_callers_own_address(shop: Shop) -> None:
    answer = requests.get(f"{shop.mock.url}/nowhere?x=1", headers={"Host": shop.account.host}, timeout=5)

    assert answer.status_code == 404
    assert answer.json() == {
        "title": "Not Found",
        "type": "https://httpstatus.es/404",
        "status": 404,
        "detail": f"Cannot GET http://{shop.account.host}/nowhere",
    }
