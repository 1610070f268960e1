"""Values of custom fields over HTTP: each type as it is written and as it is read, refused, cleared and found."""

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

CATALOG = 1001
MOMENT = 1577836800  # 2020-01-01T00:00:00Z
# What is sent for a field of a type, and what is read then.
PLAIN: list[tuple[str, object, object]] = [
    *((name, "abc", "abc") for name in ("text", "textarea", "streetaddress", "url", "tracking_data")),
    ("text", 5, "5"),
    ("text", 2.0, "2"),
    ("text", 2.5, "2.5"),
    ("text", "  ", "  "),
    ("numeric", 14012, "14012"),
    ("numeric", "1.50", "1.50"),
    ("numeric", " -7 ", "-7"),
    ("monetary", 99.9, "99.9"),
    ("checkbox", True, True),
    ("checkbox", False, False),
    ("checkbox", 1, True),
    *((name, MOMENT, MOMENT) for name in ("date", "date_time", "birthday")),
    *((name, "2020-01-01T03:00:00+03:00", MOMENT) for name in ("date", "date_time", "birthday")),
    ("date_time", "2020-01-01T00:00:00.5Z", MOMENT),
    ("date", 1577836800.25, MOMENT),
]
REFUSED: list[tuple[str, Json, str, str]] = [
    ("text", {}, "FieldMissing", "value"),
    ("text", {"value": None}, "FieldMissing", "value"),
    ("text", {"value": True}, "InvalidType", "value"),
    ("text", {"value": {"a": 1}}, "InvalidType", "value"),
    ("numeric", {"value": "12a"}, "InvalidType", "value"),
    ("numeric", {"value": "1e9"}, "InvalidType", "value"),
    ("numeric", {"value": True}, "InvalidType", "value"),
    ("checkbox", {"value": "true"}, "InvalidType", "value"),
    ("checkbox", {"value": 2}, "InvalidType", "value"),
    ("date", {"value": "2020-01-01"}, "InvalidType", "value"),
    ("date", {"value": "tomorrow"}, "InvalidType", "value"),
    ("date", {"value": 1e300}, "InvalidType", "value"),
    ("date", {"value": False}, "InvalidType", "value"),
    ("select", {"value": "a"}, "NotSupportedChoice", "value"),
    ("select", {"value": "A "}, "NotSupportedChoice", "value"),
    ("select", {"enum_id": 7}, "NotSupportedChoice", "enum_id"),
    ("select", {"enum_id": "A"}, "InvalidType", "enum_id"),
    ("select", {"enum_id": True}, "InvalidType", "enum_id"),
    ("select", {"enum_code": "nope"}, "NotSupportedChoice", "enum_code"),
    ("select", {}, "FieldMissing", "value"),
    ("smart_address", {"value": "Kyiv"}, "FieldMissing", "enum_id"),
    ("smart_address", {"value": "Kyiv", "enum_id": 7}, "NotSupportedChoice", "enum_id"),
    ("smart_address", {"value": "Kyiv", "enum_code": "town"}, "NotSupportedChoice", "enum_code"),
    ("legal_entity", {"value": "Acme"}, "InvalidType", "value"),
    ("legal_entity", {"value": {}}, "FieldMissing", "value.name"),
    ("legal_entity", {"value": {"name": "x", "entity_type": 3}}, "NotSupportedChoice", "value.entity_type"),
    ("legal_entity", {"value": {"name": "x", "vat_id": 5}}, "InvalidType", "value.vat_id"),
    ("file", {"value": {"file_name": "a.pdf"}}, "FieldMissing", "value.file_uuid"),
    ("chained_list", {"value": "x"}, "FieldMissing", "catalog_id"),
    ("chained_list", {"catalog_id": 7, "catalog_element_id": 1}, "NotSupportedChoice", "catalog_id"),
    ("chained_list", {"catalog_id": CATALOG, "catalog_element_id": 7}, "NotSupportedChoice", "catalog_element_id"),
]


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    found = open_api(mock, "demo")
    found.account.put("catalogs", [{"id": CATALOG, "name": "Cities", "type": "regular", "sort": 1}])
    found.account.put("catalog_elements", [{"id": 11, "catalog_id": CATALOG, "name": "Kyiv"}])
    return found


def define(api: Api, name: str, *, kind: str = "leads", **more: object) -> Json:
    """A field of a type."""
    needs: dict[str, Json] = {
        **{
            each: {"enums": [{"value": "A", "code": "a"}, {"value": "B"}]}
            for each in ("select", "multiselect", "radiobutton")
        },
        "chained_list": {"chained_lists": [{"catalog_id": CATALOG, "parent_catalog_id": None, "title": "City"}]},
        "monetary": {"currency": "EUR"},
    }
    sent = {"name": name, "type": name, **needs.get(name, {}), **more}
    answer = api.send("POST", f"{kind}/custom_fields", [sent])
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["_embedded"]["custom_fields"][0])


def entry(field: Json, *values: object) -> list[Json]:
    """What fills a field."""
    return [{"field_id": field["id"], "values": list(values)}]


def stored(api: Api, field: Json, *values: object, kind: str = "leads") -> list[Json]:
    """The values of a field of a new entity, as they are read."""
    [created] = api.create(kind, {"custom_fields_values": entry(field, *values)})
    filled = api.read(f"{kind}/{created['id']}")["custom_fields_values"]
    if filled is None:
        return []
    [only] = filled
    assert {key: only[key] for key in only if key != "values"} == {
        "field_id": field["id"],
        "field_name": field["name"],
        "field_code": field["code"],
        "field_type": field["type"],
    }
    return list(only["values"])


@pytest.mark.parametrize(("name", "sent", "read"), PLAIN)
def test_a_plain_value_is_read_back_in_its_types_own_form(api: Api, name: str, sent: object, read: object) -> None:
    [value] = stored(api, define(api, name), {"value": sent})
    assert value == {"value": read}
    assert type(value["value"]) is type(read)


@pytest.mark.parametrize(("name", "value", "code", "path"), REFUSED)
def test_a_bad_value_is_refused_at_its_path(api: Api, name: str, value: Json, code: str, path: str) -> None:
    sent = [{"custom_fields_values": [*entry(define(api, "text"), {"value": "x"}), *entry(define(api, name), value)]}]
    errors = api.refused("POST", "leads", sent)
    assert errors[0] == ("0", code, f"custom_fields_values.1.values.0.{path}")


@pytest.mark.parametrize("name", ["select", "radiobutton"])
@pytest.mark.parametrize(
    "sent",
    [
        {"value": "A"},
        {"enum_code": "a"},
        {"enum_id": 0},
        {"value": "B", "enum_id": 0, "enum_code": None},
    ],
)
def test_a_choice_is_named_by_id_code_or_text(api: Api, name: str, sent: Json) -> None:
    field = define(api, name)
    chosen = field["enums"][0]
    named = sent | {"enum_id": chosen["id"]} if "enum_id" in sent else sent
    assert stored(api, field, named) == [{"value": "A", "enum_id": chosen["id"], "enum_code": "a"}]


def test_a_multiselect_holds_several_choices_and_a_select_one(api: Api) -> None:
    several, one = define(api, "multiselect"), define(api, "select")
    first, second = several["enums"]
    assert stored(api, several, {"value": "B"}, {"enum_id": first["id"]}) == [
        {"value": "B", "enum_id": second["id"], "enum_code": None},
        {"value": "A", "enum_id": first["id"], "enum_code": "a"},
    ]
    assert [value["value"] for value in stored(api, one, {"value": "B"}, {"value": "A"})] == ["B"]


def test_an_address_has_a_line_for_each_of_its_parts(api: Api) -> None:
    field = define(api, "smart_address")
    assert stored(api, field, {"value": "Kyiv", "enum_code": "city"}, {"value": "UA", "enum_id": 6}) == [
        {"value": "Kyiv", "enum_id": 3, "enum_code": "city"},
        {"value": "UA", "enum_id": 6, "enum_code": "country"},
    ]


def test_a_legal_entity_keeps_what_is_known_of_it(api: Api) -> None:
    sent = {"name": "ТОВ", "entity_type": 2, "vat_id": "123", "kpp": "9", "unheard_of": 1}
    [value] = stored(api, define(api, "legal_entity", kind="companies"), {"value": sent}, kind="companies")
    kept = value["value"]
    assert {key: kept[key] for key in ("name", "entity_type", "vat_id", "kpp", "address")} == {
        "name": "ТОВ",
        "entity_type": 2,
        "vat_id": "123",
        "kpp": "9",
        "address": None,
    }
    assert "unheard_of" not in kept


def test_a_file_is_named_by_its_uuids(api: Api) -> None:
    sent = {"file_uuid": "0a", "version_uuid": "1b", "file_name": "a.pdf", "file_size": 10}
    assert stored(api, define(api, "file"), {"value": sent}) == [{"value": sent}]


def test_a_chained_list_has_no_value_key(api: Api) -> None:
    field = define(api, "chained_list")
    step = {"catalog_id": CATALOG, "catalog_element_id": 11}
    assert stored(api, field, step, {**step, "value": "x"}) == [step, step]
    [created] = api.create("leads", {"name": "chained", "custom_fields_values": entry(field, step)})
    assert api.ids("leads?query=chained") == [created["id"]], "the search looks past what has no text"


@pytest.mark.parametrize("name", ["text", "numeric", "date"])
def test_an_empty_text_clears_a_value(api: Api, name: str) -> None:
    assert stored(api, define(api, name), {"value": ""}) == []


def test_fields_that_were_not_sent_stay_and_null_clears_one(api: Api) -> None:
    first, second = define(api, "text"), define(api, "numeric")
    both = [*entry(first, {"value": "x"}), *entry(second, {"value": 1})]
    [lead] = api.create("leads", {"custom_fields_values": both})
    path = f"leads/{lead['id']}"

    def left() -> list[object]:
        return [one["field_id"] for one in api.read(path)["custom_fields_values"] or []]

    api.change("leads", {"id": lead["id"], "custom_fields_values": entry(first, {"value": "y"})})
    assert left() == [first["id"], second["id"]]
    api.change("leads", {"id": lead["id"], "custom_fields_values": [{"field_id": first["id"], "values": None}]})
    assert left() == [second["id"]]
    api.change("leads", {"id": lead["id"], "custom_fields_values": entry(second)})
    assert left() == []


def test_a_field_is_found_by_code_in_its_own_entity_only(api: Api) -> None:
    define(api, "text", code="CITY")
    [lead] = api.create("leads", {"custom_fields_values": [{"field_code": "CITY", "values": [{"value": "Kyiv"}]}]})
    assert api.read(f"leads/{lead['id']}")["custom_fields_values"][0]["field_code"] == "CITY"
    sent = [{"custom_fields_values": [{"field_code": "CITY", "values": [{"value": "x"}]}]}]
    assert api.refused("POST", "contacts", sent) == [("0", "NotSupportedChoice", "custom_fields_values.0.field_code")]


@pytest.fixture
def dated(api: Api) -> tuple[Api, dict[str, Json], dict[str, object]]:
    """Leads x and y with a value of each type that filters know, and z without any."""
    names = ("text", "textarea", "url", "numeric", "checkbox", "date", "date_time", "select", "multiselect")
    fields = {name: define(api, name) for name in names}

    def filled(**values: object) -> list[Json]:
        return [one for name, value in values.items() for one in entry(fields[name], {"value": value})]

    x = filled(text="a, b", url="u", numeric="10.0", checkbox=True, date=MOMENT, select="A", multiselect="B")
    y = filled(text="c", numeric="20", checkbox=False, date=MOMENT + 100, date_time=MOMENT, select="B")
    sent = ({"name": "x", "custom_fields_values": x}, {"name": "y", "custom_fields_values": y}, {"name": "z"})
    created = api.create("leads", *sent)
    return api, fields, {name: lead["id"] for name, lead in zip("xyz", created, strict=True)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("[{text}][]=a, b", "x"),
        ("[{text}][]=a, b&[{text}][]=c", "xy"),
        ("[{text}][]=A", ""),
        ("[{url}]=u", "x"),
        ("[{numeric}][]=10", "x"),
        ("[{numeric}][]=10,20", "xy"),
        ("[{numeric}][from]=11", "y"),
        ("[{numeric}][from]=10&[{numeric}][to]=10", "x"),
        ("[{checkbox}][]=1", "x"),
        ("[{checkbox}][]=0", "y"),
        (f"[{{date}}][from]={MOMENT}", "xy"),
        (f"[{{date}}][to]={MOMENT}", "x"),
        (f"[{{date_time}}][from]={MOMENT}", "y"),
        ("[{select}][]=enum:select:0", "x"),
        ("[{select}][0]=enum:select:0&[{select}][1]=enum:select:1", "xy"),
        ("[{multiselect}][]=enum:multiselect:1", "x"),
        ("[{text}][]=c&[{numeric}][]=20", "y"),
        ("[{text}][]=c&[{numeric}][]=10", ""),
        ("[7][]=c", ""),
        (f"[{'9' * 5000}][]=c", ""),
        ("[x][]=c", ""),
        ("[][]=c", ""),
        ("[{text}][]=", "xyz"),
    ],
)
def test_leads_are_found_by_the_values_of_their_fields(
    dated: tuple[Api, dict[str, Json], dict[str, object]], query: str, found: str
) -> None:
    api, fields, leads = dated
    for name in ("select", "multiselect"):
        for at in (0, 1):
            query = query.replace(f"enum:{name}:{at}", str(fields[name]["enums"][at]["id"]))
    wanted = query.format(**{name: field["id"] for name, field in fields.items()})
    path = "leads?limit=250&" + "&".join(f"filter[custom_fields_values]{part}" for part in wanted.split("&"))
    assert {lead for lead in api.ids(path) if lead in leads.values()} == {leads[name] for name in found}


def test_a_filter_by_values_sees_what_has_changed(api: Api) -> None:
    field = define(api, "select")
    chosen = field["enums"][0]["id"]
    path = f"leads?filter[custom_fields_values][{field['id']}][]={chosen}"
    assert api.ids(path) == []
    [lead] = api.create("leads", {"custom_fields_values": entry(field, {"enum_id": chosen})})
    assert api.ids(path) == [lead["id"]]
    api.send("PATCH", f"leads/custom_fields/{field['id']}", {"enums": [{"id": field["enums"][1]["id"]}]})
    assert api.ids(path) == []


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_contacts_and_companies_are_found_by_their_values(api: Api, kind: str) -> None:
    field = define(api, "text", kind=kind)
    [created] = api.create(kind, {"custom_fields_values": entry(field, {"value": "needle"})})
    assert api.ids(f"{kind}?filter[custom_fields_values][{field['id']}][]=needle") == [created["id"]]
