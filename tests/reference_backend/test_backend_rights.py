"""Colleagues in one account of amoCRM: each sees what amoCRM shows to them, and nobody takes it from the others."""

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import Account

ADMIN, BROKER = 5, 9


@pytest.fixture
def broker(backend: RunningBackend) -> Person:
    return backend.new_person()


@pytest.fixture(autouse=True)
def leads(account: Account) -> dict[int, list[object]]:
    """Ids by the user who is responsible."""
    made: dict[int, list[object]] = {ADMIN: [], BROKER: []}
    for user in (ADMIN, ADMIN, BROKER):
        made[user].append(account.add_lead(responsible_user_id=user)["id"])
    return made


def connect_narrowly(backend: RunningBackend, person: Person, account: Account) -> None:
    code, state = account.new_code(only_of=BROKER), backend.new_state(person)
    page = backend.open_callback(code=code, state=state, referer=account.host)
    assert "Authorization successful" in page.text


def shown(backend: RunningBackend, person: Person) -> set[object]:
    return {lead["amoLeadId"] for lead in backend.leads(person)}


def hear(backend: RunningBackend, account: Account, *lead_ids: object) -> object:
    body = {"account": {"id": account.id}, "leads": {"update": [{"id": number} for number in lead_ids]}}
    return backend.post("/api/amo-crm/webhook", body=body).json()["data"]


def test_each_sees_only_what_amocrm_shows_to_them(
    backend: RunningBackend, person: Person, broker: Person, account: Account, leads: dict[int, list[object]]
) -> None:
    backend.connect(person, account)
    connect_narrowly(backend, broker, account)

    assert shown(backend, person) == {*leads[ADMIN], *leads[BROKER]}
    assert shown(backend, broker) == {*leads[BROKER]}
    assert backend.get("/api/v1/leads", broker).json()["total"] == 1
    backend.post("/api/amo-crm/sync/leads", person)
    assert shown(backend, broker) == {*leads[BROKER]}
    backend.post("/api/amo-crm/sync/leads", broker)
    assert shown(backend, person) == {*leads[ADMIN], *leads[BROKER]}


def test_what_somebody_may_not_view_they_cannot_open_by_any_id(
    backend: RunningBackend, person: Person, broker: Person, account: Account, leads: dict[int, list[object]]
) -> None:
    backend.connect(person, account)
    connect_narrowly(backend, broker, account)
    hidden = next(lead for lead in backend.leads(person) if lead["amoLeadId"] == leads[ADMIN][0])

    for lead_id in (hidden["id"], hidden["amoLeadId"]):
        assert backend.get(f"/api/v1/leads/{lead_id}", broker).status_code == 404
        assert backend.get(f"/api/v1/leads/{lead_id}", person).status_code == 200
    assert backend.get(f"/api/amo-crm/leads/{hidden['amoLeadId']}", broker).status_code == 404


def test_a_webhook_is_read_again_for_each_with_their_own_rights(
    backend: RunningBackend, person: Person, broker: Person, account: Account, leads: dict[int, list[object]]
) -> None:
    backend.connect(person, account)
    connect_narrowly(backend, broker, account)
    new = account.add_lead(responsible_user_id=ADMIN)
    given = account.leads[0]
    given["responsible_user_id"] = BROKER

    assert hear(backend, account, new["id"], given["id"]) == {"processed": 2, "errors": 0}

    assert shown(backend, person) == {*leads[ADMIN], *leads[BROKER], new["id"]}
    assert shown(backend, broker) == {*leads[BROKER], given["id"]}


def test_a_lead_that_goes_to_another_broker_leaves_this_ones_list_only(
    backend: RunningBackend, person: Person, broker: Person, account: Account, leads: dict[int, list[object]]
) -> None:
    backend.connect(person, account)
    connect_narrowly(backend, broker, account)
    account.leads[-1]["responsible_user_id"] = ADMIN

    hear(backend, account, *leads[BROKER])

    assert shown(backend, broker) == set()
    assert shown(backend, person) == {*leads[ADMIN], *leads[BROKER]}


def test_a_colleague_whose_connection_is_dead_keeps_nobody_from_the_news(
    backend: RunningBackend, person: Person, broker: Person, account: Account, leads: dict[int, list[object]]
) -> None:
    connect_narrowly(backend, broker, account)
    account.disable_integration()
    backend.connect(person, account)
    new = account.add_lead(responsible_user_id=ADMIN)

    assert hear(backend, account, new["id"]) == {"processed": 0, "errors": 1}
    assert hear(backend, account, new["id"]) == {"processed": 1, "errors": 0}

    assert new["id"] in shown(backend, person)
    assert backend.status(broker)["connected"] is False


def test_whoever_disconnects_takes_only_their_own_leads_along(
    backend: RunningBackend, person: Person, broker: Person, account: Account, leads: dict[int, list[object]]
) -> None:
    backend.connect(person, account)
    connect_narrowly(backend, broker, account)

    backend.post("/api/amo-crm/disconnect", broker)

    assert shown(backend, broker) == set()
    assert shown(backend, person) == {*leads[ADMIN], *leads[BROKER]}
