"""Catalogs and their elements over HTTP, and the elements that leads and others have."""

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

KEYS = ["id", "name", "created_by", "updated_by", "created_at", "updated_at"]


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "empty")


@pytest.fixture
def catalog(api: Api) -> object:
    return api.create("catalogs", {"name": "Квартиры"})[0]["id"]


def test_a_catalog_is_created_with_every_default_and_comes_back_whole(api: Api) -> None:
    answer = api.send("POST", "catalogs", [{"name": "Квартиры"}, {"name": "Дома", "sort": 5, "request_id": "b"}])
    assert answer.status_code == 200
    assert list(answer.json()) == ["_links", "_embedded"]
    flats, houses = answer.json()["_embedded"]["catalogs"]
    flags = ["can_add_elements", "can_show_in_cards", "can_link_multiple", "can_be_deleted"]
    assert list(flats) == [*KEYS, "sort", "type", *flags, "sdk_widget_code", "account_id", "_links", "request_id"]
    assert (flats["sort"], flats["type"], flats["sdk_widget_code"], flats["request_id"]) == (10, "regular", None, "0")
    assert (houses["sort"], houses["request_id"]) == (5, "b")
    assert [flats[flag] for flag in flags] == [True] * 4
    assert flats["id"] > 1000
    del flats["request_id"]
    assert api.read(f"catalogs/{flats['id']}") == flats
    assert api.ids("catalogs") == [flats["id"], houses["id"]]
    assert flats["_links"]["self"]["href"] == f"{api.mock.url}/api/v4/catalogs/{flats['id']}"


def test_catalogs_are_paged_and_filtered_by_their_type(api: Api) -> None:
    assert api.get("catalogs").status_code == 204
    made = api.create("catalogs", {"name": "a"}, {"name": "b", "type": "suppliers"}, {"name": "c", "type": "products"})
    assert api.ids("catalogs?type=products") == [made[2]["id"]]
    assert api.ids("catalogs?type[]=products&type[]=suppliers") == [made[1]["id"], made[2]["id"]]
    assert api.ids("catalogs?limit=1&page=2") == [made[1]["id"]]
    assert api.get("catalogs?type=invoices").status_code == 204
    assert list(api.read("catalogs")) == ["_page", "_links", "_embedded"]


def test_changing_a_catalog_names_it_and_keeps_its_type(api: Api, catalog: object) -> None:
    sent = {"name": "Комнаты", "can_link_multiple": False, "type": "invoices", "can_be_deleted": False}
    one = api.send("PATCH", f"catalogs/{catalog}", sent)
    assert one.status_code == 200
    assert (one.json()["name"], one.json()["can_link_multiple"]) == ("Комнаты", False)
    assert (one.json()["type"], one.json()["can_be_deleted"], one.json()["request_id"]) == ("regular", True, "0")
    [many] = api.change("catalogs", {"id": catalog, "name": "Углы", "sort": 3, "request_id": "x"})
    assert (many["name"], many["sort"], many["request_id"]) == ("Углы", 3, "x")
    assert api.refused("PATCH", f"catalogs/{catalog}", {"sort": 1}) == [("0", "FieldMissing", "name")]
    assert api.refused("PATCH", "catalogs", [{"id": catalog}, {"name": "x"}]) == [
        ("0", "FieldMissing", "name"),
        ("1", "FieldMissing", "id"),
    ]


@pytest.mark.parametrize(
    ("item", "error"),
    [
        ({}, ("FieldMissing", "name")),
        ({"name": ""}, ("IsBlank", "name")),
        ({"name": "x", "type": "goods"}, ("NotSupportedChoice", "type")),
        ({"name": "x", "can_add_elements": 1}, ("InvalidType", "can_add_elements")),
        ({"name": "x", "sort": "1"}, ("InvalidType", "sort")),
    ],
)
def test_a_bad_catalog_is_refused(api: Api, item: Json, error: tuple[str, str]) -> None:
    assert api.refused("POST", "catalogs", [item]) == [("0", *error)]


def test_there_are_ten_catalogs_at_most_one_of_goods_and_one_of_invoices(api: Api) -> None:
    for kind in ("products", "invoices"):
        assert api.send("POST", "catalogs", [{"name": "x", "type": kind}] * 2).status_code == 422
        api.create("catalogs", {"name": "x", "type": kind})
        answer = api.send("POST", "catalogs", [{"name": "x", "type": kind}])
        assert (answer.status_code, answer.json()["title"]) == (422, "Unprocessable Entity")
    assert api.send("POST", "catalogs", [{"name": "x"}] * 9).status_code == 422
    api.create("catalogs", *[{"name": "x"}] * 8)
    assert api.send("POST", "catalogs", [{"name": "x"}]).status_code == 422
    assert len(api.ids("catalogs")) == 10


def test_the_account_tells_which_catalog_has_the_invoices(api: Api) -> None:
    assert api.read("account?with=invoices_settings")["invoices_settings"]["invoices_catalog_id"] is None
    [made] = api.create("catalogs", {"name": "Счета", "type": "invoices"})
    assert api.read("account?with=invoices_settings")["invoices_settings"]["invoices_catalog_id"] == made["id"]


def test_unknown_catalogs_are_404_and_unknown_elements_204(api: Api, catalog: object) -> None:
    for path in ("catalogs/5", "catalogs/5/elements", "catalogs/5/elements/7"):
        answer = api.get(path)
        assert (answer.status_code, answer.json()["detail"]) == (404, "Catalog not found")
    assert api.send("POST", "catalogs/5/elements", [{"name": "x"}]).status_code == 404
    assert api.get(f"catalogs/{catalog}/elements").status_code == 204
    assert api.get(f"catalogs/{catalog}/elements/7").status_code == 204
    assert api.refused("PATCH", f"catalogs/{catalog}/elements/7", {"name": "x"}) == [("0", "NotSupportedChoice", "id")]


def test_elements_come_back_whole_with_numbers_for_marks(api: Api, catalog: object) -> None:
    path = f"catalogs/{catalog}/elements"
    answer = api.send(
        "POST", path, [{"name": "a"}, {"name": "b", "request_id": "mine"}, {"name": "c", "request_id": 9}]
    )
    assert answer.status_code == 200
    assert list(answer.json()) == ["_links", "_embedded"]
    made = answer.json()["_embedded"]["elements"]
    assert [element["request_id"] for element in made] == [0, "mine", 9]
    first = made[0]
    assert list(first) == [
        *KEYS,
        "is_deleted",
        "custom_fields_values",
        "catalog_id",
        "account_id",
        "_links",
        "request_id",
    ]
    assert (first["is_deleted"], first["catalog_id"], first["custom_fields_values"]) == (False, catalog, None)
    del first["request_id"]
    assert api.read(f"{path}/{first['id']}") == {**first, "is_deleted": None}
    changed = api.send("PATCH", path, [{"id": first["id"], "name": "А"}, {"id": made[1]["id"], "request_id": "x"}])
    assert [element["request_id"] for element in changed.json()["_embedded"]["elements"]] == [first["id"], "x"]
    one = api.send("PATCH", f"{path}/{first['id']}", {"name": "Я"})
    assert (one.json()["name"], one.json()["request_id"], one.json()["is_deleted"]) == ("Я", first["id"], False)


def test_elements_are_filtered_searched_and_kept_apart_by_catalog(api: Api, catalog: object) -> None:
    path = f"catalogs/{catalog}/elements"
    first, second, third = [made["id"] for made in api.create(path, {"name": "Раз"}, {"name": "Два"}, {"name": "Три"})]
    assert api.ids(f"{path}?filter[id][]={third}&filter[id][]={first}") == [first, third]
    assert api.ids(f"{path}?filter[id]={second}") == api.ids(f"{path}?id[]={second}") == [second]
    assert api.ids(f"{path}?query=ДВ") == [second]
    [other] = api.create("catalogs", {"name": "Другое"})
    assert api.get(f"catalogs/{other['id']}/elements").status_code == 204
    assert api.get(f"catalogs/{other['id']}/elements/{first}").status_code == 204
    assert api.refused("POST", path, [{"name": "x"}, {}]) == [("1", "FieldMissing", "name")]


def test_only_invoices_have_a_link(api: Api, catalog: object) -> None:
    [invoices] = api.create("catalogs", {"name": "Счета", "type": "invoices"})
    for number, has_link in ((catalog, False), (invoices["id"], True)):
        [made] = api.create(f"catalogs/{number}/elements", {"name": "x"})
        path = f"catalogs/{number}/elements/{made['id']}"
        assert "invoice_link" not in api.read(path)
        assert (api.read(f"{path}?with=invoice_link")["invoice_link"] is not None) is has_link


def test_goods_are_switched_by_administrators(mock: MockAmoCRM) -> None:
    api, other = open_api(mock, "demo"), open_api(mock, "demo", user=1)
    assert api.read("catalogs/products/settings") == {"is_enabled": False}
    answer = api.send("PATCH", "catalogs/products/settings", {"is_enabled": True})
    assert (answer.status_code, answer.json()) == (200, {"is_enabled": True})
    [made] = api.listed("catalogs?type=products")
    assert made["name"] == "Товары"
    api.send("PATCH", "catalogs/products/settings", {"is_enabled": False})
    assert api.read("catalogs/products/settings") == {"is_enabled": False}
    api.send("PATCH", "catalogs/products/settings", {"is_enabled": True})
    assert api.ids("catalogs?type=products") == [made["id"]]
    assert api.refused("PATCH", "catalogs/products/settings", {"x": 1}) == [("0", "FieldMissing", "is_enabled")]
    assert other.send("PATCH", "catalogs/products/settings", {"is_enabled": True}).status_code == 403


def element(api: Api, catalog: object) -> object:
    """The id of a new element."""
    return api.create(f"catalogs/{catalog}/elements", {"name": "Квартира 7"})[0]["id"]


@pytest.mark.parametrize("kind", ["leads", "contacts", "companies"])
def test_an_element_is_linked_with_its_quantity_and_embedded(api: Api, catalog: object, kind: str) -> None:
    number, [owner] = element(api, catalog), api.create(kind, {"name": "x"})
    path = f"{kind}/{owner['id']}"
    item = {"to_entity_id": number, "to_entity_type": "catalog_elements", "metadata": {"catalog_id": catalog}}
    answer = api.send("POST", f"{path}/link", [item])
    assert [made["metadata"] for made in answer.json()["_embedded"]["links"]] == [
        {"quantity": 1, "catalog_id": catalog}
    ]
    api.send("POST", f"{path}/link", [{**item, "metadata": {"catalog_id": catalog, "quantity": 2.5}}])
    api.send("POST", f"{path}/link", [item])
    expected = {"quantity": 2.5, "catalog_id": catalog}
    assert [one["metadata"] for one in api.listed(f"{path}/links")] == [expected]
    embedded = api.read(f"{path}?with=catalog_elements")["_embedded"]
    assert embedded["catalog_elements"] == [{"id": number, "metadata": expected}]
    asked = f"{path}/links?filter[to_entity_id]={number}&filter[to_entity_type]=catalog_elements&filter[to_catalog_id]="
    assert [one["to_entity_id"] for one in api.listed(f"{asked}{catalog}")] == [number]
    assert api.listed(f"{asked}5") == []
    assert api.send("POST", f"{path}/unlink", [item]).status_code == 204
    assert api.listed(f"{path}/links") == []


def test_links_of_an_element_are_those_of_its_leads(api: Api, catalog: object) -> None:
    number, [lead] = element(api, catalog), api.create("leads", {"name": "x"})
    path = f"catalogs/{catalog}/elements/{number}"
    item = {"to_entity_id": lead["id"], "to_entity_type": "leads", "metadata": {"quantity": 3}}
    answer = api.send("POST", f"{path}/link", [item])
    assert answer.json()["_embedded"]["links"] == [
        {
            "entity_id": number,
            "entity_type": "catalog_elements",
            "to_entity_id": lead["id"],
            "to_entity_type": "leads",
            "metadata": None,
        }
    ]
    assert api.listed(f"{path}/links") == [{"to_entity_id": lead["id"], "to_entity_type": "leads", "metadata": None}]
    [seen] = api.listed(f"leads/{lead['id']}/links")
    assert (seen["to_entity_id"], seen["metadata"]["quantity"]) == (number, 3)
    assert api.send("POST", f"{path}/unlink", [item]).status_code == 204
    assert api.listed(f"leads/{lead['id']}/links") == []
    assert api.refused("POST", f"{path}/link", [{"to_entity_id": 5, "to_entity_type": "contacts"}]) == [
        ("0", "NotSupportedChoice", "to_entity_type")
    ]
    wrong = f"catalogs/{catalog}/elements/5/link"
    assert api.refused("POST", wrong, [item]) == [("0", "NotSupportedChoice", "entity_id")]


@pytest.mark.parametrize("method", ["link", "unlink"])
def test_an_element_is_named_with_its_catalog(api: Api, catalog: object, method: str) -> None:
    number, [lead] = element(api, catalog), api.create("leads", {"name": "x"})
    item = {"to_entity_id": number, "to_entity_type": "catalog_elements"}
    path = f"leads/{lead['id']}/{method}"
    assert api.refused("POST", path, [item]) == [("0", "FieldMissing", "metadata.catalog_id")]
    assert api.refused("POST", path, [{**item, "metadata": {"catalog_id": 5}}]) == [
        ("0", "NotSupportedChoice", "metadata.catalog_id")
    ]
    assert api.refused("POST", path, [{**item, "metadata": {"catalog_id": catalog, "quantity": 0}}]) == [
        ("0", "TooLow", "metadata.quantity")
    ]


def test_a_catalog_of_goods_knows_its_fields_and_keeps_their_values(api: Api) -> None:
    [goods] = api.create("catalogs", {"name": "Товары", "type": "products"})
    fields = api.listed(f"catalogs/{goods['id']}/custom_fields")
    assert [(field["code"], field["type"]) for field in fields] == [
        ("SKU", "text"),
        ("DESCRIPTION", "textarea"),
        ("PRICE", "price"),
        ("SPECIAL_PRICE_1", "price"),
        ("GROUP", "category"),
        ("EXTERNAL_ID", "text"),
        ("UNIT", "text"),
    ]
    assert {(field["is_predefined"], field["catalog_id"]) for field in fields} == {(True, goods["id"])}
    values = [{"field_code": "SKU", "values": [{"value": "A-7"}]}, {"field_code": "PRICE", "values": [{"value": 120}]}]
    path = f"catalogs/{goods['id']}/elements"
    [made] = api.create(path, {"name": "Дверь", "custom_fields_values": values})
    assert [(one["field_code"], one["values"]) for one in made["custom_fields_values"]] == [
        ("SKU", [{"value": "A-7"}]),
        ("PRICE", [{"value": "120"}]),
    ]
    assert api.ids(f"{path}?query=a-7") == [made["id"]]
    price = next(field["id"] for field in fields if field["code"] == "PRICE")
    [lead] = api.create("leads", {"name": "x"})
    metadata = {"catalog_id": goods["id"], "quantity": 2, "price_id": price}
    item = {"to_entity_id": made["id"], "to_entity_type": "catalog_elements", "metadata": metadata}
    answer = api.send("POST", f"leads/{lead['id']}/link", [item])
    assert answer.json()["_embedded"]["links"][0]["metadata"] == metadata
    groups = api.listed("leads/custom_fields/groups")
    assert (str(goods["id"]), "linked_group") in [(group["id"], group["type"]) for group in groups]


def test_a_catalog_of_invoices_knows_its_fields(api: Api) -> None:
    [invoices] = api.create("catalogs", {"name": "Счета", "type": "invoices"})
    fields = {field["code"]: field for field in api.listed(f"catalogs/{invoices['id']}/custom_fields")}
    assert [(choice["code"], choice["value"]) for choice in fields["BILL_STATUS"]["enums"]] == [
        ("created", "Создан"),
        ("paid", "Оплачен"),
    ]
    assert (fields["PAYER"]["type"], fields["SUPPLIER"]["type"], fields["ITEMS"]["type"]) == (
        "payer",
        "supplier",
        "items",
    )
    status = [{"field_code": "BILL_STATUS", "values": [{"enum_code": "paid"}]}]
    [made] = api.create(f"catalogs/{invoices['id']}/elements", {"name": "Счёт 1", "custom_fields_values": status})
    assert made["custom_fields_values"][0]["values"][0]["value"] == "Оплачен"


def test_a_regular_catalog_begins_without_fields_and_others_fields_are_unknown_to_it(api: Api, catalog: object) -> None:
    assert api.get(f"catalogs/{catalog}/custom_fields").status_code == 204
    api.create("catalogs", {"name": "Товары", "type": "products"})
    values = [{"field_code": "SKU", "values": [{"value": "x"}]}]
    assert api.refused("POST", f"catalogs/{catalog}/elements", [{"name": "x", "custom_fields_values": values}]) == [
        ("0", "NotSupportedChoice", "custom_fields_values.0.field_code")
    ]
