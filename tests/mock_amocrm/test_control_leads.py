"""What a person does to leads in amoCRM's own pages, behind every integration's back."""

from collections.abc import Mapping

import pytest
from control_api import Control

LEADS, LEAD = "/_mock/accounts/{subdomain}/leads", "/_mock/accounts/{subdomain}/leads/{id}"


@pytest.fixture
def account(control: Control) -> str:
    """An account whose stages have English names, with two leads in it."""
    subdomain = str(control.account(world="empty", lang="en")["subdomain"])
    control.call("POST", LEADS, [{"name": "Kitchen", "price": 5}, {"name": "Bed"}], status=201, subdomain=subdomain)
    return subdomain


def leads(control: Control, account: str) -> dict[str, Mapping[str, object]]:
    """The leads by their names."""
    found = control.call("GET", LEADS, subdomain=account)["leads"]
    assert isinstance(found, list)
    return {lead["name"]: lead for lead in found}


def test_a_lead_gets_another_name_and_price_and_the_others_stay(control: Control, account: str) -> None:
    kitchen = str(leads(control, account)["Kitchen"]["id"])
    control.call("POST", "/_mock/accounts/{subdomain}/clock/advance", {"seconds": 60}, subdomain=account)
    before = leads(control, account)
    changed = control.call("PATCH", LEAD, {"name": "Oven", "price": 0}, subdomain=account, id=kitchen)
    after = leads(control, account)

    assert (changed["name"], changed["price"]) == ("Oven", 0)
    assert after["Oven"] == changed
    assert int(str(changed["updated_at"])) >= int(str(before["Kitchen"]["updated_at"])) + 60
    assert after["Bed"] == before["Bed"]


def test_a_lead_moves_to_a_stage_and_closing_it_notes_when(control: Control, account: str) -> None:
    bed = leads(control, account)["Bed"]
    stages = control.call("GET", "/_mock/accounts/{subdomain}/stages", subdomain=account)["stages"]
    assert isinstance(stages, list)
    ids = {stage["name"]: stage["id"] for stage in stages if stage["pipeline_id"] == bed["pipeline_id"]}
    moved = control.call("PATCH", LEAD, {"stage": "discussions"}, subdomain=account, id=str(bed["id"]))
    assert moved["status_id"] == ids["Discussions"] != bed["status_id"]

    won = control.call("PATCH", LEAD, {"stage": "Closed - won"}, subdomain=account, id=str(bed["id"]))
    assert won["status_id"] == ids["Closed - won"] == 142
    owner = control.mock.store.account(account)
    assert owner is not None
    stored = owner.row("leads", int(str(bed["id"])))
    assert stored is not None
    assert stored["closed_at"] == won["updated_at"]


def test_a_lead_gets_one_more_contact_and_keeps_its_main_one(control: Control, account: str) -> None:
    bed = str(leads(control, account)["Bed"]["id"])
    first, second = (
        control.call("POST", f"{LEAD}/contacts", person, status=201, subdomain=account, id=bed)["id"]
        for person in ({"name": "Olga", "phone": "+380441234567"}, {"name": "Petro", "email": "petro@example.com"})
    )
    shown = leads(control, account)

    assert (shown["Bed"]["contact"], shown["Bed"]["phone"]) == ("Olga", "+380441234567")
    assert (shown["Kitchen"]["contact"], shown["Kitchen"]["phone"]) == (None, None)
    owner = control.mock.store.account(account)
    assert owner is not None
    stored = owner.row("leads", int(bed))
    assert stored is not None
    assert (stored["contacts"], stored["main_contact_id"]) == ((first, second), first)


def test_a_lead_that_is_not_there_gets_no_contact(control: Control, account: str) -> None:
    refused = control.call("POST", f"{LEAD}/contacts", {"name": "Olga"}, status=404, subdomain=account, id="1")
    assert "has no lead 1" in str(refused)


def test_a_deleted_lead_is_in_no_list_and_can_neither_be_changed_nor_deleted_again(
    control: Control, account: str
) -> None:
    bed = str(leads(control, account)["Bed"]["id"])
    control.call("DELETE", LEAD, status=204, subdomain=account, id=bed)

    assert list(leads(control, account)) == ["Kitchen"]
    for method, body in (("PATCH", {"price": 1}), ("DELETE", None)):
        problem = control.call(method, LEAD, body, status=404, subdomain=account, id=bed)
        assert problem["field"] == "id"


@pytest.mark.parametrize(
    ("body", "field", "complaint"),
    [
        ({"stage": "Discusions"}, "stage", "did you mean 'Discussions'?"),
        ({"price": -1}, "price", "at least 0"),
        ({"nmae": "x"}, "nmae", "did you mean 'name'?"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_and_changes_nothing(
    control: Control, account: str, body: object, field: str, complaint: str
) -> None:
    before = leads(control, account)
    problem = control.call("PATCH", LEAD, body, status=400, subdomain=account, id=str(before["Bed"]["id"]))

    assert problem["field"] == field
    assert complaint in str(problem["detail"])
    assert leads(control, account) == before


def test_a_lead_of_another_account_is_unknown(control: Control, account: str) -> None:
    other = str(control.account(world="empty")["subdomain"])
    bed = str(leads(control, account)["Bed"]["id"])

    control.call("DELETE", LEAD, status=404, subdomain=other, id=bed)
    assert control.call("DELETE", LEAD, status=400, subdomain=other, id="bed")["field"] == "id"
    assert "Bed" in leads(control, account)
