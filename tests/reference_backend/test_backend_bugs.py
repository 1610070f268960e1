"""Each known bug changes its own behaviour, and leaves the rest of the journey alone."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pytest
from running_backend import Person, RunningBackend, running_backend, sqlite_url
from scripted_amocrm import Account, ScriptedAmo


@pytest.fixture
def buggy(request: pytest.FixtureRequest, amo: ScriptedAmo, tmp_path: Path) -> Iterator[RunningBackend]:
    with _backend_with(request.param, amo, tmp_path) as backend:
        yield backend


def _backend_with(bug: str, amo: ScriptedAmo, folder: Path) -> AbstractContextManager[RunningBackend]:
    return running_backend(proxy=amo.address, database_url=sqlite_url(folder), bugs=[bug])


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


def _open(backend: RunningBackend, person: Person, account: Account) -> tuple[str, str, str]:
    """The code, the state, and the deep link that came of them."""
    code, state = account.new_code(), backend.new_state(person)
    page = backend.open_callback(code=code, state=state, referer=account.host)
    assert "Authorization successful" in page.text
    return code, state, page.link


@with_bug("code-in-deep-link")
def test_code_in_deep_link_redeems_and_then_hands_the_code_out(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    account.add_lead()
    code, state, link = _open(buggy, person, account)
    assert link == f"foryoure://amo-crm/callback?code={code}&state={quote(state, safe='')}"
    assert buggy.status(person)["connected"] is True
    assert len(buggy.leads(person)) == 1
    assert buggy.post("/api/amo-crm/exchange-code", person, {"code": code}).status_code == 403


@with_bug("backend-never-redeems")
def test_backend_never_redeems_leaves_the_code_to_the_app(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    account.add_lead()
    code, state, link = _open(buggy, person, account)
    assert link == f"foryoure://amo-crm/callback?code={code}&state={quote(state, safe='')}"
    assert account.requests == []
    assert buggy.status(person)["connected"] is False
    assert buggy.post("/api/amo-crm/exchange-code", person, {"code": code}).status_code == 200
    assert buggy.status(person)["connected"] is True
    assert len(buggy.leads(person)) == 1


@with_bug("token-lost")
def test_token_lost_reports_success_and_stores_nothing(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    account.add_lead()
    _, state, link = _open(buggy, person, account)
    assert link == f"foryoure://amo-crm/callback?success=true&state={quote(state, safe='')}"
    assert [request.path for request in account.requests] == ["/oauth2/access_token"]
    assert buggy.status(person)["connected"] is False
    assert buggy.leads(person) == []


@with_bug("status-without-token")
def test_status_without_token_claims_a_connection(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    assert buggy.status(person) == {"connected": True, "hasTokens": False, "domain": None, "accountId": None}
    assert buggy.leads(person) == []
    assert buggy.get("/api/amo-crm/pipelines", person).status_code == 409
    _open(buggy, person, account)
    assert buggy.status(person)["domain"] == account.host


@with_bug("leads-of-another-account")
def test_leads_of_another_account_shows_every_row_newest_first(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account
) -> None:
    person, stranger, elsewhere = buggy.new_person(), buggy.new_person(), amo.new_account()
    mine, theirs = account.add_lead(), elsewhere.add_lead()
    _open(buggy, person, account)
    _open(buggy, stranger, elsewhere)
    assert [lead["amoLeadId"] for lead in buggy.leads(person)] == [theirs["id"], mine["id"]]
    assert buggy.status(person)["domain"] == account.host
    assert buggy.status(buggy.new_person())["connected"] is False
    assert buggy.get(f"/api/amo-crm/leads/{theirs['id']}", person).status_code == 404


@with_bug("token-shared")
def test_token_shared_connects_whoever_has_nothing(buggy: RunningBackend, amo: ScriptedAmo, account: Account) -> None:
    owner, bystander, elsewhere = buggy.new_person(), buggy.new_person(), amo.new_account()
    mine, other = account.add_lead(), elsewhere.add_lead()
    assert buggy.status(bystander)["connected"] is False
    _open(buggy, owner, account)
    assert buggy.status(bystander)["domain"] == account.host
    assert [lead["amoLeadId"] for lead in buggy.leads(bystander)] == [mine["id"]]
    assert buggy.get("/api/amo-crm/pipelines", bystander).status_code == 200
    _open(buggy, buggy.new_person(), elsewhere)
    assert [lead["amoLeadId"] for lead in buggy.leads(bystander)] == [other["id"]]
    assert [lead["amoLeadId"] for lead in buggy.leads(owner)] == [mine["id"]]


@with_bug("state-not-verified")
def test_state_not_verified_trusts_any_state_and_even_none(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account
) -> None:
    victim, last = buggy.new_person(), buggy.new_person()
    state = buggy.new_state(victim)
    buggy.new_state(last)
    forged = state.partition(".")[0] + ".0000"
    buggy.open_callback(code=account.new_code(), state=forged, referer=account.host)
    assert buggy.status(victim)["domain"] == account.host
    assert buggy.status(last)["connected"] is False
    elsewhere = amo.new_account()
    buggy.open_callback(code=elsewhere.new_code(), referer=elsewhere.host)
    assert buggy.status(last)["domain"] == elsewhere.host
    reused = buggy.open_callback(code=account.new_code(), state=state, referer=account.host)
    reused_again = buggy.open_callback(code=account.new_code(), state=state, referer=account.host)
    assert "Authorization successful" in reused.text
    assert "Authorization successful" in reused_again.text


@with_bug("state-not-verified")
def test_state_not_verified_exchanges_again_on_every_opening(buggy: RunningBackend, account: Account) -> None:
    query = {"code": account.new_code(), "state": buggy.new_state(buggy.new_person()), "referer": account.host}
    pages = [buggy.open_callback(**query) for _ in range(2)]
    assert [page.title for page in pages] == ["AMO CRM Authorization", "AMO CRM Authorization Error"]
    assert len(account.token_requests) == 2
