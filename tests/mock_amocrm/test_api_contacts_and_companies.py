"""Contacts and companies over HTTP: what differs from leads."""

import pytest
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM

SHARED = ["id", "name", "responsible_user_id", "group_id", "created_by", "updated_by", "created_at", "updated_at"]
LAST = ["closest_task_at", "is_deleted", "custom_fields_values", "account_id", "_links", "_embedded"]


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "agency")


def phone_field(api: Api, kind: str = "contacts") -> dict[str, object]:
    """The row of the phone field."""
    [row] = [row for row in api.account.rows("custom_fields") if (row["entity_type"], row["code"]) == (kind, "PHONE")]
    return dict(row)


def test_contacts_and_companies_have_the_keys_of_real_answers(api: Api) -> None:
    contact, company = api.listed("contacts?limit=1")[0], api.listed("companies?limit=1")[0]
    names = ["first_name", "last_name"]
    assert list(contact) == [*SHARED[:2], *names, *SHARED[2:], *LAST[:2], "is_unsorted", *LAST[2:]]
    assert list(company) == [*SHARED, *LAST]
    assert list(contact["_embedded"]) == ["tags", "companies"]
    assert list(company["_embedded"]) == ["tags"]


def test_phones_and_addresses_are_multitext_with_the_accounts_own_enum_ids(api: Api) -> None:
    phone, email = api.listed("contacts?limit=1")[0]["custom_fields_values"]
    field = phone_field(api)
    assert {key: phone[key] for key in phone if key != "values"} == {
        "field_id": field["id"],
        "field_name": "Телефон",
        "field_code": "PHONE",
        "field_type": "multitext",
    }
    [value] = phone["values"]
    assert list(value) == ["value", "enum_id", "enum_code"]
    assert (value["enum_code"], value["enum_id"]) == ("WORK", field["enums"][0]["id"])
    assert email["values"][0]["value"].endswith("@example.com")


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_values_are_written_by_id_or_code_and_read_back(api: Api, kind: str) -> None:
    field = phone_field(api, kind)
    other = field["enums"][2]
    [created] = api.create(
        kind,
        {
            "name": "Ірина",
            "custom_fields_values": [
                {
                    "field_code": "EMAIL",
                    "values": [{"value": "i@example.com", "enum_code": "PRIV"}, {"value": "j@example.com"}],
                },
                {"field_id": field["id"], "values": [{"value": "+380501112233", "enum_id": other["id"]}]},
            ],
        },
    )
    email, phone = api.read(f"{kind}/{created['id']}")["custom_fields_values"]
    assert [(value["value"], value["enum_code"]) for value in email["values"]] == [
        ("i@example.com", "PRIV"),
        ("j@example.com", "WORK"),
    ]
    assert phone["values"] == [{"value": "+380501112233", "enum_id": other["id"], "enum_code": other["value"]}]


def test_a_sent_field_is_replaced_whole_and_the_others_stay(api: Api) -> None:
    contact = api.ids("contacts")[0]
    before = api.read(f"contacts/{contact}")["custom_fields_values"]
    change = {"custom_fields_values": [{"field_code": "PHONE", "values": [{"value": "1"}, {"value": 2}]}]}
    api.send("PATCH", f"contacts/{contact}", change)
    phone, email = api.read(f"contacts/{contact}")["custom_fields_values"]
    assert [value["value"] for value in phone["values"]] == ["1", "2"]
    assert email == before[1]
    api.send("PATCH", f"contacts/{contact}", {"custom_fields_values": [{"field_code": "PHONE", "values": None}]})
    assert api.read(f"contacts/{contact}")["custom_fields_values"] == [email]
    api.send("PATCH", f"contacts/{contact}", {"custom_fields_values": [{"field_code": "EMAIL", "values": []}]})
    assert api.read(f"contacts/{contact}")["custom_fields_values"] is None


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ({"field_code": "NOPE", "values": []}, ("NotSupportedChoice", "field_code")),
        (
            {"field_code": "PHONE", "values": [{"value": "1", "enum_code": "NOPE"}]},
            ("NotSupportedChoice", "values.0.enum_code"),
        ),
        (
            {"field_code": "PHONE", "values": [{"value": "1"}, {"value": "1", "enum_id": 3}]},
            ("NotSupportedChoice", "values.1.enum_id"),
        ),
        ({"field_code": "PHONE", "values": [{}]}, ("FieldMissing", "values.0.value")),
        ({"field_code": "PHONE", "values": [{"value": ["1"]}]}, ("InvalidType", "values.0.value")),
        ({"field_code": "PHONE", "values": "1"}, ("InvalidType", "values")),
        ({"field_id": "5", "values": []}, ("InvalidType", "field_id")),
        ({"field_id": 0, "values": []}, ("TooLow", "field_id")),
    ],
)
def test_a_bad_value_is_refused_at_its_path(api: Api, entry: object, error: tuple[str, str]) -> None:
    code, path = error
    assert api.refused("POST", "contacts", [{"custom_fields_values": [entry]}]) == [
        ("0", code, f"custom_fields_values.0.{path}")
    ]


def test_a_field_of_another_entity_is_unknown(api: Api) -> None:
    sent = [{"custom_fields_values": [{"field_id": phone_field(api, "companies")["id"], "values": []}]}]
    assert api.refused("POST", "contacts", sent) == [("0", "NotSupportedChoice", "custom_fields_values.0.field_id")]


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ({"name": "Олена Коваль"}, ("Олена Коваль", "", "")),
        ({"first_name": "Олена", "last_name": "Коваль"}, ("Олена Коваль", "Олена", "Коваль")),
        ({"first_name": "Олена", "name": "Інша"}, ("Олена", "Олена", "")),
        ({"first_name": "", "last_name": "", "name": "Інша"}, ("Інша", "", "")),
        ({}, ("", "", "")),
    ],
)
def test_the_parts_of_a_name_make_the_name(api: Api, sent: dict[str, str], names: tuple[str, str, str]) -> None:
    [created] = api.create("contacts", sent)
    contact = api.read(f"contacts/{created['id']}")
    assert (contact["name"], contact["first_name"], contact["last_name"]) == names


def test_changing_a_part_of_a_name_keeps_the_other(api: Api) -> None:
    [created] = api.create("contacts", {"first_name": "Олена", "last_name": "Коваль"})
    [answer] = api.change("contacts", {"id": created["id"], "last_name": "Мороз"})
    assert list(answer) == ["id", "name", "updated_at", "request_id", "_links"]
    assert answer["name"] == "Олена Мороз"


def test_a_contact_belongs_to_a_company_which_lists_it(api: Api) -> None:
    [company] = api.create("companies", {"name": "ТОВ"})
    [contact] = api.create("contacts", {"name": "Олена", "_embedded": {"companies": [{"id": company["id"]}]}})
    read = api.read(f"contacts/{contact['id']}")
    assert [item["id"] for item in read["_embedded"]["companies"]] == [company["id"]]
    assert [item["id"] for item in api.read(f"companies/{company['id']}?with=contacts")["_embedded"]["contacts"]] == [
        contact["id"]
    ]


@pytest.mark.parametrize("digits", ["9161234567", "+7 (916) 123-45-67", "123-45"])
def test_the_search_finds_phones_by_their_digits(api: Api, digits: str) -> None:
    [created] = api.create(
        "contacts",
        {"name": "x", "custom_fields_values": [{"field_code": "PHONE", "values": [{"value": "+7 916 123-45-67"}]}]},
    )
    assert created["id"] in api.ids(f"contacts?limit=250&query={digits.replace('+', '%2B')}")
    assert created["id"] not in api.ids("contacts?limit=250&query=99999123")


def test_the_search_finds_contacts_by_address_and_name(api: Api) -> None:
    contact = api.listed("contacts?limit=1")[0]
    address = contact["custom_fields_values"][1]["values"][0]["value"]
    assert api.ids(f"contacts?query={address.upper()}") == [contact["id"]]
    assert contact["id"] in api.ids(f"contacts?limit=250&query={contact['last_name'][:4].upper()}")


@pytest.mark.parametrize("kind", ["contacts", "companies"])
def test_lists_filter_order_page_and_end_as_leads_do(api: Api, kind: str) -> None:
    everything = [row["id"] for row in api.account.rows(kind)]
    assert api.ids(f"{kind}?limit=250") == everything
    assert api.ids(f"{kind}?limit=250&order[id]=desc") == everything[::-1]
    assert api.ids(f"{kind}?filter[id][]={everything[3]}&filter[id][]={everything[1]}") == [
        everything[1],
        everything[3],
    ]
    assert api.ids(f"{kind}?page=2&limit=5") == everything[5:10]
    assert api.get(f"{kind}?page=9&limit=250").status_code == 204
    assert api.get(f"{kind}/1").status_code == 204


def test_contacts_of_an_incoming_lead_stay_out_of_lists(api: Api) -> None:
    row = api.account.rows("contacts")[0]
    api.account.put("contacts", [{**row, "is_unsorted": True}])
    assert row["id"] not in api.ids("contacts?limit=250")
    assert api.read(f"contacts/{row['id']}")["is_unsorted"] is True


def test_tags_of_leads_and_contacts_are_different_dictionaries(api: Api) -> None:
    [lead] = api.create("leads", {"tags_to_add": [{"name": "vip"}]})
    [contact] = api.create("contacts", {"tags_to_add": [{"name": "vip"}]})
    [of_lead] = api.read(f"leads/{lead['id']}")["_embedded"]["tags"]
    [of_contact] = api.read(f"contacts/{contact['id']}")["_embedded"]["tags"]
    assert of_lead["id"] != of_contact["id"]
    sent = {"_embedded": {"tags": [{"id": of_lead["id"]}]}}
    assert api.refused("PATCH", f"contacts/{contact['id']}", sent) == [
        ("0", "NotSupportedChoice", "_embedded.tags.0.id")
    ]
