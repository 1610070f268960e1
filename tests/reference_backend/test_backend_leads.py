"""The import at connecting, and the list and detail of imported leads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import Account


def test_connecting_imports_every_lead_page_by_page(backend: RunningBackend, person: Person, account: Account) -> None:
    for _ in range(120):
        account.add_lead()
    backend.connect(person, account)
    pages = account.asked("/api/v4/leads")
    assert [(request.query["page"], request.query["limit"]) for request in pages] == [
        (["1"], ["50"]),
        (["2"], ["50"]),
        (["3"], ["50"]),
    ]
    for request in pages:
        assert (request.query["with"], request.query["order[id]"]) == (["contacts"], ["asc"])
    first, second = (backend.get("/api/v1/leads", person, page=page).json() for page in (1, 2))
    assert (first["total"], first["page"], first["limit"], first["totalPages"]) == (120, 1, 100, 2)
    assert (len(first["data"]), len(second["data"])) == (100, 20)
    shown = {lead["amoLeadId"] for lead in first["data"] + second["data"]}
    assert shown == {lead["id"] for lead in account.leads}


def test_a_last_page_that_is_full_is_followed_by_an_empty_one(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    for _ in range(50):
        account.add_lead()
    backend.connect(person, account)
    assert len(account.asked("/api/v4/leads")) == 2
    assert len(backend.leads(person)) == 50


def test_an_empty_account_is_connected_with_no_leads(backend: RunningBackend, person: Person, account: Account) -> None:
    assert "Authorization successful" in backend.connect(person, account).text
    assert backend.status(person)["connected"] is True
    assert backend.get("/api/v1/leads", person).json() == {
        "data": [],
        "total": 0,
        "page": 1,
        "limit": 100,
        "totalPages": 0,
    }


def test_a_lead_shows_its_main_contact(backend: RunningBackend, person: Person, account: Account) -> None:
    other = account.add_contact("Другий")
    main = account.add_contact("Іван Франко", phone="+380501112233", email="ivan@example.com")
    links = [{"id": other, "is_main": False}, {"id": main, "is_main": True}]
    lead = account.add_lead(name="Квартира", price=2500, _embedded={"contacts": links})
    backend.connect(person, account)
    shown = backend.leads(person)[0]
    local_id, created, updated = (shown.pop(key) for key in ("id", "createdAt", "updatedAt"))
    assert shown == {
        "guestName": "Іван Франко",
        "guestPhone": "+380501112233",
        "guestEmail": "ivan@example.com",
        "status": "IN_PROGRESS",
        "statusName": "Переговоры",
        "price": 2500,
        "amoLeadId": lead["id"],
        "pipelineId": 7,
        "stageId": 20,
        "responsibleUserId": 5,
        "brokerId": None,
        "clientId": None,
        "propertyId": None,
    }
    assert len(str(local_id)) == 36
    assert created == updated
    assert str(created).endswith("Z")


def test_contacts_are_read_in_batches(backend: RunningBackend, person: Person, account: Account) -> None:
    for number in range(60):
        contact = account.add_contact(f"Гість {number}")
        account.add_lead(_embedded={"contacts": [{"id": contact, "is_main": True}]})
    backend.connect(person, account)
    batches = [request.query["filter[id][]"] for request in account.asked("/api/v4/contacts")]
    assert [len(batch) for batch in batches] == [50, 10]
    assert {lead["guestName"] for lead in backend.leads(person)} == {f"Гість {number}" for number in range(60)}


def test_a_lead_without_contact_and_price_shows_its_own_name(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead(name="Без людини", price=0)
    backend.connect(person, account)
    lead = backend.leads(person)[0]
    assert (lead["guestName"], lead["guestPhone"], lead["price"]) == ("Без людини", None, None)


@pytest.mark.parametrize(
    ("stage", "status"),
    [(10, "NEW"), (20, "IN_PROGRESS"), (30, "QUALIFIED"), (142, "CLOSED_WON"), (143, "CLOSED_LOST"), (999, "NEW")],
)
def test_the_stage_decides_the_status(
    backend: RunningBackend, person: Person, account: Account, stage: int, status: str
) -> None:
    account.add_lead(status_id=stage)
    backend.connect(person, account)
    assert backend.leads(person)[0]["status"] == status


@pytest.mark.parametrize(
    ("query", "stages"),
    [
        ({"status": "CLOSED_WON"}, [142]),
        ({"status": "CLOSED"}, [142, 143]),
        ({"status": "NEW"}, [10]),
        ({"stageId": 20}, [20]),
        ({"stageId": 20, "status": "CLOSED"}, [20]),
        ({"pipelineId": 7}, [10, 20, 142, 143]),
        ({"pipelineId": 8}, []),
    ],
)
def test_the_list_is_filtered(
    backend: RunningBackend, person: Person, account: Account, query: dict[str, object], stages: list[int]
) -> None:
    for stage in (10, 20, 142, 143):
        account.add_lead(status_id=stage)
    backend.connect(person, account)
    body = backend.get("/api/v1/leads", person, **query).json()
    assert sorted(lead["stageId"] for lead in body["data"]) == stages
    assert body["total"] == len(stages)


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ({"page": 0}, "page"),
        ({"page": -1}, "page"),
        ({"limit": -1}, "limit"),
        ({"limit": 0}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"stageId": "undefined"}, "stageId"),
        ({"pipelineId": "9" * 30}, "pipelineId"),
        ({"status": "SOLD"}, "status"),
        ({"status": "' OR 1=1 --"}, "status"),
    ],
)
def test_a_bad_query_is_named(backend: RunningBackend, person: Person, query: dict[str, object], part: str) -> None:
    answer = backend.get("/api/v1/leads", person, **query)
    assert (answer.status_code, answer.json()["statusCode"]) == (400, 400)
    assert part in answer.json()["message"]


def test_limits_above_the_most_are_cut_and_far_pages_are_empty(backend: RunningBackend, person: Person) -> None:
    body = backend.get("/api/v1/leads", person, limit=1000, page=10**15).json()
    assert (body["limit"], body["data"]) == (100, [])


def test_leads_changed_last_come_first(backend: RunningBackend, person: Person, account: Account) -> None:
    old, new = account.add_lead(), account.add_lead()
    backend.connect(person, account)
    assert [lead["amoLeadId"] for lead in backend.leads(person)] == [new["id"], old["id"]]
    hook = {"account": {"id": account.id}, "leads": {"update": [{"id": old["id"]}]}}
    backend.post("/api/amo-crm/webhook", body=hook)
    assert [lead["amoLeadId"] for lead in backend.leads(person)] == [old["id"], new["id"]]


def test_users_see_the_leads_of_their_own_account_only(
    backend: RunningBackend, person: Person, account: Account, another: Callable[[], Account]
) -> None:
    stranger, elsewhere, nobody = backend.new_person(), another(), backend.new_person()
    mine, theirs = account.add_lead(), elsewhere.add_lead()
    backend.connect(person, account)
    backend.connect(stranger, elsewhere)
    assert [lead["amoLeadId"] for lead in backend.leads(person)] == [mine["id"]]
    assert [lead["amoLeadId"] for lead in backend.leads(stranger)] == [theirs["id"]]
    assert backend.leads(nobody) == []
    their_id = backend.leads(stranger)[0]["id"]
    for lead_id in (their_id, theirs["id"]):
        assert backend.get(f"/api/v1/leads/{lead_id}", person).status_code == 404


def test_the_same_lead_number_in_two_accounts_is_two_leads(
    backend: RunningBackend, person: Person, account: Account, another: Callable[[], Account]
) -> None:
    stranger, elsewhere = backend.new_person(), another()
    account.add_lead(id=4711, name="Мій")
    elsewhere.add_lead(id=4711, name="Чужий")
    backend.connect(person, account)
    backend.connect(stranger, elsewhere)
    assert [lead["guestName"] for lead in backend.leads(person)] == ["Мій"]
    assert [lead["guestName"] for lead in backend.leads(stranger)] == ["Чужий"]


def test_one_lead_is_found_by_either_id_and_has_its_details(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    fields = [{"field_id": 1, "values": [{"value": "x"}]}]
    lead = account.add_lead(custom_fields_values=fields, _embedded={"tags": [{"id": 1, "name": "vip"}]})
    backend.connect(person, account)
    local = backend.leads(person)[0]
    by_own, by_amo = (backend.get(f"/api/v1/leads/{key}", person).json() for key in (local["id"], lead["id"]))
    assert by_own == by_amo == local | {"customFields": fields, "embedded": {"tags": [{"id": 1, "name": "vip"}]}}


@pytest.mark.parametrize("lead_id", ["0", "9" * 40, "not-a-lead", "' OR 1=1 --", "%00"])
def test_an_unknown_lead_is_not_found(backend: RunningBackend, person: Person, account: Account, lead_id: str) -> None:
    account.add_lead()
    backend.connect(person, account)
    answer = backend.get(f"/api/v1/leads/{lead_id}", person)
    assert (answer.status_code, answer.json()["statusCode"]) == (404, 404)


def test_hostile_names_from_the_crm_come_back_as_they_are(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    hostile = ["<script>alert(1)</script>", "'; DROP TABLE leads; --", "{{7*7}} %s ?", "🏠\u202e"]
    for name in hostile:
        account.add_lead(name=name)
    account.add_lead(name="null\x00byte \ud800")
    backend.connect(person, account)
    assert {lead["guestName"] for lead in backend.leads(person)} == {*hostile, "nullbyte ?"}


def test_odd_values_from_the_crm_do_not_stop_the_import(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead(name=None, price="x", status_id=None, pipeline_id=2**70, _embedded=None, custom_fields_values=7)
    account.add_lead(name="Звичайний")
    backend.connect(person, account)
    assert {lead["guestName"] for lead in backend.leads(person)} == {"", "Звичайний"}


def test_short_trouble_at_the_crm_does_not_cost_a_lead(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    account.troubles["/api/v4/leads"] = [500, 429]
    backend.connect(person, account)
    assert len(backend.leads(person)) == 1


def test_a_change_that_a_webhook_brings_during_an_import_is_not_undone_by_it(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    lead = account.add_lead(name="Стара назва")
    backend.connect(person, account)
    hold = account.hold("/api/v4/leads")
    with ThreadPoolExecutor(1) as pool:
        sync = pool.submit(backend.post, "/api/amo-crm/sync/leads", person)
        assert hold.reached.wait(20)
        lead["name"] = "Нова назва"
        added = account.add_lead(name="Щойно додана")
        hook = {"account": {"id": account.id}, "leads": {"update": [{"id": lead["id"]}], "add": [{"id": added["id"]}]}}
        assert backend.post("/api/amo-crm/webhook", body=hook).json()["data"]["processed"] == 2
        hold.released.set()
        assert sync.result(30).status_code == 200
    assert {shown["guestName"] for shown in backend.leads(person)} == {"Нова назва", "Щойно додана"}


def test_an_import_that_fails_leaves_the_user_connected_and_a_sync_brings_the_leads(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    account.troubles["/api/v4/account"] = [403]
    assert "Authorization successful" in backend.connect(person, account).text
    assert backend.status(person) == {
        "connected": True,
        "hasTokens": True,
        "domain": account.host,
        "accountId": None,
    }
    assert backend.leads(person) == []
    assert backend.post("/api/amo-crm/sync/leads", person).json()["data"] == {"synced": 1, "errors": 0}
    assert len(backend.leads(person)) == 1
    assert backend.status(person)["accountId"] == str(account.id)
