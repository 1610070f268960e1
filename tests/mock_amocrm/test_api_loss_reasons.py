"""The reasons why leads are lost, over HTTP."""

import pytest
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


def test_reasons_come_in_their_order_unpaged_with_a_total(api: Api) -> None:
    body = api.read("leads/loss_reasons?page=2&limit=1")
    assert (body["_total_items"], list(body["_embedded"])) == (4, ["loss_reasons"])
    first = body["_embedded"]["loss_reasons"][0]
    assert list(first) == ["id", "name", "sort", "created_at", "updated_at", "_links"]
    assert (first["name"], first["sort"]) == ("Слишком дорого", 1)
    assert api.read(f"leads/loss_reasons/{first['id']}") == first
    assert first["_links"]["self"]["href"] == f"{api.mock.url}/api/v4/leads/loss_reasons/{first['id']}"


def test_reasons_are_created_changed_and_deleted_by_administrators(api: Api) -> None:
    answer = api.send(
        "POST", "leads/loss_reasons", [{"name": "Передумал"}, {"name": "Первая", "sort": 0, "request_id": 7}]
    )
    assert (answer.status_code, answer.json()["_total_items"]) == (200, 2)
    last, first = answer.json()["_embedded"]["loss_reasons"]
    assert (last["sort"], last["request_id"], first["request_id"]) == (5, "0", "7")
    assert api.ids("leads/loss_reasons")[0] == first["id"]
    assert api.ids("leads/loss_reasons")[-1] == last["id"]
    changed = api.send("PATCH", f"leads/loss_reasons/{last['id']}", {"name": "Пропал"})
    assert (changed.status_code, changed.json()["name"], changed.json()["sort"]) == (200, "Пропал", 5)
    assert api.send("DELETE", f"leads/loss_reasons/{last['id']}").status_code == 204
    refusal = api.get(f"leads/loss_reasons/{last['id']}")
    assert (refusal.status_code, refusal.json()["detail"]) == (404, "Loss reason not found")
    assert api.send("PATCH", f"leads/loss_reasons/{last['id']}", {"name": "x"}).status_code == 404
    assert api.send("DELETE", f"leads/loss_reasons/{last['id']}").status_code == 404


def test_a_lead_shows_its_reason_as_a_list(api: Api) -> None:
    reason = api.listed("leads/loss_reasons")[1]
    [lead] = api.create("leads", {"status_id": 143, "loss_reason_id": reason["id"]})
    assert api.read(f"leads/{lead['id']}?with=loss_reason")["_embedded"]["loss_reason"] == [reason]
    api.send("DELETE", f"leads/loss_reasons/{reason['id']}")
    assert api.read(f"leads/{lead['id']}?with=loss_reason")["_embedded"]["loss_reason"] == []


def test_a_reason_needs_a_name(api: Api) -> None:
    assert api.refused("POST", "leads/loss_reasons", [{"name": "a"}, {}, {"name": 5}]) == [
        ("1", "FieldMissing", "name"),
        ("2", "InvalidType", "name"),
    ]
    assert len(api.ids("leads/loss_reasons")) == 4


def test_an_account_without_reasons_answers_204(api: Api) -> None:
    for number in api.ids("leads/loss_reasons"):
        api.send("DELETE", f"leads/loss_reasons/{number}")
    answer = api.get("leads/loss_reasons")
    assert (answer.status_code, answer.content) == (204, b"")


def test_others_read_reasons_and_write_none(mock: MockAmoCRM) -> None:
    api = open_api(mock, "demo", user=1)
    own = f"leads/loss_reasons/{api.ids('leads/loss_reasons')[0]}"
    calls = (("POST", "leads/loss_reasons", [{"name": "x"}]), ("PATCH", own, {"name": "x"}), ("DELETE", own, None))
    assert [api.send(*call).status_code for call in calls] == [403] * 3
