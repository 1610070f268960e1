"""Each known bug of what is imported and listed of leads changes its own behaviour and leaves the rest alone."""

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import Account

LIST = "/api/v1/leads"


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


def connected(backend: RunningBackend, account: Account, *, leads: int = 0) -> Person:
    """Somebody whose account has so many leads, and who has connected it."""
    person = backend.new_person()
    for _ in range(leads):
        account.add_lead()
    assert "Authorization successful" in backend.connect(person, account).text
    assert backend.status(person)["connected"] is True
    return person


def ids(backend: RunningBackend, person: Person, **query: object) -> list[object]:
    return [lead["amoLeadId"] for lead in backend.leads(person, **query)]


@pytest.mark.parametrize(
    ("buggy", "status", "message"),
    [
        ("lead-column-missing", 500, "Internal server error"),
        ("lead-module-missing", 500, "Internal server error"),
        ("leads-route-missing", 404, f"Cannot GET {LIST}"),
    ],
    indirect=["buggy"],
)
def test_the_list_fails_whatever_is_in_it(buggy: RunningBackend, account: Account, status: int, message: str) -> None:
    person = connected(buggy, account, leads=1)
    answer = buggy.get(LIST, person)
    assert (answer.status_code, answer.json()["message"]) == (status, message)
    assert buggy.get("/api/amo-crm/pipelines", person).status_code == 200


@with_bug("leads-of-the-wrong-table")
def test_the_list_of_another_table_is_empty(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=2)
    assert buggy.get(LIST, person).json()["total"] == 0
    assert buggy.post("/api/amo-crm/sync/leads", person).json()["data"] == {"synced": 2, "errors": 0}


@with_bug("leads-need-users-first")
def test_no_lead_is_stored_because_nobody_imports_the_users(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=2)
    assert buggy.leads(person) == []
    assert buggy.post("/api/amo-crm/sync/leads", person).json()["data"] == {"synced": 2, "errors": 0}


@with_bug("sorted-by-property-name")
def test_the_first_page_is_sorted_and_every_other_one_fails(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=3)
    assert len(buggy.leads(person, limit=2)) == 2
    assert buggy.get(LIST, person, limit=2, page=2).status_code == 500
    assert buggy.get(LIST, person, status="NEW").status_code == 500


@with_bug("one-contact-expected")
def test_a_second_contact_breaks_the_list(buggy: RunningBackend, account: Account) -> None:
    olga, petro = account.add_contact("Olga"), account.add_contact("Petro")
    account.add_lead(_embedded={"contacts": [{"id": olga, "is_main": True}]})
    person = connected(buggy, account, leads=1)
    assert {lead["clientId"] for lead in buggy.leads(person)} == {olga, None}
    account.add_lead(_embedded={"contacts": [{"id": olga, "is_main": True}, {"id": petro, "is_main": False}]})
    assert buggy.post("/api/amo-crm/sync/leads", person).status_code == 200
    assert buggy.get(LIST, person).status_code == 500


@with_bug("list-limited-to-five")
def test_five_leads_come_and_the_total_is_right(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=7)
    answer = buggy.get(LIST, person, limit=100).json()
    assert (len(answer["data"]), answer["total"], answer["totalPages"]) == (5, 7, 1)


@with_bug("total-counted-on-the-page")
def test_the_total_is_that_of_the_page(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=7)
    answer = buggy.get(LIST, person, limit=3).json()
    assert (len(answer["data"]), answer["total"], answer["totalPages"]) == (3, 3, 1)
    assert len(buggy.leads(person, limit=3, page=3)) == 1


@with_bug("pages-overlap")
def test_the_second_page_is_the_first_one_moved_by_a_lead(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=7)
    first, second = (ids(buggy, person, limit=3, page=page) for page in (1, 2))
    assert second[:2] == first[1:]
    assert buggy.get(LIST, person, limit=3).json()["totalPages"] == 3


@with_bug("import-first-page-only")
def test_only_the_first_page_of_leads_is_imported(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=60)
    assert len(buggy.leads(person)) == 50
    assert [request.query["page"] for request in account.asked("/api/v4/leads")] == [["1"]]


@with_bug("import-deletes-first")
def test_an_import_that_fails_leaves_nothing(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=2)
    assert len(buggy.leads(person)) == 2
    account.troubles["/api/v4/leads"].append(402)
    assert buggy.post("/api/amo-crm/sync/leads", person).status_code == 502
    assert buggy.leads(person) == []
    assert buggy.post("/api/amo-crm/sync/leads", person).status_code == 200
    assert len(buggy.leads(person)) == 2


@with_bug("contacts-not-linked")
def test_a_lead_shows_neither_name_nor_phone_of_its_contact(buggy: RunningBackend, account: Account) -> None:
    contact = account.add_contact("Olga", phone="+380501112233")
    account.add_lead(name="Flat", _embedded={"contacts": [{"id": contact, "is_main": True}]})
    person = connected(buggy, account)
    [lead] = buggy.leads(person)
    assert (lead["guestName"], lead["guestPhone"]) == ("Flat", None)
    assert account.asked("/api/v4/contacts") == []
    details = buggy.get(f"/api/amo-crm/leads/{lead['amoLeadId']}", person).json()["data"]
    assert [each["name"] for each in details["contacts"]] == ["Olga"]


@with_bug("empty-account-is-an-error")
def test_an_account_without_leads_can_not_be_connected_and_others_can(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    assert "Authorization failed" in buggy.connect(person, account).text
    account.add_lead()
    assert "Authorization successful" in buggy.connect(person, account).text
    assert len(buggy.leads(person)) == 1


@with_bug("closed-is-no-status")
def test_the_filter_of_closed_leads_fails_and_the_others_work(buggy: RunningBackend, account: Account) -> None:
    person = connected(buggy, account, leads=1)
    assert buggy.get(LIST, person, status="CLOSED").status_code == 500
    assert len(buggy.leads(person, status="IN_PROGRESS")) == 1
    assert buggy.leads(person, status="CLOSED_WON") == []


@with_bug("closed-told-by-type")
def test_won_and_lost_leads_are_open_by_their_type(buggy: RunningBackend, account: Account) -> None:
    for stage in (10, 142, 143):
        account.add_lead(status_id=stage)
    person = connected(buggy, account)
    assert sorted(str(lead["status"]) for lead in buggy.leads(person)) == ["IN_PROGRESS", "IN_PROGRESS", "NEW"]
    assert buggy.leads(person, status="CLOSED") == []
