"""Values of the types that only fields of catalogs have, over HTTP: goods, invoices, linked entities."""

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def catalog(api: Api) -> int:
    """A fresh catalog."""
    return int(str(api.create("catalogs", {"name": "Счета"})[0]["id"]))


def define(api: Api, home: int, name: str, **more: object) -> Json:
    """A field of a type."""
    answer = api.send("POST", f"catalogs/{home}/custom_fields", [{"name": name, "type": name, **more}])
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["_embedded"]["custom_fields"][0])


def stored(api: Api, home: int, field: Json, *values: object) -> list[Json]:
    """The values of a new element, as they are read."""
    sent = {"name": "x", "custom_fields_values": [{"field_id": field["id"], "values": list(values)}]}
    [made] = api.create(f"catalogs/{home}/elements", sent)
    [only] = api.read(f"catalogs/{home}/elements/{made['id']}")["custom_fields_values"]
    assert (only["field_id"], only["field_type"]) == (field["id"], field["type"])
    return list(only["values"])


def refused(api: Api, home: int, field: Json, value: Json) -> list[tuple[str, str]]:
    """Code and path of what is wrong with a value."""
    sent = [{"name": "x", "custom_fields_values": [{"field_id": field["id"], "values": [value]}]}]
    start = "custom_fields_values.0.values.0."
    return [
        (code, path.removeprefix(start)) for _, code, path in api.refused("POST", f"catalogs/{home}/elements", sent)
    ]


def test_a_price_is_a_number_and_a_category_a_branch(api: Api) -> None:
    home = catalog(api)
    assert stored(api, home, define(api, home, "price"), {"value": 10.5}) == [{"value": "10.5"}]
    category = define(api, home, "category", nested=[{"value": "Столы"}])
    branch = category["nested"][0]["id"]
    assert stored(api, home, category, {"value": "Столы"}) == [{"value": "Столы", "enum_id": branch, "enum_code": None}]
    assert stored(api, home, category, {"enum_id": branch})[0]["value"] == "Столы"
    assert refused(api, home, category, {"value": "Стулья"}) == [("NotSupportedChoice", "value")]


@pytest.mark.parametrize(
    ("discount", "total"),
    [({"type": "percentage", "value": 10}, 180), ({"type": "amount", "value": 50}, 150), (None, 200)],
)
def test_an_item_of_an_invoice_is_summed_up(api: Api, discount: object, total: int) -> None:
    home = catalog(api)
    items = define(api, home, "items")
    sent = {"sku": 7, "description": "Стол", "unit_price": 100, "quantity": 2, "unit_type": "шт", "discount": discount}
    [value] = stored(api, home, items, {"value": sent})
    item = value["value"]
    assert item["total_sum"] == total
    assert {key: item[key] for key in sent} == sent
    assert (item["product_id"], item["is_discount_recalculated"]) == (None, False)
    wrong = {"value": {**sent, "discount": {"type": "gift"}, "product_id": 7}}
    assert refused(api, home, items, wrong) == [
        ("NotSupportedChoice", "value.discount.type"),
        ("NotSupportedChoice", "value.product_id"),
    ]


def test_an_absurd_sum_breaks_nothing(api: Api) -> None:
    home = catalog(api)
    [value] = stored(api, home, define(api, home, "items"), {"value": {"unit_price": 2**62, "quantity": 2**62}})
    assert value["value"]["total_sum"] is None


def test_several_items_are_kept(api: Api) -> None:
    home = catalog(api)
    items = define(api, home, "items")
    assert len(stored(api, home, items, *({"value": {"sku": str(number)}} for number in range(3)))) == 3


def test_a_linked_entity_is_named_after_what_it_links_to(api: Api) -> None:
    home = catalog(api)
    field = define(api, home, "linked_entity", search_in="contacts_and_companies")
    contact = api.listed("contacts")[0]
    [value] = stored(api, home, field, {"value": {"entity_id": contact["id"], "entity_type": "contacts"}})
    assert value["value"] == {
        "name": contact["name"],
        "entity_id": contact["id"],
        "entity_type": "contacts",
        "catalog_id": None,
    }
    missing = {"value": {"entity_id": 7, "entity_type": "contacts", "catalog_id": 7}}
    assert refused(api, home, field, missing) == [
        ("NotSupportedChoice", "value.catalog_id"),
        ("NotSupportedChoice", "value.entity_id"),
    ]


def test_a_payer_is_written_out_or_is_an_entity(api: Api) -> None:
    home = catalog(api)
    payer = define(api, home, "payer")
    [value] = stored(api, home, payer, {"value": {"name": "Іван", "type": "individual", "vat_id": "1"}})
    assert {key: value["value"][key] for key in ("name", "type", "vat_id", "entity_id")} == {
        "name": "Іван",
        "type": "individual",
        "vat_id": "1",
        "entity_id": None,
    }
    contact = api.listed("contacts")[0]
    [value] = stored(api, home, payer, {"value": {"entity_id": contact["id"], "entity_type": "contacts"}})
    assert value["value"]["name"] == contact["name"]
    assert refused(api, home, payer, {"value": {"type": "individual"}}) == [("FieldMissing", "value.name")]
    assert refused(api, home, payer, {"value": {"name": "x", "type": "state"}}) == [
        ("NotSupportedChoice", "value.type")
    ]


def test_a_supplier_is_an_element(api: Api) -> None:
    home = catalog(api)
    supplier = define(api, home, "supplier")
    [element] = api.create(f"catalogs/{home}/elements", {"name": "Завод"})
    assert stored(api, home, supplier, {"value": {"entity_id": element["id"]}}) == [
        {"value": {"entity_id": element["id"]}}
    ]
    assert refused(api, home, supplier, {"value": {"entity_id": 7}}) == [("NotSupportedChoice", "value.entity_id")]
    assert refused(api, home, supplier, {"value": {}}) == [("FieldMissing", "value.entity_id")]


def test_a_field_of_another_catalog_is_unknown(api: Api) -> None:
    home, other = catalog(api), catalog(api)
    field = define(api, home, "text")
    assert refused(api, other, field, {"value": "x"}) == [("NotSupportedChoice", "custom_fields_values.0.field_id")]
    [element] = api.create(f"catalogs/{other}/elements", {"name": "x"})
    sent = {"custom_fields_values": [{"field_id": field["id"], "values": [{"value": "x"}]}]}
    assert api.refused("PATCH", f"catalogs/{other}/elements/{element['id']}", sent) == [
        ("0", "NotSupportedChoice", "custom_fields_values.0.field_id")
    ]


def test_customers_and_segments_have_fields_of_their_own(api: Api) -> None:
    field = api.send("POST", "customers/custom_fields", [{"name": "Карта", "type": "text"}]).json()
    number = field["_embedded"]["custom_fields"][0]["id"]
    values = [{"field_id": number, "values": [{"value": "gold"}]}]
    mode = api.send("PATCH", "customers/mode", {"mode": "segments", "is_enabled": True})
    assert mode.status_code == 200, mode.text
    [customer] = api.create("customers", {"name": "Олена", "custom_fields_values": values})
    assert api.ids(f"customers?filter[custom_fields_values][{number}][]=gold") == [customer["id"]]
    sent = {"name": "VIP", "custom_fields_values": values}
    assert api.refused("POST", "customers/segments", sent) == [
        ("0", "NotSupportedChoice", "custom_fields_values.0.field_id")
    ]
