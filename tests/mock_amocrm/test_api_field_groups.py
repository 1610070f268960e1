"""Groups of custom fields over HTTP."""

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

GROUPS = "leads/custom_fields/groups"


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    found = open_api(mock, "demo")
    found.account.put("catalogs", [{"id": 1001, "name": "Cities", "type": "regular", "sort": 1}])
    return found


def made(api: Api, path: str, *items: Json) -> list[Json]:
    """Groups that were just made."""
    answer = api.send("POST", path, list(items))
    assert answer.status_code == 201, answer.text
    assert answer.json()["_total_items"] == len(items)
    return list(answer.json()["_embedded"]["custom_field_groups"])


def test_the_groups_of_a_fresh_account(api: Api) -> None:
    body = api.read(GROUPS)
    assert list(body) == ["_total_items", "_links", "_embedded"]
    main, statistic = body["_embedded"]["custom_field_groups"]
    assert list(main) == ["id", "name", "is_predefined", "type", "entity_type", "sort", "fields", "_links"]
    assert [(group["id"], group["sort"], group["is_predefined"]) for group in (main, statistic)] == [
        ("default", 0, True),
        ("statistic", 1, True),
    ]
    assert (main["type"], main["entity_type"]) == ("custom_field_group", "leads")
    assert (main["fields"], statistic["fields"]) == ([], api.ids("leads/custom_fields"))
    assert api.read(f"{GROUPS}/statistic") == statistic
    for kind in ("contacts", "companies", "customers"):
        [only] = api.listed(f"{kind}/custom_fields/groups")
        assert (only["id"], only["entity_type"]) == ("default", kind)
        assert only["fields"] == api.ids(f"{kind}/custom_fields")
    assert api.read("catalogs/1001/custom_fields/groups")["_total_items"] == 0


@pytest.mark.parametrize("kind", ["leads", "contacts", "companies", "customers", "catalogs/1001"])
def test_a_group_is_made_changed_and_deleted(api: Api, kind: str) -> None:
    path = f"{kind}/custom_fields/groups"
    before = api.ids(path)
    [group] = made(api, path, {"name": "Замер", "sort": 5, "request_id": "g"})
    assert (group["name"], group["sort"], group["request_id"], group["is_predefined"]) == ("Замер", 5, "g", False)
    assert isinstance(group["id"], str)
    assert api.ids(path) == [*before, group["id"]]
    changed = api.send("PATCH", f"{path}/{group['id']}", {"name": "Монтаж"})
    assert changed.status_code == 200
    assert (changed.json()["name"], changed.json()["sort"]) == ("Монтаж", 5)
    assert api.read(f"{path}/{group['id']}")["name"] == "Монтаж"
    assert api.send("DELETE", f"{path}/{group['id']}").status_code == 204
    assert api.ids(path) == before


def test_fields_are_moved_into_a_group_and_freed_with_it(api: Api) -> None:
    sent = [{"name": name, "type": "text"} for name in ("a", "b", "c")]
    fields = [
        field["id"] for field in api.send("POST", "leads/custom_fields", sent).json()["_embedded"]["custom_fields"]
    ]
    [group] = made(api, GROUPS, {"name": "Замер", "sort": 5})
    moved = api.send("PATCH", f"{GROUPS}/{group['id']}", {"fields": fields[:2]}).json()
    assert moved["fields"] == fields[:2]
    assert [api.read(f"leads/custom_fields/{field}")["group_id"] for field in fields] == [group["id"]] * 2 + [None]
    api.send("PATCH", f"leads/custom_fields/{fields[2]}", {"group_id": group["id"]})
    api.send("PATCH", f"{GROUPS}/default", {"fields": fields[:1]})
    assert api.read(f"{GROUPS}/{group['id']}")["fields"] == fields[1:]
    assert api.read(f"{GROUPS}/default")["fields"] == fields[:1]
    assert api.send("DELETE", f"{GROUPS}/{group['id']}").status_code == 204
    assert api.read(f"{GROUPS}/default")["fields"] == fields


def test_groups_come_in_their_order(api: Api) -> None:
    first, second = made(api, GROUPS, {"name": "a", "sort": 9}, {"name": "b", "sort": 2})
    assert api.ids(GROUPS) == ["default", "statistic", second["id"], first["id"]]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"sort": 1}, ("FieldMissing", "name")),
        ({"name": "x"}, ("FieldMissing", "sort")),
        ({"name": "x", "sort": "1"}, ("InvalidType", "sort")),
    ],
)
def test_a_group_needs_a_name_and_a_place(api: Api, body: Json, error: tuple[str, str]) -> None:
    assert api.refused("POST", GROUPS, [body]) == [("0", *error)]


def test_only_fields_of_the_entity_can_be_moved(api: Api) -> None:
    foreign = api.ids("contacts/custom_fields")[0]
    assert api.refused("PATCH", f"{GROUPS}/default", {"fields": [foreign, 7, "x"]}) == [
        ("0", "NotSupportedChoice", "fields.0"),
        ("0", "NotSupportedChoice", "fields.1"),
        ("0", "InvalidType", "fields.2"),
    ]


def test_unknown_groups_are_404_and_predefined_ones_stay(api: Api) -> None:
    for method, body in (("GET", None), ("PATCH", {"name": "x"}), ("DELETE", None)):
        answer = api.send(method, f"{GROUPS}/nowhere", body)
        assert (answer.status_code, answer.json()["detail"]) == (404, "Custom field group not found")
    assert api.send("DELETE", f"{GROUPS}/default").status_code == 403
    assert api.get("contacts/custom_fields/groups/statistic").status_code == 404


def test_only_administrators_change_groups(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    assert api.ids(GROUPS) == ["default", "statistic"]
    assert api.send("POST", GROUPS, [{"name": "x", "sort": 1}]).status_code == 403
    assert api.send("PATCH", f"{GROUPS}/default", {"name": "x"}).status_code == 403
    assert api.send("DELETE", f"{GROUPS}/default").status_code == 403
