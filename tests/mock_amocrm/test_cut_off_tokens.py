"""A token that comes back shorter than it was given is told from garbage in the journal, and refused as garbage is."""

import pytest
import requests
from mock_shop import Shop


def outcome(shop: Shop) -> str | None:
    """What the journal says of the latest request."""
    reading = shop.mock.fake.journal.read()
    return reading.entries[-1].note.outcome


def read_account(shop: Shop, token: str) -> requests.Response:
    headers = {"Host": shop.account.host, "Authorization": f"Bearer {token}"}
    return requests.get(f"{shop.mock.url}/api/v4/account", headers=headers, timeout=5)


@pytest.mark.parametrize("length", [255, 512, 900])
def test_an_access_token_that_was_cut_off_is_told_from_garbage(shop: Shop, length: int) -> None:
    token = shop.pair()["access_token"]
    assert len(token) > length

    assert read_account(shop, token[:length]).status_code == 401
    assert outcome(shop) == "access_cut_off"


def test_other_unknown_access_tokens_are_no_such_beginnings(shop: Shop) -> None:
    header, claims, signature = shop.pair()["access_token"].split(".")
    for token in ("", "eyJ", "eyJ" + "a" * 60 + ".b", header, f"{header}.{claims}.{signature[::-1]}", "a.b.c"):
        assert read_account(shop, token).status_code == 401
        assert outcome(shop) is None, token
    assert read_account(shop, f"{header}.{claims}.{signature}").status_code == 200
    assert outcome(shop) is None


def test_a_refresh_token_that_was_cut_off_is_told_from_garbage(shop: Shop) -> None:
    token = shop.pair()["refresh_token"]
    told = []
    for sent in (token[:255], token[:12], token[:254] + "x"):
        answer = shop.token(grant_type="refresh_token", refresh_token=sent)
        assert (answer.status_code, answer.json()["hint"]) == (401, "Cannot decrypt the refresh token")
        told.append(outcome(shop))

    assert told == ["refresh_cut_off", "refresh_unknown", "refresh_unknown"]
