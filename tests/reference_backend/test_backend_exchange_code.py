"""exchange-code, kept for app versions that bring the code themselves."""

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import Account

PATH = "/api/amo-crm/exchange-code"


@pytest.mark.parametrize("status", [403, 400])
def test_a_code_the_callback_has_spent_gets_the_status_of_amocrm(
    backend: RunningBackend, person: Person, account: Account, status: int
) -> None:
    account.reused_code_status = status
    code = account.new_code()
    backend.open_callback(code=code, state=backend.new_state(person), referer=account.host)
    answer = backend.post(PATH, person, {"code": code})
    assert answer.status_code == status
    assert answer.json() == {
        "success": False,
        "message": "Failed to exchange authorization code",
        "statusCode": status,
    }
    assert backend.status(person)["connected"] is True


def test_an_unspent_code_connects_at_the_account_the_callback_came_from(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    backend.open_callback(code="refused", state=backend.new_state(person), referer=account.host)
    assert backend.status(person)["connected"] is False
    answer = backend.post(PATH, person, {"code": account.new_code()})
    assert (answer.status_code, answer.json()["message"]) == (200, "AMO CRM successfully connected")
    assert answer.json()["data"] is None
    assert backend.status(person)["connected"] is True
    assert len(backend.leads(person)) == 1


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": 5}, []])
def test_the_code_is_required(backend: RunningBackend, person: Person, body: object) -> None:
    assert backend.post(PATH, person, body).status_code == 400


def test_without_any_callback_there_is_no_account_to_ask(backend: RunningBackend, person: Person) -> None:
    answer = backend.post(PATH, person, {"code": "any"})
    assert (answer.status_code, answer.json()["message"]) == (400, "Failed to exchange authorization code")


def test_trouble_at_amocrm_is_a_bad_gateway(backend: RunningBackend, person: Person, account: Account) -> None:
    backend.connect(person, account)
    account.troubles["/oauth2/access_token"] = [500]
    assert backend.post(PATH, person, {"code": account.new_code()}).status_code == 502
