"""The two profiles differ in the status of a reused code, and in nothing else."""

from collections.abc import Iterator

import pytest
import requests
from mock_shop import Shop, open_shop

from mock_amocrm.profile import PROFILES, UnknownProfile, profile
from mock_amocrm.server import MockAmoCRM


@pytest.fixture(scope="module")
def shops() -> Iterator[tuple[Shop, Shop]]:
    """The same shop in both profiles."""
    with MockAmoCRM(profile="strict403") as strict, MockAmoCRM(profile="amocrm") as real:
        yield open_shop(strict), open_shop(real)


def test_a_reused_code_is_403_by_default_and_400_in_the_real_profile(shops: tuple[Shop, Shop]) -> None:
    strict, real = (reused(shop) for shop in shops)

    assert (strict.status_code, real.status_code) == (403, 400)
    assert (strict.json().pop("status"), real.json().pop("status")) == (403, 400)
    without_status = [{key: value for key, value in each.json().items() if key != "status"} for each in (strict, real)]
    assert without_status[0] == without_status[1]
    assert without_status[0]["hint"] == "Authorization code has been revoked"


def test_every_other_refusal_is_the_same(shops: tuple[Shop, Shop]) -> None:
    asked: tuple[dict[str, str], ...] = (
        {"grant_type": "authorization_code", "code": "garbage"},
        {"grant_type": "authorization_code", "client_secret": "wrong"},
        {"grant_type": "authorization_code", "redirect_uri": "https://other.example/"},
        {"grant_type": "refresh_token", "refresh_token": "garbage"},
        {"grant_type": "password"},
    )
    for fields in asked:
        strict, real = (shop.token(**fields) for shop in shops)
        assert (strict.status_code, strict.json()) == (real.status_code, real.json())


def test_an_unknown_profile_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownProfile, match="did you mean 'strict403'"):
        profile("strict")
    assert set(PROFILES) == {"strict403", "amocrm"}
    with pytest.raises(UnknownProfile):
        MockAmoCRM(profile="loose")


def reused(shop: Shop) -> requests.Response:
    """The answer to a code's second redemption."""
    code = shop.code()
    shop.redeem(code)
    return shop.redeem(code)
