"""Webhooks by the control API: what an administrator does in amoCRM's pages, what tests want to know and to spoil."""

from collections.abc import Iterator

import pytest
from api_client import Json
from hooked import DELIVERIES, HOOKS, MINUTE, Hooked, hooked

from mock_amocrm.server import MockAmoCRM

TRIGGERS = "/_mock/accounts/{subdomain}/triggers"


@pytest.fixture
def place(mock: MockAmoCRM) -> Iterator[Hooked]:
    with hooked(mock, lang="en") as opened:
        yield opened


def set_up(place: Hooked, *settings: str) -> str:
    """A webhook that somebody sets up by hand; its number."""
    body = {"destination": f"{place.backend.url}/hook", "settings": list(settings)}
    return str(place.call("POST", HOOKS, body, status=201)["id"])


def stages(place: Hooked) -> list[Json]:
    """The stages of the main pipeline."""
    found = place.call("GET", "/_mock/accounts/{subdomain}/stages")["stages"]
    assert isinstance(found, list)
    return [stage for stage in found if stage["pipeline_id"] == found[0]["pipeline_id"]]


def trigger(place: Hooked, stage: Json, event: str, path: str = "/trigger") -> Json:
    """A webhook that somebody puts on a stage."""
    where = {key: stage["id" if key == "status_id" else key] for key in ("pipeline_id", "status_id")}
    return place.call("POST", TRIGGERS, {**where, "event": event, "url": place.backend.url + path}, status=201)


def test_an_administrator_sets_a_webhook_up_and_takes_it_away(place: Hooked) -> None:
    number = set_up(place, "add_lead", "update_lead")
    [listed] = place.api.listed("webhooks")
    assert (listed["id"], listed["settings"]) == (int(number), ["add_lead", "update_lead"])
    assert listed["created_by"] == place.api.world.users[0].id
    place.lead()
    assert place.events == [("leads", "add")]

    place.call("DELETE", HOOKS + "/{id}", status=204, id=number)
    place.lead()
    assert place.events == [("leads", "add")]
    assert place.call("GET", HOOKS) == {"webhooks": []}


def test_whatever_webhooks_can_be_about_is_listed_and_taken(place: Hooked) -> None:
    codes = place.control.call("GET", "/_mock/webhook-events")["events"]
    assert {"add_lead", "note_customer", "update_talk", "add_unsorted"} <= set(codes)
    body = {"destination": place.backend.url, "settings": codes}
    assert place.call("POST", HOOKS, body, status=201)["settings"] == codes


def test_a_webhook_is_switched_off_and_on(place: Hooked) -> None:
    number = set_up(place, "add_lead")
    assert place.call("PATCH", HOOKS + "/{id}", {"disabled": True}, id=number)["disabled"] is True
    assert place.is_disabled()
    place.lead()
    assert place.call("PATCH", HOOKS + "/{id}", {"disabled": False}, id=number)["disabled"] is False
    place.lead()
    assert len(place.heard) == 1


def test_a_delivery_can_be_made_before_its_time(place: Hooked) -> None:
    set_up(place, "add_lead")
    place.backend.status = 500
    place.lead()
    [waiting] = place.deliveries()
    place.backend.status = 200
    made = place.call("POST", DELIVERIES + "/{id}/now", id=str(waiting["id"]))
    assert (made["stage"], made["due_at"]) == ("delivered", None)
    assert len(place.heard) == 2
    refused = place.call("POST", DELIVERIES + "/{id}/now", status=404, id=str(waiting["id"]))
    assert refused["field"] == "id"


def test_what_never_happened_can_be_told(place: Hooked) -> None:
    set_up(place, "add_message", "note_lead", "delete_lead", "restore_lead")
    lead = place.lead(name="House")
    message = {"id": "m-1", "text": "Hello & bye", "author": {"name": "Ann"}}
    told = place.call("POST", HOOKS + "/simulate", {"event": "add_message", "item": message})
    assert told["deliveries"] == [1]
    place.call("POST", HOOKS + "/simulate", {"event": "restore_lead", "id": lead})
    place.call("POST", HOOKS + "/simulate", {"event": "delete_lead", "id": lead})
    place.call("POST", HOOKS + "/simulate", {"event": "add_lead", "id": lead})
    assert place.events == [("message", "add"), ("leads", "restore"), ("leads", "delete")]
    assert place.item(0) == message
    assert place.item(1)["name"] == "House"
    assert "name" not in place.item(2)


@pytest.mark.parametrize(
    ("body", "field", "hint"),
    [
        ({"event": "add_leed", "id": 1}, "event", "add_lead"),
        ({"event": "add_lead"}, "item", "needed"),
        ({"event": "add_lead", "id": 1, "item": {}}, "item", "not both"),
        ({"event": "add_lead", "id": 1}, "id", "none of the leads"),
        ({"event": "add_message", "id": 1}, "id", "give the item"),
    ],
)
def test_what_cannot_be_told_is_refused(place: Hooked, body: Json, field: str, hint: str) -> None:
    refused = place.call("POST", HOOKS + "/simulate", body, status=400)
    assert refused["field"] == field
    assert hint in str(refused["detail"])


@pytest.mark.parametrize(
    ("body", "field", "hint"),
    [
        ({"destination": "https://x.example", "settings": ["add_leads"]}, "settings.0", "add_lead"),
        ({"destination": "x.example", "settings": ["add_lead"]}, "destination", "no address"),
    ],
)
def test_a_wrong_webhook_is_refused(place: Hooked, body: Json, field: str, hint: str) -> None:
    refused = place.call("POST", HOOKS, body, status=400)
    assert refused["field"] == field
    assert hint in str(refused["detail"])


def test_a_webhook_that_does_not_exist_is_told_as_that(place: Hooked) -> None:
    assert place.call("DELETE", HOOKS + "/{id}", status=404, id="7")["field"] == "id"
    assert place.call("PATCH", HOOKS + "/{id}", {"disabled": True}, status=400, id="x")["field"] == "id"


def test_somebody_on_the_way_answers_so_often_and_then_the_receiver(place: Hooked) -> None:
    set_up(place, "add_lead")
    ordered = place.call("POST", HOOKS + "/hindrances", {"status": 502, "times": 2}, status=201)
    place.lead()
    place.settled()
    place.advance(20 * MINUTE)
    [delivered] = place.deliveries()
    attempts = delivered["attempts"]
    assert isinstance(attempts, list)
    assert [made["status"] for made in attempts] == [502, 502, 200]
    assert len(place.heard) == 1
    entries = place.control.call("GET", f"/_mock/journal?account={place.api.account.subdomain}")["entries"]
    assert isinstance(entries, list)
    assert [entry["fault"] for entry in entries if entry["surface"] == "hook"] == [ordered["id"], ordered["id"], None]


def test_an_answer_can_be_lost_though_the_receiver_was_told(place: Hooked) -> None:
    set_up(place, "add_lead")
    place.call("POST", HOOKS + "/hindrances", {"status": 0, "reaches": True}, status=201)
    place.lead()
    place.settled()
    place.advance(5 * MINUTE)
    [delivered] = place.deliveries()
    assert [(made["status"], made["outcome"]) for made in delivered["attempts"]] == [  # type: ignore[attr-defined]
        (0, "timed_out"),
        (200, "answered"),
    ]
    assert place.events == [("leads", "add")] * 2


def test_a_hindrance_lasts_until_the_way_is_cleared(place: Hooked) -> None:
    set_up(place, "add_lead")
    place.call("POST", HOOKS + "/hindrances", {"status": 404, "times": None}, status=201)
    place.lead()
    place.settled()
    place.advance(MINUTE)
    place.lead()
    assert place.heard == []
    place.call("DELETE", HOOKS + "/hindrances", status=204)
    place.advance(5 * MINUTE)
    assert len(place.heard) == 2
    assert place.call("POST", HOOKS + "/hindrances", {"status": 42}, status=400)["field"] == "status"


def test_a_stage_tells_in_short_who_came_once(place: Hooked) -> None:
    first, second = stages(place)[1:3]
    trigger(place, second, "lead_status_changed")
    lead = place.lead(name="House", status_id=first["id"])
    place.api.change("leads", {"id": lead, "price": 7})
    place.backend.status = 500
    place.api.change("leads", {"id": lead, "status_id": second["id"]})
    place.settled()
    body = place.backend.only.body
    names = ("id", "status_id", "pipeline_id", "old_status_id")
    values = (lead, second["id"], second["pipeline_id"], first["id"])
    short = "&".join(f"leads%5Bstatus%5D%5B0%5D%5B{name}%5D={value}" for name, value in zip(names, values, strict=True))
    account = place.api.account
    assert body == f"{short}&account%5Bid%5D={account.id}&account%5Bsubdomain%5D={account.subdomain}"
    assert place.advance(24 * 60 * MINUTE) == []
    [once] = place.deliveries()
    assert (once["event"], once["subscription"], once["stage"]) == ("digital_pipeline.status", None, "given_up")


@pytest.mark.parametrize(
    ("event", "heard"),
    [
        ("lead_added", ["/added"]),
        ("lead_status_changed", ["/moved"]),
        ("lead_appeared_in_status", ["/added", "/moved"]),
    ],
)
def test_a_trigger_is_for_who_is_new_or_who_moves_or_both(place: Hooked, event: str, heard: list[str]) -> None:
    first, second = stages(place)[1:3]
    trigger(place, second, event)
    born = place.lead(status_id=second["id"])
    moved = place.lead(status_id=first["id"])
    place.api.change("leads", {"id": moved, "status_id": second["id"]})
    place.api.change("leads", {"id": moved, "status_id": first["id"]})
    ids = {str(born): "/added", str(moved): "/moved"}
    assert [ids[event.payload["id"]] for webhook in place.heard for event in webhook.events] == heard


def test_a_call_on_a_stage_is_told_unless_the_note_says_otherwise(place: Hooked) -> None:
    first, second = stages(place)[1:3]
    trigger(place, first, "call_in")
    params = {"uniq": "u", "duration": 5, "source": "tel", "phone": "+380"}
    here, elsewhere = place.lead(status_id=first["id"]), place.lead(status_id=second["id"])
    notes: list[dict[str, object]] = [
        {"entity_id": elsewhere, "note_type": "call_in"},
        {"entity_id": here, "note_type": "call_out"},
        {"entity_id": here, "note_type": "call_in", "is_need_to_trigger_digital_pipeline": False},
        {"entity_id": here, "note_type": "call_in"},
    ]
    place.api.create("leads/notes", *({**note, "params": params} for note in notes))
    assert place.events == [("leads", "call_in")]
    assert place.item()["id"] == str(here)


def test_a_trigger_of_what_the_fake_has_not_is_sprung_by_hand(place: Hooked) -> None:
    stage = stages(place)[1]
    lead = place.lead(status_id=stage["id"])
    made = trigger(place, stage, "mail_in")
    place.call("POST", TRIGGERS + "/{id}/spring", {"lead": lead}, id=str(made["id"]))
    assert place.events == [("leads", "mail_in")]
    assert place.item() == {
        "id": str(lead),
        "status_id": str(stage["id"]),
        "pipeline_id": str(stage["pipeline_id"]),
    }
    assert place.call("POST", TRIGGERS + "/{id}/spring", {"lead": 7}, status=400, id=str(made["id"]))["field"] == "lead"


def test_a_trigger_is_listed_and_taken_off_its_stage(place: Hooked) -> None:
    stage = stages(place)[1]
    made = trigger(place, stage, "lead_added")
    assert place.call("GET", TRIGGERS) == {"triggers": [made]}
    place.call("DELETE", TRIGGERS + "/{id}", status=204, id=str(made["id"]))
    place.lead(status_id=stage["id"])
    assert place.heard == []
    assert place.call("DELETE", TRIGGERS + "/{id}", status=404, id=str(made["id"]))["field"] == "id"


@pytest.mark.parametrize(
    ("change", "field", "hint"),
    [
        ({"event": "lead_adding"}, "event", "lead_added"),
        ({"status_id": 7}, "status_id", "its stages: "),
        ({"pipeline_id": 7}, "status_id", "no pipeline 7"),
        ({"url": "x"}, "url", "no address"),
    ],
)
def test_a_wrong_trigger_is_refused(place: Hooked, change: Json, field: str, hint: str) -> None:
    stage = stages(place)[1]
    body = {"event": "lead_added", "url": place.backend.url, "pipeline_id": stage["pipeline_id"]}
    refused = place.call("POST", TRIGGERS, {**body, "status_id": stage["id"], **change}, status=400)
    assert refused["field"] == field
    assert hint in str(refused["detail"])
