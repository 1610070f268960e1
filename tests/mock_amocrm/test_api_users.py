"""Users over HTTP: invited with rights, activated and deactivated, and able to sign in."""

import pytest
import requests
from api_client import Api, Json, open_api
from mock_shop import Visitor

from mock_amocrm.server import MockAmoCRM

FULL = dict.fromkeys(("view", "edit", "add", "delete", "export"), "A")
RIGHTS: Json = {
    "leads": {"view": "G", "edit": "M", "add": "A", "delete": "D", "export": "M"},
    "contacts": FULL,
    "companies": FULL,
    "tasks": {"edit": "A", "delete": "M"},
    "mail_access": False,
    "catalog_access": True,
}
NEW: Json = {"name": "Ірина", "email": "iryna@example.com", "password": "Secret1", "rights": RIGHTS}


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def made(api: Api, *items: Json) -> list[Json]:
    """Users who were just invited."""
    answer = api.send("POST", "users", list(items))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert list(body) == ["_total_items", "_links", "_embedded"]
    return list(body["_embedded"]["users"])


def test_a_new_user_comes_back_whole_and_without_the_password(api: Api) -> None:
    [user] = made(api, {**NEW, "lang": "en", "request_id": "u-1"})
    assert list(user) == ["id", "name", "email", "lang", "rights", "_links", "request_id"]
    assert (user["name"], user["email"], user["lang"], user["request_id"]) == ("Ірина", NEW["email"], "en", "u-1")
    assert user["rights"] == {
        **RIGHTS,
        "status_rights": None,
        "catalog_rights": None,
        "is_admin": False,
        "is_free": False,
        "is_active": True,
        "group_id": None,
        "role_id": None,
    }
    assert api.read(f"users/{user['id']}") == {key: user[key] for key in user if key != "request_id"}
    assert user["id"] in api.ids("users")
    assert "Secret1" not in api.get("users").text


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": None}, ("FieldMissing", "name")),
        ({"email": None}, ("FieldMissing", "email")),
        ({"email": "iryna"}, ("InvalidEmail", "email")),
        ({"email": "iryna@"}, ("InvalidEmail", "email")),
        ({"password": None}, ("FieldMissing", "password")),
        ({"password": 123456}, ("InvalidType", "password")),
        ({"password": "Ab1"}, ("TooShort", "password")),
        ({"password": "secret1"}, ("NotValid", "password")),
        ({"password": "SECRET1"}, ("NotValid", "password")),
        ({"password": "Secrets"}, ("NotValid", "password")),
        ({"lang": "xx"}, ("NotSupportedChoice", "lang")),
        ({"rights": None}, ("FieldMissing", "rights")),
        ({"rights": "all"}, ("InvalidType", "rights")),
        ({"rights": {**RIGHTS, "tasks": None}}, ("FieldMissing", "rights.tasks")),
        ({"rights": {**RIGHTS, "leads": {"view": "X"}}}, ("NotSupportedChoice", "rights.leads.view")),
        ({"rights": {**RIGHTS, "leads": {"add": "M"}}}, ("NotSupportedChoice", "rights.leads.add")),
        ({"rights": {**RIGHTS, "group_id": 77}}, ("NotSupportedChoice", "rights.group_id")),
        ({"rights": {"role_id": 77}}, ("NotSupportedChoice", "rights.role_id")),
        (
            {"rights": {**RIGHTS, "status_rights": [{"pipeline_id": 1, "status_id": 142, "rights": {"view": "A"}}]}},
            ("NotSupportedChoice", "rights.status_rights.0.status_id"),
        ),
        (
            {"rights": {**RIGHTS, "status_rights": [{"rights": {}}]}},
            ("FieldMissing", "rights.status_rights.0.pipeline_id"),
        ),
    ],
)
def test_a_bad_user_is_refused_at_its_path(api: Api, change: Json, error: tuple[str, str]) -> None:
    before = len(api.listed("users"))
    good = {**NEW, "email": "good@example.com"}
    assert api.refused("POST", "users", [good, {**NEW, **change}])[0] == ("1", *error)
    assert len(api.listed("users")) == before, "one bad item rejects all"


def test_an_address_belongs_to_one_user(api: Api) -> None:
    made(api, NEW)
    again = {**NEW, "email": "IRYNA@example.com"}
    assert api.refused("POST", "users", [again]) == [("0", "NotUnique", "email")]
    twice = [{**NEW, "email": "x@example.com"}, {**NEW, "email": "X@example.com"}]
    assert api.refused("POST", "users", twice) == [("1", "NotUnique", "email")]


def test_ten_users_at_once_are_the_most(api: Api) -> None:
    many = [{**NEW, "email": f"u{number}@example.com"} for number in range(11)]
    answer = api.send("POST", "users", many)
    assert (answer.status_code, answer.json()["detail"]) == (422, "Limit 10 per page")
    assert len(made(api, *many[:10])) == 10


def test_nobody_deletes_what_they_may_not_edit(api: Api) -> None:
    wide = {"view": "M", "edit": "A", "delete": "A", "export": "G"}
    [user] = made(api, {**NEW, "rights": {**RIGHTS, "leads": wide, "contacts": {"view": "A", "delete": "A"}}})
    assert user["rights"]["leads"] == {"view": "M", "edit": "M", "add": "D", "delete": "M", "export": "M"}
    assert user["rights"]["contacts"] == {"view": "A", "edit": "D", "add": "D", "delete": "D", "export": "D"}


def test_a_role_stands_in_the_place_of_rights(api: Api) -> None:
    sent = {"name": "Менеджер", "rights": {"leads": {"view": "M"}}}
    role = api.send("POST", "roles", sent).json()["_embedded"]["roles"][0]
    [user] = made(api, {**NEW, "rights": {**RIGHTS, "role_id": role["id"], "group_id": 0}})
    assert user["rights"]["leads"]["view"] == "M"
    assert (user["rights"]["role_id"], user["rights"]["group_id"]) == (role["id"], 0)
    embedded = api.read(f"users/{user['id']}?with=role,group")["_embedded"]
    assert [(one["id"], one["name"]) for one in embedded["roles"]] == [(role["id"], "Менеджер")]
    assert embedded["groups"] == [{"id": 0, "name": "Отдел продаж"}]


def test_a_free_user_has_no_rights_and_nobody_acts_as_one(api: Api) -> None:
    [user] = made(api, {**NEW, "rights": {"is_free": True}})
    assert user["rights"]["is_free"] is True
    assert set(user["rights"]["leads"].values()) == {"D"}
    answer = api.send("GET", "leads", headers={"X-Context-User-ID": str(user["id"])})
    assert answer.status_code == 401


def visitor(mock: MockAmoCRM, api: Api) -> Visitor:
    """Somebody in front of the consent page of the account."""
    integration = mock.store.add_integration(name="x", redirect_uri="https://backend.example/callback")
    found = Visitor(mock, api.account.host)
    found.open(f"/oauth?client_id={integration.client_id}")
    api.account.grants.installed.add(integration.client_id)
    return found


def test_a_new_user_signs_in_until_deactivated(mock: MockAmoCRM, api: Api) -> None:
    [user] = made(api, NEW)
    ids = [{"id": user["id"]}]

    def signs_in() -> bool:
        return visitor(mock, api).sign_in(str(NEW["email"]), str(NEW["password"])).status_code == 200

    assert signs_in()
    for path, expected in (("users/deactivate", False), ("users/deactivate", False), ("users/activate", True)):
        answer = api.send("POST", path, ids)
        assert (answer.status_code, answer.content) == (204, b"")
        assert api.read(f"users/{user['id']}")["rights"]["is_active"] is expected
        assert signs_in() is expected


@pytest.mark.parametrize("path", ["users/activate", "users/deactivate"])
def test_switching_users_takes_an_array_of_ten_known_ids(api: Api, path: str) -> None:
    known = api.ids("users")
    assert api.refused("POST", path, [{"id": known[1]}, {"id": 7}, {}]) == [
        ("1", "NotSupportedChoice", "id"),
        ("2", "FieldMissing", "id"),
    ]
    assert api.read(f"users/{known[1]}")["rights"]["is_active"] is True
    assert api.send("POST", path, [{"id": known[0]}] * 11).status_code == 422


def test_only_administrators_invite_and_switch(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    for path, body in (("users", [NEW]), ("users/activate", [{"id": 1}]), ("users/deactivate", [{"id": 1}])):
        assert api.send("POST", path, body).status_code == 403


def test_the_journal_does_not_tell_passwords(mock: MockAmoCRM, api: Api) -> None:
    made(api, {**NEW, "name": "Journalled", "password": "Never2tell"})
    journal = requests.get(f"{mock.url}/_mock/journal?account={api.account.subdomain}", timeout=5).text
    assert "Journalled" in journal
    assert "Never2tell" not in journal
