"""amoCRM through the control API of a running fake: faults, leads, colleagues, and a backend with one account."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests
from raw_backend import raw_backend

from harness.adapters.crm import CrmUnavailable, MockCrm, OneAccountCrm
from harness.ports import Account, Fault, LeadDraft
from mock_amocrm.server import MockAmoCRM

CONSENT = Fault("/oauth", 503, times=1)


@pytest.fixture(scope="module")
def crm() -> Iterator[MockCrm]:
    """A fake with an integration."""
    with MockAmoCRM() as running:
        made = MockCrm(running.url)
        made.register(name="App", redirect_uri="http://127.0.0.1:9/callback")
        yield made
        made.close()


@pytest.fixture
def account(crm: MockCrm) -> Account:
    """An account with two leads."""
    made = crm.create_account(world="empty", lang="en")
    crm.add_leads(made, [LeadDraft("House", 10), LeadDraft("Barn", 20)])
    return made


def asked(crm: MockCrm, account: Account, path: str = "/api/v4/leads") -> int:
    """What a request to the account is answered; 401 is amoCRM's own word."""
    return requests.get(crm.url + path, headers={"Host": account.host}, timeout=5).status_code


@pytest.mark.parametrize(
    "answer",
    [
        'Connection: close\r\n\r\n{"entries": [',
        'Content-Length: 90\r\n\r\n{"entries": [',
        'Transfer-Encoding: chunked\r\n\r\n2\r\n{"',
        "Content-Le",
        "Connection: close\r\n\r\n[]",
    ],
)
def test_an_answer_that_breaks_off_is_an_unreachable_fake(answer: str) -> None:
    with raw_backend() as fake:
        fake.answers(b"HTTP/1.1 200 OK\r\n" + answer.encode())
        crm = MockCrm(fake.url)
        with pytest.raises(CrmUnavailable, match="/_mock/journal"):
            crm.journal(0)
        crm.close()


def test_a_fault_strikes_one_account_until_amocrm_recovers(crm: MockCrm, account: Account) -> None:
    other = crm.create_account(world="empty", lang="en")
    crm.order(Fault("/api/*", 503, account=account))
    crm.order(Fault("/api/v4/used-up", 500, account=account, times=1))
    assert [asked(crm, account), asked(crm, account), asked(crm, other)] == [503, 503, 401]

    crm.recover()
    assert asked(crm, account) == 401
    crm.recover()  # there is nothing left, and nothing to complain about


def test_an_account_that_moved_is_known_by_its_new_address_only(crm: MockCrm, account: Account) -> None:
    crm.limit(account, per_second=3)
    crm.subscribe(account, destination="http://127.0.0.1:9/hook", events=["add_lead"])
    moved = crm.rename(account)

    assert (moved.subdomain, moved.host) == (f"new-{account.subdomain}", f"new-{account.host}")
    assert moved.user == account.user
    assert [lead.name for lead in crm.leads(moved)] == ["House", "Barn"]
    with pytest.raises(CrmUnavailable, match="404"):
        crm.leads(account)
    crm.recover()
    crm.unsubscribe()
    assert crm.listens(moved) is None


def test_a_fault_says_how_an_answer_arrives_and_for_how_long(crm: MockCrm, account: Account) -> None:
    crm.order(Fault("/api/*", kind="too_many_requests", shape="json", account=account, skip=1, lasts=60))
    assert [asked(crm, account) for _ in range(3)] == [401, 429, 429]
    crm.advance(account, 60)
    assert asked(crm, account) == 401

    crm.order(Fault("/api/*", kind="reset", account=account, times=1))
    with pytest.raises(requests.ConnectionError):
        asked(crm, account)
    crm.order(Fault("/api/*", 503, account=account, probability=0.5))
    assert {asked(crm, account) for _ in range(30)} == {401, 503}
    crm.recover()


def test_what_stands_before_an_account_is_taken_away_when_amocrm_recovers(crm: MockCrm, account: Account) -> None:
    crm.limit(account, per_second=1, block_after=1)
    # Two of so many are within one second, however slow the machine is.
    seen = [asked(crm, account) for _ in range(30)]
    assert seen[0] == 401
    assert seen[-1] == 403
    assert 429 in seen
    crm.recover()
    assert {asked(crm, account) for _ in range(60)} == {401}

    crm.block(account)
    assert asked(crm, account) == 403
    crm.recover()
    crm.admit_only(account, ["203.0.113.1"])
    assert [asked(crm, account), asked(crm, account, "/oauth2/access_token")] == [403, 405]
    crm.recover()
    assert asked(crm, account) == 401


def test_amocrms_own_limit_is_seven(crm: MockCrm, account: Account) -> None:
    crm.limit(account)
    shown = requests.get(f"{crm.url}/_mock/accounts/{account.subdomain}/limits", timeout=5).json()
    crm.recover()

    assert (shown["on"], shown["per_integration"], shown["per_account"], shown["block_after"]) == (True, 7, 50, None)


def test_recovering_leaves_the_faults_that_others_have_ordered(crm: MockCrm, account: Account) -> None:
    neighbour = MockCrm(crm.url)
    neighbour.order(Fault("/api/*", 503, account=account))
    crm.order(Fault("/oauth2/*", 500, account=account))
    crm.recover()

    assert asked(crm, account) == 503
    neighbour.recover()
    neighbour.close()
    assert asked(crm, account) == 401


def test_a_fault_without_an_account_is_about_our_integration_only(crm: MockCrm, account: Account) -> None:
    crm.order(CONSENT)

    assert asked(crm, account, "/oauth?client_id=somebody-else") == 404
    assert asked(crm, account, f"/oauth?client_id={crm.client_id}") == 503
    assert asked(crm, account, f"/oauth?client_id={crm.client_id}") == 200


def test_leads_change_move_and_go(crm: MockCrm, account: Account) -> None:
    house, barn = crm.leads(account)
    crm.change_lead(account, house, price=0)
    crm.change_lead(account, house, name="Castle")
    crm.move_lead(account, house, stage="Discussions")
    crm.delete_lead(account, barn)

    assert crm.leads(account) == [replace(house, name="Castle", price=0)]
    assert "Discussions" in crm.stages(account)
    assert len(crm.stages(account)) == len(set(crm.stages(account)))


def test_a_colleague_has_the_same_account_and_another_login(crm: MockCrm, account: Account) -> None:
    colleague = crm.add_user(account, name="Marko", is_admin=False)

    assert (colleague.subdomain, colleague.user.name) == (account.subdomain, "Marko")
    assert colleague.user.email != account.user.email
    assert colleague.user.password


def test_a_backend_with_one_account_gets_it_as_new_and_no_other(crm: MockCrm, account: Account) -> None:
    only = OneAccountCrm(crm, account, world="empty")

    for wrong in ({"world": "realty"}, {"world": "empty", "leads": 3}):
        with pytest.raises(CrmUnavailable, match=r"one fixed account, made of the world .empty."):
            only.create_account(lang="en", **wrong)
    assert only.create_account(world="empty", lang="en") == account
    assert only.leads(account) == []
    with pytest.raises(CrmUnavailable, match="a scenario with two"):
        only.create_account(world="empty", lang="en")
    with pytest.raises(CrmUnavailable, match="its address can't change"):
        only.rename(account)


def test_what_one_scenario_ordered_is_withdrawn_by_whoever_owns_the_rig(crm: MockCrm, account: Account) -> None:
    OneAccountCrm(crm, account, world="empty").order(Fault("/api/*", 503, account=account))
    crm.recover()

    assert asked(crm, account) == 401


def test_a_colleague_with_narrow_rights_is_responsible_for_what_they_get_and_sees_nothing_else(
    crm: MockCrm, account: Account
) -> None:
    before = crm.leads(account)
    colleague = crm.add_user(account, name="Marko", is_admin=False, sees_own_only=True)
    assert crm.leads(colleague) == []

    crm.add_leads(colleague, [LeadDraft("Garage", 9000)])

    assert [lead.name for lead in crm.leads(colleague)] == ["Garage"]
    assert [lead.name for lead in crm.leads(account)] == [*(lead.name for lead in before), "Garage"]
