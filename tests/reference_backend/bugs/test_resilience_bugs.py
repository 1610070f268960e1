"""Each known bug towards an amoCRM that is unwell changes what the backend makes of that, and nothing else."""

import time

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import Account

LEADS = "/api/v4/leads"
TOKEN = "/oauth2/access_token"
HOOK = "/api/amo-crm/webhook"


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


@pytest.fixture
def person(buggy: RunningBackend, account: Account) -> Person:
    """Somebody whose account has three leads."""
    for _ in range(3):
        account.add_lead()
    return buggy.new_person()


def hook(backend: RunningBackend, account: Account, lead: object) -> None:
    form = {"leads[update][0][id]": str(lead), "account[id]": str(account.id)}
    assert backend.http.post(backend.address + HOOK, data=form, timeout=30).status_code == 200


@with_bug("error-page-parsed")
def test_error_page_parsed_breaks_down_over_whatever_is_no_json(
    buggy: RunningBackend, person: Person, account: Account
) -> None:
    buggy.connect(person, account)
    lead = account.leads[0]["id"]
    path = f"{LEADS}/{lead}"
    account.troubles[path] = [403]
    assert buggy.get(f"/api/amo-crm/leads/{lead}", person).status_code == 502
    account.pages.add(path)
    account.troubles[path] = [403]
    assert buggy.get(f"/api/amo-crm/leads/{lead}", person).status_code == 500
    assert buggy.get(f"/api/amo-crm/leads/{lead}", person).status_code == 200


@with_bug("rate-limit-ignored")
def test_rate_limit_ignored_asks_again_at_once(buggy: RunningBackend, person: Person, account: Account) -> None:
    account.troubles[LEADS] = [429] * 20
    started = time.monotonic()
    buggy.connect(person, account)
    assert time.monotonic() - started < 1.5
    assert len(account.asked(LEADS)) == 21
    assert len(buggy.leads(person)) == 3


@with_bug("import-half-done")
def test_import_half_done_ends_at_the_first_refusal(buggy: RunningBackend, person: Person, account: Account) -> None:
    for _ in range(57):
        account.add_lead()
    account.troubles[LEADS] = [0, 429]
    buggy.connect(person, account)
    assert buggy.status(person)["connected"] is True
    assert len(account.asked(LEADS)) == 2
    assert len(buggy.leads(person)) == 50


@with_bug("error-taken-for-empty")
def test_error_taken_for_empty_removes_what_it_could_not_read(
    buggy: RunningBackend, person: Person, account: Account
) -> None:
    buggy.connect(person, account)
    account.troubles[LEADS] = [403]
    hook(buggy, account, account.leads[0]["id"])
    assert len(buggy.leads(person)) == 2
    hook(buggy, account, account.leads[0]["id"])
    assert len(buggy.leads(person)) == 3


@with_bug("cut-answer-taken-for-whole")
def test_cut_answer_taken_for_whole_removes_what_did_not_arrive(
    buggy: RunningBackend, person: Person, account: Account
) -> None:
    buggy.connect(person, account)
    account.cuts.append(LEADS)
    hook(buggy, account, account.leads[0]["id"])
    assert len(buggy.leads(person)) == 2
    account.troubles[LEADS] = [403]
    hook(buggy, account, account.leads[1]["id"])
    assert len(buggy.leads(person)) == 2


@with_bug("refusal-ends-connection")
@pytest.mark.parametrize("status", [402, 403])
def test_refusal_ends_connection_drops_it(buggy: RunningBackend, person: Person, account: Account, status: int) -> None:
    buggy.connect(person, account)
    path = f"{LEADS}/{account.leads[0]['id']}"
    account.troubles[path] = [404]
    assert buggy.get(f"/api/amo-crm/leads/{account.leads[0]['id']}", person).status_code == 404
    assert buggy.status(person)["connected"] is True
    account.troubles[path] = [status]
    assert buggy.get(f"/api/amo-crm/leads/{account.leads[0]['id']}", person).status_code == 409
    assert buggy.status(person)["connected"] is False


@with_bug("token-request-repeated")
def test_token_request_repeated_sends_a_spent_code_again(
    buggy: RunningBackend, person: Person, account: Account
) -> None:
    account.cuts.append(TOKEN)
    page = buggy.connect(person, account)
    assert (page.title, len(account.token_requests)) == ("AMO CRM Authorization Error", 2)
    buggy.connect(person, account)
    assert (buggy.status(person)["connected"], len(account.token_requests)) == (True, 3)


@with_bug("connected-before-exchange")
def test_connected_before_exchange_is_connected_without_a_token(
    buggy: RunningBackend, person: Person, account: Account
) -> None:
    account.troubles[TOKEN] = [402]
    buggy.connect(person, account)
    assert buggy.status(person)["connected"] is True
    assert buggy.leads(person) == []
    buggy.connect(person, account)
    assert len(buggy.leads(person)) == 3


@with_bug("no-timeout")
def test_no_timeout_waits_for_what_takes_long(buggy: RunningBackend, person: Person, account: Account) -> None:
    # How long the backend would wait otherwise is set to two seconds.
    account.delays[LEADS] = 2.5
    buggy.connect(person, account)
    assert len(buggy.leads(person)) == 3
