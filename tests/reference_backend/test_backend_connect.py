"""Connecting: the state, the callback page, and the code that is spent exactly once."""

import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from running_backend import Person, RunningBackend, running_backend, sqlite_url
from scripted_amocrm import CLIENT_ID, Account, ScriptedAmo


def test_connect_hands_out_the_consent_url_with_its_state(backend: RunningBackend, person: Person) -> None:
    data = backend.get("/api/amo-crm/connect", person).json()["data"]
    parts = urlsplit(data["url"])
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "www.amocrm.ru", "/oauth")
    assert parse_qs(parts.query) == {"client_id": [CLIENT_ID], "state": [data["state"]], "mode": ["popup"]}


def test_every_connect_url_has_another_state(backend: RunningBackend, person: Person) -> None:
    assert backend.new_state(person) != backend.new_state(person)


def test_the_callback_redeems_the_code_and_shows_the_way_back(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    state, code = backend.new_state(person), account.new_code()
    page = backend.open_callback(code=code, state=state, referer=account.host)
    assert page.response.status_code == 200
    assert page.response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.title == "AMO CRM Authorization"
    for text in (
        "✓ Authorization successful!",
        "Your AMO CRM account has been successfully connected.",
        "Please tap the button below to return to the app:",
    ):
        assert text in page.text
    assert page.link == f"foryoure://amo-crm/callback?success=true&state={quote(state, safe='')}"
    assert code not in page.response.text
    assert "<script" not in page.response.text
    assert "http-equiv" not in page.response.text
    assert [request.body["code"] for request in account.token_requests] == [code]
    assert backend.status(person) == {
        "connected": True,
        "hasTokens": True,
        "domain": account.host,
        "accountId": str(account.id),
    }


def test_both_prefixes_serve_the_callback(backend: RunningBackend, person: Person, account: Account) -> None:
    query = {"code": account.new_code(), "state": backend.new_state(person), "referer": account.host}
    assert "Authorization successful" in backend.get("/api/v1/amo-crm/callback", **query).text
    assert backend.get("/api/v1/amo-crm/status", person).json()["data"]["connected"] is True


def test_opening_the_same_url_again_shows_the_same_page_without_a_second_exchange(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    query = {"code": account.new_code(), "state": backend.new_state(person), "referer": account.host}
    first, second = backend.open_callback(**query), backend.open_callback(**query)
    assert second.response.text == first.response.text
    assert "Authorization successful" in second.text
    assert len(account.token_requests) == 1


def test_eight_simultaneous_openings_redeem_once_and_all_show_success(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    account.add_lead()
    hold = account.hold("/oauth2/access_token")
    query = {"code": account.new_code(), "state": backend.new_state(person), "referer": account.host}
    with ThreadPoolExecutor(8) as pool:
        openings = [pool.submit(backend.open_callback, **query) for _ in range(8)]
        # While amoCRM keeps the one that redeems waiting, none of the others may have a page.
        assert hold.reached.wait(20)
        assert not any(opening.done() for opening in openings)
        hold.released.set()
        pages = [opening.result(60) for opening in openings]
    assert {page.response.text for page in pages} == {pages[0].response.text}
    assert "Authorization successful" in pages[0].text
    assert len(account.token_requests) == 1
    assert len(account.asked("/api/v4/leads")) == 1


def test_a_failed_exchange_is_remembered_too(backend: RunningBackend, person: Person, account: Account) -> None:
    query = {"code": "spent-elsewhere", "state": backend.new_state(person), "referer": account.host}
    pages = [backend.open_callback(**query) for _ in range(2)]
    for page in pages:
        assert page.response.status_code == 200
        assert page.title == "AMO CRM Authorization Error"
        assert "✗ Authorization failed Failed to exchange authorization code" in page.text
        assert page.link == "foryoure://amo-crm/callback?error=Failed%20to%20exchange%20authorization%20code"
    assert len(account.token_requests) == 1
    assert backend.status(person)["connected"] is False


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 503])
def test_whatever_the_token_endpoint_refuses_with_the_page_is_the_error_page(
    backend: RunningBackend, person: Person, account: Account, status: int
) -> None:
    account.troubles["/oauth2/access_token"] = [status]
    page = backend.connect(person, account)
    assert (page.response.status_code, page.title) == (200, "AMO CRM Authorization Error")
    assert len(account.token_requests) == 1
    assert backend.status(person)["connected"] is False


def test_a_callback_without_a_code_says_so(backend: RunningBackend, person: Person, account: Account) -> None:
    page = backend.open_callback(state=backend.new_state(person), referer=account.host)
    assert page.response.status_code == 200
    assert page.title == "AMO CRM Authorization"
    assert "✗ Authorization code is missing" in page.text
    assert page.link == "foryoure://amo-crm/callback?error=missing_code"


def test_a_declined_consent_has_its_own_page_and_leaves_the_state_usable(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    state = backend.new_state(person)
    page = backend.open_callback(error="access_denied", state=state)
    assert page.response.status_code == 200
    assert "✗ Authorization was declined" in page.text
    assert page.link == f"foryoure://amo-crm/callback?error=access_denied&state={quote(state, safe='')}"
    second_thought = backend.open_callback(code=account.new_code(), state=state, referer=account.host)
    assert "Authorization successful" in second_thought.text


def _assert_refused(backend: RunningBackend, person: Person, account: Account, *, state: str | None) -> None:
    query = {"code": account.new_code(), "referer": account.host} | ({} if state is None else {"state": state})
    page = backend.open_callback(**query)
    assert page.response.status_code == 200
    assert "✗ Authorization failed" in page.text
    assert page.link == "foryoure://amo-crm/callback?error=invalid_state"
    assert account.requests == []
    assert backend.status(person)["connected"] is False


@pytest.mark.parametrize(
    "state",
    [None, "", ".", "guess", "a.b", "ключ.підпис", "\x00.\x00", "x" * 5000],
    ids=["none", "empty", "dot", "word", "two parts", "cyrillic", "nul", "long"],
)
def test_a_state_that_was_never_issued_is_refused_and_the_code_kept(
    backend: RunningBackend, person: Person, account: Account, state: str | None
) -> None:
    _assert_refused(backend, person, account, state=state)


def test_a_state_changed_by_one_character_is_refused(backend: RunningBackend, person: Person, account: Account) -> None:
    state = backend.new_state(person)
    _assert_refused(backend, person, account, state=("A" if state[0] != "A" else "B") + state[1:])
    _assert_refused(backend, person, account, state=state[:-1] + ("0" if state[-1] != "0" else "1"))


def test_a_state_signed_with_another_secret_is_refused(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    encoded = backend.new_state(person).partition(".")[0]
    forged = hmac.new(b"authorization state somebody-else", encoded.encode(), hashlib.sha256).hexdigest()
    _assert_refused(backend, person, account, state=f"{encoded}.{forged}")


def test_a_well_signed_state_that_this_backend_never_stored_is_refused(
    amo: ScriptedAmo, backend: RunningBackend, person: Person, account: Account, tmp_path: Path
) -> None:
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path)) as other:
        foreign = other.new_state(other.new_person())
    _assert_refused(backend, person, account, state=foreign)


def test_a_state_of_a_process_with_another_secret_is_refused_even_if_it_is_stored(
    amo: ScriptedAmo, backend: RunningBackend, database_url: str, person: Person, account: Account
) -> None:
    with running_backend(proxy=amo.address, database_url=database_url, APP_SECRET="another" * 8) as other:
        state = other.new_state(other.new_person())
    _assert_refused(backend, person, account, state=state)


def test_an_expired_state_is_refused(amo: ScriptedAmo, account: Account, tmp_path: Path) -> None:
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path), APP_STATE_SECONDS="0") as backend:
        person = backend.new_person()
        _assert_refused(backend, person, account, state=backend.new_state(person))


def test_a_used_state_does_not_take_a_second_code(backend: RunningBackend, person: Person, account: Account) -> None:
    state = backend.new_state(person)
    backend.open_callback(code=account.new_code(), state=state, referer=account.host)
    page = backend.open_callback(code=account.new_code(), state=state, referer=account.host)
    assert page.link == "foryoure://amo-crm/callback?error=invalid_state"
    assert len(account.token_requests) == 1


def test_the_connection_belongs_to_the_user_of_the_state_alone(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    bystander = backend.new_person()
    backend.new_state(bystander)
    backend.connect(person, account)
    assert backend.status(person)["connected"] is True
    assert backend.status(bystander) == {"connected": False, "hasTokens": False, "domain": None, "accountId": None}


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "127.0.0.1",
        "localhost:8080",
        "evil.example",
        "amocrm.ru",
        "evil-amocrm.ru",
        "amocrm.ru.evil.example",
        "evil.example/.amocrm.ru",
        "evil.example#.amocrm.ru",
        "evil.example?.amocrm.ru",
        "user@demo.amocrm.ru",
        "demo.amocrm.ru:8443",
        "demo.amocrm.ru/",
        "demo.amocrm.ru\n",
        "http://demo.amocrm.ru",
        "a.b.amocrm.ru",
        "-.amocrm.ru",
        ".amocrm.ru",
        "дем.amocrm.ru",
    ],
)
def test_the_secret_is_never_posted_to_a_host_that_is_no_account(
    backend: RunningBackend, person: Person, account: Account, referer: str
) -> None:
    state, code = backend.new_state(person), account.new_code()
    page = backend.open_callback(code=code, state=state, referer=referer)
    assert page.response.status_code == 200
    assert page.link == "foryoure://amo-crm/callback?error=invalid_referer"
    # Nothing was spent by it: the true answer still works.
    assert "Authorization successful" in backend.open_callback(code=code, state=state, referer=account.host).text


def test_the_code_does_not_follow_a_redirect(
    amo: ScriptedAmo, backend: RunningBackend, person: Person, account: Account
) -> None:
    elsewhere = amo.accounts["redirected.amocrm.ru"] = Account("redirected.amocrm.ru", 1)
    account.troubles["/oauth2/access_token"] = [307]
    page = backend.connect(person, account)
    assert page.title == "AMO CRM Authorization Error"
    assert elsewhere.requests == []


def test_an_account_that_does_not_exist_gives_the_error_page(backend: RunningBackend, person: Person) -> None:
    page = backend.open_callback(code="any", state=backend.new_state(person), referer="nobody-there.kommo.com")
    assert page.link == "foryoure://amo-crm/callback?error=Failed%20to%20exchange%20authorization%20code"


@pytest.mark.parametrize(
    "hostile",
    ["'\"><script>alert(1)</script>", "');alert(1);//", "\r\nSet-Cookie: a=b", "\x00"],
    ids=["script", "end of string", "header", "nul"],
)
def test_hostile_text_in_the_url_never_becomes_part_of_the_page(backend: RunningBackend, hostile: str) -> None:
    for query in (
        {"error": hostile, "state": hostile},
        {"error": "access_denied", "state": hostile},
        {"code": hostile, "state": hostile, "referer": hostile},
        {"code": hostile, "state": hostile, "referer": "demo.amocrm.ru"},
    ):
        page = backend.open_callback(**query)
        assert page.response.status_code == 200
        assert hostile not in page.response.text
        assert "Set-Cookie" not in page.response.headers
        assert set(page.link) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/?&=%-._~")
    declined = backend.open_callback(error="access_denied", state=hostile)
    # What no field of a form can hold is no state of ours.
    assert declined.link_query.get("state") == ([hostile] if hostile.isprintable() else None)


def test_the_page_with_the_code_in_its_url_is_neither_kept_nor_told_on(
    backend: RunningBackend, person: Person, account: Account
) -> None:
    headers = backend.connect(person, account).response.headers
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
