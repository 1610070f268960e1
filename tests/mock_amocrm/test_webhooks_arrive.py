"""What a subscriber hears of changes that are made through the API, and past it."""

from collections.abc import Iterator

import pytest
from hooked import Hooked, hooked

from mock_amocrm.server import MockAmoCRM


@pytest.fixture
def place(mock: MockAmoCRM) -> Iterator[Hooked]:
    with hooked(mock) as opened:
        yield opened


def test_everything_the_api_does_to_a_lead_arrives(place: Hooked) -> None:
    codes = ("add_lead", "update_lead", "status_lead", "responsible_lead", "delete_lead", "restore_lead")
    place.subscribe(*codes)
    lead = place.lead(name="Дім", price=5)
    [stage] = [
        row["status_id"]
        for row in place.api.account.rows("statuses")
        if row["name"] == "Переговоры" and row["pipeline_id"] == place.api.read(f"leads/{lead}")["pipeline_id"]
    ]
    other = place.api.world.users[1].id
    place.api.change("leads", {"id": lead, "price": 7})
    place.api.change("leads", {"id": lead, "status_id": stage})
    place.api.change("leads", {"id": lead, "responsible_user_id": other})
    place.call("DELETE", "/_mock/accounts/{subdomain}/leads/{id}", status=204, id=str(lead))

    assert place.events == [
        ("leads", "add"),
        ("leads", "update"),
        ("leads", "status"),
        ("leads", "update"),
        ("leads", "update"),
        ("leads", "responsible"),
        ("leads", "delete"),
    ]
    assert [place.item(number)["price"] for number in (0, 1)] == ["5", "7"]
    assert place.item(2)["status_id"] == str(stage)
    assert place.item(2)["old_status_id"] == place.item(0)["status_id"]
    assert place.item(5)["old_responsible_user_id"] == str(place.api.world.users[0].id)


def test_two_codes_that_are_told_in_the_same_words_are_told_once(place: Hooked) -> None:
    place.subscribe("update_contact", "responsible_contact")
    place.subscribe("responsible_contact", path="/other")
    [contact] = place.api.create("contacts", {"name": "Петро"})
    place.api.change("contacts", {"id": contact["id"], "responsible_user_id": place.api.world.users[1].id})
    assert place.events == [("contacts", "update"), ("contacts", "update")]
    assert {visit.target for visit in place.backend.visits} == {"/hook", "/other"}


def test_leads_that_are_added_past_the_api_are_told_with_their_contact(place: Hooked) -> None:
    place.subscribe("add_lead", "add_contact")
    lead = {"name": "Дім", "price": 9, "contact": {"name": "Петро", "phone": "+380501112233"}}
    place.call("POST", "/_mock/accounts/{subdomain}/leads", [lead], status=201)
    by_entity = {event.entity: event.payload for webhook in place.heard for event in webhook.events}
    assert by_entity["leads"]["name"] == "Дім"
    assert by_entity["contacts"]["custom_fields"][0]["values"][0]["value"] == "+380501112233"
    assert by_entity["contacts"]["linked_leads_id"] == [{"ID": by_entity["leads"]["id"]}]


def test_tasks_arrive(place: Hooked) -> None:
    place.subscribe("add_task", "update_task", "update_lead")
    lead = place.lead()
    task = {"text": "Подзвонити", "complete_till": 1_900_000_000, "entity_type": "leads", "entity_id": lead}
    [made] = place.api.create("tasks", task)
    place.api.change("tasks", {"id": made["id"], "is_completed": True, "result": {"text": "Так"}})
    assert place.events == [("task", "add"), ("task", "update")]
    assert (place.item()["action_close"], place.item()["result"]["text"]) == ("1", "Так")


def test_notes_arrive_under_their_entity(place: Hooked) -> None:
    place.subscribe("note_lead", "note_contact")
    lead = place.lead()
    [contact] = place.api.create("contacts", {"name": "Петро"})
    [made] = place.api.create(f"leads/{lead}/notes", {"note_type": "common", "params": {"text": "Дзвонив"}})
    sms = {"note_type": "sms_in", "params": {"text": "Так", "phone": "+380"}}
    place.api.create("contacts/notes", {"entity_id": contact["id"], **sms})
    place.api.change(f"leads/{lead}/notes", {"id": made["id"], "note_type": "common", "params": {"text": "Ще раз"}})
    assert place.events == [("leads", "note"), ("contacts", "note")]
    said = [place.item(number)["note"] for number in (0, 1)]
    assert [(note["id"], note["text"], note["note_type"]) for note in said] == [  # type: ignore[index]
        (str(made["id"]), "Дзвонив", "4"),
        (said[1]["id"], "Так", "102"),  # type: ignore[index]
    ]
