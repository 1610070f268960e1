"""Custom fields over HTTP: made, changed and deleted for each kind of entity, and what that does to values."""

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

KINDS = ("leads", "contacts", "companies", "customers", "customers/segments", "catalogs/1001")
COMMON = (
    *("text", "numeric", "checkbox", "date", "url", "date_time", "textarea", "streetaddress"),
    *("select", "multiselect", "radiobutton"),
)
SPECIAL = {
    "leads": ("smart_address", "birthday", "legal_entity", "tracking_data", "chained_list", "monetary", "file"),
    "contacts": ("smart_address", "birthday", "legal_entity", "monetary", "file"),
    "companies": ("smart_address", "birthday", "legal_entity", "monetary", "file"),
    "customers": ("chained_list", "monetary", "file"),
    "customers/segments": (),
    "catalogs/1001": ("price", "category", "items", "linked_entity", "payer", "supplier", "file"),
}
EVERY_TYPE = {kind for kinds in SPECIAL.values() for kind in kinds} | {*COMMON, "multitext"}
NEEDS: dict[str, Json] = {
    **{name: {"enums": [{"value": "A"}]} for name in ("select", "multiselect", "radiobutton")},
    "chained_list": {"chained_lists": [{"catalog_id": 1001, "parent_catalog_id": None, "title": "City"}]},
    "linked_entity": {"search_in": "contacts"},
    "monetary": {"currency": "EUR"},
}
KEYS = [
    *("id", "name", "type", "account_id", "code", "sort", "is_api_only", "enums", "group_id", "required_statuses"),
    *("is_deletable", "is_predefined", "entity_type", "tracking_callback", "remind", "triggers", "currency"),
    *("hidden_statuses", "chained_lists"),
]


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    found = open_api(mock, "demo")
    found.account.put("catalogs", [{"id": 1001, "name": "Cities", "type": "regular", "sort": 1}])
    return found


def made(api: Api, path: str, *items: Json) -> list[Json]:
    """Fields that were just made."""
    answer = api.send("POST", f"{path}/custom_fields", list(items))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert list(body) == ["_total_items", "_links", "_embedded"]
    assert body["_total_items"] == len(items)
    return list(body["_embedded"]["custom_fields"])


def values(api: Api, path: str) -> list[Json]:
    """Each filled field of an entity as its id and the texts in it."""
    filled = api.read(path)["custom_fields_values"] or []
    return [{"field_id": one["field_id"], "values": [value["value"] for value in one["values"]]} for one in filled]


@pytest.mark.parametrize("path", KINDS)
def test_each_entity_takes_its_own_types_and_refuses_the_others(api: Api, path: str) -> None:
    allowed = {*COMMON, *SPECIAL[path]}
    fields = made(api, path, *({"name": name, "type": name, **NEEDS.get(name, {})} for name in sorted(allowed)))
    assert [field["type"] for field in fields] == sorted(allowed)
    texts = [field["id"] for field in fields if field["type"] == "text"]
    assert api.ids(f"{path}/custom_fields?filter[type][]=text&order[id]=desc")[:1] == texts
    for name in (*sorted(EVERY_TYPE - allowed), "color"):
        sent = [{"name": name, "type": name, **NEEDS.get(name, {})}]
        assert api.refused("POST", f"{path}/custom_fields", sent) == [("0", "NotSupportedChoice", "type")], name


@pytest.mark.parametrize(
    ("path", "entity_type", "more"),
    [
        ("leads", "leads", ["is_computed"]),
        ("contacts", "contacts", []),
        ("customers/segments", "segments", []),
        ("catalogs/1001", "catalogs", ["catalog_id", "is_visible", "is_required", "nested", "settings", "search_in"]),
    ],
)
def test_a_new_field_has_the_keys_of_its_entity(api: Api, path: str, entity_type: str, more: list[str]) -> None:
    [field] = made(api, path, {"name": "Площадь", "type": "numeric", "request_id": "row-7"})
    assert list(field) == [*KEYS, *more, "_links", "request_id"]
    assert field["entity_type"] == entity_type
    assert (field["request_id"], field["code"], field["enums"], field["is_deletable"]) == ("row-7", None, None, True)
    read = api.read(f"{path}/custom_fields/{field['id']}")
    assert read == {key: field[key] for key in field if key != "request_id"}
    assert read["_links"]["self"]["href"].endswith(f"/api/v4/{path}/custom_fields/{field['id']}")


@pytest.mark.parametrize(("name", "need"), [(name, next(iter(more))) for name, more in NEEDS.items()])
def test_a_type_is_refused_without_what_it_needs(api: Api, name: str, need: str) -> None:
    path = next(path for path in KINDS if name in (*COMMON, *SPECIAL[path]))
    for sent, code in (({}, "FieldMissing"), ({need: None}, "IsBlank")):
        body = [{"name": "x", "type": name, **sent}]
        assert api.refused("POST", f"{path}/custom_fields", body) == [("0", code, need)]


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"type": "text"}, ("FieldMissing", "name")),
        ({"name": "x"}, ("FieldMissing", "type")),
        ({"name": "", "type": "text"}, ("IsBlank", "name")),
        ({"name": 5, "type": "text"}, ("InvalidType", "name")),
        ({"name": "x", "type": "select", "enums": []}, ("IsBlank", "enums")),
        ({"name": "x", "type": "select", "enums": "A"}, ("InvalidType", "enums")),
        ({"name": "x", "type": "select", "enums": [{"sort": 1}]}, ("FieldMissing", "enums.0.value")),
        ({"name": "x", "type": "select", "enums": [{"id": 5, "value": "A"}]}, ("NotSupportedChoice", "enums.0.id")),
        ({"name": "x", "type": "monetary", "currency": "???"}, ("NotSupportedChoice", "currency")),
        ({"name": "x", "type": "text", "group_id": "nowhere"}, ("NotSupportedChoice", "group_id")),
        ({"name": "x", "type": "text", "code": "UTM_SOURCE"}, ("NotUnique", "code")),
        (
            {"name": "x", "type": "text", "required_statuses": [{"status_id": 142, "pipeline_id": 1}]},
            ("NotSupportedChoice", "required_statuses.0.status_id"),
        ),
        ({"name": "x", "type": "birthday", "remind": "yearly"}, ("NotSupportedChoice", "remind")),
    ],
)
def test_a_bad_definition_is_refused_at_its_path(api: Api, sent: Json, error: tuple[str, str]) -> None:
    assert api.refused("POST", "leads/custom_fields", [{"name": "good", "type": "text"}, sent]) == [("1", *error)]
    assert "good" not in {field["name"] for field in api.listed("leads/custom_fields")}, "one bad item rejects all"


def test_two_fields_of_one_request_cannot_share_a_code(api: Api) -> None:
    sent = [{"name": name, "type": "text", "code": "SAME"} for name in "ab"]
    assert api.refused("POST", "leads/custom_fields", sent) == [("1", "NotUnique", "code")]
    made(api, "leads", sent[0])
    made(api, "contacts", sent[0])


def test_enums_that_keep_their_id_stay_new_ones_appear_and_those_left_out_go(api: Api) -> None:
    enums = [{"value": "Тёплый", "sort": 2}, {"value": "Холодный", "sort": 1, "code": "cold"}, {"value": "Лишний"}]
    [field] = made(api, "leads", {"name": "Статус", "type": "multiselect", "enums": enums})
    cold, warm, spare = field["enums"]
    assert [(enum["value"], enum["sort"], enum["code"]) for enum in field["enums"]] == [
        ("Холодный", 1, "cold"),
        ("Тёплый", 2, None),
        ("Лишний", 3, None),
    ]
    chosen = [{"enum_id": enum["id"]} for enum in field["enums"]]
    [lead] = api.create("leads", {"custom_fields_values": [{"field_id": field["id"], "values": chosen}]})
    sent = {"enums": [{"id": cold["id"]}, {"id": warm["id"], "value": "Горячий"}, {"value": "Новый"}]}
    answer = api.send("PATCH", f"leads/custom_fields/{field['id']}", sent)
    assert answer.status_code == 200
    after = answer.json()
    assert [(enum["value"], enum["code"]) for enum in after["enums"]] == [
        ("Холодный", "cold"),
        ("Горячий", None),
        ("Новый", None),
    ]
    assert [enum["id"] for enum in after["enums"]][:2] == [cold["id"], warm["id"]]
    assert after["enums"][2]["id"] not in (cold["id"], warm["id"], spare["id"])
    assert values(api, f"leads/{lead['id']}") == [{"field_id": field["id"], "values": ["Холодный", "Горячий"]}]
    gone = {"enums": [{"id": spare["id"], "value": "Лишний"}]}
    assert api.refused("PATCH", f"leads/custom_fields/{field['id']}", gone) == [
        ("0", "NotSupportedChoice", "enums.0.id")
    ]


def test_a_category_is_a_tree_whose_new_branches_name_each_other(api: Api) -> None:
    nested = [
        {"value": "Мебель", "request_id": "root", "sort": 1},
        {"value": "Столы", "parent_request_id": "root", "sort": 2},
    ]
    [field] = made(api, "catalogs/1001", {"name": "Раздел", "type": "category", "nested": nested})
    root, table = field["nested"]
    assert (root["parent_id"], table["parent_id"]) == (None, root["id"])
    grown = {"nested": [{"id": root["id"]}, {"id": table["id"]}, {"value": "Круглые", "parent_id": table["id"]}]}
    after = api.send("PATCH", f"catalogs/1001/custom_fields/{field['id']}", grown).json()
    assert [(one["value"], one["parent_id"]) for one in after["nested"]] == [
        ("Мебель", None),
        ("Столы", root["id"]),
        ("Круглые", table["id"]),
    ]
    for key, parent in (("parent_id", 7), ("parent_request_id", "nobody")):
        bad = {"nested": [{"value": "x", key: parent}]}
        assert api.refused("PATCH", f"catalogs/1001/custom_fields/{field['id']}", bad) == [
            ("0", "NotSupportedChoice", f"nested.0.{key}")
        ]


def test_a_changed_field_shows_in_the_values_that_entities_have(api: Api) -> None:
    [field] = made(api, "leads", {"name": "Город", "type": "text"})
    entry = {"field_id": field["id"], "values": [{"value": "Киев"}]}
    [lead] = api.create("leads", {"custom_fields_values": [entry]})
    answer = api.send("PATCH", "leads/custom_fields", [{"id": field["id"], "name": "Місто", "code": "CITY"}])
    assert answer.status_code == 201
    [changed] = answer.json()["_embedded"]["custom_fields"]
    assert (changed["name"], changed["code"], changed["sort"]) == ("Місто", "CITY", field["sort"])
    [shown] = api.read(f"leads/{lead['id']}")["custom_fields_values"]
    assert (shown["field_name"], shown["field_code"], shown["field_type"]) == ("Місто", "CITY", "text")


def test_a_field_keeps_its_type(api: Api) -> None:
    [field] = made(api, "leads", {"name": "Город", "type": "text"})
    path = f"leads/custom_fields/{field['id']}"
    assert api.send("PATCH", path, {"name": "Місто", "type": "text", "id": field["id"]}).json()["name"] == "Місто"
    assert api.refused("PATCH", path, {"type": "numeric"}) == [("0", "NotSupportedChoice", "type")]


def test_a_deleted_field_takes_its_values_with_it(api: Api) -> None:
    first, second = made(api, "leads", *({"name": name, "type": "text", "code": name} for name in ("A1", "B1")))
    entries = [{"field_id": field["id"], "values": [{"value": "sought"}]} for field in (first, second)]
    [lead] = api.create("leads", {"name": "x", "custom_fields_values": entries})
    assert api.send("DELETE", f"leads/custom_fields/{first['id']}").status_code == 204
    assert [entry["field_id"] for entry in values(api, f"leads/{lead['id']}")] == [second["id"]]
    assert api.ids("leads?query=sought") == [lead["id"]]
    assert api.send("DELETE", f"leads/custom_fields/{second['id']}").status_code == 204
    assert api.read(f"leads/{lead['id']}")["custom_fields_values"] is None
    assert api.get("leads?query=sought").status_code == 204
    assert api.get(f"leads/custom_fields/{first['id']}").status_code == 404
    assert api.send("DELETE", f"leads/custom_fields/{first['id']}").status_code == 404
    made(api, "leads", {"name": "again", "type": "text", "code": "A1"})


def test_predefined_fields_stay(api: Api) -> None:
    for path in ("leads", "contacts", "companies"):
        for field in api.listed(f"{path}/custom_fields"):
            assert (field["is_predefined"], field["is_deletable"]) == (True, False)
            assert api.send("DELETE", f"{path}/custom_fields/{field['id']}").status_code == 403


def test_the_fields_of_a_fresh_account(api: Api) -> None:
    assert [(field["code"], field["type"]) for field in api.listed("contacts/custom_fields")] == [
        ("POSITION", "text"),
        ("PHONE", "multitext"),
        ("EMAIL", "multitext"),
    ]
    assert [(field["code"], field["type"]) for field in api.listed("companies/custom_fields")] == [
        ("PHONE", "multitext"),
        ("EMAIL", "multitext"),
        ("WEB", "url"),
        ("ADDRESS", "textarea"),
    ]
    tracking = api.listed("leads/custom_fields")
    assert {(field["type"], field["group_id"]) for field in tracking} == {("tracking_data", "statistic")}
    assert [field["code"] for field in tracking][:4] == ["UTM_CONTENT", "UTM_MEDIUM", "UTM_CAMPAIGN", "UTM_SOURCE"]
    assert len(tracking) == 19
    assert api.get("customers/custom_fields").status_code == 204


def test_fields_are_paged_with_totals_by_fifty_at_most_and_name_their_last_page(api: Api) -> None:
    made(api, "leads", *({"name": str(number), "type": "text"} for number in range(90)))
    page = api.read("leads/custom_fields?limit=250&order[sort]=desc")
    assert {key: page[key] for key in ("_total_items", "_page", "_page_count")} == {
        "_total_items": 109,
        "_page": 1,
        "_page_count": 3,
    }
    assert len(page["_embedded"]["custom_fields"]) == 50
    assert set(page["_links"]) == {"self", "next", "last"}
    sorts = [field["sort"] for field in page["_embedded"]["custom_fields"]]
    assert sorts == sorted(sorts, reverse=True)
    last = api.read(page["_links"]["last"]["href"])
    assert len(last["_embedded"]["custom_fields"]) == 9
    assert "next" not in last["_links"]


def test_a_field_belongs_to_one_entity_and_one_catalog(api: Api) -> None:
    api.account.put("catalogs", [{"id": 1003, "name": "Streets", "type": "regular", "sort": 2}])
    [field] = made(api, "catalogs/1001", {"name": "Код", "type": "text"})
    for path in ("catalogs/1003", "leads"):
        assert api.get(f"{path}/custom_fields/{field['id']}").status_code == 404
        assert api.refused("PATCH", f"{path}/custom_fields", [{"id": field["id"], "name": "x"}]) == [
            ("0", "NotSupportedChoice", "id")
        ]
    assert api.get("catalogs/1003/custom_fields").status_code == 204
    assert api.get("catalogs/7/custom_fields").json()["detail"] == "Catalog not found"


def test_everybody_reads_fields_and_only_administrators_change_them(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    field = api.ids("contacts/custom_fields")[0]
    assert api.read(f"contacts/custom_fields/{field}")["code"] == "POSITION"
    for method, path, body in (
        ("POST", "contacts/custom_fields", [{"name": "x", "type": "text"}]),
        ("PATCH", "contacts/custom_fields", [{"id": field, "name": "x"}]),
        ("PATCH", f"contacts/custom_fields/{field}", {"name": "x"}),
        ("DELETE", f"contacts/custom_fields/{field}", None),
    ):
        assert api.send(method, path, body).status_code == 403, (method, path)
