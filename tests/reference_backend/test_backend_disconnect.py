"""Disconnecting, and moving to another account: what stays and what goes."""

from collections.abc import Callable

from running_backend import Person, RunningBackend
from scripted_amocrm import Account

NOT_CONNECTED = {"connected": False, "hasTokens": False, "domain": None, "accountId": None}


def test_connected_is_a_real_boolean_before_and_after(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    assert backend.status(person) == NOT_CONNECTED
    backend.connect(person, account)
    assert backend.status(person)["connected"] is True


def test_disconnect_takes_the_connection_and_its_leads_away(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    backend.connect(person, account)
    answer = backend.post("/api/amo-crm/disconnect", person)
    assert answer.json() == {"success": True, "message": "AMO CRM disconnected", "data": None}
    assert backend.status(person) == NOT_CONNECTED
    assert backend.leads(person) == []
    assert backend.get("/api/amo-crm/pipelines", person).status_code == 409


def test_the_import_is_gone_from_the_table_once_nobody_uses_it(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    backend.connect(person, account)
    first = backend.leads(person)[0]["id"]
    backend.post("/api/amo-crm/disconnect", person)
    account.troubles["/api/v4/leads"] = [403]
    backend.connect(person, account)
    assert backend.leads(person) == []
    backend.post("/api/amo-crm/sync/leads", person)
    assert backend.leads(person)[0]["id"] != first


def test_a_colleague_on_the_same_account_keeps_everything(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    colleague = backend.new_person()
    account.add_lead()
    backend.connect(person, account)
    backend.connect(colleague, account)
    before = backend.leads(colleague)
    backend.post("/api/amo-crm/disconnect", person)
    assert backend.status(colleague)["connected"] is True
    assert [lead["id"] for lead in backend.leads(colleague)] == [lead["id"] for lead in before]
    assert backend.get("/api/amo-crm/pipelines", colleague).status_code == 200


def test_connecting_the_same_account_again_keeps_the_ids_of_its_leads(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    backend.connect(person, account)
    before = backend.leads(person)
    backend.connect(person, account)
    after = backend.leads(person)
    assert [(lead["id"], lead["createdAt"]) for lead in after] == [(lead["id"], lead["createdAt"]) for lead in before]


def test_connecting_another_account_replaces_the_first(
    backend: RunningBackend, person: Person, account: Account, another: Callable[[], Account]
) -> None:
    elsewhere = another()
    account.add_lead()
    there = elsewhere.add_lead()
    backend.connect(person, account)
    backend.connect(person, elsewhere)
    status = backend.status(person)
    assert (status["domain"], status["accountId"]) == (elsewhere.host, str(elsewhere.id))
    assert [lead["amoLeadId"] for lead in backend.leads(person)] == [there["id"]]


def test_disconnecting_twice_is_harmless(backend: RunningBackend, person: Person) -> None:
    assert [backend.post("/api/amo-crm/disconnect", person).status_code for _ in range(2)] == [200, 200]
