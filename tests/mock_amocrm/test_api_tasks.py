"""Tasks over HTTP: what they need, what completing them does, and when an entity's nearest one is due."""

import pytest
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.changes import Change

DUE = 1_900_000_000


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def task(api: Api, **values: object) -> int:
    """A new task's id."""
    [created] = api.create("tasks", {"text": "Позвонить", "complete_till": DUE, **values})
    number = created["id"]
    assert isinstance(number, int)
    return number


def closest(api: Api, path: str) -> object:
    """When an entity's nearest task is due."""
    return api.read(path)["closest_task_at"]


def test_a_task_has_the_keys_and_the_defaults_of_real_ones(api: Api) -> None:
    created = api.send("POST", "tasks", [{"text": "Позвонить", "complete_till": DUE, "request_id": "a"}]).json()
    [item] = created["_embedded"]["tasks"]
    assert list(item) == ["id", "request_id", "_links"]
    assert item["_links"]["self"]["href"] == f"{api.mock.url}/api/v4/tasks/{item['id']}"
    me, now = api.world.users[0].id, api.account.clock.now()
    read = api.read(f"tasks/{item['id']}")
    assert now - 5 <= read["created_at"] == read["updated_at"] <= now
    assert list(read.items()) == [
        ("id", item["id"]),
        ("created_by", me),
        ("updated_by", me),
        ("created_at", read["created_at"]),
        ("updated_at", read["updated_at"]),
        ("responsible_user_id", me),
        ("group_id", 0),
        ("entity_id", None),
        ("entity_type", None),
        ("duration", 0),
        ("is_completed", False),
        ("task_type_id", 1),
        ("text", "Позвонить"),
        ("result", []),
        ("complete_till", DUE),
        ("account_id", api.account.id),
        ("_links", item["_links"]),
    ]


def test_a_task_needs_a_text_and_a_time(api: Api) -> None:
    assert api.refused("POST", "tasks", [{"text": "a", "complete_till": DUE}, {}]) == [
        ("1", "FieldMissing", "text"),
        ("1", "FieldMissing", "complete_till"),
    ]
    assert api.refused("POST", "tasks", [{"text": " ", "complete_till": "tomorrow"}]) == [
        ("0", "IsBlank", "text"),
        ("0", "InvalidType", "complete_till"),
    ]
    assert not api.listed("tasks"), "one bad item rejects the batch"


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"task_type_id": 77}, ("NotSupportedChoice", "task_type_id")),
        ({"responsible_user_id": 77}, ("NotSupportedChoice", "responsible_user_id")),
        ({"entity_id": 7, "entity_type": "leads"}, ("NotSupportedChoice", "entity_id")),
        ({"entity_id": -7, "entity_type": "leads"}, ("TooLow", "entity_id")),
        ({"entity_id": 7, "entity_type": "lead"}, ("NotSupportedChoice", "entity_type")),
        ({"entity_id": 7}, ("FieldMissing", "entity_type")),
        ({"entity_type": "leads"}, ("FieldMissing", "entity_id")),
        ({"is_completed": "yes"}, ("InvalidType", "is_completed")),
        ({"result": "done"}, ("InvalidType", "result")),
        ({"result": {"text": 5}}, ("InvalidType", "result.text")),
    ],
)
def test_what_a_task_cannot_have_is_named(api: Api, values: dict[str, object], refusal: tuple[str, str]) -> None:
    item = {"text": "a", "complete_till": DUE, **values}
    assert api.refused("POST", "tasks", [item]) == [("0", *refusal)]


def test_completing_takes_a_result(api: Api) -> None:
    number = task(api)
    answer = api.send("PATCH", f"tasks/{number}", {"is_completed": True, "result": {"text": "Договорились"}})
    assert answer.status_code == 200
    assert list(answer.json()) == ["id", "updated_at", "request_id", "_links"]
    read = api.read(f"tasks/{number}")
    assert (read["is_completed"], read["result"]) == (True, {"text": "Договорились"})
    read.pop("_links")
    api.send("PATCH", f"tasks/{number}", read)
    assert api.read(f"tasks/{number}")["result"] == {"text": "Договорились"}


def test_what_was_read_of_an_open_task_can_be_sent_back(api: Api) -> None:
    number = task(api)
    read = api.read(f"tasks/{number}")
    read.pop("_links")
    [answer] = api.change("tasks", {**read, "text": "Перезвонить", "complete_till": DUE + 0.7})
    assert list(answer) == ["id", "updated_at", "request_id", "_links"]
    after = api.read(f"tasks/{number}")
    assert (after["text"], after["complete_till"], after["result"]) == ("Перезвонить", DUE, [])


def test_an_unknown_task_is_no_content_and_cannot_be_changed(api: Api) -> None:
    assert api.get("tasks").status_code == api.get("tasks/7").status_code == 204
    assert api.refused("PATCH", "tasks/7", {"text": "a"}) == [("0", "NotSupportedChoice", "id")]
    assert api.refused("PATCH", "tasks", [{"id": 7, "text": "a"}]) == [("0", "NotSupportedChoice", "id")]
    assert api.send("DELETE", "tasks/7").status_code == 405


def test_tasks_are_filtered(api: Api) -> None:
    lead, contact = api.ids("leads")[0], api.ids("contacts")[0]
    other = api.world.users[1].id
    with_lead = task(api, entity_id=lead, entity_type="leads", created_at=1_500_000_000, updated_at=1_500_000_000)
    with_contact = task(api, entity_id=contact, entity_type="contacts", task_type_id=2)
    done = task(api, is_completed=True, responsible_user_id=other, created_by=other)
    stage = api.read(f"leads/{lead}")
    pair = f"[pipeline_id]={stage['pipeline_id']}&filter[lead_statuses][0][status_id]="
    found = {
        "filter[is_completed]=0": [with_lead, with_contact],
        "filter[is_completed]=1": [done],
        "filter[is_completed]=true": [done],
        "filter[is_completed][]=0": [with_lead, with_contact],
        "filter[is_completed][]=0&filter[is_completed][]=1": [with_lead, with_contact, done],
        "filter[task_type]=2": [with_contact],
        "filter[task_type_id][]=2": [with_contact],
        "filter[task_type]=1&filter[task_type_id]=1": [with_lead, done],
        "filter[entity_type]=leads": [with_lead],
        "filter[entity_type][]=leads&filter[entity_type][]=contacts": [with_lead, with_contact],
        f"filter[entity_type]=leads&filter[entity_id][0]={lead}": [with_lead],
        f"filter[entity_type]=contacts&filter[entity_id]={lead}": [],
        f"filter[entity_id]={lead}": [with_lead, with_contact, done],
        f"filter[id]={done},{with_lead}": [with_lead, done],
        f"filter[responsible_user_id][]={other}": [done],
        f"filter[created_by]={other}": [done],
        "filter[updated_at]=1600000000": [with_contact, done],
        "filter[updated_at][to]=1600000000": [with_lead],
        "filter[updated_at][from]=1400000000.5&filter[updated_at][to]=1500000000": [with_lead],
        f"filter[lead_statuses][0]{pair}{stage['status_id']}": [with_lead],
        f"filter[lead_statuses][0]{pair}142": [],
    }
    assert {query: api.ids(f"tasks?{query}") for query in found} == found


def test_tasks_are_ordered(api: Api) -> None:
    first = task(api, created_at=1_500_000_005, complete_till=DUE + 1)
    second = task(api, created_at=1_500_000_001, complete_till=DUE + 2)
    third = task(api, created_at=1_500_000_003, complete_till=DUE)
    assert api.ids("tasks") == [first, second, third]
    assert api.ids("tasks?order[id]=desc") == [third, second, first]
    assert api.ids("tasks?order[created_at]=asc") == [second, third, first]
    assert api.ids("tasks?order[complete_till]=desc") == [second, first, third]
    assert api.ids("tasks?order=complete_till") == [first, second, third], "a scalar order is ignored"


@pytest.mark.parametrize("kind", ["leads", "contacts", "companies", "customers"])
def test_the_nearest_open_task_tells_an_entitys_closest_time(api: Api, kind: str) -> None:
    [created] = api.create(kind, {"name": "a"})
    path = f"{kind}/{created['id']}"
    before = api.read(path)
    mine = {"entity_type": kind, "entity_id": created["id"]}
    assert before["closest_task_at"] is None
    late = task(api, complete_till=DUE + 9, **mine)
    assert closest(api, path) == DUE + 9
    soon = task(api, complete_till=DUE + 1, **mine)
    task(api, complete_till=DUE, is_completed=True, **mine)
    assert closest(api, path) == DUE + 1
    api.change("tasks", {"id": soon, "complete_till": DUE + 20})
    assert closest(api, path) == DUE + 9
    api.change("tasks", {"id": late, "is_completed": True})
    assert closest(api, path) == DUE + 20
    api.change("tasks", {"id": late, "is_completed": False})
    assert closest(api, path) == DUE + 9
    read = api.read(path)
    assert (read["updated_at"], read["updated_by"]) == (before["updated_at"], before["updated_by"])
    assert api.ids(f"{kind}?filter[closest_task_at][from]={DUE}&filter[closest_task_at][to]={DUE + 10}") == [
        created["id"]
    ]


def test_a_task_that_moves_takes_its_time_along(api: Api) -> None:
    lead, other = api.ids("leads")[:2]
    number = task(api, entity_type="leads", entity_id=lead)
    task(api, entity_type="leads", entity_id=lead, complete_till=DUE + 5)
    api.change("tasks", {"id": number, "entity_id": other})
    assert (closest(api, f"leads/{lead}"), closest(api, f"leads/{other}")) == (DUE + 5, DUE)
    api.change("tasks", {"id": number, "entity_id": None})
    assert closest(api, f"leads/{other}") is None
    read = api.read(f"tasks/{number}")
    assert (read["entity_id"], read["entity_type"]) == (None, None)


def test_a_deleted_task_is_nobodys_closest(api: Api) -> None:
    lead = api.ids("leads")[0]
    number = task(api, entity_type="leads", entity_id=lead)
    row = api.account.row("tasks", number)
    api.account.commit(Change("tasks", row, None, 0, api.account.clock.now()))
    assert closest(api, f"leads/{lead}") is None
