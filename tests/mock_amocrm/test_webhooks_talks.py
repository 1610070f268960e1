"""Webhooks of talks, of what is said in them, and of templates that were sent for review: all from what happens."""

from collections.abc import Iterator

import pytest
from api_client import Json
from hooked import HOOKS, Hooked, hooked

from mock_amocrm.server import MockAmoCRM

TALKS = "/_mock/accounts/{subdomain}/talks"
CODES = ("add_talk", "update_talk", "add_message", "add_outgoing_message", "add_chat_template_review")


@pytest.fixture
def place(mock: MockAmoCRM) -> Iterator[Hooked]:
    """An account that tells of all that."""
    with hooked(mock, "empty") as made:
        made.subscribe(*CODES)
        yield made


def talk_about(place: Hooked, **values: object) -> Json:
    """Somebody has written, and both webhooks of it have arrived."""
    begun = place.call("POST", TALKS, {"text": "Ви тут?", **values}, status=201)
    assert place.events == [("talk", "add"), ("message", "add")]
    return begun


def test_who_writes_is_told_with_the_talk_and_the_lead(place: Hooked) -> None:
    [contact] = place.api.create("contacts", {"name": "Олена"})
    lead = place.lead(name="Дім")
    begun = talk_about(place, contact_id=contact["id"], lead_id=lead, origin="viber")
    talk, message = place.item(0), place.item(1)
    same = {
        "talk_id": str(begun["talk_id"]),
        "chat_id": begun["chat_id"],
        "contact_id": str(contact["id"]),
        "entity_id": str(lead),
        "entity_type": "lead",
        "origin": "viber",
        "created_at": message["created_at"],
    }
    assert {**talk, **same, "rate": "0", "is_in_work": "1", "is_read": "0"} == talk
    [said] = place.api.listed(f"talks/{begun['talk_id']}/messages")
    author = {"id": str(contact["id"]), "type": "external", "name": "Олена"}
    element = {"element_id": str(lead), "element_type": "2"}
    own = {"id": said["id"], "text": "Ви тут?", "type": "incoming", "author": author}
    assert message == {**same, **element, **own}


def test_a_manager_who_answers_is_told_as_outgoing(place: Hooked) -> None:
    begun = talk_about(place)
    sent = place.api.send("POST", f"talks/{begun['talk_id']}/send_message", {"text": "Так"})
    assert sent.status_code == 200, sent.text
    message = place.item()
    assert place.events[2:] == [("outgoing_message", "add")]
    assert (message["id"], message["text"], message["type"]) == (sent.json()["id"], "Так", "outgoing")
    user = place.api.listed("users")[0]
    assert message["author"] == {"id": str(user["id"]), "type": "internal", "name": user["name"]}
    assert "entity_id" not in message


def test_a_talk_that_ends_is_told_by_its_number(place: Hooked) -> None:
    begun = talk_about(place)
    assert place.api.send("POST", f"talks/{begun['talk_id']}/close").status_code == 202
    assert place.events[2:] == [("talk", "update")]
    assert (place.item()["talk_id"], place.item()["is_in_work"]) == (str(begun["talk_id"]), "0")


def test_a_template_is_told_when_it_is_sent_for_review_and_not_before_or_after(place: Hooked) -> None:
    values = {"name": "Вітання", "content": "Добрий день", "type": "waba", "waba_category": "UTILITY"}
    [template] = place.api.create("chats/templates", {**values, "external_id": "e-1"})
    review = f"chats/templates/{template['id']}/review"
    [asked] = place.api.send("POST", review).json()["_embedded"]["reviews"]
    assert place.api.send("POST", f"{review}/{asked['id']}", {"status": "approved"}).status_code == 200
    assert place.events == [("chat_template_reviews", "add")]
    assert place.item() == {
        "id": str(asked["id"]),
        "account_id": str(place.api.account.id),
        "template_id": str(template["id"]),
        "name": "Вітання",
        "external_id": "e-1",
        "status": "review",
        "reject_reason": "",
    }
    simulated = {"event": "add_chat_template_review", "id": asked["id"]}
    place.call("POST", f"{HOOKS}/simulate", simulated)
    assert (place.item()["id"], place.item()["status"]) == (str(asked["id"]), "approved")
