"""The integration as it is registered, with each mistake that can be made in doing so."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from harness.adapters.crm import MockCrm
from harness.proof.catalogue import BUGS
from harness.run.integration import MISTAKES, register
from harness.settings import BackendSettings, SettingsError
from mock_amocrm.server import MockAmoCRM

CALLBACK = "http://127.0.0.1:3000/api/amo-crm/callback"


@pytest.fixture(scope="module")
def crm() -> Iterator[MockCrm]:
    with MockAmoCRM() as mock:
        crm = MockCrm(mock.url)
        yield crm
        crm.close()


def known_to_amocrm(crm: MockCrm, client_id: str) -> object:
    listed = crm._ask("GET", "/integrations")["integrations"]
    assert isinstance(listed, list)
    return next(each["redirect_uri"] for each in listed if each["client_id"] == client_id)


def test_without_mistakes_both_have_the_same(crm: MockCrm) -> None:
    made, told = register(crm, BackendSettings(), CALLBACK, [])

    assert told == {"client_id": made.client_id, "client_secret": made.client_secret, "redirect_uri": CALLBACK}
    assert known_to_amocrm(crm, made.client_id) == CALLBACK
    assert crm.client_id == made.client_id


@pytest.mark.parametrize(
    ("mistake", "registered", "told"),
    [
        ("redirect-uri-of-old-version", "http://127.0.0.1:3000/api/v1/integrations/amo-crm/callback", CALLBACK),
        ("redirect-uri-bare-domain", "http://127.0.0.1:3000", CALLBACK),
        ("redirect-uri-on-localhost", "http://localhost:9/api/amo-crm/callback", CALLBACK),
        ("redirect-uri-trailing-slash", CALLBACK, f"{CALLBACK}/"),
    ],
)
def test_the_redirect_uri_differs_on_one_side(crm: MockCrm, mistake: str, registered: str, told: str) -> None:
    made, given = register(crm, BackendSettings(), CALLBACK, [mistake])

    assert (known_to_amocrm(crm, made.client_id), given["redirect_uri"]) == (registered, told)
    assert (given["client_id"], given["client_secret"]) == (made.client_id, made.client_secret)


def test_a_secret_of_another_integration_goes_with_ones_own_id(crm: MockCrm) -> None:
    made, given = register(crm, BackendSettings(), CALLBACK, ["secret-of-another-integration"])

    assert (given["client_id"], crm.client_id) == (made.client_id, made.client_id)
    assert given["client_secret"] != made.client_secret


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_a_backend_elsewhere_is_told_is_nobodys_to_change(crm: MockCrm, mistake: str) -> None:
    elsewhere = replace(BackendSettings(), url="http://127.0.0.1:3000")
    if not MISTAKES[mistake].is_told:
        made, _ = register(crm, elsewhere, CALLBACK, [mistake])
        assert known_to_amocrm(crm, made.client_id) != CALLBACK
        return
    with pytest.raises(SettingsError, match=f"--bug {mistake}: somebody else has started the backend"):
        register(crm, elsewhere, CALLBACK, [mistake])


def test_the_catalogue_has_every_mistake_and_no_other() -> None:
    assert {switch for bug in BUGS.values() for switch in bug.switches.integration} == set(MISTAKES)
