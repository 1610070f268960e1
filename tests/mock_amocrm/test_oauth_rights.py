"""What a token opens: an administrator's everything, others what their user may, and nothing beyond its scopes."""

import base64
import json

import pytest
import requests
from control_api import Control
from mock_shop import REDIRECT_URI, Shop, open_shop

from mock_amocrm.server import MockAmoCRM

ANNA, BORIS = 501, 503


def pair(shop: Shop, email: str = "anna@example.com") -> dict[str, str]:
    """A pair that this user granted."""
    answer = shop.redeem(shop.consent(email=email)["code"])
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def asked(shop: Shop, tokens: dict[str, str], path: str = "account", **headers: str) -> int:
    """How a call of the API is answered."""
    sent = {"Host": shop.account.host, "Authorization": f"Bearer {tokens['access_token']}", **headers}
    return requests.get(f"{shop.mock.url}/api/v4/{path}", headers=sent, timeout=5).status_code


def change(control: Control, shop: Shop, user: int, **columns: object) -> None:
    """Change a user."""
    path = "/_mock/accounts/{subdomain}/users/{id}"
    control.call("PATCH", path, columns, subdomain=shop.account.subdomain, id=str(user))


def test_an_administrators_token_outlives_the_administrator(control: Control, shop: Shop) -> None:
    tokens = pair(shop)
    for columns in ({"is_admin": False}, {"is_active": False}):
        change(control, shop, ANNA, **columns)
        assert asked(shop, tokens, "users") == 200
    path = "/_mock/accounts/{subdomain}/users/{id}"
    control.call("DELETE", path, status=204, subdomain=shop.account.subdomain, id=str(ANNA))
    assert asked(shop, tokens, "users") == 200
    fresh = shop.refresh(tokens["refresh_token"])
    assert fresh.status_code == 200
    assert asked(shop, fresh.json(), "users") == 200


def test_another_users_token_has_that_users_rights_and_goes_with_him(control: Control, shop: Shop) -> None:
    first = pair(shop)
    tokens = pair(shop, "boris@example.com")
    assert (asked(shop, tokens), asked(shop, tokens, "users")) == (200, 403)
    change(control, shop, BORIS, is_admin=True)
    assert asked(shop, tokens, "users") == 403  # until he grants again
    assert asked(shop, pair(shop, "boris@example.com"), "users") == 200
    change(control, shop, BORIS, is_active=False)
    assert asked(shop, tokens) == 401
    assert asked(shop, first) == 200


def test_only_an_administrators_token_acts_as_others(control: Control, shop: Shop) -> None:
    admins, others = pair(shop), pair(shop, "boris@example.com")
    boris = {"X-Context-User-ID": str(BORIS)}

    assert asked(shop, admins, "users", **boris) == 403
    assert asked(shop, admins, "account", **boris) == 200
    assert asked(shop, others, "account", **{"X-Context-User-ID": str(ANNA)}) == 403
    assert asked(shop, admins, "account", **{"X-Context-User-ID": "999"}) == 401
    for columns in ({"is_free": True}, {"is_free": False, "is_active": False}):
        change(control, shop, BORIS, **columns)
        assert asked(shop, admins, "account", **boris) == 401


def test_a_second_consent_leaves_the_first_pair_alive(shop: Shop) -> None:
    first, second = pair(shop), pair(shop)
    later = shop.redeem(shop.code()).json()
    for tokens in (first, second, later):
        assert asked(shop, tokens) == 200
        assert shop.refresh(tokens["refresh_token"]).status_code == 200


def scopes_of(tokens: dict[str, str]) -> list[str]:
    """What a token says it opens."""
    claims = tokens["access_token"].split(".")[1]
    return list(json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["scopes"])


def test_scopes_are_frozen_when_they_are_granted(control: Control, shop: Shop) -> None:
    fields = {"client_id": shop.integration.client_id, "name": "Leads sync", "redirect_uri": REDIRECT_URI}
    control.call("POST", "/_mock/integrations", {**fields, "scopes": ["notifications"]}, status=201)
    narrow, code = pair(shop), shop.code()
    control.call("POST", "/_mock/integrations", {**fields, "scopes": ["crm", "notifications"]}, status=201)

    for tokens in (narrow, shop.refresh(narrow["refresh_token"]).json(), shop.redeem(code).json()):
        assert scopes_of(tokens) == ["notifications"]
        assert asked(shop, tokens) == 403
    wide = pair(shop)
    assert scopes_of(wide) == ["crm", "notifications"]
    assert asked(shop, wide) == 200
    assert asked(shop, narrow) == 403  # nor does the page that the wide one just got open to it


def test_an_integration_that_is_not_public_has_one_account(control: Control, mock: MockAmoCRM) -> None:
    home, abroad = open_shop(mock), open_shop(mock)
    fields = {"name": "Ours", "redirect_uri": REDIRECT_URI, "kind": "private"}
    assert "account is required" in str(control.call("POST", "/_mock/integrations", fields, status=400)["detail"])
    made = control.call("POST", "/_mock/integrations", {**fields, "account": home.account.subdomain}, status=201)
    ours = mock.store.integrations[str(made["client_id"])]
    home.integration = abroad.integration = ours

    assert home.consent()["referer"] == home.account.host
    visitor = abroad.visitor(abroad.account.host)
    visitor.open(f"/oauth?client_id={ours.client_id}")
    assert visitor.sign_in().status_code == 403
    visitor = abroad.visitor()  # on `www` Anna administers both, and is offered one
    visitor.open(f"/oauth?client_id={ours.client_id}")
    visitor.sign_in()
    assert home.account.host in visitor.page.text
    assert abroad.account.host not in visitor.page.text
    path = "/_mock/accounts/{subdomain}/install"
    body = {"client_id": ours.client_id}
    refused = control.call("POST", path, body, status=409, subdomain=abroad.account.subdomain)
    assert f"in {home.account.subdomain!r} only" in str(refused["detail"])


def test_a_registered_integration_keeps_what_is_not_given_and_another_secret_makes_the_old_one_wrong(
    control: Control, shop: Shop
) -> None:
    fields = {"client_id": shop.integration.client_id, "name": "Renamed", "redirect_uri": REDIRECT_URI}
    made = control.call("POST", "/_mock/integrations", {**fields, "description": "Syncs leads"}, status=201)
    assert made["client_secret"] == shop.integration.client_secret
    assert control.call("POST", "/_mock/integrations", fields, status=201)["description"] == "Syncs leads"

    path = "/_mock/integrations/{client_id}/secret"
    fresh = control.call("POST", path, client_id=shop.integration.client_id)
    assert shop.redeem(shop.code()).json()["hint"] == "Check the `client_secret` parameter"
    assert shop.redeem(shop.code(), client_secret=str(fresh["client_secret"])).status_code == 200
    nearest = control.call("POST", path, client_id=shop.integration.client_id[:-1], status=404)
    assert shop.integration.client_id in str(nearest["detail"])


def test_a_refresh_with_another_redirect_uri_is_let_through_only_where_that_is_wanted(
    control: Control, shop: Shop
) -> None:
    refresh, elsewhere = shop.pair()["refresh_token"], f"https://{shop.account.host}/"
    assert shop.refresh(refresh, redirect_uri=elsewhere).json()["hint"] == "Redirect URI is not associated with client"
    fields = {"client_id": shop.integration.client_id, "name": "Lenient", "redirect_uri": REDIRECT_URI}
    control.call("POST", "/_mock/integrations", {**fields, "lenient_refresh": True}, status=201)
    assert shop.refresh(refresh, redirect_uri=elsewhere).status_code == 200
    assert shop.redeem(shop.code(), redirect_uri=elsewhere).status_code == 400


@pytest.mark.parametrize("field", ["redirect_uri", "disable_uri", "logo"])
@pytest.mark.parametrize("wrong", ["http://[broken", "http://127.0.0.1:99999/", "ftp://x/", "/callback", "http://"])
def test_an_address_that_is_none_is_refused_and_registers_nothing(control: Control, field: str, wrong: str) -> None:
    known = len(control.mock.store.integrations)
    fields = {"name": "Wrong", "redirect_uri": REDIRECT_URI, field: wrong}

    assert control.call("POST", "/_mock/integrations", fields, status=400)["field"] == field
    assert len(control.mock.store.integrations) == known
