"""The integration is switched off in an account: amoCRM's own word ends its connections, and nobody else's does."""

import hashlib
import hmac

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import CLIENT_ID, CLIENT_SECRET, Account, ScriptedAmo

PATH = "/api/amo-crm/disabled"


def signature(account: Account, *, client: str = CLIENT_ID, secret: str = CLIENT_SECRET, order: str = "ca") -> str:
    parts = {"c": client, "a": str(account.id)}
    return hmac.new(secret.encode(), "|".join(parts[each] for each in order).encode(), hashlib.sha256).hexdigest()


def test_amocrms_word_ends_all_connections_to_that_account(
    backend: RunningBackend, person: Person, account: Account, amo: ScriptedAmo
) -> None:
    colleague, stranger = backend.new_person(), backend.new_person()
    account.add_lead()
    for who, where in ((person, account), (colleague, account), (stranger, amo.new_account())):
        backend.connect(who, where)
    told = {"account_id": account.id, "client_uuid": CLIENT_ID, "signature": signature(account)}

    answer = backend.get(PATH, **told)
    assert (answer.status_code, answer.json()["data"]) == (200, {"disconnected": 2})
    assert [backend.status(who)["connected"] for who in (person, colleague, stranger)] == [False, False, True]
    assert backend.leads(person) == []
    assert backend.get(PATH, **told).json()["data"] == {"disconnected": 0}
    assert "Authorization successful" in backend.connect(person, account).text


@pytest.mark.parametrize("wrong", ["none", "guessed", "order", "secret", "client", "letters"])
def test_a_word_that_amocrm_did_not_sign_ends_nothing(
    backend: RunningBackend, person: Person, account: Account, wrong: str
) -> None:
    backend.connect(person, account)
    told: dict[str, object] = {"account_id": account.id, "client_uuid": CLIENT_ID}
    told["signature"] = {
        "none": "",
        "guessed": "0" * 64,
        "order": signature(account, order="ac"),
        "secret": signature(account, secret="another"),
        "client": signature(account, client="another"),
        "letters": "підпис",
    }[wrong]
    if wrong == "client":
        told["client_uuid"] = "another"

    answer = backend.get(PATH, **told)
    assert (answer.status_code, answer.json()["message"]) == (403, "Invalid signature")
    assert backend.status(person)["connected"] is True


def test_of_an_account_that_nobody_has_connected_nothing_is_ended(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account_of_nobody = Account(host="nobody.amocrm.ru", id=1)
    backend.connect(person, account)
    told = {"client_uuid": CLIENT_ID, "signature": signature(account_of_nobody)}
    assert backend.get(PATH, account_id=1, **told).json()["data"] == {"disconnected": 0}
    assert backend.status(person)["connected"] is True
