"""POST /api/v4/leads/complex: leads with a contact and a company each, incoming leads, duplicate control."""

import pytest
from api_client import Api, Json, open_api
from control_api import Control

from mock_amocrm.server import MockAmoCRM

PHONE = {"field_code": "PHONE", "values": [{"value": "+38 (050) 111-22-33"}]}
EMAIL = {"field_code": "EMAIL", "values": [{"value": "Olena@Example.com"}]}
FORM = {
    "category": "forms",
    "form_id": 123,
    "form_name": "Форма",
    "form_page": "https://example.com",
    "form_sent_at": 1_700_000_000,
}


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "empty")


def contact(*fields: Json, **more: object) -> Json:
    """A contact with fields."""
    return {"first_name": "Олена", "custom_fields_values": list(fields), **more}


def order(name: str = "Заявка", *, contacts: object = None, companies: object = None, **more: object) -> Json:
    """A lead with people."""
    embedded = {"contacts": contacts, "companies": companies}
    return {"name": name, "_embedded": {key: value for key, value in embedded.items() if value is not None}, **more}


def add(api: Api, *orders: Json) -> list[Json]:
    """Send and see the bare array of real answers."""
    answer = api.send("POST", "leads/complex", list(orders))
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/hal+json"
    body = answer.json()
    assert all(list(item) == ["id", "contact_id", "company_id", "request_id", "merged"] for item in body)
    return list(body)


def test_leads_come_back_as_a_bare_array_in_their_order(api: Api) -> None:
    first, second, third = add(
        api,
        order("a", contacts=[contact(PHONE)], companies=[{"name": "ТОВ"}]),
        order("b", request_id="row-1"),
        order("c", contacts=[{"name": "Інша"}], price=700, tags_to_add=[{"name": "сайт"}], request_id=7),
    )
    assert [item["request_id"] for item in (first, second, third)] == [["0"], ["row-1"], ["7"]]
    assert (second["contact_id"], second["company_id"], second["merged"]) == (None, None, False)
    assert [lead["name"] for lead in api.listed("leads?order[id]=asc")] == ["a", "b", "c"]
    lead = api.read(f"leads/{first['id']}?with=contacts")
    assert [(one["id"], one["is_main"]) for one in lead["_embedded"]["contacts"]] == [(first["contact_id"], True)]
    assert [one["id"] for one in lead["_embedded"]["companies"]] == [first["company_id"]]
    made = api.read(f"contacts/{first['contact_id']}")
    assert (made["name"], made["is_unsorted"]) == ("Олена", False)
    assert [one["id"] for one in made["_embedded"]["companies"]] == [first["company_id"]], "new ones belong together"
    priced = api.read(f"leads/{third['id']}")
    assert (priced["price"], [tag["name"] for tag in priced["_embedded"]["tags"]]) == (700, ["сайт"])


def test_people_that_there_are_already_are_named_by_their_ids(api: Api) -> None:
    [person], [company] = api.create("contacts", {"name": "x"}), api.create("companies", {"name": "y"})
    [made] = add(api, order(contacts=[{"id": person["id"]}], companies=[{"id": company["id"]}]))
    assert (made["contact_id"], made["company_id"]) == (person["id"], company["id"])
    assert api.read(f"contacts/{person['id']}")["_embedded"]["companies"] == [], "only new ones belong together"
    [mixed] = add(api, order(contacts=[{"id": person["id"]}], companies=[{"name": "нова"}]))
    assert api.read(f"contacts/{person['id']}")["_embedded"]["companies"] == []
    assert [one["id"] for one in api.read(f"leads/{mixed['id']}")["_embedded"]["companies"]] == [mixed["company_id"]]


def test_the_stage_is_chosen_as_for_any_lead(api: Api) -> None:
    pipeline = api.listed("leads/pipelines")[0]
    stage = pipeline["_embedded"]["statuses"][3]["id"]
    default, chosen = add(api, order(), order(status_id=stage))
    assert api.read(f"leads/{default['id']}")["status_id"] == pipeline["_embedded"]["statuses"][1]["id"]
    assert api.read(f"leads/{chosen['id']}")["status_id"] == stage


def test_metadata_makes_an_incoming_lead(api: Api) -> None:
    pipeline = api.listed("leads/pipelines")[0]
    sent = order(contacts=[contact(PHONE)], status_id=142)
    sent["_embedded"]["metadata"] = FORM
    [made] = add(api, sent)
    assert api.read(f"leads/{made['id']}")["status_id"] == pipeline["_embedded"]["statuses"][0]["id"]
    assert api.get("contacts").status_code == 204
    [entry] = api.listed("leads/unsorted")
    assert (entry["category"], entry["metadata"]["form_id"], entry["source_uid"]) == ("forms", "123", None)
    assert "category" not in entry["metadata"]
    assert entry["_embedded"]["leads"][0]["id"] == made["id"]
    assert api.send("POST", f"leads/unsorted/{entry['uid']}/accept").status_code == 200
    assert api.ids("contacts") == [made["contact_id"]]


@pytest.mark.parametrize(
    ("embedded", "error"),
    [
        ({"metadata": {}}, ("FieldMissing", "_embedded.metadata.category")),
        ({"metadata": {"category": "mail"}}, ("NotSupportedChoice", "_embedded.metadata.category")),
        ({"metadata": {**FORM, "form_name": 5}}, ("InvalidType", "_embedded.metadata.form_name")),
        ({"metadata": "x"}, ("InvalidType", "_embedded.metadata")),
        ({"contacts": [{"name": "a"}, {"name": "b"}]}, ("TooMany", "_embedded.contacts")),
        ({"companies": [{"id": 5}]}, ("NotSupportedChoice", "_embedded.companies.0.id")),
        ({"contacts": [{"id": "5"}]}, ("InvalidType", "_embedded.contacts.0.id")),
        ({"contacts": {"id": 5}}, ("InvalidType", "_embedded.contacts")),
        (
            {"contacts": [contact({"field_id": 5})]},
            ("NotSupportedChoice", "_embedded.contacts.0.custom_fields_values.0.field_id"),
        ),
        ({"companies": [{"name": 5}]}, ("InvalidType", "_embedded.companies.0.name")),
        ({"tags": [{"id": 5}]}, ("NotSupportedChoice", "_embedded.tags.0.id")),
        ("x", ("InvalidType", "_embedded")),
    ],
)
def test_one_bad_order_refuses_them_all(api: Api, embedded: object, error: tuple[str, str]) -> None:
    sent = [order(contacts=[contact(PHONE)]), {"name": "x", "_embedded": embedded, "request_id": "bad"}]
    assert api.refused("POST", "leads/complex", sent) == [("bad", *error)]
    assert api.get("leads").status_code == api.get("contacts").status_code == 204


def test_a_bad_lead_is_told_at_its_own_keys(api: Api) -> None:
    assert api.refused("POST", "leads/complex", [order(price="x", status_id=5)]) == [
        ("0", "InvalidType", "price"),
        ("0", "NotSupportedChoice", "status_id"),
    ]


def test_an_incoming_lead_needs_a_pipeline_that_takes_some(api: Api) -> None:
    sent = order()
    sent["_embedded"]["metadata"] = FORM
    for bad, code in ((5, "NotSupportedChoice"), ("x", "InvalidType")):
        refused = api.refused("POST", "leads/complex", [{**sent, "pipeline_id": bad}])
        assert refused == [("0", code, "pipeline_id")]
    [pipeline] = api.ids("leads/pipelines")
    api.send("PATCH", f"leads/pipelines/{pipeline}", {"is_unsorted_on": False})
    assert api.refused("POST", "leads/complex", [sent]) == [("0", "NotSupportedChoice", "pipeline_id")]


def test_fifty_leads_and_forty_values_are_the_most(api: Api) -> None:
    assert len(add(api, *[order()] * 50)) == 50
    answer = api.send("POST", "leads/complex", [order()] * 51)
    assert (answer.status_code, answer.json()["detail"]) == (422, "Limit 50 per page")
    phones = {"field_code": "PHONE", "values": [{"value": str(number)} for number in range(40)]}
    add(api, order(contacts=[contact(phones)]))
    phones["values"].append({"value": "41"})
    sent = [order(contacts=[contact(phones)])]
    assert api.refused("POST", "leads/complex", sent) == [("0", "TooMany", "_embedded.contacts.0.custom_fields_values")]


@pytest.fixture
def known(api: Api) -> Json:
    """An account that looks for duplicates, and what it has: a lead, its contact, no company."""
    switch(api, on=True)
    [made] = add(api, order("Перша", contacts=[contact(PHONE)]))
    return made


def switch(api: Api, **body: object) -> Json:
    """Duplicate control over the control API."""
    path = "/_mock/accounts/{subdomain}/duplicate_control"
    return Control(api.mock).call("PUT", path, body, subdomain=api.account.subdomain)


def test_without_duplicate_control_everything_is_new(api: Api) -> None:
    first, second = add(api, order(contacts=[contact(PHONE)])), add(api, order(contacts=[contact(PHONE)]))
    assert first[0]["contact_id"] != second[0]["contact_id"]
    assert (first[0]["merged"], second[0]["merged"]) == (False, False)


def test_a_known_phone_goes_on_with_the_open_lead(api: Api, known: Json) -> None:
    again = {"field_code": "PHONE", "values": [{"value": "8 050 111 22 33"}]}
    position = {"field_code": "POSITION", "values": [{"value": "директорка"}]}
    tracking = [{"field_code": "UTM_SOURCE", "values": [{"value": "ads"}]}]
    [merged] = add(
        api,
        order(
            "Друга",
            contacts=[contact(again, position)],
            companies=[{"name": "ТОВ"}],
            price=900,
            custom_fields_values=tracking,
            tags_to_add=[{"name": "ще раз"}],
        ),
    )
    assert (merged["id"], merged["contact_id"], merged["merged"]) == (known["id"], known["contact_id"], True)
    lead = api.read(f"leads/{known['id']}")
    assert (lead["name"], lead["price"]) == ("Перша", 900), "only what was lacking is taken over"
    assert [field["field_code"] for field in lead["custom_fields_values"]] == ["UTM_SOURCE"]
    assert [tag["name"] for tag in lead["_embedded"]["tags"]] == ["ще раз"]
    assert [one["id"] for one in lead["_embedded"]["companies"]] == [merged["company_id"]]
    values = api.read(f"contacts/{known['contact_id']}")["custom_fields_values"]
    fields = {field["field_code"]: field["values"][0]["value"] for field in values}
    assert fields == {"PHONE": "+38 (050) 111-22-33", "POSITION": "директорка"}
    assert len(api.ids("leads")) == len(api.ids("contacts")) == 1


def test_a_known_address_counts_in_any_case(api: Api, known: Json) -> None:
    api.change("contacts", {"id": known["contact_id"], "custom_fields_values": [EMAIL]})
    other = {"field_code": "EMAIL", "values": [{"value": "olena@example.COM"}]}
    assert add(api, order(contacts=[contact(other)]))[0]["merged"] is True
    stranger = {"field_code": "EMAIL", "values": [{"value": "olga@example.com"}]}
    assert add(api, order(contacts=[contact(stranger)]))[0]["merged"] is False


def test_a_closed_lead_is_not_gone_on_with(api: Api, known: Json) -> None:
    api.change("leads", {"id": known["id"], "status_id": 143})
    [made] = add(api, order(contacts=[contact(PHONE)]))
    assert made["id"] != known["id"]
    assert (made["contact_id"], made["merged"]) == (known["contact_id"], False)


def test_several_duplicates_of_one_lead_are_one_answer(api: Api, known: Json) -> None:
    twins = [order(contacts=[contact(PHONE)], request_id=mark) for mark in ("a", "b")]
    other = {"field_code": "PHONE", "values": [{"value": "+380509999999"}]}
    answer = add(api, *twins, order(contacts=[contact(other)], request_id="c"))
    assert [(item["request_id"], item["merged"]) for item in answer] == [(["a", "b"], True), (["c"], False)]
    assert answer[0]["id"] == known["id"]


def test_what_comes_in_one_batch_is_not_compared(api: Api, known: Json) -> None:
    other = {"field_code": "PHONE", "values": [{"value": "+380509999999"}]}
    first, second = add(api, order(contacts=[contact(other)]), order(contacts=[contact(other)]))
    assert first["contact_id"] != second["contact_id"]
    assert (first["merged"], second["merged"]) == (False, False)


def test_duplicates_are_looked_for_among_all_contacts_but_those_that_wait(api: Api) -> None:
    switch(api, on=True)
    sent = order(contacts=[contact(PHONE)])
    sent["_embedded"]["metadata"] = FORM
    [waiting] = add(api, sent)
    [made] = add(api, order(contacts=[contact(PHONE)]))
    assert made["contact_id"] != waiting["contact_id"]


def test_duplicate_control_may_be_one_integrations(mock: MockAmoCRM) -> None:
    api = open_api(mock, "empty")
    other = mock.store.add_integration(name="other", redirect_uri="https://example.com")
    assert switch(api, on=True, client_id=other.client_id) == {"on": True, "clients": [other.client_id]}
    add(api, order(contacts=[contact(PHONE)]))
    assert add(api, order(contacts=[contact(PHONE)]))[0]["merged"] is False, "it is on for another one"
    path = "/_mock/accounts/{subdomain}/duplicate_control"
    assert Control(mock).call("GET", path, subdomain=api.account.subdomain)["on"] is True
    assert switch(api, on=False) == {"on": False, "clients": []}
    refusal = Control(mock).call(
        "PUT", path, {"on": True, "client_id": "x"}, status=400, subdomain=api.account.subdomain
    )
    assert refusal["field"] == "client_id"
