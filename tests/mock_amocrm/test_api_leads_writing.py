"""POST and PATCH of /api/v4/leads over HTTP."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def stages(api: Api) -> list[int]:
    """The ids of the editable stages of the only pipeline."""
    [pipeline] = api.listed("leads/pipelines")
    return [stage["id"] for stage in pipeline["_embedded"]["statuses"] if stage["is_editable"]]


def test_created_leads_come_back_in_order_with_their_request_ids(api: Api) -> None:
    answer = api.send("POST", "leads", [{"name": "a"}, {"name": "b", "request_id": "row-7"}, {"request_id": 12}])
    body = answer.json()
    assert body["_links"] == {"self": {"href": f"{api.mock.url}/api/v4/leads"}}
    created = body["_embedded"]["leads"]
    assert [lead["request_id"] for lead in created] == ["0", "row-7", "12"]
    assert list(created[0]) == ["id", "request_id", "_links"]
    assert created[0]["_links"]["self"]["href"] == f"{api.mock.url}/api/v4/leads/{created[0]['id']}"
    assert [api.read(f"leads/{lead['id']}")["name"] for lead in created[:2]] == ["a", "b"]


def test_a_lead_without_anything_gets_every_default(api: Api) -> None:
    [created] = api.create("leads", {})
    lead = api.read(f"leads/{created['id']}?with=contacts")
    now = api.account.clock.now()
    me = api.world.users[0].id
    assert lead["name"] == f"Сделка #{created['id']}"
    assert lead["status_id"] == stages(api)[0]
    assert lead["pipeline_id"] == api.listed("leads/pipelines")[0]["id"]
    assert (lead["responsible_user_id"], lead["created_by"], lead["updated_by"]) == (me, me, me)
    assert now - 5 <= lead["created_at"] == lead["updated_at"] <= now
    assert (lead["price"], lead["custom_fields_values"], lead["closed_at"]) == (0, None, None)
    assert lead["_embedded"] == {"tags": [], "companies": [], "contacts": []}


@pytest.mark.parametrize(("lang", "name"), [("ru", "Сделка #"), ("uk", "Угода #"), ("en", "Lead #")])
def test_a_nameless_lead_is_called_in_the_accounts_language(mock: MockAmoCRM, lang: str, name: str) -> None:
    api = open_api(mock, "empty", lang=lang)
    [created] = api.create(
        "leads",
        {"name": ""},
    )
    assert api.read(f"leads/{created['id']}")["name"] == f"{name}{created['id']}"


def test_a_new_lead_takes_contacts_companies_and_tags(api: Api) -> None:
    people = api.create("contacts", {"name": "Первый"}, {"name": "Вторая"})
    companies = api.create("companies", {"name": "ООО"}, {"name": "ТОВ"})
    [created] = api.create(
        "leads",
        {
            "name": "с людьми",
            "_embedded": {
                "contacts": [{"id": people[0]["id"]}, {"id": people[1]["id"], "is_main": True}],
                "companies": [{"id": company["id"]} for company in companies],
                "tags": [{"name": "срочно"}, {"name": "срочно"}],
            },
        },
    )
    embedded = api.read(f"leads/{created['id']}?with=contacts")["_embedded"]
    assert [(item["id"], item["is_main"]) for item in embedded["contacts"]] == [
        (people[0]["id"], False),
        (people[1]["id"], True),
    ]
    assert [item["id"] for item in embedded["companies"]] == [companies[1]["id"]]
    assert [tag["name"] for tag in embedded["tags"]] == ["срочно"]
    contact = api.read(f"contacts/{people[0]['id']}?with=leads")
    assert [lead["id"] for lead in contact["_embedded"]["leads"]] == [created["id"]]
    company = api.read(f"companies/{companies[1]['id']}?with=leads")
    assert [lead["id"] for lead in company["_embedded"]["leads"]] == [created["id"]]


def test_the_first_contact_is_main_unless_another_one_is(api: Api) -> None:
    people = api.create("contacts", {"name": "a"}, {"name": "b"})
    [created] = api.create("leads", {"_embedded": {"contacts": [{"id": person["id"]} for person in people]}})
    contacts = api.read(f"leads/{created['id']}?with=contacts")["_embedded"]["contacts"]
    assert [contact["is_main"] for contact in contacts] == [True, False]


def test_changing_many_answers_id_time_and_request_id(api: Api) -> None:
    first, second = api.ids("leads")[:2]
    answer = api.change("leads", {"id": second, "price": 5}, {"id": first, "price": 6, "request_id": "x"})
    assert [(lead["id"], lead["request_id"]) for lead in answer] == [(second, "0"), (first, "x")]
    assert list(answer[0]) == ["id", "updated_at", "request_id", "_links"]
    assert api.read(f"leads/{first}")["price"] == 6


def test_changing_one_answers_a_bare_object(api: Api) -> None:
    lead = api.ids("leads")[0]
    answer = api.send("PATCH", f"leads/{lead}", {"name": "иначе"})
    assert answer.status_code == 200
    assert list(answer.json()) == ["id", "updated_at", "request_id", "_links"]
    assert api.read(f"leads/{lead}")["name"] == "иначе"


def test_a_change_touches_only_what_was_sent_and_who_and_when(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    before = api.listed("leads?limit=1&with=contacts")[0]
    assert before["updated_by"] != api.world.users[1].id
    api.change("leads", {"id": before["id"], "price": 123})
    after = api.read(f"leads/{before['id']}?with=contacts")
    assert after["updated_at"] > before["updated_at"]
    assert after["updated_by"] == api.world.users[1].id
    drop = ("price", "updated_at", "updated_by", "_links", "_embedded")
    assert {key: after[key] for key in after if key not in drop} == {
        key: before[key] for key in before if key not in drop
    }


def test_authors_and_times_can_be_sent(api: Api) -> None:
    other = api.world.users[2].id
    [created] = api.create(
        "leads", {"created_at": 1_500_000_000, "updated_at": 1_500_000_001, "created_by": 0, "updated_by": other}
    )
    lead = api.read(f"leads/{created['id']}")
    assert (lead["created_at"], lead["updated_at"], lead["created_by"], lead["updated_by"]) == (
        1_500_000_000,
        1_500_000_001,
        0,
        other,
    )


def test_a_time_of_change_can_be_sent(api: Api) -> None:
    lead = api.ids("leads")[0]
    [answer] = api.change("leads", {"id": lead, "updated_at": 1_500_000_000, "updated_by": 0})
    assert answer["updated_at"] == 1_500_000_000
    read = api.read(f"leads/{lead}")
    assert (read["updated_at"], read["updated_by"]) == (1_500_000_000, 0)


def test_a_lead_may_be_changed_twice_in_one_batch(api: Api) -> None:
    lead = api.ids("leads")[0]
    api.change("leads", {"id": lead, "price": 1, "name": "первое"}, {"id": lead, "price": 2})
    read = api.read(f"leads/{lead}")
    assert (read["name"], read["price"]) == ("первое", 2)


def test_a_lead_belongs_to_the_group_of_its_responsible_user(api: Api) -> None:
    other = api.account.row("users", api.world.users[1].id)
    api.account.put("users", [{**other, "group_id": 77}])
    lead = api.ids("leads")[0]
    api.change("leads", {"id": lead, "responsible_user_id": other["id"]})
    assert api.read(f"leads/{lead}")["group_id"] == 77


def test_closing_sets_a_time_and_opening_clears_it(api: Api) -> None:
    open_stage = stages(api)[1]
    [created] = api.create("leads", {"status_id": open_stage})
    path = f"leads/{created['id']}"
    assert api.read(path)["closed_at"] is None
    api.send("PATCH", path, {"status_id": 142})
    closed = api.read(path)
    assert closed["closed_at"] == closed["updated_at"]
    api.send("PATCH", path, {"name": "ещё"})
    assert api.read(path)["closed_at"] == closed["closed_at"]
    api.send("PATCH", path, {"status_id": open_stage})
    assert api.read(path)["closed_at"] is None
    api.send("PATCH", path, {"status_id": 143, "closed_at": 1_600_000_000})
    assert api.read(path)["closed_at"] == 1_600_000_000


def test_only_a_lost_lead_keeps_a_reason(api: Api) -> None:
    reason = api.account.rows("loss_reasons")[0]["id"]
    [created] = api.create("leads", {"status_id": 143, "loss_reason_id": reason})
    path = f"leads/{created['id']}"
    assert api.read(path)["loss_reason_id"] == reason
    api.send("PATCH", path, {"status_id": 142})
    assert api.read(path)["loss_reason_id"] is None


def test_a_stage_brings_its_pipeline_and_a_pipeline_its_first_stage(mock: MockAmoCRM) -> None:
    api = open_api(mock, "realty", leads=4)
    main, rent = api.listed("leads/pipelines")
    own = [stage["id"] for stage in rent["_embedded"]["statuses"] if stage["is_editable"]]
    [by_stage, by_pipeline, by_won] = api.create(
        "leads", {"status_id": own[1]}, {"pipeline_id": rent["id"]}, {"status_id": 142}
    )
    places = [
        (lead["pipeline_id"], lead["status_id"])
        for lead in (api.read(f"leads/{made['id']}") for made in (by_stage, by_pipeline, by_won))
    ]
    assert places == [(rent["id"], own[1]), (rent["id"], own[0]), (main["id"], 142)]
    api.send("PATCH", f"leads/{by_stage['id']}", {"status_id": 142})
    moved = api.read(f"leads/{by_stage['id']}")
    assert (moved["pipeline_id"], moved["status_id"]) == (rent["id"], 142), "a system stage keeps the pipeline"
    assert api.refused("PATCH", f"leads/{by_won['id']}", {"pipeline_id": main["id"], "status_id": own[0]}) == [
        ("0", "NotSupportedChoice", "status_id")
    ]


def test_tags_are_replaced_added_and_deleted(api: Api) -> None:
    [created] = api.create("leads", {"_embedded": {"tags": [{"name": "a"}, {"name": "b"}]}})
    path = f"leads/{created['id']}"

    def tags() -> list[object]:
        return [tag["name"] for tag in api.read(path)["_embedded"]["tags"]]

    api.send("PATCH", path, {"tags_to_add": [{"name": "c"}], "tags_to_delete": [{"name": "a"}, {"name": "unknown"}]})
    assert tags() == ["b", "c"]
    number = api.read(path)["_embedded"]["tags"][0]["id"]
    api.send("PATCH", path, {"_embedded": {"tags": [{"id": number}, {"name": "d"}]}})
    assert tags() == ["b", "d"]
    api.send("PATCH", path, {"name": "теги остаются"})
    assert tags() == ["b", "d"]
    api.send("PATCH", path, {"_embedded": {"tags": None}})
    assert tags() == []
    assert [row["name"] for row in api.account.rows("tags")] == ["a", "b", "c", "d"], "a name becomes a tag once"


def test_floats_nulls_and_read_only_keys_are_tolerated(api: Api) -> None:
    lead = api.listed("leads?limit=1&with=contacts")[0]
    contact = lead["_embedded"]["contacts"][0]["id"]
    sent = {
        **lead,
        "price": 1000.7,
        "account_id": 1,
        "is_deleted": True,
        "score": 5,
        "group_id": 77,
        "loss_reason_id": None,
        "custom_fields_values": None,
        "_embedded": {"tags": [], "contacts": [], "companies": []},
        "unheard_of": {"x": 1},
    }
    api.change("leads", sent)
    after = api.read(f"leads/{lead['id']}?with=contacts")
    assert after["price"] == 1000
    assert (after["is_deleted"], after["score"], after["group_id"]) == (False, None, 0)
    assert [item["id"] for item in after["_embedded"]["contacts"]] == [contact], "only creating links contacts"


@pytest.mark.parametrize(
    ("item", "errors"),
    [
        ({"name": 5}, [("InvalidType", "name")]),
        ({"price": "100"}, [("InvalidType", "price")]),
        ({"price": True}, [("InvalidType", "price")]),
        ({"price": 1e300}, [("InvalidType", "price")]),
        ({"status_id": 5}, [("NotSupportedChoice", "status_id")]),
        ({"pipeline_id": 7}, [("NotSupportedChoice", "pipeline_id")]),
        ({"pipeline_id": -7}, [("TooLow", "pipeline_id")]),
        ({"responsible_user_id": 0}, [("TooLow", "responsible_user_id")]),
        ({"responsible_user_id": 9}, [("NotSupportedChoice", "responsible_user_id")]),
        ({"created_by": 9, "name": []}, [("InvalidType", "name"), ("NotSupportedChoice", "created_by")]),
        ({"loss_reason_id": 9}, [("NotSupportedChoice", "loss_reason_id")]),
        ({"custom_fields_values": {}}, [("InvalidType", "custom_fields_values")]),
        (
            {"custom_fields_values": [{"field_id": 5, "values": []}]},
            [("NotSupportedChoice", "custom_fields_values.0.field_id")],
        ),
        ({"custom_fields_values": [{"values": []}]}, [("FieldMissing", "custom_fields_values.0.field_id")]),
        ({"_embedded": {"contacts": [{"id": 5}]}}, [("NotSupportedChoice", "_embedded.contacts.0.id")]),
        ({"_embedded": {"contacts": [{}]}}, [("FieldMissing", "_embedded.contacts.0.id")]),
        ({"_embedded": {"contacts": {"id": 5}}}, [("InvalidType", "_embedded.contacts")]),
        ({"_embedded": {"tags": [{"id": 5}]}}, [("NotSupportedChoice", "_embedded.tags.0.id")]),
        ({"_embedded": {"tags": ["x"]}}, [("InvalidType", "_embedded.tags.0")]),
        ({"_embedded": "x"}, [("InvalidType", "_embedded")]),
        ({"tags_to_add": [{"name": 5}]}, [("InvalidType", "tags_to_add.0.name")]),
        ({"tags_to_delete": "x"}, [("InvalidType", "tags_to_delete")]),
    ],
)
def test_a_bad_item_is_refused_with_code_and_path(api: Api, item: object, errors: list[tuple[str, str]]) -> None:
    assert api.refused("POST", "leads", [item]) == [("0", *error) for error in errors]


def test_one_bad_item_rejects_the_whole_batch(api: Api) -> None:
    before = api.ids("leads")
    refused = api.refused(
        "POST",
        "leads",
        [{"name": "good", "tags_to_add": [{"name": "new"}]}, {"name": 1, "request_id": "bad"}, {"price": "x"}],
    )
    assert refused == [("bad", "InvalidType", "name"), ("2", "InvalidType", "price")]
    assert api.ids("leads") == before
    assert api.account.rows("tags") == []
    assert api.refused("PATCH", "leads", [{"id": before[0], "price": 77}, {"id": 5}, {"price": 1}, {"id": "6"}]) == [
        ("1", "NotSupportedChoice", "id"),
        ("2", "FieldMissing", "id"),
        ("3", "InvalidType", "id"),
    ]
    assert api.read(f"leads/{before[0]}")["price"] != 77


def test_a_refusal_is_the_whole_problem_document(api: Api) -> None:
    assert api.send("POST", "leads", [{"price": "1"}]).json() == {
        "validation-errors": [
            {
                "request_id": "0",
                "errors": [{"code": "InvalidType", "path": "price", "detail": "This value should be of type int."}],
            }
        ],
        "title": "Bad Request",
        "type": "https://httpstatus.es/400",
        "status": 400,
        "detail": "Request validation failed",
    }


def test_changing_an_unknown_lead_by_its_path_is_refused(api: Api) -> None:
    assert api.refused("PATCH", "leads/5", {"name": "x"}) == [("0", "NotSupportedChoice", "id")]


def test_an_object_where_an_array_is_due_is_400_and_the_reverse(api: Api) -> None:
    lead = api.ids("leads")[0]
    assert api.refused("POST", "leads", {"name": "x"}) == [("0", "InvalidType", "")]
    assert api.refused("PATCH", f"leads/{lead}", [{"name": "x"}]) == [("0", "InvalidType", "")]
    assert api.refused("POST", "leads", [{}, 5]) == [("1", "InvalidType", "")]


@pytest.mark.parametrize("body", ["", "  ", "[]", "{}", "null", "{not json"])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_an_empty_body_is_400(api: Api, method: str, body: str) -> None:
    answer = send_raw(api, method, "leads", body.encode())
    assert answer.status_code == 400
    assert answer.json()["detail"] == "Request data can not be empty"
    assert "validation-errors" not in answer.json()


def test_250_items_are_taken_and_251_are_422(api: Api) -> None:
    assert len(api.create("leads", *[{"name": str(number)} for number in range(250)])) == 250
    answer = api.send("POST", "leads", [{}] * 251)
    assert answer.status_code == 422
    assert answer.json()["detail"] == "Limit 250 per page"
    assert len(api.account.rows("leads")) == 257


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "application/json; charset=utf-8", None])
def test_the_content_type_of_a_body_does_not_matter(api: Api, content_type: str | None) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    assert send_raw(api, "POST", "leads", '[{"name": "Ёлка"}]'.encode(), **headers).status_code == 200
    assert "Ёлка" in [lead["name"] for lead in api.listed("leads")]


def test_a_chunked_body_is_read(api: Api) -> None:
    headers = {"Authorization": f"Bearer {api.token}"}
    chunks = iter([b'[{"name": ', b'"chunked"}]'])
    answer = requests.post(f"{api.mock.url}/api/v4/leads", data=chunks, headers=headers, timeout=10)
    assert answer.status_code == 200, answer.text
    assert "chunked" in [lead["name"] for lead in api.listed("leads")]


def test_simultaneous_writers_lose_nothing_and_readers_see_whole_batches(api: Api) -> None:
    def write(number: int) -> list[object]:
        return [lead["id"] for _ in range(5) for lead in api.create("leads", *[{"name": f"writer {number}"}] * 10)]

    def read(_: int) -> list[int]:
        return [len(api.ids("leads?limit=250")) for _ in range(10)]

    with ThreadPoolExecutor(8) as pool:
        written, sizes = pool.map(write, range(4)), pool.map(read, range(4))
        made = [number for batch in written for number in batch]
        seen = [size for several in sizes for size in several]
    assert len(set(made)) == 200
    assert set(made) < set(api.ids("leads?limit=250"))
    assert {(size - 7) % 10 for size in seen} == {0}


def send_raw(api: Api, method: str, path: str, body: bytes, **headers: str) -> requests.Response:
    """Bytes as they are."""
    headers = {"Authorization": f"Bearer {api.token}", **headers}
    return requests.request(method, f"{api.mock.url}/api/v4/{path}", data=body, headers=headers, timeout=10)
