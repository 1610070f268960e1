"""Calls over HTTP: whose number it is, on which card the call lands, the pop-up while the phone rings."""

import pytest
import requests
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

PHONE = "+7 (999) 123-45-67"
CALL = {"direction": "inbound", "duration": 60, "source": "pbx", "phone": PHONE}


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "empty")


def owner(api: Api, kind: str = "contacts", *phones: str) -> int:
    """A new contact or company with phone numbers."""
    values = [{"field_code": "PHONE", "values": [{"value": phone} for phone in phones or (PHONE,)]}]
    number = api.create(kind, {"name": "a", "custom_fields_values": values})[0]["id"]
    assert isinstance(number, int)
    return number


def lead(api: Api, kind: str, number: int, **values: object) -> object:
    """A new lead of a contact or a company."""
    return api.create("leads", {**values, "_embedded": {kind: [{"id": number}]}})[0]["id"]


def call(api: Api, **values: object) -> Json:
    """The whole answer to one call."""
    answer = api.send("POST", "calls", [{**CALL, **values}])
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def landed(api: Api, **values: object) -> tuple[object, object]:
    """Where a call landed."""
    [logged] = call(api, **values)["_embedded"]["calls"]
    return logged["entity_type"], logged["entity_id"]


def pop_up(api: Api, *items: Json) -> requests.Response:
    """The answer to a notification of incoming calls."""
    return api.send("POST", f"{api.mock.url}/api/v2/events/", {"add": list(items)})


def test_a_call_is_a_note_on_the_card_that_it_names(api: Api) -> None:
    person, me = owner(api), api.world.users[0].id
    more = {"uniq": "u-1", "link": "https://example.com/a.mp3", "call_status": 4, "call_result": "ok"}
    answer = call(api, **more, call_responsible=me, created_by=0, created_at=1_500_000_000, request_id="r")
    assert list(answer) == ["_total_items", "errors", "_embedded"]
    assert (answer["_total_items"], answer["errors"]) == (1, [])
    [logged] = answer["_embedded"]["calls"]
    href = f"{api.mock.url}/api/v4/contacts/{person}"
    assert list(logged.items()) == [
        ("id", logged["id"]),
        ("entity_id", person),
        ("entity_type", "contact"),
        ("account_id", api.account.id),
        ("request_id", "r"),
        ("_embedded", {"entity": {"id": person, "_links": {"self": {"href": href}}}}),
    ]
    note = api.read(f"contacts/{person}/notes/{logged['id']}")
    assert (note["note_type"], note["created_by"], note["created_at"]) == ("call_in", 0, 1_500_000_000)
    assert note["params"] == {**more, "duration": 60, "source": "pbx", "phone": PHONE, "call_responsible": me}
    [event] = api.listed("events?filter[type]=incoming_call")
    assert (event["entity_id"], event["value_after"]) == (person, [{"note": {"id": logged["id"]}}])
    call(api, direction="outbound")
    assert [note["note_type"] for note in api.listed(f"contacts/{person}/notes")] == ["call_in", "call_out"]


@pytest.mark.parametrize(
    "phone", ["+79991234567", "8 999 123-45-67", "9991234567", "+1 (7) 9991234567", "8.999.123.45.67"]
)
def test_the_last_ten_digits_make_a_number(api: Api, phone: str) -> None:
    owner(api, "contacts", "+380501112233")
    person = owner(api)
    assert landed(api, phone=phone) == ("contact", person)


def test_any_number_of_a_contact_counts_and_nothing_else_does(api: Api) -> None:
    person = owner(api, "contacts", "101", "+380501112233")
    assert landed(api, phone="101") == landed(api, phone="80501112233") == ("contact", person)
    api.create(
        "contacts",
        {"custom_fields_values": [{"field_code": "EMAIL", "values": [{"value": "5551112233"}]}]},
        {"name": "5551112234"},
    )
    for phone in ("5551112233", "5551112234", "1011", "sales", ""):
        answer = api.send("POST", "calls", [{**CALL, "phone": phone}])
        assert answer.status_code == 400


def test_a_number_that_moved_is_found_where_it_is(api: Api) -> None:
    first, second = owner(api), owner(api, "contacts", "101")
    assert landed(api) == ("contact", first)
    api.change("contacts", {"id": first, "custom_fields_values": [{"field_code": "PHONE", "values": None}]})
    values = [{"field_code": "PHONE", "values": [{"value": PHONE}]}]
    api.change("contacts", {"id": second, "custom_fields_values": values})
    assert landed(api) == ("contact", second)
    row = api.account.row("contacts", second)
    assert row is not None
    api.account.put("contacts", [{**row, "is_deleted": True}])
    company = owner(api, "companies")
    assert landed(api) == ("company", company)


@pytest.mark.parametrize(("kind", "noun"), [("contacts", "contact"), ("companies", "company")])
def test_the_only_open_lead_gets_the_call(api: Api, kind: str, noun: str) -> None:
    number = owner(api, kind)
    assert landed(api) == (noun, number)
    won = lead(api, kind, number, status_id=142)
    assert landed(api) == (noun, number), "a closed lead does not count"
    first = lead(api, kind, number)
    assert landed(api) == ("lead", first)
    second = lead(api, kind, number)
    assert landed(api) == (noun, number), "of several none is meant"
    api.change("leads", {"id": second, "status_id": 143})
    assert landed(api) == ("lead", first)
    assert won not in (first, second)


def test_the_only_customer_gets_the_call_unless_there_is_a_lead(api: Api) -> None:
    person = owner(api)
    [customer] = api.create("customers", {"name": "c", "_embedded": {"contacts": [{"id": person}]}})
    assert landed(api) == ("customer", customer["id"])
    assert [note["note_type"] for note in api.listed(f"customers/{customer['id']}/notes")] == ["call_in"]
    number = lead(api, "contacts", person)
    assert landed(api) == ("contact", person)
    api.change("leads", {"id": number, "status_id": 142})
    assert landed(api) == ("customer", customer["id"])
    api.create("customers", {"name": "d", "_embedded": {"contacts": [{"id": person}]}})
    assert landed(api) == ("contact", person)


def test_a_call_that_nobody_is_found_for_is_an_error_beside_the_others(api: Api) -> None:
    person = owner(api)
    unknown = {**CALL, "phone": "+10000000000", "request_id": "lost"}
    answer = api.send("POST", "calls", [unknown, CALL])
    assert answer.status_code == 200
    error = {"title": "Entity not found", "detail": "Entity not found", "request_id": "lost"}
    assert (answer.json()["_total_items"], answer.json()["errors"]) == (1, [error])
    assert [item["request_id"] for item in answer.json()["_embedded"]["calls"]] == ["1"]
    alone = api.send("POST", "calls", [unknown])
    assert (alone.status_code, alone.headers["Content-Type"]) == (400, "application/problem+json")
    assert alone.json() == {"_total_items": 0, "errors": [error], "_embedded": {"calls": []}}
    assert len(api.listed(f"contacts/{person}/notes")) == 1


def test_what_a_call_cannot_be_is_named(api: Api) -> None:
    owner(api)
    assert api.refused("POST", "calls", [CALL, {}]) == [
        *(("1", "FieldMissing", key) for key in ("direction", "duration", "source", "phone"))
    ]
    wrong = {"direction": "in", "duration": "a", "call_status": 0, "responsible_user_id": 7, "phone": 5}
    assert api.refused("POST", "calls", [{**CALL, **wrong}]) == [
        ("0", "NotSupportedChoice", "direction"),
        ("0", "InvalidType", "duration"),
        ("0", "InvalidType", "phone"),
        ("0", "TooLow", "call_status"),
        ("0", "NotSupportedChoice", "responsible_user_id"),
    ]
    assert not api.listed("contacts/notes")
    assert api.get("calls").status_code == 405


def test_the_pop_up_shows_the_card_that_the_call_would_land_on(api: Api) -> None:
    person = owner(api)
    number = lead(api, "contacts", person)
    users = [api.world.users[0].id]
    answer = pop_up(
        api,
        {"type": "phone_call", "phone_number": PHONE, "users": users},
        {"type": "phone_call", "phone_number": 380501112233},
    )
    assert answer.status_code == 200
    body = answer.json()
    assert list(body) == ["_links", "_embedded"]
    known, unknown = body["_embedded"]["items"]
    assert list(known) == ["element_id", "element_type", "uid", "phone_number"]
    assert (known["element_id"], known["element_type"], known["phone_number"]) == (number, 2, PHONE)
    assert (unknown["element_id"], unknown["element_type"], unknown["phone_number"]) == (0, 0, "380501112233")
    assert len({known["uid"], unknown["uid"]}) == 2
    assert not api.listed("leads/notes"), "a call that rings is not logged"
    lead(api, "contacts", person)
    [shown] = pop_up(api, {"type": "phone_call", "phone_number": PHONE}).json()["_embedded"]["items"]
    assert (shown["element_id"], shown["element_type"]) == (person, 1)


def test_a_pop_up_is_of_a_call_with_a_number(api: Api) -> None:
    path = f"{api.mock.url}/api/v2/events/"
    assert api.refused("POST", path, {"add": [{"type": "sms"}, {"phone_number": PHONE}]}) == [
        ("0", "NotSupportedChoice", "add.0.type"),
        ("0", "FieldMissing", "add.0.phone_number"),
        ("0", "FieldMissing", "add.1.type"),
    ]
    assert api.refused("POST", path, {"update": []}) == [("0", "FieldMissing", "add")]
    assert requests.post(path, json={"add": []}, timeout=10).status_code == 401
