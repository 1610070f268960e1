"""Each known bug of the status and of what lies around it changes its own behaviour and leaves the rest alone."""

import pytest
from running_backend import RunningBackend
from scripted_amocrm import Account

STATUS = "/api/amo-crm/status"


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
