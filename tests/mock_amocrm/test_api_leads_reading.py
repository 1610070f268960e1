"""GET /api/v4/leads and /leads/{id} over HTTP."""

import pytest
from api_client import Api, open_api

from mock_amocrm.server import MockAmoCRM

LEAD_KEYS = [
    "id",
    "name",
    "price",
    "responsible_user_id",
    "group_id",
    "status_id",
    "pipeline_id",
    "loss_reason_id",
    "created_by",
    "updated_by",
    "created_at",
    "updated_at",
    "closed_at",
    "closest_task_at",
    "is_deleted",
    "custom_fields_values",
    "score",
    "account_id",
    "labor_cost",
    "_links",
    "_embedded",
]


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "realty")


def test_a_lead_has_the_keys_of_real_answers_in_their_order(api: Api) -> None:
    lead = api.listed("leads")[0]
    assert list(lead) == LEAD_KEYS
    assert list(lead["_embedded"]) == ["tags", "companies"]
    assert lead["account_id"] == api.account.id


def test_a_list_is_hal_json_with_a_request_id(api: Api) -> None:
    answer = api.get("leads")
    assert answer.headers["Content-Type"] == "application/hal+json"
    assert answer.headers["X-Request-Id"]
    assert answer.headers["X-Request-Id"] != api.get("leads").headers["X-Request-Id"]


def test_leads_come_by_the_time_of_their_last_change(api: Api) -> None:
    before = api.listed("leads?limit=250")
    times = [lead["updated_at"] for lead in before]
    assert times == sorted(times)
    first = before[0]["id"]
    api.change("leads", {"id": first, "price": 1})
    assert api.ids("leads?limit=250")[-1] == first


def test_text_beyond_ascii_is_escaped_as_php_escapes_it(api: Api) -> None:
    [lead] = api.create("leads", {"name": 'Квартира "под ключ" 🏠 в\u2028строку'})
    answer = api.get(f"leads/{lead['id']}")
    assert answer.content.isascii()
    assert answer.json()["name"] == 'Квартира "под ключ" 🏠 в\u2028строку'


def test_an_empty_list_is_204_without_a_body(mock: MockAmoCRM) -> None:
    answer = open_api(mock, "empty").get("leads")
    assert (answer.status_code, answer.content) == (204, b"")
    assert "Content-Type" not in answer.headers


def test_an_unknown_lead_is_204(api: Api) -> None:
    assert api.get("leads/1").status_code == 204


def test_one_lead_is_the_bare_model(api: Api) -> None:
    listed = api.listed("leads?limit=1")[0]
    one = api.read(f"leads/{listed['id']}")
    assert list(one) == LEAD_KEYS
    assert one["_links"] == {"self": {"href": f"{api.mock.url}/api/v4/leads/{listed['id']}"}}
    assert {**one, "_links": 0, "_embedded": 0} == {**listed, "_links": 0, "_embedded": 0}


def test_contacts_of_a_lead_are_ids_only_and_one_is_main(api: Api) -> None:
    lead = api.listed("leads?limit=1&with=contacts")[0]
    [contact] = lead["_embedded"]["contacts"]
    assert list(contact) == ["id", "is_main", "_links"]
    assert contact["is_main"] is True
    assert api.read(f"contacts/{contact['id']}")["id"] == contact["id"]


def test_without_with_there_are_no_contacts(api: Api) -> None:
    assert "contacts" not in api.listed("leads?limit=1")[0]["_embedded"]


def test_a_loss_reason_is_an_array_that_may_be_empty(api: Api) -> None:
    leads = api.listed("leads?limit=250&with=loss_reason")
    lost = [lead for lead in leads if lead["status_id"] == 143]
    assert lost
    for lead in leads:
        reasons = lead["_embedded"]["loss_reason"]
        assert [reason["id"] for reason in reasons] == ([lead["loss_reason_id"]] if lead in lost else [])
    assert list(lost[0]["_embedded"]["loss_reason"][0]) == ["id", "name", "sort", "created_at", "updated_at", "_links"]


def test_with_takes_several_names_and_ignores_unknown_ones(api: Api) -> None:
    lead = api.listed(
        "leads?limit=1&with=contacts,,tags,source_id,is_price_modified_by_robot,catalog_elements,nonsense"
    )[0]
    assert lead["source_id"] is None
    assert lead["is_price_modified_by_robot"] is False
    assert lead["_embedded"]["catalog_elements"] == []
    assert "contacts" in lead["_embedded"]


def test_only_deleted_lists_the_trash_in_short_form(api: Api) -> None:
    first = api.listed("leads?limit=1")[0]["id"]
    row = api.account.row("leads", first)
    api.account.put("leads", [{**row, "is_deleted": True}])
    assert first not in api.ids("leads?limit=250")
    [trashed] = api.listed("leads?with=only_deleted")
    assert list(trashed) == ["id", "updated_at", "updated_by", "is_deleted", "_links"]
    assert (trashed["id"], trashed["is_deleted"]) == (first, True)


def test_an_account_sees_only_its_own_leads(mock: MockAmoCRM) -> None:
    ours, theirs = open_api(mock, "demo", seed=1), open_api(mock, "demo", seed=2)
    [created] = ours.create("leads", {"name": "ours"})
    assert created["id"] in ours.ids("leads")
    assert not set(ours.ids("leads")) & set(theirs.ids("leads"))
    assert theirs.get(f"leads/{created['id']}").status_code == 204


def test_two_accounts_of_the_same_world_do_not_share_changes_or_cached_pages(mock: MockAmoCRM) -> None:
    one, other = open_api(mock, "demo", seed=5), open_api(mock, "demo", seed=5)
    before = other.ids("leads")
    assert one.ids("leads") == before
    one.create("leads", {"name": "only here"})
    assert len(one.ids("leads")) == 8
    assert other.ids("leads") == before


def test_a_page_is_fresh_after_every_write(api: Api) -> None:
    path = f"leads/{api.listed('leads?limit=1')[0]['id']}"
    for price in (10, 20, 30):
        api.send("PATCH", path, {"price": price})
        assert api.read(path)["price"] == price


def test_without_a_token_there_is_401(api: Api) -> None:
    api.token = "garbage"
    answer = api.get("leads")
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")


def test_a_cached_page_is_not_served_to_a_revoked_token(api: Api) -> None:
    assert api.get("leads").status_code == 200
    api.account.grants.revoke(now=api.account.clock.now())
    assert api.get("leads").status_code == 401


def test_wrong_verbs_are_405_and_unknown_routes_404(api: Api) -> None:
    lead = api.ids("leads?limit=1")[0]
    assert api.send("DELETE", f"leads/{lead}").status_code == 405
    assert api.send("PUT", "leads", []).json()["title"] == "Method Not Allowed"
    answer = api.get("leeds?page=1")
    assert answer.status_code == 404
    assert answer.json()["detail"] == f"Cannot GET {api.mock.url}/api/v4/leeds"


def test_slashes_too_many_are_tolerated(api: Api) -> None:
    expected = api.ids("leads")
    assert api.ids("leads/") == expected
    assert api.ids(f"{api.mock.url}//api/v4/leads") == expected
    inside = api.get(f"{api.mock.url}//api//v4///leads/")
    assert (inside.status_code, inside.history) == (200, [])
