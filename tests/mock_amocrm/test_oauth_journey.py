"""The journey of every integration: consent, code, tokens, API."""

import base64
import json

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from mock_shop import REDIRECT_URI, Shop


def test_consent_brings_a_code_that_is_exchanged_for_a_pair_that_opens_the_api(shop: Shop) -> None:
    landed = shop.consent(state="a+b/ї%3D")

    assert list(landed) == ["code", "state", "referer", "platform", "client_id"]
    assert landed["referer"] == shop.account.host
    answer = shop.redeem(landed["code"])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    pair = answer.json()
    assert list(pair) == ["token_type", "expires_in", "server_time", "access_token", "refresh_token"]
    assert (pair["token_type"], pair["expires_in"]) == ("Bearer", 86400)
    who = shop.me(pair["access_token"])
    assert who.status_code == 200
    assert (who.json()["name"], who.json()["email"]) == ("Anna", "anna@example.com")


def test_the_access_token_is_a_jwt_with_the_real_claims_and_a_true_signature(shop: Shop) -> None:
    token = shop.pair()["access_token"]

    head, body, signature = token.split(".")
    header, claims = (json.loads(_decoded(part)) for part in (head, body))
    assert list(header) == ["typ", "alg", "jti"]
    assert header["alg"] == "RS256"
    assert list(claims) == [
        "aud", "jti", "iat", "nbf", "exp", "sub", "grant_type", "account_id", "base_domain", "version", "scopes",
        "hash_uuid", "api_domain",
    ]  # fmt: skip
    assert header["jti"] == claims["jti"]
    assert len(claims["jti"]) == 80
    assert (claims["aud"], claims["sub"]) == (shop.integration.client_id, "501")
    assert claims["exp"] - claims["iat"] == 86400
    public = shop.mock.fake.signing_key.public_key()
    public.verify(_decoded(signature), f"{head}.{body}".encode(), PKCS1v15(), SHA256())


def test_codes_and_refresh_tokens_look_like_the_real_ones(shop: Shop) -> None:
    code = shop.code()
    refresh = shop.pair()["refresh_token"]

    for value in (code, refresh):
        assert value.startswith("def502")
        assert value == value.lower()
        assert int(value, 16)
        assert 700 < len(value) < 1300


def test_a_redirect_uri_with_a_query_keeps_it(shop: Shop) -> None:
    shop.integration = shop.mock.store.add_integration(name="Query", redirect_uri=f"{REDIRECT_URI}?tenant=7")

    assert shop.consent()["tenant"] == "7"


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
