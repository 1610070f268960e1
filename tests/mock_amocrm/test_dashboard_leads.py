"""The dashboard's board of leads: made, changed, dragged and moved by keys; webhooks fire and are shown."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest
from control_api import Control
from dashboard import Dashboard
from hooked import HOOKS, Hooked, hooked
from playwright.sync_api import expect

from mock_amocrm.server import MockAmoCRM

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

LEADS = "/_mock/accounts/{subdomain}/leads"
PIPELINES = "/_mock/accounts/{subdomain}/pipelines"


@pytest.fixture
def place(mock: MockAmoCRM) -> Iterator[Hooked]:
    """An English account with two leads of its own in its first stage, whose webhooks are heard."""
    with hooked(mock, "empty", lang="en") as opened:
        contact = {"name": "Olga", "phone": "+380441234567"}
        opened.call("POST", LEADS, [{"name": "Kitchen", "price": 5, "contact": contact}, {"name": "Bed"}], status=201)
        body = {"destination": f"{opened.backend.url}/hook", "settings": ["add_lead", "update_lead", "status_lead"]}
        opened.call("POST", HOOKS, body, status=201)
        yield opened


def leads(place: Hooked) -> dict[str, Mapping[str, object]]:
    """The leads by their names."""
    found = place.call("GET", LEADS)["leads"]
    assert isinstance(found, list)
    return {lead["name"]: lead for lead in found}


def stages(place: Hooked) -> dict[str, int]:
    """The ids of the main pipeline's stages."""
    pipelines = place.call("GET", PIPELINES)["pipelines"]
    assert isinstance(pipelines, list)
    return {stage["name"]: stage["id"] for stage in pipelines[0]["stages"]}


def opened(dashboard: Dashboard, place: Hooked) -> "Page":
    """The account's board."""
    return dashboard.open("leads", place.api.account.subdomain)


def column(page: "Page", name: str) -> "Locator":
    """A stage of the board."""
    return page.get_by_role("region", name=name, exact=True)


def test_a_lead_is_dragged_to_another_stage_and_its_webhooks_are_shown(dashboard: Dashboard, place: Hooked) -> None:
    page = opened(dashboard, place)
    expect(page.get_by_test_id("hooks")).to_contain_text("Nothing yet")
    page.get_by_role("button", name="Kitchen").drag_to(column(page, "Discussions"))

    expect(column(page, "Discussions").get_by_role("button", name="Kitchen")).to_be_visible()
    expect(column(page, "Initial contact")).not_to_contain_text("Kitchen")
    assert leads(place)["Kitchen"]["status_id"] == stages(place)["Discussions"]
    expect(page.get_by_test_id("hooks")).to_contain_text("status_lead")
    expect(page.get_by_test_id("hooks")).to_contain_text("200 delivered")
    assert ("leads", "status") in place.events


def test_a_lead_is_moved_by_keys_and_keeps_the_focus(dashboard: Dashboard, place: Hooked) -> None:
    page = opened(dashboard, place)
    card = page.get_by_role("button", name="Bed")
    card.focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(column(page, "Discussions").get_by_role("button", name="Bed")).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    expect(column(page, "Decision making").get_by_role("button", name="Bed")).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(column(page, "Discussions").get_by_role("button", name="Bed")).to_be_focused()
    assert leads(place)["Bed"]["status_id"] == stages(place)["Discussions"]


def test_a_lead_is_made_with_its_contact_changed_and_put_into_the_trash(dashboard: Dashboard, place: Hooked) -> None:
    page = opened(dashboard, place)
    form = page.get_by_test_id("lead-form")
    page.get_by_role("button", name="New lead").click()
    form.get_by_label("Name").fill("Wardrobe")
    form.get_by_label("Budget").fill("1200")
    form.get_by_label("Stage").select_option(label="Decision making")
    form.get_by_label("Contact").fill("Petro")
    form.get_by_label("Phone").fill("+380501112233")
    page.keyboard.press("Enter")
    card = column(page, "Decision making").get_by_role("button", name="Wardrobe")
    expect(card).to_contain_text("Petro · +380501112233")
    made = leads(place)["Wardrobe"]
    assert (made["price"], made["contact"], made["phone"]) == (1200, "Petro", "+380501112233")
    assert ("leads", "add") in place.events

    card.press("Enter")
    form.get_by_label("Name").fill("Big wardrobe")
    form.get_by_role("button", name="Save").click()
    card = column(page, "Decision making").get_by_role("button", name="Big wardrobe")
    card.click()
    assert leads(place)["Big wardrobe"]["price"] == 1200
    form.get_by_role("button", name="To the trash").click()
    expect(card).to_have_count(0)
    assert "Big wardrobe" not in leads(place)


def test_what_a_backend_writes_appears_by_itself(dashboard: Dashboard, place: Hooked) -> None:
    page = opened(dashboard, place)
    place.lead(name="From the API")
    expect(column(page, "Initial contact").get_by_role("button", name="From the API")).to_be_visible()
    expect(page.get_by_test_id("hooks")).to_contain_text("add_lead")


def test_the_board_is_narrowed_by_text(dashboard: Dashboard, place: Hooked) -> None:
    page = opened(dashboard, place)
    page.get_by_label("Text").fill("olga")
    expect(page.get_by_text("1 of 2 leads")).to_be_visible()
    expect(page.get_by_role("button", name="Kitchen")).to_be_visible()
    expect(page.get_by_role("button", name="Bed")).to_have_count(0)


def test_contacts_are_listed_and_found(dashboard: Dashboard, place: Hooked) -> None:
    page = dashboard.open("contacts", place.api.account.subdomain)
    row = page.locator("[data-contact]")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Olga")
    expect(row).to_contain_text("Leads: 1")
    page.get_by_label("Text").fill("nobody")
    expect(row).to_have_count(0)


def test_contacts_tell_phone_email_and_leads(control: Control) -> None:
    account = str(control.account(world="empty")["subdomain"])
    person = {"name": "Olga", "phone": "+380441234567", "email": "olga@example.com"}
    made = control.call("POST", LEADS, [{"name": "A", "contact": person}], status=201, subdomain=account)["ids"]
    [contact] = control.call("GET", "/_mock/accounts/{subdomain}/contacts", subdomain=account)["contacts"]
    assert {key: contact[key] for key in ("name", "phone", "email", "leads")} == {**person, "leads": 1}
    control.call("DELETE", LEADS + "/{id}", status=204, subdomain=account, id=str(made[0]))
    [contact] = control.call("GET", "/_mock/accounts/{subdomain}/contacts", subdomain=account)["contacts"]
    assert contact["leads"] == 0


def test_a_lead_is_made_and_moved_by_the_ids_of_pipeline_and_stage(control: Control) -> None:
    account = str(control.account(world="realty", lang="en")["subdomain"])
    pipelines = control.call("GET", PIPELINES, subdomain=account)["pipelines"]
    assert [each["is_main"] for each in pipelines] == [True, *[False] * (len(pipelines) - 1)]
    pipeline = pipelines[-1]
    first, second = [stage["id"] for stage in pipeline["stages"] if not stage["is_incoming"]][:2]
    body = [{"name": "A", "pipeline": pipeline["id"], "status_id": second}]
    [number] = control.call("POST", LEADS, body, status=201, subdomain=account)["ids"]
    names = {"subdomain": account, "id": str(number)}
    moved = control.call("PATCH", LEADS + "/{id}", {"status_id": first}, **names)
    assert (moved["pipeline_id"], moved["status_id"]) == (pipeline["id"], first)
    for wrong in ({"status_id": 1}, {"status_id": first, "stage": "A"}):
        refused = control.call("PATCH", LEADS + "/{id}", wrong, status=400, **names)
        assert refused["field"] == "status_id"
