"""Refresh: when our clock says so, when amoCRM says so, once for everybody, and what a refusal means."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from running_backend import Person, RunningBackend, running_backend, sqlite_url
from scripted_amocrm import Account, ScriptedAmo


def _grants(account: Account) -> list[object]:
    return [request.body["grant_type"] for request in account.token_requests]


def test_a_401_from_the_crm_is_answered_with_one_refresh(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    backend.connect(person, account)
    account.expire_access()
    assert backend.get("/api/amo-crm/pipelines", person).status_code == 200
    assert backend.get("/api/amo-crm/pipelines", person).status_code == 200
    assert _grants(account) == ["authorization_code", "refresh_token"]


def test_the_rotated_pair_is_used_next_time(backend: RunningBackend, person: Person, account: Account) -> None:
    backend.connect(person, account)
    for _ in range(3):
        account.expire_access()
        assert backend.get("/api/amo-crm/pipelines", person).status_code == 200
    sent = [request.body["refresh_token"] for request in account.token_requests[1:]]
    assert len(set(sent)) == 3


def test_a_token_about_to_expire_is_refreshed_before_it_is_used(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.expires_in = 30
    backend.connect(person, account)
    account.requests.clear()
    account.expires_in = 86_400
    assert backend.get("/api/amo-crm/pipelines", person).status_code == 200
    assert [request.path for request in account.requests] == ["/oauth2/access_token", "/api/v4/leads/pipelines"]


def test_an_import_over_many_pages_refreshes_once(backend: RunningBackend, person: Person, account: Account) -> None:
    for _ in range(120):
        account.add_lead()
    backend.connect(person, account)
    account.expire_access()
    assert backend.post("/api/amo-crm/sync/leads", person).json()["data"]["synced"] == 120
    assert len(account.asked("/api/v4/leads")) == 3 + 3
    assert _grants(account) == ["authorization_code", "refresh_token"]


def test_eight_requests_at_once_refresh_once(backend: RunningBackend, person: Person, account: Account) -> None:
    backend.connect(person, account)
    account.expire_access()
    account.requests.clear()
    hold = account.hold("/oauth2/access_token")
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(backend.get, "/api/amo-crm/pipelines", person) for _ in range(8)]
        assert hold.reached.wait(20)
        hold.released.set()
        assert [answer.result(60).status_code for answer in answers] == [200] * 8
    assert _grants(account) == ["refresh_token"]


def test_two_processes_on_one_database_refresh_once(
    amo: ScriptedAmo, backend: RunningBackend, database_url: str, person: Person, account: Account
) -> None:
    backend.connect(person, account)
    account.expire_access()
    account.requests.clear()
    hold = account.hold("/oauth2/access_token")
    with running_backend(proxy=amo.address, database_url=database_url) as twin, ThreadPoolExecutor(8) as pool:
        both = [backend, twin] * 4
        answers = [pool.submit(one.get, "/api/amo-crm/pipelines", person) for one in both]
        assert hold.reached.wait(20)
        hold.released.set()
        assert [answer.result(60).status_code for answer in answers] == [200] * 8
    assert _grants(account) == ["refresh_token"]


def test_two_processes_redeem_one_callback_once(
    amo: ScriptedAmo, backend: RunningBackend, database_url: str, person: Person, account: Account
) -> None:
    query = {"code": account.new_code(), "state": backend.new_state(person), "referer": account.host}
    hold = account.hold("/oauth2/access_token")
    with running_backend(proxy=amo.address, database_url=database_url) as twin, ThreadPoolExecutor(4) as pool:
        pages = [pool.submit(one.open_callback, **query) for one in (backend, twin) * 2]
        assert hold.reached.wait(20)
        hold.released.set()
        assert all("Authorization successful" in page.result(60).text for page in pages)
    assert len(account.token_requests) == 1


def test_a_refused_refresh_ends_the_connection_and_says_reconnect(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    backend.connect(person, account)
    account.disable_integration()
    answer = backend.get("/api/amo-crm/pipelines", person)
    assert answer.status_code == 409
    assert answer.json() == {
        "success": False,
        "message": "AMO CRM no longer accepts this connection. Please connect again.",
        "statusCode": 409,
        "code": "reconnect",
    }
    assert backend.status(person)["connected"] is False
    assert backend.leads(person) == []
    again = backend.get("/api/amo-crm/pipelines", person)
    assert (again.status_code, again.json()["code"]) == (409, "not_connected")
    assert "Authorization successful" in backend.connect(person, account).text
    assert len(backend.leads(person)) == 1


@pytest.mark.parametrize("status", [400, 403, 429, 500])
def test_other_trouble_with_the_refresh_keeps_the_connection(
    backend: RunningBackend, person: Person, account: Account, status: int
) -> None:
    backend.connect(person, account)
    account.expire_access()
    account.troubles["/oauth2/access_token"] = [status]
    answer = backend.get("/api/amo-crm/pipelines", person)
    assert (answer.status_code, answer.json()["code"]) == (502, "amo_crm_failed")
    assert backend.status(person)["connected"] is True
    assert backend.get("/api/amo-crm/pipelines", person).status_code == 200


def test_a_second_401_right_after_a_refresh_is_passed_on_as_trouble(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    backend.connect(person, account)
    account.troubles["/api/v4/leads/pipelines"] = [401, 401]
    assert backend.get("/api/amo-crm/pipelines", person).status_code == 502
    assert _grants(account) == ["authorization_code", "refresh_token"]


def test_one_colleagues_tokens_do_not_end_the_others(backend: RunningBackend, person: Person, account: Account) -> None:
    colleague = backend.new_person()
    backend.connect(person, account)
    backend.connect(colleague, account)
    account.expire_access()
    assert [backend.get("/api/amo-crm/pipelines", who).status_code for who in (person, colleague)] == [200, 200]


def test_requests_to_one_account_are_paced(amo: ScriptedAmo, account: Account, tmp_path: Path) -> None:
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path), AMO_REQUESTS_PER_SECOND="5") as backend:
        person = backend.new_person()
        started = time.monotonic()
        backend.connect(person, account)  # token, account, pipelines, leads
        assert backend.get("/api/amo-crm/pipelines", person).status_code == 200
        assert len(account.requests) == 5
        backend.get("/api/amo-crm/pipelines", person)
        assert time.monotonic() - started > 1


def test_a_netrc_on_the_machine_changes_no_authorization(amo: ScriptedAmo, account: Account, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("default login somebody password secret\n")
    (tmp_path / ".netrc").chmod(0o600)
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path), HOME=str(tmp_path)) as backend:
        assert "Authorization successful" in backend.connect(backend.new_person(), account).text
    sent = [request.headers.get("Authorization", "nothing") for request in account.requests]
    assert [header.partition(" ")[0] for header in sent] == ["nothing", "Bearer", "Bearer", "Bearer"]


def test_cookies_of_the_crm_are_not_sent_back(backend: RunningBackend, person: Person, account: Account) -> None:
    backend.connect(person, account)
    assert not any("Cookie" in request.headers for request in account.requests)
