"""Codes live 20 minutes, access tokens a day, refresh tokens three months, by the account's own clock."""

import requests
from mock_shop import Shop, open_shop

from mock_amocrm.server import MockAmoCRM

MINUTE, DAY = 60, 24 * 60 * 60


def advance(shop: Shop, seconds: float) -> list[dict[str, object]]:
    """Move the account's time and answer what ran out."""
    url = f"{shop.mock.url}/_mock/accounts/{shop.account.subdomain}/clock/advance"
    fired: list[dict[str, object]] = requests.post(url, json={"seconds": seconds}, timeout=5).json()["fired"]
    return fired


def test_a_code_lives_twenty_minutes(shop: Shop) -> None:
    early, late = shop.code(), shop.code()
    assert advance(shop, 20 * MINUTE - 5) == []
    assert shop.redeem(early).status_code == 200

    fired = advance(shop, 5)
    assert [event["what"] for event in fired] == ["code_expired"]
    answer = shop.redeem(late)
    assert (answer.status_code, answer.json()["hint"]) == (400, "Authorization code has expired")


def test_a_spent_code_that_is_old_has_expired_first(shop: Shop) -> None:
    code = shop.code()
    shop.redeem(code)
    advance(shop, 20 * MINUTE)

    answer = shop.redeem(code)
    assert (answer.status_code, answer.json()["hint"]) == (400, "Authorization code has expired")


def test_an_access_token_lives_a_day(shop: Shop) -> None:
    token = shop.pair()["access_token"]
    advance(shop, DAY - 5)
    assert shop.me(token).status_code == 200

    assert [event["what"] for event in advance(shop, 5)] == ["access_token_expired"]
    assert shop.me(token).status_code == 401


def test_a_refresh_token_lives_three_months_from_its_own_issue(shop: Shop) -> None:
    pair = shop.pair()
    advance(shop, 89 * DAY)
    pair = shop.refresh(pair["refresh_token"]).json()
    advance(shop, 89 * DAY)
    pair = shop.refresh(pair["refresh_token"]).json()

    what = [event["what"] for event in advance(shop, 90 * DAY)]
    assert sorted(what) == ["access_token_expired", "refresh_token_expired"]
    answer = shop.refresh(pair["refresh_token"])
    assert (answer.status_code, answer.json()["hint"]) == (401, "Token has expired")


def test_a_token_is_dated_by_the_accounts_clock(shop: Shop) -> None:
    before = shop.pair()
    advance(shop, 10 * DAY)
    after = shop.pair()

    assert 10 * DAY <= int(after["server_time"]) - int(before["server_time"]) <= 10 * DAY + 5


def test_one_accounts_time_does_not_age_anothers_tokens(mock: MockAmoCRM) -> None:
    old, young = open_shop(mock), open_shop(mock)
    tokens = [shop.pair()["access_token"] for shop in (old, young)]
    advance(old, DAY)

    assert [shop.me(token).status_code for shop, token in zip((old, young), tokens, strict=True)] == [401, 200]


def test_everybodys_time_ages_everybodys_tokens(mock: MockAmoCRM) -> None:
    shops = [open_shop(mock), open_shop(mock)]
    tokens = [shop.pair()["access_token"] for shop in shops]
    fired = requests.post(f"{mock.url}/_mock/clock/advance", json={"seconds": DAY}, timeout=5).json()["fired"]

    assert {shop.account.subdomain for shop in shops} <= {event["account"] for event in fired}
    assert [shop.me(token).status_code for shop, token in zip(shops, tokens, strict=True)] == [401, 401]
