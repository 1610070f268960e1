"""Codes of the tab of keys, long-lived tokens, disposable tokens: what amoCRM's pages hand out without a consent."""

import base64
import datetime
import json
from urllib.parse import urlsplit

import jwt
import pytest
import requests
from control_api import Control
from mock_shop import REDIRECT_URI, Shop

DAY = 24 * 60 * 60


@pytest.fixture
def private(control: Control, shop: Shop) -> Shop:
    """A shop whose integration is its account's own and installed."""
    fields = {"name": "Ours", "redirect_uri": REDIRECT_URI, "kind": "private", "account": shop.account.subdomain}
    made = control.call("POST", "/_mock/integrations", fields, status=201)
    shop.integration = shop.mock.store.integrations[str(made["client_id"])]
    shop.consent()
    return shop


def handed(control: Control, shop: Shop, what: str, *, status: int = 201, **more: object) -> dict[str, object]:
    """Something handed out for the shop's integration."""
    fields = {"client_id": shop.integration.client_id, **more}
    path = "/_mock/accounts/{subdomain}/" + what
    return control.call("POST", path, fields, status=status, subdomain=shop.account.subdomain)


def passed(control: Control, shop: Shop, seconds: int) -> dict[str, object]:
    """Time goes by in the account."""
    path = "/_mock/accounts/{subdomain}/clock/advance"
    return control.call("POST", path, {"seconds": seconds}, subdomain=shop.account.subdomain)


def asked(shop: Shop, token: object, path: str = "account", **headers: str) -> int:
    """How a call of the API is answered."""
    sent = {"Host": shop.account.host, "Authorization": f"Bearer {token}", **headers}
    return requests.get(f"{shop.mock.url}/api/v4/{path}", headers=sent, timeout=5).status_code


def claims_of(token: object) -> dict[str, object]:
    """What a token says, unverified."""
    part = str(token).split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def test_the_tab_of_keys_shows_another_code_each_time_and_all_of_them_work(control: Control, shop: Shop) -> None:
    shop.consent()
    codes = [str(handed(control, shop, "codes")["code"]) for _ in range(3)]

    assert len(set(codes)) == 3
    answers = [shop.redeem(code) for code in codes]
    assert [answer.status_code for answer in answers] == [200] * 3
    for answer in answers:
        assert asked(shop, answer.json()["access_token"], "users") == 200
    assert shop.redeem(codes[0]).json()["hint"] == "Authorization code has been revoked"


def test_such_a_code_is_somebodys_and_lives_twenty_minutes(control: Control, shop: Shop) -> None:
    shop.consent()
    boris, late = handed(control, shop, "codes", user_id=503), handed(control, shop, "codes")

    assert asked(shop, shop.redeem(str(boris["code"])).json()["access_token"], "users") == 403
    assert late["expires_at"] == pytest.approx(shop.account.clock.now() + 1200, abs=2)
    passed(control, shop, 1201)
    assert shop.redeem(str(late["code"])).json()["hint"] == "Authorization code has expired"


@pytest.mark.parametrize("what", ["codes", "disposable_tokens"])
def test_what_is_not_installed_has_no_keys(control: Control, shop: Shop, what: str) -> None:
    refused = handed(control, shop, what, status=409)

    assert f"POST /_mock/accounts/{shop.account.subdomain}/install first" in str(refused["detail"])
    handed(control, shop, what, status=404, client_id="nobody")


def test_a_long_lived_token_ends_at_midnight_and_is_never_refreshed(control: Control, private: Shop) -> None:
    made = handed(control, private, "long_lived_tokens", days=30)

    assert set(made) == {"id", "access_token", "expires_at"}
    claims = claims_of(made["access_token"])
    assert list(claims) == [
        "aud", "jti", "iat", "nbf", "exp", "sub", "grant_type", "account_id", "base_domain", "version", "scopes",
        "hash_uuid", "api_domain",
    ]  # fmt: skip
    assert (claims["grant_type"], claims["exp"], claims["jti"]) == ("", made["expires_at"], made["id"])
    assert (claims["base_domain"], claims["api_domain"]) == ("amocrm.ru", "api-b.amocrm.ru")
    end = datetime.datetime.fromtimestamp(int(str(claims["exp"])), datetime.UTC)
    today = datetime.datetime.fromtimestamp(private.account.clock.now(), datetime.UTC).date()
    assert end == datetime.datetime.combine(today + datetime.timedelta(days=30), datetime.time(), datetime.UTC)
    left = int(str(made["expires_at"])) - private.account.clock.now()
    assert asked(private, made["access_token"]) == 200
    passed(control, private, left - 2)
    assert asked(private, made["access_token"]) == 200
    fired = passed(control, private, 2)["fired"]
    assert "access_token_expired" in str(fired)
    assert asked(private, made["access_token"]) == 401


def test_a_long_lived_token_is_taken_back_alone_or_with_its_integration(control: Control, private: Shop) -> None:
    one, other = (handed(control, private, "long_lived_tokens", days=365) for _ in range(2))
    path = "/_mock/accounts/{subdomain}/long_lived_tokens/{id}"
    names = {"subdomain": private.account.subdomain, "id": str(one["id"])}
    control.call("DELETE", path, status=204, **names)

    assert (asked(private, one["access_token"]), asked(private, other["access_token"])) == (401, 200)
    assert "no live token" in str(control.call("DELETE", path, status=404, **names)["detail"])
    body = {"client_id": private.integration.client_id}
    control.call("POST", "/_mock/accounts/{subdomain}/disable", body, subdomain=private.account.subdomain)
    assert asked(private, other["access_token"]) == 401


def test_long_lived_tokens_are_for_one_day_to_five_years_and_not_for_public_integrations(
    control: Control, private: Shop, shop: Shop
) -> None:
    for days in (1, 1827):
        assert asked(private, handed(control, private, "long_lived_tokens", days=days)["access_token"]) == 200
    for days in (0, 1828):
        handed(control, private, "long_lived_tokens", days=days, status=400)
    public = shop.mock.store.add_integration(name="Public", redirect_uri=REDIRECT_URI)
    public_shop = Shop(shop.mock, shop.account, public)
    public_shop.consent()
    refused = handed(control, public_shop, "long_lived_tokens", days=1, status=409)
    assert "this one is public" in str(refused["detail"])


def disposable(shop: Shop, client_id: str, *, signed_in: str | None = "anna@example.com") -> requests.Response:
    """What a widget's page asks for, in the browser of somebody who is signed in or not."""
    visitor = shop.visitor(shop.account.host)
    if signed_in:
        visitor.open(f"/oauth?client_id={shop.integration.client_id}")
        visitor.sign_in(signed_in)
    return visitor.open(f"/ajax/v2/integrations/{client_id}/disposable_token")


@pytest.mark.parametrize(
    ("email", "user_id", "is_admin"), [("anna@example.com", 501, True), ("boris@example.com", 503, False)]
)
def test_a_disposable_token_tells_who_is_at_the_screen(shop: Shop, email: str, user_id: int, is_admin: bool) -> None:
    shop.integration = shop.mock.store.add_integration(name="W", redirect_uri="http://backend.example:8080/cb?x=1")
    shop.consent()
    answer = disposable(shop, shop.integration.client_id, signed_in=email)

    assert (answer.status_code, list(answer.json())) == (200, ["token"])
    token, key = answer.json()["token"], shop.integration.client_secret
    assert jwt.get_unverified_header(token) == {"typ": "JWT", "alg": "HS256"}
    claims = jwt.decode(token, key, algorithms=["HS256"], audience="http://backend.example", leeway=2)
    assert claims == {
        "iss": f"https://{shop.account.host}",
        "aud": "http://backend.example",
        "jti": claims["jti"],
        "iat": claims["iat"],
        "nbf": claims["iat"],
        "exp": claims["iat"] + 1800,
        "account_id": shop.account.id,
        "user_id": user_id,
        "is_admin": is_admin,
        "subdomain": shop.account.subdomain,
        "client_uuid": shop.integration.client_id,
    }
    assert (
        claims["jti"]
        != jwt.decode(
            disposable(shop, shop.integration.client_id).json()["token"], options={"verify_signature": False}
        )["jti"]
    )
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, "x" * 64, algorithms=["HS256"], audience="http://backend.example")


def test_a_disposable_token_needs_a_session_and_an_installed_integration(shop: Shop) -> None:
    assert disposable(shop, shop.integration.client_id, signed_in=None).status_code == 401
    assert disposable(shop, shop.integration.client_id).status_code == 404
    shop.consent()
    assert disposable(shop, shop.integration.client_id).status_code == 200
    assert disposable(shop, "nobody").status_code == 404
    abroad = shop.mock.store.add_account(shop.account._baseline)
    stranger = Shop(shop.mock, abroad, shop.integration)
    assert disposable(stranger, shop.integration.client_id).status_code == 404


def test_the_journal_hides_a_disposable_token(shop: Shop) -> None:
    shop.consent()
    token = disposable(shop, shop.integration.client_id).json()["token"]
    entries = requests.get(f"{shop.mock.url}/_mock/journal?account={shop.account.subdomain}", timeout=5).json()[
        "entries"
    ]

    assert (entries[-1]["surface"], entries[-1]["integration"]) == ("widget", shop.integration.client_id)
    assert token not in str(entries)


def test_the_control_api_hands_disposable_tokens_out_too(control: Control, shop: Shop) -> None:
    shop.consent()
    token = str(handed(control, shop, "disposable_tokens", user_id=503)["token"])
    host = f"https://{urlsplit(REDIRECT_URI).hostname}"

    key = shop.integration.client_secret
    assert jwt.decode(token, key, algorithms=["HS256"], audience=host, leeway=2)["user_id"] == 503


@pytest.mark.parametrize(("entity", "number"), [("leads", 2), ("customers", 12)])
def test_a_bots_token_tells_of_whom_it_talks(control: Control, shop: Shop, entity: str, number: int) -> None:
    shop.consent()
    token = str(handed(control, shop, "bot_tokens", entity=entity, entity_id=77)["token"])
    host = f"https://{urlsplit(REDIRECT_URI).hostname}"
    claims = jwt.decode(token, shop.integration.client_secret, algorithms=["HS512"], audience=host)

    assert (claims["entity_id"], claims["entity_type"], claims["bot_type"]) == (77, number, "salesbot")
    assert (claims["account_id"], claims["subdomain"]) == (shop.account.id, shop.account.subdomain)
    assert (claims["iss"], claims["client_uuid"]) == (f"https://{shop.account.host}", shop.integration.client_id)
    wrong = handed(control, shop, "bot_tokens", entity="lead", entity_id=77, status=400)
    assert "did you mean 'leads'?" in str(wrong["detail"])
