"""Notes over HTTP: what each type keeps, where they live, pins."""

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

KINDS = ("leads", "contacts", "companies", "customers")
CALL = {
    "uniq": "8f52d38a",
    "duration": 60,
    "source": "onlinePBX",
    "link": "https://example.com/rec.mp3",
    "phone": "+79990001122",
    "call_result": "Успешно",
    "call_status": 4,
    "call_responsible": "Анна",
}
FILE = {"file_uuid": "a-1", "version_uuid": "b-2", "file_name": "offer.pdf"}
PARAMS = {
    "common": {"text": "Текст"},
    "call_in": CALL,
    "call_out": {**CALL, "call_responsible": 504},
    "service_message": {"service": "Робот", "text": "Готово"},
    "extended_service_message": {"service": "Робот", "text": "Готово"},
    "message_cashier": {"status": "shown", "text": "Сдача"},
    "geolocation": {"text": "Тут", "address": "вул. Ярославська, 8", "longitude": "30.51", "latitude": "50.46"},
    "sms_in": {"text": "Ок", "phone": "+79990001122"},
    "sms_out": {"text": "Ок", "phone": "+79990001122"},
    "attachment": FILE,
}


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def entity(api: Api, kind: str = "leads") -> object:
    """A new entity's id."""
    return api.create(kind, {"name": "a"})[0]["id"]


def note(api: Api, path: str, **values: object) -> Json:
    """What creating a note answered."""
    [created] = api.create(path, {"note_type": "common", "params": {"text": "a"}, **values})
    return created


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_has_the_keys_and_the_defaults_of_real_ones(api: Api, kind: str) -> None:
    number = entity(api, kind)
    body = [{"entity_id": number, "note_type": "common", "params": {"text": "Привет"}, "request_id": "x"}]
    answer = api.send("POST", f"{kind}/notes", body).json()
    assert answer["_links"]["self"]["href"] == f"{api.mock.url}/api/v4/{kind}/notes"
    [item] = answer["_embedded"]["notes"]
    links = {"self": {"href": f"{api.mock.url}/api/v4/{kind}/{number}/notes/{item['id']}"}}
    assert list(item.items()) == [("id", item["id"]), ("entity_id", number), ("request_id", "x"), ("_links", links)]
    me, now = api.world.users[0].id, api.account.clock.now()
    read = api.read(f"{kind}/notes/{item['id']}")
    assert now - 5 <= read["created_at"] == read["updated_at"] <= now
    assert list(read.items()) == [
        ("id", item["id"]),
        ("entity_id", number),
        ("created_by", me),
        ("updated_by", me),
        ("created_at", read["created_at"]),
        ("updated_at", read["updated_at"]),
        ("responsible_user_id", me),
        ("group_id", 0),
        ("note_type", "common"),
        ("params", {"text": "Привет"}),
        ("account_id", api.account.id),
        ("_links", links),
    ]
    assert api.read(f"{kind}/{number}/notes/{item['id']}") == read


@pytest.mark.parametrize("kind", KINDS)
def test_below_an_entity_its_notes_alone_are_listed_and_written(api: Api, kind: str) -> None:
    mine, other = entity(api, kind), entity(api, kind)
    [first, second] = api.create(
        f"{kind}/{mine}/notes", *({"note_type": "common", "params": {"text": text}} for text in "ab")
    )
    third = note(api, f"{kind}/notes", entity_id=other)
    assert [first["entity_id"], third["entity_id"]] == [mine, other]
    assert api.ids(f"{kind}/{mine}/notes") == [first["id"], second["id"]]
    assert api.ids(f"{kind}/{other}/notes") == [third["id"]]
    assert api.ids(f"{kind}/notes") == [first["id"], second["id"], third["id"]]
    assert api.get(f"{kind}/{other}/notes/{first['id']}").status_code == 204
    page = api.read(f"{kind}/{mine}/notes?limit=1&page=1")
    assert page["_embedded"]["notes"][0]["_links"]["self"]["href"] == (
        f"{api.mock.url}/api/v4/{kind}/{mine}/notes/{first['id']}?limit=1&page=1"
    )
    other_kind = "contacts" if kind == "leads" else "leads"
    assert api.get(f"{other_kind}/notes/{first['id']}").status_code == 204


@pytest.mark.parametrize("note_type", sorted(PARAMS))
def test_each_type_keeps_its_params(api: Api, note_type: str) -> None:
    created = note(api, f"leads/{entity(api)}/notes", note_type=note_type, params=PARAMS[note_type] | {"more": 1})
    read = api.read(f"leads/notes/{created['id']}")
    added = {"is_drive_attachment": True, "text": "offer.pdf", "original_name": "offer.pdf"}
    assert read["note_type"] == note_type
    assert read["params"] == PARAMS[note_type] | (added if note_type == "attachment" else {})
    [answer] = api.change("leads/notes", {"id": created["id"], "note_type": note_type, "params": PARAMS[note_type]})
    assert list(answer) == ["id", "entity_id", "updated_at", "request_id", "_links"]


def test_what_a_call_did_not_say_is_null(api: Api) -> None:
    created = note(
        api,
        f"leads/{entity(api)}/notes",
        note_type="call_in",
        params={"duration": 5.0, "source": "pbx", "phone": "1", "link": None},
    )
    params = api.read(f"leads/notes/{created['id']}")["params"]
    assert params == {**dict.fromkeys(CALL), "duration": 5, "source": "pbx", "phone": "1"}
    assert list(params) == list(CALL)


@pytest.mark.parametrize(
    ("values", "refusals"),
    [
        ({"note_type": None}, [("FieldMissing", "note_type")]),
        ({"note_type": "amomail_message"}, [("NotSupportedChoice", "note_type")]),
        ({"note_type": "ai_result", "params": {}}, [("NotSupportedChoice", "note_type")]),
        ({"note_type": 4}, [("InvalidType", "note_type")]),
        ({"params": None}, [("FieldMissing", "params")]),
        ({"params": {}}, [("FieldMissing", "params.text")]),
        ({"params": []}, [("FieldMissing", "params.text")]),
        ({"params": "text"}, [("InvalidType", "params")]),
        ({"params": {"text": 5}}, [("InvalidType", "params.text")]),
        (
            {"note_type": "call_in", "params": {"duration": "5", "call_status": 9, "call_responsible": [1]}},
            [
                ("InvalidType", "params.duration"),
                ("FieldMissing", "params.source"),
                ("FieldMissing", "params.phone"),
                ("NotSupportedChoice", "params.call_status"),
                ("InvalidType", "params.call_responsible"),
            ],
        ),
        (
            {"note_type": "message_cashier", "params": {"status": "lost", "text": "a"}},
            [("NotSupportedChoice", "params.status")],
        ),
        (
            {"note_type": "geolocation", "params": {"text": "a", "address": "b", "longitude": 30.5, "latitude": "1"}},
            [("InvalidType", "params.longitude")],
        ),
    ],
)
def test_params_that_a_type_cannot_have_are_named(
    api: Api, values: dict[str, object], refusals: list[tuple[str, str]]
) -> None:
    item = {"note_type": "common", "params": {"text": "a"}, **values}
    assert api.refused("POST", f"leads/{entity(api)}/notes", [item]) == [("0", *refusal) for refusal in refusals]


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_is_of_an_entity_that_exists(api: Api, kind: str) -> None:
    item = {"note_type": "common", "params": {"text": "a"}}
    assert api.refused("POST", f"{kind}/notes", [item]) == [("0", "FieldMissing", "entity_id")]
    assert api.refused("POST", f"{kind}/notes", [item | {"entity_id": 7}, item | {"entity_id": -7}]) == [
        ("0", "NotSupportedChoice", "entity_id"),
        ("1", "TooLow", "entity_id"),
    ]
    assert api.refused("POST", f"{kind}/7/notes", [item]) == [("0", "NotSupportedChoice", "entity_id")]
    assert api.get(f"{kind}/7/notes").status_code == 204


def test_a_note_is_changed_by_its_id_in_four_ways(api: Api) -> None:
    lead = entity(api)
    number = note(api, f"leads/{lead}/notes", created_by=0, updated_at=1_500_000_000)["id"]
    read = api.read(f"leads/notes/{number}")
    assert (read["created_by"], read["updated_at"]) == (0, 1_500_000_000)

    def change(text: str) -> dict[str, object]:
        return {"note_type": "common", "params": {"text": text}}

    api.change("leads/notes", {"id": number, **change("a")})
    assert api.read(f"leads/notes/{number}")["params"] == {"text": "a"}
    api.change(f"leads/{lead}/notes", {"id": number, **change("b")})
    assert api.read(f"leads/notes/{number}")["params"] == {"text": "b"}
    for path, text in ((f"leads/notes/{number}", "c"), (f"leads/{lead}/notes/{number}", "d")):
        answer = api.send("PATCH", path, change(text) | {"entity_id": 7})
        assert list(answer.json()) == ["id", "entity_id", "updated_at", "request_id", "_links"]
        assert answer.json()["entity_id"] == lead
        assert api.read(f"leads/notes/{number}")["params"] == {"text": text}
    assert api.read(f"leads/notes/{number}")["updated_at"] > 1_500_000_000


def test_a_change_names_the_type_that_the_note_has(api: Api) -> None:
    lead = entity(api)
    path = f"leads/{lead}/notes/{note(api, f'leads/{lead}/notes')['id']}"
    assert api.refused("PATCH", path, {"params": {"text": "a"}}) == [("0", "FieldMissing", "note_type")]
    assert api.refused("PATCH", path, {"note_type": "common"}) == [("0", "FieldMissing", "params")]
    sms = {"note_type": "sms_in", "params": PARAMS["sms_in"]}
    assert api.refused("PATCH", path, sms) == [("0", "NotSupportedChoice", "note_type")]
    unknown = {"note_type": "common", "params": {"text": "a"}}
    assert api.refused("PATCH", "leads/notes/7", unknown) == [("0", "NotSupportedChoice", "id")]
    assert api.refused("PATCH", "leads/notes", [unknown]) == [("0", "FieldMissing", "id")]
    assert api.send("DELETE", path).status_code == 405


def test_notes_are_filtered_and_ordered(api: Api) -> None:
    lead, other = entity(api), entity(api)
    old = note(api, "leads/notes", entity_id=lead, updated_at=1_500_000_009)["id"]
    sms = note(api, "leads/notes", entity_id=lead, note_type="sms_in", params=PARAMS["sms_in"])["id"]
    older = note(api, "leads/notes", entity_id=other, updated_at=1_500_000_000)["id"]
    found = {
        "": [old, sms, older],
        f"filter[entity_id]={lead}": [old, sms],
        f"filter[entity_id][]={lead}&filter[entity_id][]={other}": [old, sms, older],
        "filter[note_type][0]=sms_in": [sms],
        "filter[note_type]=common,sms_in": [old, sms, older],
        f"filter[id]={older}": [older],
        "filter[updated_at]=1500000001": [old, sms],
        "filter[updated_at][to]=1500000001": [older],
        "order[updated_at]=asc": [older, old, sms],
        "order[id]=desc": [older, sms, old],
    }
    assert {query: api.ids(f"leads/notes?{query}") for query in found} == found
    assert api.ids(f"leads/{lead}/notes?filter[entity_id]={other}") == [old, sms], "the path names the entity"
    assert api.ids(f"leads/{lead}/notes?filter[note_type]=sms_in") == [sms]


def test_a_note_is_pinned_and_unpinned(api: Api) -> None:
    lead = entity(api)
    number = note(api, f"leads/{lead}/notes")["id"]
    before = api.read(f"leads/notes/{number}?with=is_pinned")
    assert (list(before)[-2:], before["is_pinned"]) == (["is_pinned", "_links"], False)
    for verb, is_pinned in (("pin", True), ("pin", True), ("unpin", False)):
        answer = api.send("POST", f"leads/notes/{number}/{verb}")
        assert (answer.status_code, answer.content) == (204, b"")
        [listed] = api.listed(f"leads/{lead}/notes?with=is_pinned")
        assert (listed["is_pinned"], listed["updated_at"]) == (is_pinned, before["updated_at"])
    assert "is_pinned" not in api.read(f"leads/notes/{number}")
    assert api.send("POST", "leads/notes/7/pin").status_code == 400
    assert api.send("POST", f"contacts/notes/{number}/pin").status_code == 400


def test_whether_the_digital_pipeline_hears_of_a_note_is_stored_and_not_printed(api: Api) -> None:
    name = "is_need_to_trigger_digital_pipeline"
    number = note(api, f"leads/{entity(api)}/notes", **{name: False})["id"]
    assert name not in api.read(f"leads/notes/{number}?with={name}")
    row = api.account.row("notes", number)
    assert row is not None
    assert row[name] is False
