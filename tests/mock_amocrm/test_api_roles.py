"""Roles over HTTP."""

import pytest
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM

NEW: Json = {"name": "Менеджер", "rights": {"leads": {"view": "M", "edit": "M"}, "mail_access": True}}


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def made(api: Api, body: object = NEW) -> list[Json]:
    """Roles that were just made."""
    answer = api.send("POST", "roles", body)
    assert answer.status_code == 201, answer.text
    assert list(answer.json()) == ["_total_items", "_links", "_embedded"]
    return list(answer.json()["_embedded"]["roles"])


@pytest.mark.parametrize("body", [NEW, [NEW]])
def test_a_role_is_made_of_an_object_or_an_array(api: Api, body: object) -> None:
    [role] = made(api, body)
    assert list(role) == ["id", "name", "rights", "_links", "request_id"]
    assert role["rights"] == {
        "leads": {"view": "M", "edit": "M", "add": "D", "delete": "D", "export": "D"},
        "contacts": dict.fromkeys(("view", "edit", "add", "delete", "export"), "D"),
        "companies": dict.fromkeys(("view", "edit", "add", "delete", "export"), "D"),
        "tasks": {"edit": "D", "delete": "D"},
        "mail_access": True,
        "catalog_access": False,
        "status_rights": None,
        "catalog_rights": None,
    }
    assert api.read(f"roles/{role['id']}") == {key: role[key] for key in role if key != "request_id"}


def test_an_account_without_roles_answers_204_and_pages_come_with_totals(api: Api) -> None:
    assert api.get("roles").status_code == 204
    made(api, [{**NEW, "name": str(number)} for number in range(3)])
    page = api.read("roles?limit=2")
    assert (page["_total_items"], page["_page_count"], len(page["_embedded"]["roles"])) == (3, 2, 2)


def test_a_changed_role_answers_202_and_keeps_what_was_not_sent(api: Api) -> None:
    [role] = made(api)
    sent = {"rights": {"contacts": {"view": "G"}}}
    answer = api.send("PATCH", f"roles/{role['id']}", sent)
    assert answer.status_code == 202
    changed = answer.json()
    assert changed["name"] == "Менеджер"
    assert (changed["rights"]["leads"]["view"], changed["rights"]["contacts"]["view"]) == ("M", "G")
    assert api.send("PATCH", f"roles/{role['id']}", {"name": "Шеф"}).json()["rights"] == changed["rights"]


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"rights": {}}, ("FieldMissing", "name")),
        ({"name": "x"}, ("FieldMissing", "rights")),
        ({"name": "x", "rights": {"leads": "A"}}, ("InvalidType", "rights.leads")),
        ({"name": "x", "rights": {"tasks": {"edit": "Z"}}}, ("NotSupportedChoice", "rights.tasks.edit")),
    ],
)
def test_a_bad_role_is_refused_at_its_path(api: Api, sent: Json, error: tuple[str, str]) -> None:
    assert api.refused("POST", "roles", [sent]) == [("0", *error)]


def test_a_role_lists_its_users_who_keep_its_rights_when_it_goes(api: Api) -> None:
    [role] = made(api)
    user = {"name": "x", "email": "x@example.com", "password": "Secret1", "rights": {"role_id": role["id"]}}
    invited = api.send("POST", "users", [user]).json()["_embedded"]["users"][0]
    [held] = api.read(f"roles/{role['id']}?with=users")["_embedded"]["users"]
    assert held["id"] == invited["id"]
    assert held["_links"]["self"]["href"].endswith(f"/api/v4/users/{invited['id']}")
    api.send("PATCH", f"roles/{role['id']}", {"rights": {"leads": {"view": "G"}}})
    assert api.read(f"users/{invited['id']}")["rights"]["leads"]["view"] == "G"
    assert api.send("DELETE", f"roles/{role['id']}").status_code == 204
    rights = api.read(f"users/{invited['id']}")["rights"]
    assert (rights["role_id"], rights["leads"]["view"]) == (None, "G")


def test_unknown_roles_are_404(api: Api) -> None:
    for method, body in (("GET", None), ("PATCH", {"name": "x"}), ("DELETE", None)):
        answer = api.send(method, "roles/7", body)
        assert (answer.status_code, answer.json()["detail"]) == (404, "Role not found")


def test_roles_are_for_administrators(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    for method, path, body in (
        ("GET", "roles", None),
        ("GET", "roles/7", None),
        ("POST", "roles", NEW),
        ("PATCH", "roles/7", NEW),
        ("DELETE", "roles/7", None),
    ):
        assert api.send(method, path, body).status_code == 403
