"""What ordinary users may view, add, edit and delete, over HTTP with tokens of their own."""

from collections.abc import Mapping
from functools import cache

import pytest
from api_client import Api, Json, grant, open_api
from control_api import Control

from mock_amocrm.server import MockAmoCRM

WON = 142
KINDS = ("leads", "contacts", "companies")


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


@cache
def control(mock: MockAmoCRM) -> Control:
    """The control API; its description is read once."""
    return Control(mock)


def as_user(api: Api, user: int, rights: Mapping[str, object] | None = None, **columns: object) -> Api:
    """The same account seen by one of its ordinary users, to whom the control API gave rights."""
    path = "/_mock/accounts/{subdomain}/users/{id}"
    body = {**({} if rights is None else {"rights": rights}), **columns}
    control(api.mock).call("PATCH", path, body, subdomain=api.account.subdomain, id=str(user))
    return Api(api.mock, api.account, api.world, grant(api.mock.store, api.account, user))


def others(api: Api, kind: str, user: int) -> tuple[object, object]:
    """An administrator's entity and one of the user, who is in another group."""
    admin = api.world.users[0].id
    api.account.put("users_groups", [{"id": 5, "name": "Other", "uuid": None}])
    api.account.put("users", [{**(api.account.row("users", admin) or {}), "group_id": 5}])
    foreign, mine = api.create(kind, {"name": "foreign"}, {"name": "mine", "responsible_user_id": user})
    return foreign["id"], mine["id"]


def test_users_of_a_world_see_and_change_everything(api: Api) -> None:
    user = as_user(api, api.world.users[1].id)
    for kind in KINDS:
        assert user.ids(f"{kind}?limit=250&order[id]=asc") == api.ids(f"{kind}?limit=250&order[id]=asc")
        user.change(kind, {"id": user.ids(kind)[0], "name": "changed"})
        user.create(kind, {"name": "added"})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("level", "sees_own"), [("M", True), ("G", True), ("D", False)])
def test_what_may_not_be_viewed_is_not_there(api: Api, kind: str, level: str, *, sees_own: bool) -> None:
    number = api.world.users[1].id
    foreign, mine = others(api, kind, number)
    user = as_user(api, number, {kind: {"view": level}})
    seen = user.ids(f"{kind}?limit=250")
    assert foreign not in seen
    assert (mine in seen) is sees_own
    assert user.get(f"{kind}/{foreign}").status_code == 204
    assert user.get(f"{kind}/{mine}").status_code == (200 if sees_own else 204)
    assert user.get(f"{kind}?filter[id][]={foreign}").status_code == 204
    assert user.refused("PATCH", kind, [{"id": foreign, "name": "x"}]) == [("0", "NotSupportedChoice", "id")]
    assert user.refused("PATCH", f"{kind}/{foreign}", {"name": "x"}) == [("0", "NotSupportedChoice", "id")]
    assert foreign in api.ids(f"{kind}?limit=250"), "the administrator's list is another one"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ["M", "G", "D"])
def test_what_may_be_viewed_but_not_edited_is_refused(api: Api, kind: str, level: str) -> None:
    number = api.world.users[1].id
    foreign, mine = others(api, kind, number)
    user = as_user(api, number, {kind: {"edit": level}})
    assert user.read(f"{kind}/{foreign}")["id"] == foreign
    for method, path, body in (
        ("PATCH", kind, [{"id": mine, "name": "x"}, {"id": foreign, "name": "x"}]),
        ("PATCH", f"{kind}/{foreign}", {"name": "x"}),
    ):
        answer = user.send(method, path, body)
        assert (answer.status_code, answer.json()["title"]) == (403, "Forbidden")
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert api.read(f"{kind}/{mine}")["name"] != "x", "one forbidden item forbids all"
    assert user.send("PATCH", f"{kind}/{mine}", {"name": "x"}).status_code == (403 if level == "D" else 200)


@pytest.mark.parametrize("kind", KINDS)
def test_adding_is_a_right_of_its_own(api: Api, kind: str) -> None:
    user = as_user(api, api.world.users[1].id, {kind: {"add": "D"}})
    assert user.send("POST", kind, [{"name": "x"}]).status_code == 403
    assert user.send("PATCH", f"{kind}/{user.ids(kind)[0]}", {"name": "x"}).status_code == 200


def test_rights_that_change_are_seen_at_once(api: Api) -> None:
    number = api.world.users[1].id
    foreign, _ = others(api, "leads", number)
    user = as_user(api, number)
    assert foreign in user.ids("leads")
    as_user(api, number, {"leads": {"view": "M"}})
    assert foreign not in user.ids("leads")
    api.change("leads", {"id": foreign, "responsible_user_id": number})
    assert foreign in user.ids("leads")
    as_user(api, number, {"leads": {"view": "A"}})
    assert user.ids("leads") == api.ids("leads")


def test_a_stage_may_widen_or_narrow_the_rights_to_its_leads(api: Api) -> None:
    number = api.world.users[1].id
    foreign, mine = others(api, "leads", number)
    pipeline = api.listed("leads/pipelines")[0]["id"]
    stages = [stage["id"] for stage in api.listed(f"leads/pipelines/{pipeline}/statuses")]
    api.change("leads", {"id": foreign, "status_id": WON}, {"id": mine, "status_id": stages[1]})

    def at(status: object, **levels: str) -> Json:
        return {"pipeline_id": pipeline, "status_id": status, "rights": levels}

    narrow, wide = at(stages[1], view="D"), at(WON, view="A", edit="D")
    user = as_user(api, number, {"leads": {"view": "M", "edit": "M"}, "status_rights": [narrow, wide]})
    seen = user.ids("leads?limit=250")
    assert (foreign in seen, mine in seen) == (True, False)
    assert user.send("PATCH", f"leads/{foreign}", {"name": "x"}).status_code == 403
    assert user.get(f"leads/{mine}").status_code == 204
    shown = user.account.row("users", number)["rights"]["status_rights"]
    assert [one["rights"] for one in shown] == [
        {"view": "D", "edit": "D", "delete": "D"},
        {"view": "A", "edit": "D", "delete": "D"},
    ]
    as_user(api, number, {"leads": {"view": "A"}})
    assert mine not in user.ids("leads?limit=250"), "the stage counts more than the general right"


def test_tasks_have_rights_to_edit_only(api: Api) -> None:
    number = api.world.users[1].id
    sent = {"text": "x", "complete_till": 2_000_000_000}
    foreign, mine = api.create("tasks", sent, {**sent, "responsible_user_id": number})
    user = as_user(api, number, {"tasks": {"edit": "M"}})
    assert {foreign["id"], mine["id"]} <= set(user.ids("tasks"))
    assert user.send("PATCH", f"tasks/{foreign['id']}", {"text": "y"}).status_code == 403
    assert user.send("PATCH", f"tasks/{mine['id']}", {"text": "y"}).status_code == 200


def test_notes_and_links_are_seen_with_their_entity(api: Api) -> None:
    number = api.world.users[1].id
    foreign, mine = others(api, "leads", number)
    params = {"note_type": "common", "params": {"text": "x"}}
    hidden, shown = api.create("leads/notes", {**params, "entity_id": foreign}, {**params, "entity_id": mine})
    contact = api.ids("contacts")[0]
    api.create(f"leads/{foreign}/link", {"to_entity_id": contact, "to_entity_type": "contacts"})
    user = as_user(api, number, {"leads": {"view": "M"}})
    notes = user.ids("leads/notes?limit=250")
    assert (hidden["id"] in notes, shown["id"] in notes) == (False, True)
    assert user.get(f"leads/notes/{hidden['id']}").status_code == 204
    assert user.ids(f"leads/{foreign}/notes") == []
    assert user.refused("POST", "leads/notes", [{**params, "entity_id": foreign}]) == [
        ("0", "NotSupportedChoice", "entity_id")
    ]
    assert user.read(f"leads/{foreign}/links")["_total_items"] == 0
    assert api.read(f"leads/{foreign}/links")["_total_items"] > 0
    link = [{"to_entity_id": contact, "to_entity_type": "contacts"}]
    assert user.refused("POST", f"leads/{foreign}/link", link) == [("0", "NotSupportedChoice", "entity_id")]
    assert user.get(f"leads/{foreign}/subscriptions").status_code == 404
    task = [{"text": "x", "complete_till": 1, "entity_id": foreign, "entity_type": "leads"}]
    assert user.refused("POST", "tasks", task) == [("0", "NotSupportedChoice", "entity_id")]


def test_events_are_seen_with_their_entity_and_calls_land_on_what_is_seen(api: Api) -> None:
    number = api.world.users[1].id
    foreign, mine = others(api, "leads", number)
    phone = {"field_code": "PHONE", "values": [{"value": "+380501112299"}]}
    [person] = api.create("contacts", {"name": "p", "custom_fields_values": [phone]})
    api.create("tasks", {"text": "x", "complete_till": 1})
    user = as_user(api, number, {"leads": {"view": "M"}, "contacts": {"view": "M"}})
    seen = {(event["entity_type"], event["entity_id"]) for event in user.listed("events?limit=100")}
    assert ("lead", mine) in seen
    assert "task" in {noun for noun, _ in seen}
    assert not {("lead", foreign), ("contact", person["id"])} & seen
    [hidden] = api.listed(f"events?filter[entity]=lead&filter[entity_id]={foreign}")
    assert user.get(f"events/{hidden['id']}").status_code == 204
    assert user.get(f"events?filter[id]={hidden['id']}").status_code == 204
    call = [{"direction": "inbound", "duration": 1, "source": "pbx", "phone": "+380501112299"}]
    assert user.send("POST", "calls", call).status_code == 400
    assert api.send("POST", "calls", call).status_code == 200


def test_customers_follow_the_rights_to_leads(api: Api) -> None:
    number = api.world.users[1].id
    api.send("PATCH", "customers/mode", {"mode": "segments", "is_enabled": True})
    foreign, mine = others(api, "customers", number)
    user = as_user(api, number, {"leads": {"view": "G", "edit": "D"}})
    assert user.ids("customers") == [mine]
    assert user.get(f"customers/{foreign}").status_code == 204
    assert user.send("POST", f"customers/{foreign}/bonus_points", {"earn": 5}).status_code == 404
    assert user.send("POST", f"customers/{mine}/bonus_points", {"earn": 5}).status_code == 403
    assert api.send("POST", f"customers/{mine}/bonus_points", {"earn": 5}).status_code == 200


def test_incoming_leads_are_added_and_declined_by_those_who_may(api: Api) -> None:
    number = api.world.users[1].id
    metadata = {"form_id": "1", "form_name": "x", "form_page": "x", "ip": "1.2.3.4", "form_sent_at": 1, "referer": "x"}
    sent = [{"source_uid": "s", "source_name": "s", "metadata": metadata, "_embedded": {"contacts": [{"name": "x"}]}}]
    answer = api.send("POST", "leads/unsorted/forms", sent)
    assert answer.status_code == 200, answer.text
    uid = answer.json()["_embedded"]["unsorted"][0]["uid"]
    user = as_user(api, number, {"contacts": {"add": "D"}, "leads": {"delete": "D"}})
    assert user.send("POST", "leads/unsorted/forms", sent).status_code == 403
    assert user.send("DELETE", f"leads/unsorted/{uid}/decline").status_code == 403
    as_user(api, number, {"contacts": {"add": "A"}, "leads": {"delete": "A"}})
    assert user.send("DELETE", f"leads/unsorted/{uid}/decline").status_code == 200


def test_linking_edits_the_entity(api: Api) -> None:
    user = as_user(api, api.world.users[1].id, {"leads": {"edit": "D"}})
    lead, contact = user.ids("leads")[0], user.ids("contacts")[0]
    for verb in ("link", "unlink"):
        body = [{"to_entity_id": contact, "to_entity_type": "contacts"}]
        assert user.send("POST", f"leads/{lead}/{verb}", body).status_code == 403


def test_a_role_gives_its_rights_and_takes_them_back(api: Api) -> None:
    number = api.world.users[1].id
    foreign, _ = others(api, "leads", number)
    user = as_user(api, number)
    assert foreign in user.ids("leads")
    api.send("POST", "roles", {"name": "Own leads", "rights": {"leads": {"view": "M"}}})
    as_user(api, number, role="Own leads")
    assert foreign not in user.ids("leads")
    as_user(api, number, role=None)
    assert foreign in user.ids("leads")


def test_an_administrators_token_that_acts_as_a_user_has_that_users_rights(api: Api) -> None:
    number = api.world.users[1].id
    foreign, mine = others(api, "leads", number)
    as_user(api, number, {"leads": {"view": "M"}})
    acting = {"X-Context-User-ID": str(number)}
    assert api.send("GET", f"leads/{foreign}", headers=acting).status_code == 204
    assert api.send("GET", f"leads/{mine}", headers=acting).status_code == 200
    assert api.send("GET", f"leads/{foreign}").status_code == 200


def test_two_users_do_not_get_each_others_lists(api: Api) -> None:
    first, second = (user.id for user in api.world.users[1:3])
    foreign, mine = others(api, "leads", first)
    api.change("leads", {"id": foreign, "responsible_user_id": second})
    one, two = (as_user(api, number, {"leads": {"view": "M"}}) for number in (first, second))
    for _ in range(2):
        assert (mine in one.ids("leads"), foreign in one.ids("leads")) == (True, False)
        assert (mine in two.ids("leads"), foreign in two.ids("leads")) == (False, True)


def test_catalogs_are_opened_as_a_whole_or_one_by_one(api: Api) -> None:
    api.account.put("catalogs", [{"id": number, "name": str(number), "sort": 1} for number in (1001, 1003)])
    number = api.world.users[1].id
    closed = as_user(api, number, {"catalog_access": False})
    assert closed.get("catalogs/1001/custom_fields").status_code == 404
    levels = {"view": "A", "edit": "L", "add": "D", "delete": "D", "export": "D"}
    as_user(api, number, {"catalog_rights": [{"catalog_id": 1003, "rights": levels}]})
    assert closed.get("catalogs/1001/custom_fields").status_code == 404
    assert closed.get("catalogs/1003/custom_fields").status_code == 204


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"rights": {"lead": {"view": "M"}}}, "rights.lead"),
        ({"rights": {"leads": {"veiw": "M"}}}, "rights.leads.veiw"),
        ({"rights": {"leads": {"view": "all"}}}, "rights.leads.view"),
        ({"rights": {"leads": {"add": "G"}}}, "rights.leads.add"),
        ({"rights": {"status_rights": "all"}}, "rights.status_rights"),
        ({"rights": {"catalog_rights": [{"catalog_id": 7, "rights": {}}]}}, "rights.catalog_rights.0.catalog_id"),
        ({"role": "Nobody"}, "role"),
    ],
)
def test_the_control_api_says_which_right_is_wrong(api: Api, body: Json, field: str) -> None:
    path = "/_mock/accounts/{subdomain}/users"
    answer = control(api.mock).call("POST", path, body, status=400, subdomain=api.account.subdomain)
    assert answer["field"] == field


def test_the_control_api_adds_somebody_with_rights_or_a_role(api: Api) -> None:
    path = "/_mock/accounts/{subdomain}/users"
    api.send("POST", "roles", {"name": "Own leads", "rights": {"leads": {"view": "M"}}})
    for body in ({"rights": {"leads": {"view": "M"}}}, {"role": "Own leads"}):
        made = control(api.mock).call("POST", path, body, status=201, subdomain=api.account.subdomain)
        rights = api.read(f"users/{made['id']}")["rights"]
        assert rights["leads"]["view"] == "M"
        assert rights["contacts"]["view"] == ("A" if "rights" in body else "D")
