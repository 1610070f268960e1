"""Each known bug of the callback page and of its link changes its own behaviour and leaves the rest alone."""

import json
from urllib.parse import quote

import pytest
import requests
from running_backend import Page, RunningBackend
from scripted_amocrm import Account


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


def opened(backend: RunningBackend, account: Account, **changes: str) -> tuple[requests.Response, str, bool]:
    """What the callback answers, the state it was opened with, and whether its person is connected then."""
    person = backend.new_person()
    query = {"code": account.new_code(), "state": backend.new_state(person), "referer": account.host} | changes
    answer = backend.http.get(
        backend.address + "/api/amo-crm/callback", params=query, timeout=60, allow_redirects=False
    )
    return answer, quote(query["state"], safe=""), backend.status(person)["connected"] is True


def page(backend: RunningBackend, account: Account, **query: str) -> Page:
    return backend.open_callback(state=backend.new_state(backend.new_person()), referer=account.host, **query)


@with_bug("callback-answers-json")
def test_json_in_place_of_the_page_connects_all_the_same(buggy: RunningBackend, account: Account) -> None:
    answer, _, connected = opened(buggy, account)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert json.loads(answer.text) == {"success": True, "message": "AMO CRM: connected"}
    assert connected
    assert opened(buggy, account, code="")[0].json() == {"success": False, "message": "AMO CRM: missing_code"}


@with_bug("callback-script-throws")
def test_a_script_for_an_element_that_is_not_there_leaves_the_button_alone(
    buggy: RunningBackend, account: Account
) -> None:
    answer, _, connected = opened(buggy, account)
    assert "getElementById('account')" in answer.text
    assert 'id="account"' not in answer.text
    assert ">Return to App</button>" in answer.text
    assert connected


@with_bug("callback-redirects-to-app")
def test_a_redirect_into_the_app_connects_all_the_same(buggy: RunningBackend, account: Account) -> None:
    answer, state, connected = opened(buggy, account)
    assert (answer.status_code, answer.text) == (302, "")
    assert answer.headers["Location"] == f"foryoure://amo-crm/callback?success=true&state={state}"
    assert connected


@with_bug("callback-page-leaves-by-itself")
def test_a_page_that_jumps_has_nothing_to_press(buggy: RunningBackend, account: Account) -> None:
    answer, state, connected = opened(buggy, account)
    jump = f"<script>window.location.href = 'foryoure://amo-crm/callback?success=true&state={state}';</script>"
    assert jump in answer.text
    assert "<button" not in answer.text
    assert "Authorization successful" in answer.text
    assert connected


@with_bug("callback-link-for-button")
def test_a_plain_link_stands_in_for_the_button(buggy: RunningBackend, account: Account) -> None:
    answer, state, connected = opened(buggy, account)
    assert f'href="foryoure://amo-crm/callback?success=true&amp;state={state}">Return to App</a>' in answer.text
    assert "<button" not in answer.text
    assert connected


@with_bug("callback-button-late")
def test_the_button_is_made_by_a_timer(buggy: RunningBackend, account: Account) -> None:
    answer, state, connected = opened(buggy, account)
    assert "<button" not in answer.text
    assert "setTimeout(function" in answer.text
    assert f"window.open('foryoure://amo-crm/callback?success=true&state={state}', '_self')" in answer.text
    assert connected


@with_bug("callback-without-code-refused")
def test_without_a_code_the_callback_is_an_api_and_with_one_it_is_a_page(
    buggy: RunningBackend, account: Account
) -> None:
    for lost in ({"code": ""}, {"code": "", "error": "access_denied"}):
        answer, _, _ = opened(buggy, account, **lost)
        assert (answer.status_code, answer.json()["message"]) == (400, "Authorization code is required")
    assert page(buggy, account, code=account.new_code()).link_query["success"] == ["true"]


@with_bug("failed-exchange-told-as-success")
def test_a_refused_code_is_a_success_to_the_page_and_to_nobody_else(buggy: RunningBackend, account: Account) -> None:
    answer, state, connected = opened(buggy, account, code="spent-elsewhere")
    assert "Authorization successful" in answer.text
    assert f"success=true&amp;state={state}" in answer.text
    assert not connected
    assert opened(buggy, account)[2]
    assert page(buggy, account).link_query == {"error": ["missing_code"]}


@with_bug("deep-link-other-scheme")
def test_the_link_has_a_scheme_that_nobody_registered(buggy: RunningBackend, account: Account) -> None:
    good, lost = page(buggy, account, code=account.new_code()), page(buggy, account)
    assert good.link.startswith("foryouapp://amo-crm/callback?success=true&state=")
    assert lost.link == "foryouapp://amo-crm/callback?error=missing_code"


@with_bug("denial-not-read")
def test_a_denial_becomes_a_missing_code(buggy: RunningBackend, account: Account) -> None:
    assert page(buggy, account, error="access_denied").link == "foryoure://amo-crm/callback?error=missing_code"
    assert page(buggy, account, code=account.new_code()).link_query["success"] == ["true"]
