"""Customers, their modes, stages, segments, purchases and bonus points."""

from collections.abc import Mapping

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock)


def customer(api: Api, **more: object) -> int:
    [made] = api.create("customers", {"name": "ТОВ «Ромашка»", **more})
    assert isinstance(made["id"], int)
    return made["id"]


def mode(api: Api, name: str, *, is_enabled: bool = True) -> None:
    sent = {"mode": name, "is_enabled": is_enabled}
    answer = api.send("PATCH", "customers/mode", sent)
    assert (answer.status_code, answer.json()) == (200, sent)


def bought(api: Api, number: int) -> tuple[object, object, object]:
    read = api.read(f"customers/{number}")
    return read["ltv"], read["purchases_count"], read["average_check"]


def test_a_customer_is_made_read_changed_and_found(api: Api) -> None:
    [contact] = api.create("contacts", {"name": "Олена"})
    number = customer(
        api,
        next_price=500,
        next_date=1_800_000_000,
        _embedded={"contacts": [{"id": contact["id"]}], "tags": [{"name": "vip"}]},
    )
    read = api.read(f"customers/{number}?with=contacts,companies,catalog_elements")
    assert (read["name"], read["next_price"], read["ltv"], read["purchases_count"]) == ("ТОВ «Ромашка»", 500, 0, 0)
    shown = _object(read["_embedded"])
    assert [(each["id"], each["is_main"]) for each in shown["contacts"]] == [(contact["id"], True)]
    assert [tag["name"] for tag in shown["tags"]] == ["vip"]
    assert (shown["segments"], shown["companies"], shown["catalog_elements"]) == ([], [], [])
    assert not {"bonus_points", "group_id"} & set(read)
    assert api.read(f"customers/{number}?with=group_id")["group_id"] == 0

    api.send("PATCH", f"customers/{number}", {"name": "Сонце"}).raise_for_status()
    customer(api, next_price=100)
    assert api.ids("customers?filter[next_price][from]=400") == [number]
    assert api.ids("customers?query=сонц") == [number]


def test_a_contact_shows_its_customers(api: Api) -> None:
    [contact] = api.create("contacts", {"name": "Олена"})
    number = customer(api, _embedded={"contacts": [{"id": contact["id"]}]})
    read = api.read(f"contacts/{contact['id']}?with=customers")
    assert [each["id"] for each in _object(read["_embedded"])["customers"]] == [number]


def test_a_customer_needs_a_name(api: Api) -> None:
    assert api.refused("POST", "customers", [{"next_price": 1}]) == [("0", "FieldMissing", "name")]
    assert api.get("customers/1999999999").status_code == 204


def test_purchases_are_counted_until_they_are_taken_back(api: Api) -> None:
    number = customer(api)
    made = api.create(f"customers/{number}/transactions", {"price": 100, "comment": "Стіл"}, {"price": 51})
    assert [each["customer_id"] for each in made] == [number, number]
    assert bought(api, number) == (151, 2, 76)
    read = api.read(f"customers/transactions/{made[0]['id']}")
    assert (read["price"], read["comment"], read["customer_id"]) == (100, "Стіл", number)
    assert _object(read["_embedded"])["customer"]["id"] == number
    assert api.ids(f"customers/transactions?filter[id][]={made[1]['id']}") == [made[1]["id"]]

    other = customer(api)
    assert api.send("DELETE", f"customers/{other}/transactions/{made[0]['id']}").status_code == 404
    assert api.send("DELETE", f"customers/{number}/transactions/{made[0]['id']}").status_code == 204
    assert bought(api, number) == (51, 1, 51)
    assert api.send("DELETE", f"customers/transactions/{made[1]['id']}").status_code == 204
    assert bought(api, number) == (0, 0, 0)
    assert api.get("customers/transactions").status_code == 204


def test_a_purchase_needs_a_price_and_a_customer(api: Api) -> None:
    number = customer(api)
    assert api.refused("POST", f"customers/{number}/transactions", [{}]) == [("0", "FieldMissing", "price")]
    assert api.send("POST", "customers/1999999999/transactions", [{"price": 1}]).status_code == 404


def test_bonus_points_are_earned_and_redeemed(api: Api) -> None:
    place = f"customers/{customer(api)}/bonus_points"

    def move(**sent: int) -> object:
        return api.send("POST", place, sent).json()

    assert move(earn=30) == {"bonus_points": 30}
    assert move(redeem=10) == {"bonus_points": 20}
    assert api.refused("POST", place, {"redeem": 21}) == [("0", "TooLow", "redeem")]
    assert api.refused("POST", place, {"earn": 1, "redeem": 1}) == [("0", "NotSupportedChoice", "earn")]
    assert api.refused("POST", place, {"earn": 0}) == [("0", "TooLow", "earn")]
    assert move(earn=1) == {"bonus_points": 21}
    assert api.send("POST", "customers/1999999999/bonus_points", {"earn": 1}).status_code == 404


def test_each_mode_opens_its_own_resource(api: Api) -> None:
    mode(api, "segments")
    assert api.read("account")["customers_mode"] == "segments"
    assert api.get("customers/segments").status_code == 204
    assert api.get("customers/statuses").status_code == 422
    mode(api, "periodicity")
    assert api.read("account")["customers_mode"] == "periodicity"
    assert api.get("customers/segments").status_code == 422
    assert len(api.listed("customers/statuses")) == 3
    mode(api, "periodicity", is_enabled=False)
    assert api.read("account")["customers_mode"] == "disabled"
    assert api.get("customers/statuses").status_code == 422
    assert api.refused("PATCH", "customers/mode", {"mode": "dynamics", "is_enabled": True}) == [
        ("0", "NotSupportedChoice", "mode")
    ]


def test_a_new_customer_is_in_the_default_stage(api: Api) -> None:
    mode(api, "periodicity")
    [default] = [each["id"] for each in api.listed("customers/statuses") if each["is_default"]]
    number = customer(api)
    assert api.read(f"customers/{number}")["status_id"] == default
    [made] = api.create("customers/statuses", {"name": "Думає", "sort": 15})
    assert [each["name"] for each in api.listed("customers/statuses")][1] == "Думає"
    api.send("PATCH", f"customers/{number}", {"status_id": made["id"]}).raise_for_status()
    assert api.ids(f"customers?filter[status_id]={made['id']}") == [number]
    nobodys = made["id"] + 1_000_000
    refused = api.refused("PATCH", f"customers/{number}", {"status_id": nobodys})
    assert refused == [("0", "NotSupportedChoice", "status_id")]
    assert api.refused("DELETE", f"customers/statuses/{default}", None) == [("0", "NotSupportedChoice", "id")]
    assert api.send("DELETE", f"customers/statuses/{made['id']}").status_code == 204


def test_segments_are_single_objects_and_count_their_customers(api: Api) -> None:
    answer = api.send("POST", "customers/segments", {"name": "Постійні", "color": "2176ff"})
    made = answer.json()
    assert (answer.status_code, made["name"], made["color"], made["customers_count"]) == (200, "Постійні", "2176ff", 0)
    number = customer(api, _embedded={"segments": [{"id": made["id"]}]})
    read = api.read(f"customers/segments/{made['id']}")
    assert read["customers_count"] == 1
    assert [each["id"] for each in _object(api.read(f"customers/{number}")["_embedded"])["segments"]] == [made["id"]]
    changed = api.send("PATCH", f"customers/segments/{made['id']}", {"name": "Рідкісні"}).json()
    assert changed["name"] == "Рідкісні"
    assert api.refused("POST", "customers/segments", {"name": "x", "color": "nope"}) == [
        ("0", "NotSupportedChoice", "color")
    ]
    assert api.send("DELETE", f"customers/segments/{made['id']}").status_code == 204
    assert _object(api.read(f"customers/{number}")["_embedded"])["segments"] == []
    assert api.get(f"customers/segments/{made['id']}").status_code == 404


def test_customers_have_notes_tags_links_and_fields_as_leads_have(api: Api) -> None:
    number = customer(api)
    [field] = api.send("POST", "customers/custom_fields", [{"name": "Знижка", "type": "numeric"}]).json()["_embedded"][
        "custom_fields"
    ]
    value = [{"field_id": field["id"], "values": [{"value": "7"}]}]
    api.send("PATCH", f"customers/{number}", {"custom_fields_values": value}).raise_for_status()
    [read] = api.read(f"customers/{number}")["custom_fields_values"]  # type: ignore[misc]  # JSON
    assert (read["field_name"], read["values"]) == ("Знижка", [{"value": "7"}])
    api.create(f"customers/{number}/notes", {"note_type": "common", "params": {"text": "Дзвонив"}})
    assert [note["entity_id"] for note in api.listed(f"customers/{number}/notes")] == [number]
    [company] = api.create("companies", {"name": "ТОВ"})
    api.create(f"customers/{number}/link", {"to_entity_id": company["id"], "to_entity_type": "companies"})
    read_again = api.read(f"customers/{number}?with=companies")
    assert [each["id"] for each in _object(read_again["_embedded"])["companies"]] == [company["id"]]


def _object(value: object) -> Mapping[str, list[Json]]:
    assert isinstance(value, Mapping)
    return value
