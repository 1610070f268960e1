"""Each known bug of amoCRM's tokens changes its own behaviour and leaves the rest of the journey alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from running_backend import Person, RunningBackend
from scripted_amocrm import Account, ScriptedAmo

PIPELINES = "/api/amo-crm/pipelines"


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


@pytest.fixture
def person(buggy: RunningBackend, account: Account) -> Person:
    """Somebody who is connected and has one lead."""
    person = buggy.new_person()
    account.add_lead()
    assert "Authorization successful" in buggy.connect(person, account).text
    return person


def refresh_tokens(account: Account) -> list[object]:
    """Those that the backend has brought, in order."""
    return [request.body["refresh_token"] for request in account.token_requests if "refresh_token" in request.body]


@with_bug("refresh-token-not-saved")
def test_the_second_refresh_brings_the_first_one_s_token(
    buggy: RunningBackend, account: Account, person: Person
) -> None:
    account.expire_access()
    assert buggy.get(PIPELINES, person).status_code == 200
    assert buggy.get(PIPELINES, person).status_code == 200
    account.expire_access()
    assert buggy.get(PIPELINES, person).status_code == 409
    first, second = refresh_tokens(account)
    assert first == second
    assert buggy.status(person)["connected"] is False


@with_bug("dead-connection-kept")
def test_a_dead_connection_stays_connected(buggy: RunningBackend, account: Account, person: Person) -> None:
    account.disable_integration()
    for _ in range(2):
        answer = buggy.get(PIPELINES, person)
        assert (answer.status_code, answer.json()["code"]) == (409, "reconnect")
        assert buggy.status(person)["connected"] is True
    assert len(buggy.leads(person)) == 1
    buggy.connect(person, account)
    assert buggy.get(PIPELINES, person).status_code == 200


@with_bug("token-at-main-host")
def test_reads_go_to_the_main_host_and_token_requests_to_the_account_s(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account, person: Person
) -> None:
    assert {request.path for request in account.requests} == {"/oauth2/access_token"}
    status = buggy.status(person)
    assert (status["connected"], status["domain"]) == (True, account.host)
    assert buggy.leads(person) == []
    assert "www.amocrm.ru" not in amo.accounts
    assert buggy.get(PIPELINES, person).status_code == 502


@with_bug("host-forgotten-on-refresh")
def test_a_refresh_takes_the_host_from_the_token(buggy: RunningBackend, account: Account, person: Person) -> None:
    assert buggy.get(PIPELINES, person).status_code == 200
    assert buggy.status(person)["domain"] == account.host
    account.expire_access()
    assert buggy.get(PIPELINES, person).status_code == 502
    assert buggy.status(person)["domain"] == "amocrm.ru"
    assert len(buggy.leads(person)) == 1


@with_bug("one-token-for-all-accounts")
def test_whoever_connects_last_gives_everybody_their_token(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account, person: Person
) -> None:
    assert buggy.get(PIPELINES, person).status_code == 200
    other, elsewhere = buggy.new_person(), amo.new_account()
    buggy.connect(other, elsewhere)
    assert buggy.get(PIPELINES, other).status_code == 200
    assert buggy.status(person)["domain"] == account.host
    account.requests.clear()
    buggy.get(PIPELINES, person)
    bearer = account.requests[0].headers["Authorization"].removeprefix("Bearer ")
    assert bearer in elsewhere.access_tokens


@with_bug("colleague-disconnected")
def test_a_colleague_s_consent_ends_the_connection_to_this_account_only(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account, person: Person
) -> None:
    stranger, colleague = buggy.new_person(), buggy.new_person()
    buggy.connect(stranger, amo.new_account())
    assert buggy.status(person)["connected"] is True
    buggy.connect(colleague, account)
    connected = [buggy.status(one)["connected"] for one in (person, stranger, colleague)]
    assert connected == [False, True, True]
    assert buggy.get(PIPELINES, colleague).status_code == 200


@with_bug("token-column-too-short")
def test_tokens_are_cut_off_at_255_characters(buggy: RunningBackend, account: Account, person: Person) -> None:
    used = next(request for request in account.requests if request.path == "/api/v4/account")
    bearer = used.headers["Authorization"].removeprefix("Bearer ")
    assert len(bearer) == 255
    assert [token.startswith(bearer) for token in account.access_tokens] == [True]
    assert [len(str(token)) for token in refresh_tokens(account)] == [255]
    assert buggy.status(person)["connected"] is False


@with_bug("refresh-without-redirect-uri")
def test_only_the_refresh_leaves_redirect_uri_out(buggy: RunningBackend, account: Account, person: Person) -> None:
    account.expire_access()
    buggy.get(PIPELINES, person)
    exchange, refresh = account.token_requests
    assert set(exchange.body) - set(refresh.body) == {"code", "redirect_uri"}
    assert set(refresh.body) == {"client_id", "client_secret", "grant_type", "refresh_token"}


@with_bug("refused-refresh-repeated")
def test_a_refused_refresh_is_sent_six_times_and_a_good_one_once(
    buggy: RunningBackend, account: Account, person: Person
) -> None:
    account.expire_access()
    assert buggy.get(PIPELINES, person).status_code == 200
    assert len(refresh_tokens(account)) == 1
    account.disable_integration()
    assert buggy.get(PIPELINES, person).status_code == 409
    assert len(refresh_tokens(account)) == 7
    assert buggy.status(person)["connected"] is False


@with_bug("refresh-on-every-request")
def test_every_read_is_preceded_by_a_refresh(buggy: RunningBackend, account: Account, person: Person) -> None:
    account.requests.clear()
    assert buggy.get(PIPELINES, person).status_code == 200
    assert [request.path for request in account.requests] == ["/oauth2/access_token", "/api/v4/leads/pipelines"]
    assert len(buggy.leads(person)) == 1


@with_bug("access-token-never-refreshed")
def test_an_expired_access_token_is_the_end(buggy: RunningBackend, account: Account, person: Person) -> None:
    assert buggy.get(PIPELINES, person).status_code == 200
    account.expire_access()
    for _ in range(2):
        assert buggy.get(PIPELINES, person).status_code == 502
    assert refresh_tokens(account) == []
    assert buggy.status(person)["connected"] is True


@with_bug("stale-pair-reused")
def test_each_401_of_one_request_is_refreshed_with_the_same_pair(
    buggy: RunningBackend, account: Account, person: Person
) -> None:
    contact = account.add_contact("Олег")
    lead = account.add_lead(_embedded={"contacts": [{"id": contact, "is_main": True}]})
    account.expire_access()
    assert buggy.get(PIPELINES, person).status_code == 200  # one read only
    account.expire_access()
    assert buggy.get(f"/api/amo-crm/leads/{lead['id']}", person).status_code == 409
    _, second, third = refresh_tokens(account)
    assert second == third


@with_bug("refresh-not-locked")
def test_of_two_requests_at_once_the_loser_takes_the_connection_along(
    buggy: RunningBackend, account: Account, person: Person
) -> None:
    account.expire_access()
    assert buggy.get(PIPELINES, person).status_code == 200  # alone it is well
    account.expire_access()
    account.requests.clear()
    hold = account.hold("/oauth2/access_token")
    with ThreadPoolExecutor(2) as pool:
        winner = pool.submit(buggy.get, PIPELINES, person)
        assert hold.reached.wait(20)
        loser = buggy.get(PIPELINES, person)
        hold.released.set()
        assert (winner.result(60).status_code, loser.status_code) == (200, 409)
    first, second = refresh_tokens(account)
    assert first == second
    assert buggy.status(person)["connected"] is False


@with_bug("disable-hook-unverified")
def test_anybodys_word_ends_the_connections_to_that_account(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account, person: Person
) -> None:
    stranger = buggy.new_person()
    buggy.connect(stranger, amo.new_account())
    answer = buggy.get("/api/amo-crm/disabled", account_id=account.id)
    assert (answer.status_code, answer.json()["data"]) == (200, {"disconnected": 1})
    assert [buggy.status(who)["connected"] for who in (person, stranger)] == [False, True]
