"""What is read from amoCRM while the app waits: pipelines, one lead, the sync."""

from collections.abc import Callable

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import Account


def test_pipelines_come_with_their_stages(backend: RunningBackend, person: Person, account: Account) -> None:
    backend.connect(person, account)
    body = backend.get("/api/amo-crm/pipelines", person).json()
    assert set(body) == {"data", "count"}
    pipeline = body["data"][0]
    assert {key: pipeline[key] for key in ("id", "name", "sort", "isMain")} == {
        "id": 7,
        "name": "Воронка",
        "sort": 1,
        "isMain": True,
    }
    assert pipeline["stages"][0] == {
        "id": 10,
        "pipelineId": 7,
        "name": "Неразобранное",
        "sort": 10,
        "color": "#c1c1c1",
        "type": 1,
    }
    assert (body["count"], len(pipeline["stages"])) == (1, 5)


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/api/amo-crm/pipelines"), ("get", "/api/amo-crm/leads/1"), ("post", "/api/amo-crm/sync/leads")],
)
def test_live_reads_need_a_connection(backend: RunningBackend, person: Person, method: str, path: str) -> None:
    answer = getattr(backend, method)(path, person)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_connected")


def test_one_lead_is_read_live_with_what_belongs_to_it(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    contact = account.add_contact("Іван", phone="+1")
    backend.connect(person, account)
    lead = account.add_lead(name="Новіший за імпорт", _embedded={"contacts": [{"id": contact, "is_main": True}]})
    data = backend.get(f"/api/amo-crm/leads/{lead['id']}", person).json()["data"]
    assert data["lead"] == lead
    assert [item["name"] for item in data["contacts"]] == ["Іван"]


def test_a_lead_of_another_account_is_not_found(
    backend: RunningBackend, person: Person, account: Account, another: Callable[[], Account]
) -> None:
    elsewhere = another()
    foreign = elsewhere.add_lead()
    backend.connect(backend.new_person(), elsewhere)
    backend.connect(person, account)
    answer = backend.get(f"/api/amo-crm/leads/{foreign['id']}", person)
    assert (answer.status_code, answer.json()["message"]) == (404, "Lead not found in AmoCRM")


@pytest.mark.parametrize("lead_id", ["0e1b9a52-0000-4000-8000-000000000000", "12abc", "abc", "-1", "9" * 30, "1.5"])
def test_an_id_that_is_no_amocrm_number_is_refused_without_asking(
    backend: RunningBackend, person: Person, account: Account, lead_id: str
) -> None:
    backend.connect(person, account)
    account.requests.clear()
    answer = backend.get(f"/api/amo-crm/leads/{lead_id}", person)
    assert (answer.status_code, answer.json()["message"]) == (400, "Invalid Lead ID")
    assert account.requests == []


def test_sync_adds_changes_and_removes(backend: RunningBackend, person: Person, account: Account) -> None:
    changed, removed = account.add_lead(name="Стара назва"), account.add_lead()
    backend.connect(person, account)
    kept_id = backend.get(f"/api/v1/leads/{changed['id']}", person).json()["id"]
    account.leads.remove(removed)
    changed["name"] = "Нова назва"
    added = account.add_lead()
    answer = backend.post("/api/amo-crm/sync/leads", person)
    assert answer.json()["data"] == {"synced": 2, "errors": 0}
    assert len(account.asked("/api/v4/account")) == 1
    assert {lead["amoLeadId"] for lead in backend.leads(person)} == {changed["id"], added["id"]}
    renamed = backend.get(f"/api/v1/leads/{changed['id']}", person).json()
    assert (renamed["id"], renamed["guestName"]) == (kept_id, "Нова назва")


@pytest.mark.parametrize("status", [402, 403, 404])
def test_a_refusal_of_the_crm_is_named_but_never_looks_like_one_of_ours(
    backend: RunningBackend, person: Person, account: Account, status: int
) -> None:
    backend.connect(person, account)
    account.troubles["/api/v4/leads/pipelines"] = [status]
    answer = backend.get("/api/amo-crm/pipelines", person)
    assert (answer.status_code, answer.json()["statusCode"]) == (502, 502)
    assert str(status) in answer.json()["message"]


def test_the_stages_of_one_pipeline_are_those_that_were_imported(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    assert backend.get("/api/amo-crm/pipelines/7/stages", person).status_code == 409
    backend.connect(person, account)
    body = backend.get("/api/amo-crm/pipelines/7/stages", person).json()
    assert body["count"] == 5
    assert body["data"][1] == {
        "id": 20,
        "pipelineId": 7,
        "name": "Переговоры",
        "mappedStatus": "IN_PROGRESS",
        "statusType": 0,
    }
    assert backend.get("/api/amo-crm/pipelines/8/stages", person).json() == {"data": [], "count": 0}
    assert backend.get("/api/amo-crm/pipelines/x/stages", person).status_code == 400


def test_an_answer_that_takes_too_long_is_not_waited_for(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    backend.connect(person, account)
    account.delays["/api/v4/leads/pipelines"] = 2.5  # the setting of these tests is two seconds
    assert backend.get("/api/amo-crm/pipelines", person).status_code == 502


def test_an_answer_that_breaks_off_removes_no_lead(backend: RunningBackend, person: Person, account: Account) -> None:
    lead = account.add_lead()
    backend.connect(person, account)
    account.cuts.append("/api/v4/leads")
    form = {"leads[update][0][id]": lead["id"], "account[id]": account.id}
    backend.http.post(f"{backend.address}/api/amo-crm/webhook", data=form, timeout=30)
    assert len(backend.leads(person)) == 1
