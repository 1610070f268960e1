"""Widgets, bots, talks, templates, website buttons, short links: what stands between an account and others."""

from collections.abc import Mapping

import pytest
import requests
from api_client import Api, Json, open_api

from mock_amocrm.server import MockAmoCRM


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock)


def control(api: Api, method: str, path: str, body: object = None) -> Json:
    url = f"{api.mock.url}/_mock/accounts/{api.account.subdomain}/{path}"
    answer = requests.request(method, url, json=body, timeout=5)
    assert answer.ok, answer.text
    return dict(answer.json())


def test_a_widget_is_installed_with_what_its_template_requires(api: Api) -> None:
    control(api, "POST", "widgets", {"code": "crm_sync", "required": ["login"]})
    read = api.read("widgets/crm_sync")
    assert (read["is_active_in_account"], read["settings"], read["rating"]) == (False, None, "0,0")
    assert api.refused("POST", "widgets/crm_sync", {}) == [("0", "FieldMissing", "login")]

    made = api.send("POST", "widgets/crm_sync", {"login": "olga", "other": 1}).json()
    assert (made["is_active_in_account"], made["settings"]) == (True, {"login": "olga"})
    assert [each["code"] for each in api.listed("widgets")] == ["crm_sync"]
    assert api.send("DELETE", "widgets/crm_sync").status_code == 204
    read = api.read("widgets/crm_sync")
    assert (read["is_active_in_account"], read["settings"]) == (False, None)
    for method in ("GET", "POST", "DELETE"):
        assert api.send(method, "widgets/nobody", {} if method == "POST" else None).status_code == 404


def test_bots_run_stop_and_go_on_where_they_wait(api: Api) -> None:
    bot = control(api, "POST", "bots", {"name": "Привітання"})
    [lead, other, *_] = api.ids("leads")
    assert [each["name"] for each in api.listed("bots")] == ["Привітання"]

    def runs() -> list[object]:
        found = control(api, "GET", "bots/runs")["runs"]
        assert isinstance(found, list)
        return [(each["entity_id"], each["state"]) for each in found]

    item = {"bot_id": bot["id"], "entity_id": lead, "entity_type": "leads"}
    assert api.send("POST", "bots/run", [item]).status_code == 202
    two = [{"bot_id": bot["id"], "entity_id": other, "entity_type": 2}]
    assert api.send("POST", f"{api.mock.url}/api/v2/salesbot/run", two).status_code == 202
    assert runs() == [(0, "waiting"), (lead, "running"), (other, "running")]

    where = {"entity_id": lead, "entity_type": "leads"}
    assert api.send("POST", f"bots/{bot['id']}/stop", where).status_code == 202
    assert api.send("POST", f"salesbot/{bot['id']}/continue/{bot['continue_id']}", {"data": {}}).status_code == 202
    assert runs() == [(0, "running"), (lead, "stopped"), (other, "running")]
    again = api.send("POST", f"salesbot/{bot['id']}/continue/{bot['continue_id']}", {"data": {}})
    assert again.status_code == 404, "it waits no more"


@pytest.mark.parametrize(
    ("path", "item", "wrong"),
    [
        ("bots/run", {"bot_id": 1, "entity_id": 1, "entity_type": "leads"}, "bot_id"),
        ("/api/v2/salesbot/run", {"bot_id": None, "entity_id": 1, "entity_type": 9}, "entity_type"),
        ("bots/run", {"bot_id": None, "entity_id": 1, "entity_type": "companies"}, "entity_type"),
        ("bots/run", {"bot_id": None, "entity_id": 1999999999, "entity_type": "leads"}, "entity_id"),
    ],
)
def test_a_bot_is_not_started_on_nothing(api: Api, path: str, item: dict[str, object], wrong: str) -> None:
    bot = control(api, "POST", "bots", {})
    body = [{**item, "bot_id": item["bot_id"] or bot["id"]}]
    address = api.mock.url + path if path.startswith("/") else path
    assert api.refused("POST", address, body) == [("0", "NotSupportedChoice", wrong)]
    assert len(control(api, "GET", "bots/runs")["runs"]) == 1  # type: ignore[arg-type]  # JSON


def test_a_talk_is_read_answered_and_closed_once(api: Api) -> None:
    [lead, *_] = api.ids("leads")
    begun = control(api, "POST", "talks", {"lead_id": lead, "text": "Доброго дня"})
    read = api.read(f"talks/{begun['talk_id']}")
    assert (read["is_in_work"], read["entity_type"], read["origin"]) == (True, "lead", "telegram")
    assert [each["id"] for each in _object(read["_embedded"])["leads"]] == [lead]
    assert [each["id"] for each in _object(read["_embedded"])["contacts"]] == [begun["contact_id"]]

    said = api.send("POST", f"talks/{begun['talk_id']}/send_message", {"text": "Вітаю"}).json()
    assert [each["text"] for each in api.listed(f"talks/{begun['talk_id']}/messages")] == ["Доброго дня", "Вітаю"]
    assert said["text"] == "Вітаю"
    other = control(api, "POST", "talks", {})
    assert api.send("POST", f"talks/{begun['talk_id']}/close").status_code == 202
    assert api.send("POST", f"talks/{begun['talk_id']}/close").status_code == 422
    assert [each["talk_id"] for each in api.listed("talks?filter[only_in_work]=1")] == [other["talk_id"]]
    assert [each["talk_id"] for each in api.listed(f"talks?filter[entity_id]={lead}")] == [begun["talk_id"]]
    assert api.get("talks/1999999999").status_code == 404


def test_a_chat_is_a_contacts_once_somebody_says_so(api: Api) -> None:
    begun = control(api, "POST", "talks", {})
    link = {"contact_id": begun["contact_id"], "chat_id": begun["chat_id"]}
    assert api.get(f"contacts/chats?contact_id={begun['contact_id']}").status_code == 204
    [made] = api.create("contacts/chats", link)
    assert made["request_id"] == "0"
    for query in (f"contact_id={begun['contact_id']}", f"chat_id[]={begun['chat_id']}&chat_id[]=x"):
        assert api.listed(f"contacts/chats?{query}") == [{"id": made["id"], **link}]
    assert api.refused("GET", "contacts/chats", None) == [("0", "FieldMissing", "contact_id")]
    assert api.refused("POST", "contacts/chats", [{**link, "chat_id": "nobody's"}]) == [
        ("0", "NotSupportedChoice", "chat_id")
    ]


def test_a_template_is_reviewed_if_it_is_whatsapps(api: Api) -> None:
    plain = {"name": "Вітання", "content": "Добрий день", "external_id": "w-1"}
    waba = {"name": "Оплата", "content": "Рахунок", "type": "waba", "waba_category": "UTILITY"}
    made = api.create("chats/templates", plain, waba)
    assert [each["type"] for each in made] == ["amocrm", "waba"]
    assert api.ids("chats/templates?filter[external_id]=w-1") == [made[0]["id"]]
    assert api.refused("POST", "chats/templates", [{**waba, "waba_category": None}]) == [
        ("0", "FieldMissing", "waba_category")
    ]
    assert api.refused("POST", f"chats/templates/{made[0]['id']}/review", {}) == [("0", "NotSupportedChoice", "type")]

    place = f"chats/templates/{made[1]['id']}"
    [review] = api.send("POST", f"{place}/review", {}).json()["_embedded"]["reviews"]
    assert api.read(place)["is_on_review"] is True
    decided = api.send("POST", f"{place}/review/{review['id']}", {"status": "approved"}).json()
    assert decided["status"] == "approved"
    read = api.read(f"{place}?with=reviews")
    assert (read["review_status"], read["is_on_review"]) == ("approved", False)
    assert [each["status"] for each in _object(read["_embedded"])["reviews"]] == ["approved"]

    numbers = [{"id": each["id"]} for each in made]
    assert api.refused("DELETE", "chats/templates", [*numbers, {"id": 5}]) == [("2", "NotSupportedChoice", "id")]
    assert len(api.listed("chats/templates")) == 2, "one bad item deletes none"
    assert api.send("DELETE", "chats/templates", numbers).status_code == 204
    assert api.get("chats/templates").status_code == 204


def test_a_website_button_is_made_in_the_background_and_trusts_more_sites(api: Api) -> None:
    pipeline = api.listed("leads/pipelines")[0]["id"]
    answer = api.send("POST", "website_buttons", {"pipeline_id": pipeline, "trusted_websites": ["a.example"]})
    place = f"website_buttons/{answer.json()['source_id']}"
    assert answer.status_code == 202
    changed = api.send("PATCH", place, {"trusted_websites": {"add": ["b.example", "a.example"]}}).json()
    assert changed["trusted_websites"] == ["a.example", "b.example"]
    assert api.send("POST", f"{place}/online_chat").status_code == 202
    read = api.read(f"{place}?with=scripts")
    assert (read["online_chat"], len(read["scripts"])) == (True, 1)  # type: ignore[arg-type]  # JSON
    assert api.refused("POST", "website_buttons", {"pipeline_id": 5, "trusted_websites": []}) == [
        ("0", "NotSupportedChoice", "pipeline_id")
    ]
    assert api.get("website_buttons/1999999999").status_code == 404


def test_a_short_link_is_a_contacts(api: Api) -> None:
    [contact] = api.create("contacts", {"name": "Олена"})
    metadata = {"entity_type": "contacts", "entity_id": contact["id"]}
    [made] = api.create("short_links", {"url": "https://example.com/пропозиція", "metadata": metadata})
    assert (made["metadata"], made["account_id"]) == (metadata, api.account.id)
    assert str(made["url"]).startswith(f"{api.mock.url}/s/")
    wrong = {"url": "https://example.com", "metadata": {"entity_type": "leads", "entity_id": 5}}
    assert api.refused("POST", "short_links", [wrong]) == [
        ("0", "NotSupportedChoice", "metadata.entity_type"),
        ("0", "NotSupportedChoice", "metadata.entity_id"),
    ]


def _object(value: object) -> Mapping[str, list[Json]]:
    assert isinstance(value, Mapping)
    return value
