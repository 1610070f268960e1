"""Time as the fake tells it: frozen here, so that every second is exact."""

from collections.abc import Iterator

import pytest
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory

from mock_amocrm.clock import AccountClock, BaseClock
from mock_amocrm.oauth.issue import ACCESS_LIFE, CODE_LIFE, REFRESH_LIFE
from mock_amocrm.passing.expiries import expired
from mock_amocrm.state.account import Account, Baseline
from mock_amocrm.state.grants import AccessToken, AuthorizationCode, RefreshToken

MOMENT = 1_780_000_000


@pytest.fixture(autouse=True)
def frozen() -> Iterator[FrozenDateTimeFactory]:
    with freeze_time("2026-05-28 20:26:40") as factory:  # MOMENT
        yield factory


def test_a_base_clock_tells_the_machines_time_plus_what_was_advanced() -> None:
    clock = BaseClock()
    assert clock.now() == MOMENT
    assert clock.advance(90.5) == MOMENT + 90.5


def test_an_accounts_clock_adds_its_own_offset_and_tells_whole_seconds() -> None:
    base = BaseClock()
    early, late = AccountClock(base), AccountClock(base)
    assert late.advance(60.75) == MOMENT + 60
    base.advance(10)

    assert (early.now(), late.now(), late.offset) == (MOMENT + 10, MOMENT + 70, 60.75)


def test_time_never_runs_backwards() -> None:
    base = BaseClock()
    for clock in (base, AccountClock(base)):
        with pytest.raises(ValueError, match="only moves forward"):
            clock.advance(-1)


def test_a_clock_follows_a_machine_whose_time_moves(frozen: FrozenDateTimeFactory) -> None:
    clock = AccountClock(BaseClock())
    clock.advance(5)
    frozen.move_to("2026-05-28 20:27:40")

    assert clock.now() == MOMENT + 65


def test_lifetimes_are_the_documented_ones() -> None:
    assert (CODE_LIFE, ACCESS_LIFE, REFRESH_LIFE) == (1200, 86400, 90 * 86400)


def test_what_expired_is_told_oldest_first_and_only_if_it_was_alive() -> None:
    account = Account(
        number=1,
        subdomain="demo",
        domain="amocrm.ru",
        lang="ru",
        name="Demo",
        clock=AccountClock(BaseClock()),
        baseline=Baseline({}, {}),
    )
    grants = account.grants
    for value, expires_at, spent_at in (("c1", 20, None), ("c2", 10, None), ("spent", 15, 3)):
        grants.add_code(AuthorizationCode(value, "client", 1, "https://x/", (), expires_at, spent_at))
    for access in (AccessToken("j", "client", 1, (), 30), AccessToken("k", "client", 1, (), 30, revoked_at=5)):
        grants.add_access(access)
    for refresh in (RefreshToken("r", "client", 1, (), "j", 40), RefreshToken("s", "client", 1, (), "k", 41, 5)):
        grants.add_refresh(refresh)

    assert [(each.at, each.what) for each in expired(account, after=9, until=100)] == [
        (10, "code_expired"),
        (20, "code_expired"),
        (30, "access_token_expired"),
        (40, "refresh_token_expired"),
    ]
    assert [each.at for each in expired(account, after=10, until=20)] == [20]
