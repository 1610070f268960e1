"""Links between entities over HTTP: one truth, seen from both ends and inside `_embedded`."""

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Account
from mock_amocrm.state.changes import Change


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "empty")


@pytest.fixture
def lead(api: Api) -> object:
    return api.create("leads", {"name": "сделка"})[0]["id"]


def people(api: Api, count: int, kind: str = "contacts") -> list[object]:
    """Ids of new entities."""
    return [made["id"] for made in api.create(kind, *[{"name": str(number)} for number in range(count)])]


def to(kind: str, number: object, **metadata: object) -> Json:
    """What a link names."""
    return {"to_entity_id": number, "to_entity_type": kind, **({"metadata": metadata} if metadata else {})}


def links(api: Api, path: str) -> list[Json]:
    """All of somebody's links."""
    return api.listed(f"{path}/links")


def link(api: Api, path: str, *items: Json) -> list[Json]:
    """Link and see that it is answered as real answers are."""
    answer = api.send("POST", f"{path}/link", list(items))
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["_total_items"] == len(items)
    assert body["_links"] == {"self": {"href": f"{api.mock.url}/api/v4/{path}/links"}}
    return list(body["_embedded"]["links"])


def test_without_links_the_list_is_empty(api: Api, lead: object) -> None:
    assert api.read(f"leads/{lead}/links") == {
        "_total_items": 0,
        "_links": {"self": {"href": f"{api.mock.url}/api/v4/leads/{lead}/links"}},
        "_embedded": {"links": []},
    }


def test_a_link_is_answered_with_both_ends_and_read_with_one(api: Api, lead: object) -> None:
    [contact], [company] = people(api, 1), people(api, 1, "companies")
    made = link(api, f"leads/{lead}", to("contacts", contact, is_main=True), to("companies", company))
    assert made == [
        {
            "entity_id": lead,
            "entity_type": "leads",
            "to_entity_id": contact,
            "to_entity_type": "contacts",
            "metadata": {"main_contact": True},
        },
        {
            "entity_id": lead,
            "entity_type": "leads",
            "to_entity_id": company,
            "to_entity_type": "companies",
            "metadata": None,
        },
    ]
    assert links(api, f"leads/{lead}") == [
        {key: item[key] for key in ("to_entity_id", "to_entity_type", "metadata")} for item in made
    ]


def test_a_link_is_seen_from_both_ends_and_where_entities_embed_it(api: Api, lead: object) -> None:
    [contact], [company] = people(api, 1), people(api, 1, "companies")
    link(api, f"leads/{lead}", to("contacts", contact), to("companies", company))
    link(api, f"contacts/{contact}", to("companies", company))
    assert links(api, f"contacts/{contact}") == [
        {"to_entity_id": lead, "to_entity_type": "leads", "metadata": None},
        {"to_entity_id": company, "to_entity_type": "companies", "metadata": None},
    ]
    assert links(api, f"companies/{company}") == [
        {"to_entity_id": contact, "to_entity_type": "contacts", "metadata": {"main_contact": False}},
        {"to_entity_id": lead, "to_entity_type": "leads", "metadata": None},
    ]
    embedded = api.read(f"leads/{lead}?with=contacts")["_embedded"]
    assert [(item["id"], item["is_main"]) for item in embedded["contacts"]] == [(contact, True)]
    assert [item["id"] for item in embedded["companies"]] == [company]
    for path in (f"contacts/{contact}", f"companies/{company}"):
        assert [item["id"] for item in api.read(f"{path}?with=leads")["_embedded"]["leads"]] == [lead]
    assert [item["id"] for item in api.read(f"contacts/{contact}")["_embedded"]["companies"]] == [company]


def test_what_was_embedded_on_creating_is_a_link(api: Api) -> None:
    contacts = people(api, 2)
    embedded = {"contacts": [{"id": contacts[0]}, {"id": contacts[1], "is_main": True}]}
    [made] = api.create("leads", {"_embedded": embedded})
    assert [item["metadata"] for item in links(api, f"leads/{made['id']}")] == [
        {"main_contact": False},
        {"main_contact": True},
    ]


def test_the_first_contact_is_the_main_one_until_another_is_named(api: Api, lead: object) -> None:
    def mains() -> list[object]:
        return [item["to_entity_id"] for item in links(api, f"leads/{lead}") if item["metadata"]["main_contact"]]

    first, second, third = people(api, 3)
    link(api, f"leads/{lead}", to("contacts", first, is_main=False), to("contacts", second))
    assert mains() == [first]
    link(api, f"leads/{lead}", to("contacts", second, is_main=True))
    assert mains() == [second]
    link(api, f"contacts/{third}", to("leads", lead, is_main=True))
    assert mains() == [third], "also when the contact is linked to the lead"
    api.send("POST", f"leads/{lead}/unlink", [to("contacts", third)])
    assert mains() == [first]


def test_a_second_company_takes_the_place_of_the_first(api: Api, lead: object) -> None:
    first, second = people(api, 2, "companies")
    link(api, f"leads/{lead}", to("companies", first), to("companies", second))
    assert [item["to_entity_id"] for item in links(api, f"leads/{lead}")] == [second]
    assert links(api, f"companies/{first}") == []
    link(api, f"companies/{first}", to("leads", lead))
    assert [item["to_entity_id"] for item in links(api, f"leads/{lead}")] == [first]


def test_unlinking_answers_204_and_does_nothing_twice(api: Api, lead: object) -> None:
    first, second = people(api, 2)
    link(api, f"leads/{lead}", to("contacts", first), to("contacts", second))
    for _ in range(2):
        answer = api.send("POST", f"leads/{lead}/unlink", [to("contacts", first), to("contacts", second)])
        assert (answer.status_code, answer.content) == (204, b"")
    assert links(api, f"leads/{lead}") == []
    assert api.read(f"leads/{lead}?with=contacts")["_embedded"]["contacts"] == []
    link(api, f"leads/{lead}", to("contacts", second))
    assert links(api, f"leads/{lead}")[0]["metadata"] == {"main_contact": True}


@pytest.mark.parametrize("body", [{"metadata": None}, {"metadata": []}, {}])
def test_empty_metadata_is_none(api: Api, lead: object, body: Json) -> None:
    [contact] = people(api, 1)
    assert link(api, f"leads/{lead}", {**to("contacts", contact), **body})[0]["to_entity_id"] == contact


def test_the_mass_forms_name_the_entity_in_each_item(api: Api) -> None:
    first, second = people(api, 2, "leads")
    one, other = people(api, 2)
    answer = api.send(
        "POST",
        "leads/link",
        [{"entity_id": first, **to("contacts", one)}, {"entity_id": second, **to("contacts", other)}],
    )
    assert answer.json()["_links"]["self"]["href"] == f"{api.mock.url}/api/v4/leads/links"
    made = answer.json()["_embedded"]["links"]
    assert [(item["entity_id"], item["to_entity_id"]) for item in made] == [(first, one), (second, other)]
    query = f"filter[entity_id][]={second}&filter[entity_id][]={first}"
    assert api.listed(f"leads/links?{query}") == made[::-1]
    assert api.listed(f"leads/links?filter[entity_id]={first}") == made[:1]
    answer = api.send("POST", "leads/unlink", [{"entity_id": first, **to("contacts", one)}])
    assert answer.status_code == 204
    assert api.listed(f"leads/links?{query}") == made[1:]


def test_the_mass_forms_need_to_know_whose_links(api: Api) -> None:
    [contact] = people(api, 1)
    for path in ("leads/link", "leads/unlink"):
        assert api.refused("POST", path, [to("contacts", contact)]) == [("0", "FieldMissing", "entity_id")]
    for path in ("leads/links", "leads/links?filter[entity_id]=x"):
        assert api.refused("GET", path, None) == [("0", "FieldMissing", "filter.entity_id")]


def test_links_are_filtered_by_what_they_lead_to(api: Api, lead: object) -> None:
    contacts = people(api, 2)
    link(api, f"leads/{lead}", *(to("contacts", number) for number in contacts))
    asked = f"leads/{lead}/links?filter[to_entity_id]={contacts[1]}&filter[to_entity_type]="
    assert [item["to_entity_id"] for item in api.listed(f"{asked}contacts")] == [contacts[1]]
    assert api.listed(f"{asked}companies") == []


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("filter[to_entity_id]=5", ("FieldMissing", "filter.to_entity_type")),
        ("filter[to_entity_type]=contacts", ("FieldMissing", "filter.to_entity_id")),
        ("filter[to_entity_id]=5&filter[to_entity_type]=tasks", ("NotSupportedChoice", "filter.to_entity_type")),
        ("filter[to_entity_id]=5&filter[to_entity_type][]=leads", ("NotSupportedChoice", "filter.to_entity_type")),
        ("filter[to_entity_id]=5&filter[to_entity_type]=catalog_elements", ("FieldMissing", "filter.to_catalog_id")),
    ],
)
def test_filters_that_belong_together_come_together(api: Api, lead: object, query: str, error: tuple[str, str]) -> None:
    assert api.refused("GET", f"leads/{lead}/links?{query}", None) == [("0", *error)]


@pytest.mark.parametrize("method", ["link", "unlink"])
@pytest.mark.parametrize(
    ("kind", "item", "error"),
    [
        ("leads", {"to_entity_id": 5}, ("FieldMissing", "to_entity_type")),
        ("leads", {"to_entity_type": "contacts"}, ("FieldMissing", "to_entity_id")),
        ("leads", to("contacts", "5"), ("InvalidType", "to_entity_id")),
        ("leads", to("contacts", 5), ("NotSupportedChoice", "to_entity_id")),
        ("leads", to("contacts", -5), ("TooLow", "to_entity_id")),
        ("leads", to("leads", 5), ("NotSupportedChoice", "to_entity_type")),
        ("leads", to("customers", 5), ("NotSupportedChoice", "to_entity_type")),
        ("contacts", to("contacts", 5), ("NotSupportedChoice", "to_entity_type")),
        ("companies", to("companies", 5), ("NotSupportedChoice", "to_entity_type")),
        ("leads", {**to("contacts", 5), "metadata": 5}, ("InvalidType", "metadata")),
        ("leads", to("contacts", 5, is_main=1), ("InvalidType", "metadata.is_main")),
        ("leads", to("contacts", 5, updated_by=7), ("NotSupportedChoice", "metadata.updated_by")),
    ],
)
def test_a_bad_link_is_refused(api: Api, method: str, kind: str, item: Json, error: tuple[str, str]) -> None:
    [number] = people(api, 1, kind)
    assert api.refused("POST", f"{kind}/{number}/{method}", [item]) == [("0", *error)]


def test_one_bad_link_refuses_them_all(api: Api, lead: object) -> None:
    [contact] = people(api, 1)
    assert api.refused("POST", f"leads/{lead}/link", [to("contacts", contact), to("contacts", 5)]) == [
        ("1", "NotSupportedChoice", "to_entity_id")
    ]
    assert links(api, f"leads/{lead}") == []


@pytest.mark.parametrize("kind", ["leads", "contacts", "companies", "customers"])
def test_somebody_unknown_has_no_links_and_gets_none(api: Api, kind: str) -> None:
    [company] = people(api, 1, "companies")
    [contact] = people(api, 1)
    other = to("contacts", contact) if kind == "companies" else to("companies", company)
    assert links(api, f"{kind}/5") == []
    assert api.refused("POST", f"{kind}/5/link", [other]) == [("0", "NotSupportedChoice", "entity_id")]
    assert api.refused("POST", f"{kind}/unlink", [{"entity_id": 5, **other}]) == [
        ("0", "NotSupportedChoice", "entity_id")
    ]


def test_customers_share_the_links(api: Api) -> None:
    [contact], [company] = people(api, 1), people(api, 1, "companies")
    api.account.put("customers", [{"id": 41, "name": "покупатель", "is_deleted": False}])
    link(api, "customers/41", to("contacts", contact), to("companies", company))
    assert links(api, "customers/41") == [
        {"to_entity_id": contact, "to_entity_type": "contacts", "metadata": {"main_contact": True}},
        {"to_entity_id": company, "to_entity_type": "companies", "metadata": None},
    ]
    for path in (f"contacts/{contact}", f"companies/{company}"):
        assert links(api, path) == [{"to_entity_id": 41, "to_entity_type": "customers", "metadata": None}]
        assert [item["id"] for item in api.read(f"{path}?with=customers")["_embedded"]["customers"]] == [41]
    link(api, f"contacts/{contact}", to("companies", company))
    api.send("POST", f"contacts/{contact}/unlink", [to("customers", 41)])
    assert [item["to_entity_type"] for item in links(api, "customers/41")] == ["companies"]


def test_a_lead_in_the_trash_is_no_link(api: Api, lead: object) -> None:
    [contact] = people(api, 1)
    link(api, f"leads/{lead}", to("contacts", contact))
    row = api.account.row("leads", lead)
    assert row is not None
    api.account.put("leads", [{**row, "is_deleted": True}])
    assert links(api, f"contacts/{contact}") == []
    assert api.read(f"contacts/{contact}?with=leads")["_embedded"]["leads"] == []


def test_whoever_watches_hears_of_links_and_of_who_made_them(mock: MockAmoCRM) -> None:
    api, heard = open_api(mock, "demo"), []

    def watch(account: Account, change: Change) -> None:
        if account is api.account:
            heard.append(change)

    [number] = api.ids("leads?limit=1")
    [contact] = people(api, 1)
    before = api.read(f"leads/{number}")["updated_at"]
    mock.store.watchers.append(watch)
    try:
        link(api, f"leads/{number}", to("contacts", contact, updated_by=api.world.users[1].id))
        link(api, f"leads/{number}", to("contacts", contact))
        api.send("POST", f"leads/{number}/unlink", [to("contacts", contact)])
    finally:
        mock.store.watchers.remove(watch)
    assert [(change.kind, change.touches("contacts"), change.user_id) for change in heard] == [
        ("leads", True, api.world.users[1].id),
        ("leads", True, api.world.users[0].id),
    ], "linking again what is linked changes nothing"
    assert api.read(f"leads/{number}")["updated_at"] > before
