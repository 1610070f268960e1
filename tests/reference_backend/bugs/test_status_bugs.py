"""Each known bug of the status and of what lies around it changes its own behaviour and leaves the rest alone."""

import pytest
from running_backend import RunningBackend
from scripted_amocrm import Account

STATUS, PIPELINES = "/api/amo-crm/status", "/api/amo-crm/pipelines"


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


@with_bug("status-fails-before-connecting")
def test_status_fails_for_whoever_has_no_connection_and_for_nobody_else(
    buggy: RunningBackend, account: Account
) -> None:
    person = buggy.new_person()
    assert buggy.get(STATUS, person).status_code == 500
    assert "Authorization successful" in buggy.connect(person, account).text
    assert buggy.status(person)["connected"] is True
    assert buggy.leads(buggy.new_person()) == []


@with_bug("amo-routes-under-v1-only")
def test_amo_routes_answer_under_one_prefix_only(buggy: RunningBackend) -> None:
    person = buggy.new_person()
    answer = buggy.get(STATUS, person)
    assert (answer.status_code, answer.json()["message"]) == (404, f"Cannot GET {STATUS}")
    assert buggy.get("/api/v1/amo-crm/status", person).json()["data"]["connected"] is False
    assert buggy.get("/api/auth/me", person).status_code == 200
    assert buggy.leads(person) == []


@with_bug("status-for-admins-only")
def test_the_status_is_refused_to_brokers_and_everything_else_is_theirs(
    buggy: RunningBackend, account: Account
) -> None:
    person = buggy.new_person()
    account.add_lead()
    answer = buggy.get(STATUS, person)
    assert (answer.status_code, answer.json()["message"]) == (403, "Forbidden: Admin access required")
    assert "Authorization successful" in buggy.connect(person, account).text
    assert len(buggy.leads(person)) == 1
    assert buggy.get(PIPELINES, person).status_code == 200


@with_bug("status-null")
def test_the_status_is_null_before_connecting_and_true_afterwards(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    assert buggy.status(person)["connected"] is None
    buggy.connect(person, account)
    assert buggy.status(person)["connected"] is True


@with_bug("token-of-nobody")
def test_tokens_of_nobody_serve_the_import_and_no_status(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    account.add_lead()
    assert "Authorization successful" in buggy.connect(person, account).text
    assert account.asked("/api/v4/leads")
    assert buggy.status(person)["connected"] is False
    assert buggy.leads(person) == []
    assert buggy.get(PIPELINES, person).status_code == 409


@with_bug("pipelines-without-token")
def test_pipelines_find_no_token_though_the_status_does(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    lead = account.add_lead()
    buggy.connect(person, account)
    assert buggy.status(person)["connected"] is True
    assert len(buggy.leads(person)) == 1
    for path in (PIPELINES, f"/api/amo-crm/leads/{lead['id']}"):
        answer = buggy.get(path, person)
        assert answer.status_code == 500
        assert answer.json()["message"] == "AMO CRM not authorized for this user. Please authorize first."


@with_bug("disconnect-keeps-connection")
def test_disconnecting_is_a_success_that_changes_nothing(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    account.add_lead()
    buggy.connect(person, account)
    assert buggy.post("/api/amo-crm/disconnect", person).status_code == 200
    assert buggy.status(person)["connected"] is True
    assert len(buggy.leads(person)) == 1
