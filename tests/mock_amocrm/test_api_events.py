"""Events over HTTP: what each change writes down, in which order they come, what finds them."""

from urllib.parse import quote

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.events.types import event_types
from mock_amocrm.events.ulid import number_of, ulid
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.changes import Change

BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
DUE = 1_900_000_000


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def lead(api: Api, **values: object) -> int:
    """A new lead's id."""
    [created] = api.create("leads", {"name": "a", **values})
    number = created["id"]
    assert isinstance(number, int)
    return number


def told(api: Api, query: str = "") -> list[tuple[object, ...]]:
    """Type, entity, what was before and what is after of each event, oldest first."""
    keys = ("type", "entity_type", "entity_id", "value_before", "value_after")
    return [tuple(event[key] for key in keys) for event in reversed(api.listed(f"events?limit=100&{query}"))]


def of(api: Api, noun: str, number: object) -> list[tuple[object, ...]]:
    """What happened to one entity, without its being added: type, before, after."""
    found = told(api, f"filter[entity]={noun}&filter[entity_id]={number}")
    return [(kind, before, after) for kind, _, _, before, after in found if not str(kind).endswith("_added")]


def found(api: Api, *queries: str) -> dict[str, list[object]]:
    """The types that each query finds, newest first."""
    return {query: [event["type"] for event in api.listed(f"events?{query}")] for query in queries}


def test_an_event_has_the_keys_of_real_ones(api: Api) -> None:
    number = lead(api)
    page = api.read("events?limit=1")
    assert list(page) == ["_page", "_links", "_embedded"]
    [event] = page["_embedded"]["events"]
    me, now = api.world.users[0].id, api.account.clock.now()
    [note] = event["value_after"]
    assert now - 5 <= event["created_at"] <= now
    assert isinstance(note["note"]["id"], int)
    assert list(event.items()) == [
        ("id", event["id"]),
        ("type", "lead_added"),
        ("entity_id", number),
        ("entity_type", "lead"),
        ("created_by", me),
        ("created_at", event["created_at"]),
        ("value_after", [{"note": {"id": note["note"]["id"]}}]),
        ("value_before", []),
        ("account_id", api.account.id),
        ("_links", {"self": {"href": f"{api.mock.url}/api/v4/events/{event['id']}"}}),
        (
            "_embedded",
            {"entity": {"id": number, "_links": {"self": {"href": f"{api.mock.url}/api/v4/leads/{number}"}}}},
        ),
    ]
    assert api.read(f"events/{event['id']}") == event
    assert api.read(f"events/{event['id'].upper()}") == event


def test_the_first_ten_letters_of_an_id_are_its_time(api: Api) -> None:
    lead(api)
    [event] = api.listed("events")
    uid = str(event["id"])
    assert (len(uid), set(uid) <= set(BASE32)) == (26, True)
    milliseconds = 0
    for letter in uid[:10]:
        milliseconds = milliseconds * 32 + BASE32.index(letter)
    assert milliseconds == event["created_at"] * 1000


def test_an_id_leads_back_to_its_number() -> None:
    for number in (0, 1, 2, 3, 77, 2**40, 2**63):
        uid = ulid(number, at=1_700_000_000)
        assert number_of(uid) == number_of(uid.upper()) == number
    assert len({ulid(number, at=1)[10:13] for number in range(1, 100)}) > 90, "neighbours look nothing alike"
    assert [number_of(text) for text in ("", "7", "!" * 26, "u" * 26, "0" * 27)] == [None] * 5


def test_an_unknown_event_is_no_content(api: Api) -> None:
    assert api.get("events").status_code == 204
    lead(api)
    [event] = api.listed("events")
    elsewhere = ulid(number_of(str(event["id"])) or 0, at=1)
    for uid in ("7", "types7", elsewhere, ulid(77, at=1)):
        assert api.get(f"events/{uid}").status_code == 204
    assert api.send("POST", "events", [{}]).status_code == 405


def test_events_come_newest_first_and_a_hundred_at_most(api: Api) -> None:
    api.create("leads", *({"name": str(number)} for number in range(120)))
    first, second = api.read("events?limit=250"), api.read("events?limit=250&page=2")
    assert first["_links"]["next"]["href"] == f"{api.mock.url}/api/v4/events?limit=100&page=2"
    pages = [page["_embedded"]["events"] for page in (first, second)]
    assert list(map(len, pages)) == [100, 20]
    ids = [event["entity_id"] for page in pages for event in page]
    assert ids == sorted(ids, reverse=True)
    assert len(api.listed("events")) == 50
    api.account.clock.advance(60)
    lead(api)
    times = [event["created_at"] for event in api.listed("events?limit=3")]
    assert times[0] >= times[1] + 60


def test_a_lead_that_changes_says_what_it_was_and_what_it_is(api: Api) -> None:
    other = api.world.users[1].id
    number = lead(api, price=10)
    was = api.read(f"leads/{number}")
    pipeline = was["pipeline_id"]
    api.change("leads", {"id": number, "price": 20})
    api.change("leads", {"id": number, "name": "b"})
    api.change("leads", {"id": number, "status_id": 142})
    api.change("leads", {"id": number, "responsible_user_id": other})
    api.change("leads", {"id": number, "price": 20, "name": "b", "status_id": 142})
    assert of(api, "lead", number) == [
        ("sale_field_changed", [{"sale_field_value": {"sale": 10}}], [{"sale_field_value": {"sale": 20}}]),
        ("name_field_changed", [{"name_field_value": {"name": "a"}}], [{"name_field_value": {"name": "b"}}]),
        (
            "lead_status_changed",
            [{"lead_status": {"id": was["status_id"], "pipeline_id": pipeline}}],
            [{"lead_status": {"id": 142, "pipeline_id": pipeline}}],
        ),
        (
            "entity_responsible_changed",
            [{"responsible_user": {"id": was["responsible_user_id"]}}],
            [{"responsible_user": {"id": other}}],
        ),
    ]


def test_several_things_at_once_are_several_events(api: Api) -> None:
    number = lead(api)
    api.change("leads", {"id": number, "price": 5, "name": "b", "status_id": 143})
    assert {kind for kind, _, _ in of(api, "lead", number)} == {
        "lead_status_changed",
        "sale_field_changed",
        "name_field_changed",
    }


def test_tags_that_come_and_go_are_named(api: Api) -> None:
    number = lead(api, _embedded={"tags": [{"name": "x"}]})
    api.change(
        "leads", {"id": number, "tags_to_add": [{"name": "y"}, {"name": "z"}], "tags_to_delete": [{"name": "x"}]}
    )
    events = told(api, f"filter[entity]=lead&filter[entity_id]={number}")[1:]
    assert [(kind, before, after) for kind, _, _, before, after in events] == [
        ("entity_tag_added", [], [{"tag": {"name": "x"}}]),
        ("entity_tag_added", [], [{"tag": {"name": "y"}}, {"tag": {"name": "z"}}]),
        ("entity_tag_deleted", [{"tag": {"name": "x"}}], []),
    ]


def test_both_ends_of_a_link_have_an_event(api: Api) -> None:
    [person], [company] = api.create("contacts", {"name": "p"}), api.create("companies", {"name": "c"})
    number = lead(api, _embedded={"contacts": [{"id": person["id"]}]})
    path = f"leads/{number}"
    api.send("POST", f"{path}/link", [{"to_entity_id": company["id"], "to_entity_type": "companies"}])
    api.send("POST", f"{path}/unlink", [{"to_entity_id": person["id"], "to_entity_type": "contacts"}])

    def link(noun: str, entity: object) -> list[Json]:
        return [{"link": {"entity": {"type": noun, "id": entity}}}]

    assert of(api, "lead", number) == [
        ("entity_linked", [], link("contact", person["id"])),
        ("entity_linked", [], link("company", company["id"])),
        ("entity_unlinked", link("contact", person["id"]), []),
    ]
    assert of(api, "contact", person["id"]) == [
        ("entity_linked", [], link("lead", number)),
        ("entity_unlinked", link("lead", number), []),
    ]
    assert of(api, "company", company["id"]) == [("entity_linked", [], link("lead", number))]


def test_a_custom_field_says_its_values_with_their_enums(api: Api) -> None:
    [field] = [
        row for row in api.account.rows("custom_fields") if (row["entity_type"], row["code"]) == ("contacts", "PHONE")
    ]
    work, mobile = field["enums"][0]["id"], field["enums"][2]["id"]
    [person] = api.create("contacts", {"name": "p"})

    def phone(*values: Json) -> None:
        api.change(
            "contacts", {"id": person["id"], "custom_fields_values": [{"field_id": field["id"], "values": values}]}
        )

    def side(text: str, enum: object) -> Json:
        told = {"field_id": field["id"], "field_type": 8, "enum_id": enum, "text": text}
        return {"custom_field_value": told}

    phone({"value": "+1"})
    phone({"value": "+1"})
    phone({"value": "+1"}, {"value": "+2", "enum_id": mobile})
    api.change("contacts", {"id": person["id"], "custom_fields_values": [{"field_id": field["id"], "values": None}]})
    kind = f"custom_field_{field['id']}_value_changed"
    assert of(api, "contact", person["id"]) == [
        (kind, [], [side("+1", work)]),
        (kind, [side("+1", work)], [side("+1", work), side("+2", mobile)]),
        (kind, [side("+1", work), side("+2", mobile)], []),
    ]


def test_a_customer_moves_buys_and_grows(api: Api) -> None:
    api.send("PATCH", "customers/mode", {"mode": "periodicity", "is_enabled": True})
    first, second = api.ids("customers/statuses")[:2]
    [person] = api.create("contacts", {"name": "p"})
    [made] = api.create(
        "customers", {"name": "c", "status_id": first, "_embedded": {"contacts": [{"id": person["id"]}]}}
    )
    api.change("customers", {"id": made["id"], "status_id": second})
    [bought] = api.create(f"customers/{made['id']}/transactions", {"price": 100})
    happened = of(api, "customer", made["id"]) + told(api, "filter[type]=transaction_added")
    assert happened == [
        ("entity_linked", [], [{"link": {"entity": {"type": "contact", "id": person["id"]}}}]),
        ("customer_status_changed", [{"customer_status": {"id": first}}], [{"customer_status": {"id": second}}]),
        ("ltv_field_changed", [{"ltv_field_value": {"ltv": 0}}], [{"ltv_field_value": {"ltv": 100}}]),
        ("transaction_added", "customer", made["id"], [], [{"transaction": {"id": bought["id"]}}]),
    ]
    query = f"filter[value_after][customers_statuses][0][status_id]={second}"
    assert [event["type"] for event in api.listed(f"events?{query}")] == ["customer_status_changed"]
    named = api.listed("events?filter[entity]=customer&with=customer_name")
    assert {event["_embedded"]["entity"]["name"] for event in named} == {"c"}


@pytest.mark.parametrize(("kind", "noun"), [("leads", "lead"), ("contacts", "contact"), ("companies", "company")])
def test_the_trash_takes_and_gives_back(api: Api, kind: str, noun: str) -> None:
    number = api.create(kind, {"name": "a"})[0]["id"]
    assert isinstance(number, int)
    row = api.account.row(kind, number)
    assert row is not None
    trashed = {**row, "is_deleted": True}
    for before, after in ((row, trashed), (trashed, row), (row, None)):
        api.account.commit(Change(kind, before, after, 0, api.account.clock.now()))
    assert of(api, noun, number) == [
        (f"{noun}_deleted", [], []),
        (f"{noun}_restored", [], []),
        (f"{noun}_deleted", [], []),
    ]
    assert api.listed("events")[0]["created_by"] == 0


def test_a_task_is_an_entity_of_its_own(api: Api) -> None:
    number = lead(api)
    task = api.create("tasks", {"text": "a", "complete_till": DUE, "entity_id": number, "entity_type": "leads"})[0][
        "id"
    ]
    api.change("tasks", {"id": task, "text": "b"})
    api.change("tasks", {"id": task, "complete_till": DUE + 1})
    api.change("tasks", {"id": task, "task_type_id": 2})
    api.change("tasks", {"id": task, "is_completed": True, "result": {"text": "done"}})
    *changes, completed, result = of(api, "task", task) + told(api, "filter[type]=task_result_added")
    assert changes == [
        ("task_text_changed", [{"task": {"text": "a"}}], [{"task": {"text": "b"}}]),
        (
            "task_deadline_changed",
            [{"task_deadline": {"timestamp": DUE}}],
            [{"task_deadline": {"timestamp": DUE + 1}}],
        ),
        ("task_type_changed", [{"task_type": {"id": 1}}], [{"task_type": {"id": 2}}]),
    ]
    assert completed == ("task_completed", [], [])
    kind, noun, entity, before, [after] = result
    assert (kind, noun, entity, before, list(after["note"])) == ("task_result_added", "task", task, [], ["id"])
    added = told(api, "filter[type]=task_added")
    assert added == [("task_added", "task", task, [], [])]
    assert not of(api, "lead", number), "its closest task is no change of the lead"


@pytest.mark.parametrize(
    ("note_type", "params", "kind"),
    [
        ("common", {"text": "a"}, "common_note_added"),
        ("call_in", {"duration": 1, "source": "a", "phone": "1"}, "incoming_call"),
        ("call_out", {"duration": 1, "source": "a", "phone": "1"}, "outgoing_call"),
        ("sms_in", {"text": "a", "phone": "1"}, "incoming_sms"),
        ("sms_out", {"text": "a", "phone": "1"}, "outgoing_sms"),
        ("service_message", {"service": "a", "text": "a"}, "service_note_added"),
        ("message_cashier", {"status": "shown", "text": "a"}, "message_to_cashier_note_added"),
        ("geolocation", {"text": "a", "address": "b", "longitude": "1", "latitude": "2"}, "geo_note_added"),
        ("attachment", {"file_uuid": "a", "version_uuid": "b", "file_name": "c"}, "attachment_note_added"),
    ],
)
def test_a_note_is_an_event_of_its_entity(api: Api, note_type: str, params: Json, kind: str) -> None:
    number = lead(api)
    [note] = api.create(f"leads/{number}/notes", {"note_type": note_type, "params": params})
    api.change("leads/notes", {"id": note["id"], "note_type": note_type, "params": params})
    assert told(api)[1:] == [(kind, "lead", number, [], [{"note": {"id": note["id"]}}])]


def test_a_note_that_goes_is_named_too(api: Api) -> None:
    number = lead(api)
    note = api.create(f"leads/{number}/notes", {"note_type": "common", "params": {"text": "a"}})[0]["id"]
    assert isinstance(note, int)
    api.account.commit(Change("notes", api.account.row("notes", note), None, 0, api.account.clock.now()))
    assert of(api, "lead", number) == [("common_note_deleted", [], [{"note": {"id": note}}])]


def test_names_of_entities_are_embedded_when_asked_for(api: Api) -> None:
    number = lead(api, name="Кухня")
    api.create("contacts", {"name": "Оксана"})
    queries = ("", "?with=lead_name", "?with=contact_name,lead_name,note,catalog_name")
    names = [[event["_embedded"]["entity"].get("name") for event in api.listed(f"events{query}")] for query in queries]
    assert names == [[None, None], [None, "Кухня"], ["Оксана", "Кухня"]]
    uid = api.listed("events")[1]["id"]
    assert api.read(f"events/{uid}?with=lead_name")["_embedded"]["entity"]["name"] == "Кухня"
    assert api.read(f"events/{uid}")["_embedded"]["entity"]["id"] == number


def test_events_are_found_by_who_what_whom_and_when(api: Api) -> None:
    other = open_api(api.mock, "demo", user=1)
    first, second = lead(api), lead(api)
    [person] = api.create("contacts", {"name": "p"})
    start = api.account.clock.now()
    api.account.clock.advance(100)
    api.change("leads", {"id": first, "price": 1})
    ids = [event["id"] for event in api.listed("events")]
    me = api.world.users[0].id
    wanted = {
        f"filter[id]={ids[0]},{ids[3]}": ["sale_field_changed", "lead_added"],
        f"filter[id][]={ids[1]}": ["contact_added"],
        "filter[id]=nonsense": [],
        "filter[type]=sale_field_changed,contact_added": ["sale_field_changed", "contact_added"],
        "filter[type][0]=contact_added": ["contact_added"],
        "filter[type]=no_such_type": [],
        "filter[entity]=contact": ["contact_added"],
        "filter[entity]=contact,lead": ["sale_field_changed", "contact_added", "lead_added", "lead_added"],
        f"filter[entity]=lead&filter[entity_id]={second}": ["lead_added"],
        f"filter[entity][]=lead&filter[entity_id][]={first}&filter[entity_id][]={second}": [
            *("sale_field_changed", "lead_added", "lead_added")
        ],
        f"filter[entity]=contact&filter[entity_id]={second}": [],
        f"filter[entity_id]={person['id']}": ["sale_field_changed", "contact_added", "lead_added", "lead_added"],
        f"filter[created_at]={start + 50}": ["sale_field_changed"],
        f"filter[created_at]={start - 50},{start + 50}": ["contact_added", "lead_added", "lead_added"],
        f"filter[created_at][from]={start + 50}": ["sale_field_changed"],
        f"filter[created_at][to]={start + 50}&filter[entity]=contact": ["contact_added"],
        f"filter[created_by]={me}&filter[entity]=contact": ["contact_added"],
        f"filter[created_by]={other.world.users[1].id}": [],
        "filter[created_by]=0": [],
    }
    assert found(api, *wanted) == wanted


def test_ten_ids_count_and_no_more(api: Api) -> None:
    numbers = [str(item["id"]) for item in api.create("leads", *({"name": str(at)} for at in range(11)))]
    events = api.listed(f"events?filter[entity]=lead&filter[entity_id]={','.join(numbers)}")
    assert [str(event["entity_id"]) for event in reversed(events)] == numbers[:10]


def test_events_are_found_by_values(api: Api) -> None:
    other = api.world.users[1].id
    number = lead(api, price=10)
    was = api.read(f"leads/{number}")
    pipeline, stage = was["pipeline_id"], was["status_id"]
    api.change("leads", {"id": number, "price": 20, "name": "b", "status_id": 142, "responsible_user_id": other})

    def pair(side: str, status: object, at: int = 0) -> str:
        root = f"filter[value_{side}][leads_statuses][{at}]"
        return f"{root}[pipeline_id]={pipeline}&{root}[status_id]={status}"

    moved, given = ["lead_status_changed"], ["entity_responsible_changed"]
    wanted = {
        pair("after", 142): moved,
        pair("before", 142): [],
        pair("before", stage): moved,
        f"{pair('after', 143)}&{pair('after', 142, at=1)}": moved,
        f"{pair('after', 142)}&{pair('before', 143)}": [],
        f"filter[value_after][responsible_user_id]={other},7": given,
        f"filter[value_before][responsible_user_id]={other}": [],
        "filter[value_after][value]=20": ["sale_field_changed"],
        "filter[value_before][value]=20": [],
        "filter[value_after][value]=b": ["name_field_changed"],
        "filter[value_after][value]=142": [],
        "filter[value_after][customers_statuses][0][status_id]=142": [],
        "filter[type]=sale_field_changed&filter[value_after][value]=b": [],
    }
    assert found(api, *wanted) == wanted


def test_events_are_found_by_values_of_custom_fields(api: Api) -> None:
    [field] = [
        row for row in api.account.rows("custom_fields") if (row["entity_type"], row["code"]) == ("contacts", "PHONE")
    ]
    mobile = field["enums"][2]["id"]
    [person] = api.create("contacts", {"name": "p"})
    values = [{"field_id": field["id"], "values": [{"value": "+1 2", "enum_id": mobile}]}]
    api.change("contacts", {"id": person["id"], "custom_fields_values": values})
    kind = f"custom_field_{field['id']}_value_changed"
    wanted = {
        "filter[type]=custom_field_value_changed": [kind],
        f"filter[type]={kind}": [kind],
        f"filter[type]=custom_field_{field['id']}1_value_changed": [],
        f"filter[type]={kind}&filter[value_after][custom_field_values]={mobile}": [kind],
        f"filter[type]={kind}&filter[value_after][custom_field_values]=7,{mobile}": [kind],
        f"filter[type]={kind}&filter[value_after][custom_field_values]=7": [],
        f"filter[type]={kind}&filter[value_before][custom_field_values]={mobile}": [],
        # Without the one type the filter does not count.
        "filter[value_after][custom_field_values]=7&filter[entity]=contact": [kind, "contact_added"],
        f"filter[value_after][value]={quote('+1 2')}": [kind],
        "filter[value_after][value]=2": [],
    }
    assert found(api, *wanted) == wanted


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "Новая сделка"),
        ("?language_code=en", "New lead"),
        ("?language_code=es", "Lead nuevo"),
        ("?language_code=pt", "Novo lead"),
        ("?language_code=xx", "Новая сделка"),
    ],
)
def test_types_are_named_in_a_language(api: Api, query: str, name: str) -> None:
    answer = api.read(f"events/types{query}")
    types = answer["_embedded"]["events_types"]
    assert answer["_total_items"] == len(types)
    assert types[0] == {"key": "lead_added", "type": 1, "lang": name}
    assert len({each["key"] for each in types}) == len(types)
    assert all(each["lang"] for each in types)


def test_every_custom_field_is_a_type(api: Api) -> None:
    types = {each["key"]: each for each in api.listed("events/types")}
    fields = api.account.rows("custom_fields")
    assert len(types) == len(event_types()) + len(fields)
    [phone] = [row for row in fields if (row["entity_type"], row["code"]) == ("contacts", "PHONE")]
    key = f"custom_field_{phone['id']}_value_changed"
    assert types[key] == {"key": key, "type": 24, "lang": 'Изменение поля "Телефон"'}


def test_whatever_happens_is_of_a_type_that_is_listed(api: Api) -> None:
    types = {each["key"] for each in api.listed("events/types")}
    [person] = api.create("contacts", {"name": "p", "_embedded": {"tags": [{"name": "x"}]}})
    number = lead(api, _embedded={"contacts": [{"id": person["id"]}]})
    api.change("leads", {"id": number, "price": 1, "name": "b", "status_id": 143, "tags_to_add": [{"name": "z"}]})
    task = api.create("tasks", {"text": "a", "complete_till": DUE})[0]["id"]
    api.change("tasks", {"id": task, "text": "b", "is_completed": True, "result": {"text": "c"}})
    happened = {event["type"] for event in api.listed("events?limit=100")}
    assert len(happened) >= 10
    assert happened <= types


def test_an_account_that_is_restored_has_no_events(api: Api) -> None:
    lead(api)
    tokens = dict(api.account.grants.access_tokens)
    api.account.restore()
    api.account.grants.access_tokens.update(tokens)
    assert api.get("events").status_code == 204
