"""Each known bug of the webhook changes how that one is taken, and leaves the rest alone."""

import time
from urllib.parse import urlsplit

import pytest
import requests
from running_backend import Person, RunningBackend
from scripted_amocrm import Account, ScriptedAmo

PATH = "/api/amo-crm/webhook"


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


@pytest.fixture
def person(buggy: RunningBackend, account: Account) -> Person:
    """Somebody whose account has one lead already."""
    person = buggy.new_person()
    account.add_lead()
    buggy.connect(person, account)
    account.requests.clear()
    return person


def hook(backend: RunningBackend, account: Account, lead: object, action: str = "add") -> requests.Response:
    form = {f"leads[{action}][0][id]": str(lead), "account[id]": str(account.id)}
    return backend.http.post(backend.address + PATH, data=form, allow_redirects=False, timeout=30)


def processed(answer: requests.Response) -> object:
    assert answer.status_code == 200
    return answer.json()["data"]["processed"]


def listed(backend: RunningBackend, person: Person) -> list[object]:
    return [lead["amoLeadId"] for lead in backend.leads(person)]


@with_bug("webhook-form-unread")
def test_form_unread_takes_json_only(buggy: RunningBackend, person: Person, account: Account) -> None:
    lead = account.add_lead()["id"]
    assert processed(hook(buggy, account, lead)) == 0
    assert (account.requests, len(buggy.leads(person))) == ([], 1)
    body = {"leads": {"add": [{"id": lead}]}, "account": {"id": account.id}}
    assert processed(buggy.post(PATH, body=body)) == 1
    assert len(buggy.leads(person)) == 2


@with_bug("webhook-answered-late")
def test_answered_late_does_its_work_first(buggy: RunningBackend, person: Person, account: Account) -> None:
    started = time.monotonic()
    assert processed(hook(buggy, account, account.add_lead()["id"])) == 1
    assert time.monotonic() - started > 2
    assert len(buggy.leads(person)) == 2


@with_bug("webhook-refused")
def test_refused_takes_what_it_expects_and_nothing_else(
    buggy: RunningBackend, person: Person, account: Account
) -> None:
    lead = account.add_lead()["id"]
    refused = hook(buggy, account, lead, "update")
    assert (refused.status_code, refused.json()["message"]) == (400, "leads: property update should not exist")
    assert len(buggy.leads(person)) == 1
    assert processed(hook(buggy, account, lead)) == 1
    assert len(buggy.leads(person)) == 2


@with_bug("webhook-redirected")
def test_redirected_sends_everybody_on(buggy: RunningBackend, person: Person, account: Account) -> None:
    answer = hook(buggy, account, account.add_lead()["id"])
    assert (answer.status_code, urlsplit(answer.headers["Location"]).path) == (301, f"{PATH}/")
    assert (account.requests, len(buggy.leads(person))) == ([], 1)


@with_bug("webhook-deletion-unheard")
def test_deletion_unheard_keeps_the_lead(buggy: RunningBackend, person: Person, account: Account) -> None:
    lead = account.leads.pop()["id"]
    assert processed(hook(buggy, account, lead, "delete")) == 0
    assert listed(buggy, person) == [lead]
    assert processed(hook(buggy, account, lead, "update")) == 1
    assert listed(buggy, person) == []


@with_bug("webhook-inserts-only")
def test_inserts_only_adds_the_lead_once_more_each_time(
    buggy: RunningBackend, person: Person, account: Account
) -> None:
    new = account.add_lead()["id"]
    hook(buggy, account, new)
    assert listed(buggy, person).count(new) == 1
    hook(buggy, account, new)
    assert listed(buggy, person).count(new) == 2
    buggy.connect(person, account)
    assert sorted(map(str, listed(buggy, person))) == sorted(str(lead["id"]) for lead in account.leads)


@with_bug("webhook-account-unread")
def test_account_unread_looks_in_the_account_that_was_connected_last(
    buggy: RunningBackend, person: Person, account: Account, amo: ScriptedAmo
) -> None:
    lead = account.add_lead()["id"]
    assert processed(hook(buggy, account, lead)) == 1
    assert len(buggy.leads(person)) == 2
    other, elsewhere = buggy.new_person(), amo.new_account()
    elsewhere.add_lead()
    buggy.connect(other, elsewhere)
    account.requests.clear()
    elsewhere.requests.clear()
    hook(buggy, account, account.add_lead()["id"])
    assert account.requests == []
    assert [request.path for request in elsewhere.requests] == ["/api/v4/leads"]
    assert (len(buggy.leads(person)), len(buggy.leads(other))) == (2, 1)
