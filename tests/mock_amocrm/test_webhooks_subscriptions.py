"""Webhooks of the API: who subscribes to what, by which address they are known, what is refused."""

from collections.abc import Iterator

import pytest
from api_client import Api, open_api
from hooked import Hooked, hooked

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.webhooks.events import CODES, DOCUMENTED

ADDRESS = "https://backend.example/hook"


@pytest.fixture
def api(mock: MockAmoCRM) -> Api:
    return open_api(mock, "demo")


@pytest.fixture
def place(mock: MockAmoCRM) -> Iterator[Hooked]:
    with hooked(mock) as opened:
        yield opened


def subscribed(api: Api, destination: str = ADDRESS, *settings: str, **more: object) -> dict[str, object]:
    """The answer to a new subscription."""
    body = {"destination": destination, "settings": list(settings or ("add_lead",)), **more}
    answer = api.send("POST", "webhooks", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_an_account_without_any_answers_204(api: Api) -> None:
    assert api.get("webhooks").status_code == 204


def test_a_subscription_is_answered_bare_and_listed_with_a_total(api: Api) -> None:
    made = subscribed(api, ADDRESS, "add_lead", "status_lead", "add_lead", sort=10)
    now = api.account.clock.now()
    assert now - 5 <= int(str(made["created_at"])) <= now
    assert list(made.items()) == [
        ("id", made["id"]),
        ("destination", ADDRESS),
        ("created_at", made["created_at"]),
        ("updated_at", made["created_at"]),
        ("account_id", api.account.id),
        ("created_by", api.world.users[0].id),
        ("sort", 1),
        ("disabled", False),
        ("settings", ["add_lead", "status_lead"]),
    ]
    listed = api.read("webhooks")
    assert listed["_total_items"] == 1
    assert listed["_embedded"] == {"webhooks": [made]}


def test_an_address_is_one_subscription_however_often_it_subscribes(api: Api) -> None:
    first = subscribed(api)
    other = subscribed(api, "http://127.0.0.1:3000/hook?key=1")
    api.account.clock.advance(60)
    again = subscribed(api, ADDRESS, "note_contact")

    assert (again["id"], again["created_at"], again["settings"]) == (first["id"], first["created_at"], ["note_contact"])
    assert int(str(again["updated_at"])) >= int(str(first["updated_at"])) + 60
    assert [item["id"] for item in api.listed("webhooks")] == [first["id"], other["id"]]


def test_a_list_is_filtered_by_the_exact_address(api: Api) -> None:
    subscribed(api)
    found = subscribed(api, f"{ADDRESS},1/")
    assert api.listed(f"webhooks?filter[destination]={ADDRESS},1/") == [found]
    assert api.listed("webhooks?filter[destination]=https://backend.example") == []
    assert len(api.listed("webhooks?filter[destination]=")) == 2


def test_an_address_is_deleted_by_itself_once(api: Api) -> None:
    kept = subscribed(api, f"{ADDRESS}/2")
    subscribed(api)
    assert api.send("DELETE", "webhooks", {"destination": ADDRESS}).status_code == 204
    assert api.listed("webhooks") == [kept]

    missing = api.send("DELETE", "webhooks", {"destination": ADDRESS})
    assert (missing.status_code, missing.json()["title"]) == (404, "Not Found")
    assert api.refused("DELETE", "webhooks", {"url": ADDRESS}) == [("0", "FieldMissing", "destination")]
    assert api.send("DELETE", "webhooks").status_code == 400


@pytest.mark.parametrize(
    "destination",
    [
        "backend.example/hook",
        "ftp://backend.example/",
        "https://",
        "https://приклад.укр/hook",
        "https://xn--80aikifvh.xn--j1amh/",
        "https://backend.invalid/hook",
        "https://back end.example/",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "",
    ],
)
def test_an_address_that_leads_nowhere_is_refused_by_the_validators_own_code(api: Api, destination: str) -> None:
    answer = api.send("POST", "webhooks", {"destination": destination, "settings": ["add_lead"]})
    assert answer.status_code == 400
    assert answer.json()["validation-errors"] == [
        {
            "request_id": "0",
            "errors": [
                {
                    "code": "57c2f299-1154-4870-89bb-ef3b1f5ad229",
                    "path": "destination.destination",
                    "detail": "Invalid URL",
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("body", "complaints"),
    [
        ({"settings": ["add_lead"]}, [("FieldMissing", "destination")]),
        ({"destination": ADDRESS}, [("FieldMissing", "settings")]),
        ({"destination": 7, "settings": {}}, [("InvalidType", "destination"), ("InvalidType", "settings")]),
        ({"destination": ADDRESS, "settings": []}, [("IsBlank", "settings")]),
        (
            {"destination": ADDRESS, "settings": ["add_lead", "add_leads", None], "sort": "1"},
            [("NotSupportedChoice", "settings.1"), ("InvalidType", "settings.2"), ("InvalidType", "sort")],
        ),
        ([{"destination": ADDRESS, "settings": ["add_lead"]}], [("InvalidType", "")]),
    ],
)
def test_a_wrong_body_is_told_where(api: Api, body: object, complaints: list[tuple[str, str]]) -> None:
    assert [told[1:] for told in api.refused("POST", "webhooks", body)] == complaints
    assert api.get("webhooks").status_code == 204


def test_every_code_can_be_subscribed_to(api: Api) -> None:
    assert len(DOCUMENTED) == 31
    made = subscribed(api, ADDRESS, *sorted(CODES))
    assert made["settings"] == sorted(CODES)


def test_only_administrators_may(mock: MockAmoCRM) -> None:
    api = open_api(mock, "agency", user=1)
    assert not api.world.users[1].is_admin
    body = {"destination": ADDRESS, "settings": ["add_lead"]}
    assert [api.send(method, "webhooks", body).status_code for method in ("GET", "POST", "DELETE")] == [403] * 3


def test_there_are_a_hundred_at_most_and_known_ones_still_change(api: Api) -> None:
    for number in range(100):
        subscribed(api, f"{ADDRESS}/{number}")
    answer = api.send("POST", "webhooks", {"destination": ADDRESS, "settings": ["add_lead"]})
    assert (answer.status_code, answer.json()["title"]) == (422, "Unprocessable Entity")
    assert subscribed(api, f"{ADDRESS}/7", "add_task")["sort"] == 100
    assert api.read("webhooks")["_total_items"] == 100


def test_whoever_is_not_subscribed_hears_nothing_more(place: Hooked) -> None:
    place.subscribe("add_lead", path="/kept")
    place.subscribe("add_lead", path="/ended")
    place.lead()
    place.api.send("DELETE", "webhooks", {"destination": f"{place.backend.url}/ended"})
    place.settled()
    place.lead()
    place.settled()
    assert sorted(visit.target for visit in place.backend.visits) == ["/ended", "/kept", "/kept"]


def test_other_settings_count_from_the_next_event_on(place: Hooked) -> None:
    place.subscribe("add_lead")
    place.subscribe("add_contact")
    place.lead()
    place.api.create("contacts", {"name": "Олена"})
    assert place.events == [("contacts", "add")]


def test_another_account_hears_nothing(place: Hooked, mock: MockAmoCRM) -> None:
    place.subscribe("add_lead")
    open_api(mock, "demo").create("leads", {})
    assert place.heard == []
