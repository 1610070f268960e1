"""Which values of an environment are taken for secrets."""

import pytest

from harness.wire.planted import planted


@pytest.mark.parametrize(
    "name",
    ["DATABASE_PASSWORD", "AMO_CLIENT_SECRET", "GITHUB_TOKEN", "API_KEY", "SECRET_KEY", "sessionToken", "PGPASSWORD"],
)
def test_a_variable_that_is_called_like_a_secret_is_one(name: str) -> None:
    assert planted({name: "Opaque-value-1", "HOME": "/home/ann"}) == ("Opaque-value-1",)


def test_the_password_of_an_address_is_a_secret_and_the_address_is_none() -> None:
    assert planted({"DATABASE_URL": "postgres://ann:Opaque-value-1@db:5432/app"}) == ("Opaque-value-1",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POSTGRES_PASSWORD", "postgres"),
        ("DATABASE_PASSWORD", ""),
        ("AMO_CLIENT_SECRET", "{client_secret}"),
        ("AMO_ACCESS_TOKEN", "http://www.amocrm.ru/oauth2/access_token"),
        ("TOKEN_LIFETIME", "86400 seconds"),
        ("PASSWORD_FIELD", "userPassword"),
        ("DATABASE_URL", "postgres://[db/app"),
    ],
)
def test_what_only_sounds_like_a_secret_stays(name: str, value: str) -> None:
    assert planted({name: value}) == ()
