"""Tags and subscriptions over HTTP."""

import pytest
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM

KINDS = ("leads", "contacts", "companies", "customers")


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "empty")


@pytest.mark.parametrize("kind", KINDS)
def test_each_entity_type_has_tags_of_its_own(api: Api, kind: str) -> None:
    assert api.get(f"{kind}/tags").status_code == 204
    answer = api.send("POST", f"{kind}/tags", [{"name": "vip", "request_id": "r"}, {"name": " срочно "}])
    assert answer.status_code == 200
    body = answer.json()
    items = body["_embedded"]["tags"]
    assert body["_total_items"] == 2
    assert [list(item) for item in items] == [["id", "name", "color", "request_id"]] * 2
    assert [(item["name"], item["color"], item["request_id"]) for item in items] == [
        ("vip", None, "r"),
        ("срочно", None, "1"),
    ]
    page = api.read(f"{kind}/tags?limit=1")
    assert (page["_page"], "next" in page["_links"], "_total_items" in page) == (1, True, False)
    assert page["_embedded"] == {"tags": [{"id": items[0]["id"], "name": "vip", "color": None}]}
    for other in set(KINDS) - {kind}:
        assert api.get(f"{other}/tags").status_code == 204


def test_a_name_that_is_taken_gives_back_its_tag(api: Api) -> None:
    [vip] = api.create("leads/tags", {"name": "vip", "color": "FF8F92"})
    answers = api.create("leads/tags", {"name": "vip"}, {"name": "new"}, {"name": " vip ", "color": "EBEBEB"})
    answers += api.create("leads/tags", {"name": "new"})
    assert [answer["id"] for answer in answers] == [vip["id"], answers[1]["id"], vip["id"], answers[1]["id"]]
    assert api.listed("leads/tags")[0] == {"id": vip["id"], "name": "vip", "color": "FF8F92"}
    [contact] = api.create("contacts/tags", {"name": "vip"})
    assert contact["id"] != vip["id"]


def test_only_tags_of_leads_have_colours_and_only_amocrms(api: Api) -> None:
    [created] = api.create("contacts/tags", {"name": "a", "color": "FF8F92"})
    assert created["color"] is None
    assert api.refused("POST", "leads/tags", [{"name": "a", "color": "#FF8F92"}, {"name": "b", "color": 5}]) == [
        ("0", "NotSupportedChoice", "color"),
        ("1", "InvalidType", "color"),
    ]
    assert api.refused("POST", "leads/tags", [{}, {"name": " "}, {"name": 5}]) == [
        ("0", "FieldMissing", "name"),
        ("1", "IsBlank", "name"),
        ("2", "InvalidType", "name"),
    ]


def test_tags_are_found_by_id_name_and_part_of_a_name(api: Api) -> None:
    big, small, other = (item["id"] for item in api.create("leads/tags", *({"name": n} for n in ("big", "bi", "x,y"))))
    found = {
        "filter[name]=bi": [small],
        "filter[name]=x,y": [other],
        "filter[name]=b": [],
        f"filter[id]={big}": [big],
        f"filter[id][]={other}&filter[id][]={big}": [big, other],
        "query=bi": [big, small],
        "query=IG": [big],
    }
    assert {query: api.ids(f"leads/tags?{query}") for query in found} == found


def test_tags_of_leads_are_renamed_and_coloured(api: Api) -> None:
    first, second = (item["id"] for item in api.create("leads/tags", {"name": "a"}, {"name": "b"}))
    [lead] = api.create("leads", {"_embedded": {"tags": [{"id": first}]}})
    answer = api.send("PATCH", "leads/tags", [{"id": first, "name": "A", "color": "FFCE5A", "request_id": "q"}]).json()
    assert (answer["_total_items"], answer["_embedded"]["tags"]) == (
        1,
        [{"id": first, "name": "A", "color": "FFCE5A", "request_id": "q"}],
    )
    assert api.read(f"leads/{lead['id']}")["_embedded"]["tags"] == [{"id": first, "name": "A", "color": "FFCE5A"}]
    one = api.send("PATCH", f"leads/tags/{first}", {"color": None}).json()
    assert one == {"id": first, "name": "A", "color": None, "request_id": "0"}
    assert api.refused("PATCH", f"leads/tags/{second}", {"name": "A"}) == [("0", "NotUnique", "name")]
    assert api.send("PATCH", f"leads/tags/{second}", {"name": "b"}).status_code == 200
    assert api.refused("PATCH", "leads/tags", [{"id": 7, "name": "c"}]) == [("0", "NotSupportedChoice", "id")]
    assert api.send("PATCH", "contacts/tags", [{"id": 7}]).status_code == 405


def test_a_tag_that_an_entity_brings_is_in_the_dictionary(api: Api) -> None:
    api.create("contacts", {"_embedded": {"tags": [{"name": "vip"}]}})
    [tag] = api.listed("contacts/tags")
    [again] = api.create("contacts/tags", {"name": "vip"})
    assert (tag["name"], again["id"]) == ("vip", tag["id"])


def test_a_customer_is_followed_too(api: Api) -> None:
    [customer] = api.create("customers", {"name": "c"})
    [follower] = api.listed(f"customers/{customer['id']}/subscriptions")
    assert follower == {"subscriber_id": api.world.users[0].id, "type": "user"}


def test_the_responsible_user_and_the_creator_follow_a_lead(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo")
    me, other = api.world.users[0].id, api.world.users[1].id
    [mine, shared, robots] = api.create(
        "leads", {"name": "a"}, {"responsible_user_id": other}, {"responsible_user_id": other, "created_by": 0}
    )
    page = api.read(f"leads/{mine['id']}/subscriptions")
    assert list(page) == ["_total_items", "_page", "_page_count", "_links", "_embedded"]
    assert (page["_total_items"], page["_page_count"]) == (1, 1)
    assert page["_embedded"] == {"subscriptions": [{"subscriber_id": me, "type": "user"}]}
    page = api.read(f"leads/{shared['id']}/subscriptions?limit=1")
    assert (page["_total_items"], page["_page_count"]) == (2, 2)
    assert page["_links"]["next"]["href"].startswith(
        f"{api.mock.url}/api/v4/leads/{shared['id']}/subscriptions?limit=1"
    )
    assert [item["subscriber_id"] for item in api.listed(page["_links"]["next"]["href"])] == [me]
    assert [item["subscriber_id"] for item in api.listed(f"leads/{robots['id']}/subscriptions")] == [other]


@pytest.mark.parametrize("kind", ["leads", "customers"])
def test_nobody_follows_what_does_not_exist(api: Api, kind: str) -> None:
    answer = api.get(f"{kind}/7/subscriptions")
    assert (answer.status_code, answer.json()["detail"]) == (404, "Entity not found")


def test_what_nobody_follows_is_no_content(api: Api) -> None:
    [lead] = api.create("leads", {"created_by": 0})
    row = api.account.row("leads", lead["id"])
    assert row is not None
    api.account.put("leads", [{**row, "responsible_user_id": 0}])
    assert api.get(f"leads/{lead['id']}/subscriptions").status_code == 204
