"""Each known bug of redemption changes who redeems a code, when, where and for whom, and leaves the rest alone."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from running_backend import RunningBackend
from scripted_amocrm import Account, ScriptedAmo

CONNECT = "/api/amo-crm/connect"
TOKEN = "/oauth2/access_token"


def with_bug(bug: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("buggy", [bug], indirect=True)


@with_bug("callback-redeems-again")
def test_callback_redeems_again_and_still_knows_its_states(buggy: RunningBackend, account: Account) -> None:
    query = {"code": account.new_code(), "state": buggy.new_state(buggy.new_person()), "referer": account.host}
    pages = [buggy.open_callback(**query) for _ in range(2)]
    assert [page.title for page in pages] == ["AMO CRM Authorization", "AMO CRM Authorization Error"]
    assert len(account.token_requests) == 2
    refused = buggy.open_callback(**(query | {"code": account.new_code()}))
    assert refused.link_query["error"] == ["invalid_state"]


@with_bug("callbacks-race")
def test_callbacks_race_at_the_same_time_only(buggy: RunningBackend, account: Account) -> None:
    query = {"code": account.new_code(), "state": buggy.new_state(buggy.new_person()), "referer": account.host}
    hold = account.hold(TOKEN)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(requests.get, buggy.address + "/api/amo-crm/callback", params=query, timeout=30)
        assert hold.reached.wait(10)
        second = buggy.open_callback(**query)
        hold.released.set()
        assert "Authorization successful" in first.result().text
    assert "Authorization failed" in second.text
    assert len(account.token_requests) == 2


@with_bug("callbacks-race")
def test_callbacks_race_opened_one_after_the_other_show_the_same(buggy: RunningBackend, account: Account) -> None:
    query = {"code": account.new_code(), "state": buggy.new_state(buggy.new_person()), "referer": account.host}
    assert [buggy.open_callback(**query).title for _ in range(2)] == ["AMO CRM Authorization"] * 2
    assert len(account.token_requests) == 1
    refused = buggy.open_callback(**(query | {"code": account.new_code()}))
    assert refused.link_query["error"] == ["invalid_state"]
    assert buggy.open_callback(**(query | {"state": "made.up"})).link_query["error"] == ["invalid_state"]


@with_bug("callback-takes-latest-user")
def test_callback_takes_latest_user_of_those_who_pressed_connect(buggy: RunningBackend, account: Account) -> None:
    person, latest = buggy.new_person(), buggy.new_person()
    state = buggy.new_state(person)
    buggy.new_state(latest)
    assert (
        "Authorization successful"
        in buggy.open_callback(code=account.new_code(), state=state, referer=account.host).text
    )
    assert (buggy.status(person)["connected"], buggy.status(latest)["domain"]) == (False, account.host)
    forged = buggy.open_callback(code=account.new_code(), state="made.up", referer=account.host)
    assert forged.link_query["error"] == ["invalid_state"]


@with_bug("code-kept-for-later")
def test_code_kept_for_later_waits_for_the_app(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    account.add_lead()
    assert "Authorization successful" in buggy.connect(person, account).text
    assert account.requests == []
    assert buggy.status(person)["connected"] is True
    assert len(buggy.leads(person)) == 1
    assert len(account.token_requests) == 1


@with_bug("consent-at-account-host")
def test_consent_at_account_host_asks_for_the_page_elsewhere(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    address = urlsplit(buggy.get(CONNECT, person).json()["data"]["url"])
    assert (address.netloc, address.path) == ("ouragency.amocrm.ru", "/oauth")
    assert set(parse_qs(address.query)) == {"client_id", "state", "mode"}
    assert "Authorization successful" in buggy.connect(person, account).text


@with_bug("state-in-cookie")
def test_state_in_cookie_is_known_to_whoever_has_the_cookie(buggy: RunningBackend, account: Account) -> None:
    person = buggy.new_person()
    query = {"code": account.new_code(), "state": buggy.new_state(person), "referer": account.host}
    # A browser of its own: the cookie is in the app's session.
    page = requests.get(buggy.address + "/api/amo-crm/callback", params=query, timeout=30)
    assert "error=invalid_state" in page.text
    assert account.requests == []
    assert "Authorization successful" in buggy.open_callback(**query).text


@with_bug("token-asked-at-www")
def test_token_asked_at_www_never_gets_to_the_account(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    www = Account(host="www.amocrm.ru", id=1)
    monkeypatch.setitem(amo.accounts, www.host, www)  # for this test only: the others share the scripted amoCRM
    person = buggy.new_person()
    assert "Authorization failed" in buggy.connect(person, account).text
    assert (len(www.token_requests), account.requests) == (1, [])
    assert buggy.status(person)["connected"] is False


@with_bug("token-asked-at-first-account")
def test_token_asked_at_first_account_works_for_the_first_only(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account
) -> None:
    person, second, elsewhere = buggy.new_person(), buggy.new_person(), amo.new_account()
    assert "Authorization successful" in buggy.connect(person, account).text
    assert "Authorization failed" in buggy.connect(second, elsewhere).text
    assert (len(account.token_requests), elsewhere.requests) == (2, [])
    assert buggy.status(person)["connected"] is True


@with_bug("import-needs-users")
def test_import_needs_users_brings_nothing_where_they_are_forbidden(buggy: RunningBackend, account: Account) -> None:
    account.add_lead()
    account.troubles["/api/v4/users"].append(403)
    person = buggy.new_person()
    assert "Authorization successful" in buggy.connect(person, account).text
    assert [request.path for request in account.requests] == [TOKEN, "/api/v4/users"]
    assert (buggy.status(person)["connected"], buggy.leads(person)) == (True, [])


@with_bug("referer-ignored")
def test_referer_ignored_works_in_the_developers_account_only(
    buggy: RunningBackend, amo: ScriptedAmo, account: Account
) -> None:
    amo.accounts["ouragency.amocrm.ru"] = own = Account(host="ouragency.amocrm.ru", id=1)
    assert "Authorization failed" in buggy.connect(buggy.new_person(), account).text
    assert (len(own.token_requests), account.requests) == (1, [])
    person = buggy.new_person()
    assert "Authorization successful" in buggy.connect(person, own).text
    assert buggy.status(person)["domain"] == own.host
