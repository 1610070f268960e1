"""The recorder with a real mock and a real backend: nothing secret reaches the event file, and nothing else is lost."""

import itertools
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit

import pytest
import requests
from tiny_site import NoCrm, recorder, serving

from harness.adapters.app_api import AppApi
from harness.adapters.crm import MockCrm
from harness.adapters.form_browser import FormBrowser
from harness.adapters.recorder import EvidenceLost, Recorder
from harness.events.file import EventFile, read_events
from harness.events.model import OnWire
from harness.settings import ApiCall, Settings
from harness.wire.exchange import Entry, Exchange, LeadCard, Screen
from mock_amocrm.outgoing.message import Outgoing
from mock_amocrm.outgoing.sending import send
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Baseline

REDIRECT = "http://127.0.0.1:9/cb"


@pytest.fixture(scope="module")
def crm() -> Iterator[MockCrm]:
    with MockAmoCRM() as mock:
        control = MockCrm(mock.url)
        yield control
        control.close()


def note(
    told: Recorder,
    *,
    url: str = "http://b/x",
    sent: str | bytes = "",
    got: str | bytes = "",
    headers: dict[str, str] | None = None,
    status: int = 200,
    started: int = 0,
) -> None:
    """One exchange of the app with its backend."""
    parts = urlsplit(url)
    told.exchange(
        caller="client",
        person="Ann",
        method="GET" if "/leads" in url else "POST",
        url=url,
        path=f"{parts.path}?{parts.query}",
        request_headers=headers or {},
        request_body=sent if isinstance(sent, bytes) else sent.encode(),
        status=status,
        response_headers={},
        response_body=got if isinstance(got, bytes) else got.encode(),
        started_ns=started,
        ended_ns=started + 1,
    )


def test_no_planted_secret_reaches_the_event_file(crm: MockCrm, tmp_path: Path) -> None:
    events = EventFile(tmp_path / "events.ndjson", run="r", worker="main")
    made = crm.register(name="Planted", redirect_uri=REDIRECT, client_secret="Planted-Client-Secret-" + "x" * 40)
    account = crm.create_account(world="empty", lang="uk")
    told = recorder([], crm=crm, client_id=made.client_id, cursor=crm.journal_end())
    told._sink = lambda entry: events.write(OnWire(entry))  # type: ignore[assignment]
    told.own(account.subdomain, "Ann")
    told.redactor.know(made.client_secret, account.user.password)
    state = "Planted state/+=\"<&'>ї"
    secrets = {
        made.client_secret,
        account.user.password,
        state,
        "Planted-App-Password",
        "Planted-Session",
        "Planted-Bearer-1",
    }

    # A person's way through the consent page, to a callback where nobody answers.
    browser = FormBrowser(person="Ann", crm_url=crm.url, scheme="foryoure", recorder=told)
    browser.open(f"http://www.amocrm.ru/oauth?client_id={made.client_id}&state={quote(state, safe='')}")
    browser.sign_in(email=account.user.email, password=account.user.password)
    landed: list[str] = []

    def catch(url: str) -> str:
        landed.append(url)
        return crm.url + "/_mock/health"

    browser.allow(subdomain=account.subdomain, redirect=catch)
    browser.close()
    code = dict(parse_qsl(urlsplit(landed[0]).query))["code"]
    secrets.add(code)

    # The backend's calls, good and refused.
    host = {"Host": account.host}
    order = {"client_id": made.client_id, "client_secret": made.client_secret, "redirect_uri": REDIRECT}
    pair = requests.post(
        f"{crm.url}/oauth2/access_token",
        json={**order, "grant_type": "authorization_code", "code": code},
        headers=host,
        timeout=5,
    ).json()
    again = requests.post(
        f"{crm.url}/oauth2/access_token",
        json={**order, "grant_type": "authorization_code", "code": code},
        headers=host,
        timeout=5,
    )
    assert again.status_code == 403
    bearer = {**host, "Authorization": f"Bearer {pair['access_token']}"}
    assert requests.get(f"{crm.url}/api/v4/account", headers=bearer, timeout=5).status_code == 200
    fresh = requests.post(
        f"{crm.url}/oauth2/access_token",
        data={**order, "grant_type": "refresh_token", "refresh_token": pair["refresh_token"]},
        headers=host,
        timeout=5,
    ).json()
    secrets |= {pair["access_token"], pair["refresh_token"], fresh["access_token"], fresh["refresh_token"]}

    # What the app and the browser see of the same secrets, in every encoding that pages and clients use.
    note(
        told,
        url=f"http://b/cb?{urlencode({'code': code, 'state': state})}",
        got=f"<a href='foryoure://x?code={code}&amp;state={quote_plus(state)}'>{state}</a>",
    )
    note(
        told,
        sent=json.dumps({"code": code}),
        got=json.dumps({"message": f"redeemed {code} for {state}"}, ensure_ascii=False),
    )
    note(
        told,
        sent=json.dumps({"email": "a@b", "password": "Planted-App-Password"}),
        got=json.dumps({"data": {"token": "Planted-Bearer-1"}}),
    )
    note(
        told,
        headers={
            "Authorization": "Bearer Planted-Bearer-1",
            "Cookie": "s=Planted-Session",
            "X-Copy": pair["access_token"],
        },
    )
    note(
        told,
        url=f"http://b/elsewhere?next={quote(f'/cb?code={code}', safe='')}",
        got=f"[{pair['access_token']}] {made.client_secret}",
    )
    told.deep_link("Ann", f"foryoure://x?code={code}&error={quote('no ' + state)}")
    card = LeadCard("1", 1, f"Lead {state}", 1.0)
    told.screen(
        "Ann", Screen("callback.error", (f"Failed: {code}",), (), None, "list", (card,), f"server said {state}")
    )
    told.flush()
    events.close()

    written = (tmp_path / "events.ndjson").read_text(encoding="utf-8")
    for secret in secrets:
        for spelling in {
            secret,
            quote(secret, safe=""),
            quote_plus(secret),
            json.dumps(secret, ensure_ascii=False)[1:-1],
            json.dumps(secret)[1:-1],
            json.dumps(json.dumps(secret)[1:-1])[1:-1],
        }:
            assert spelling not in written, spelling
    kinds = [event["type"] for event in read_events(tmp_path / "events.ndjson")]
    assert {kind: len(list(group)) for kind, group in itertools.groupby(sorted(map(str, kinds)))} == {
        "deep_link": 1,
        "exchange": kinds.count("exchange"),
        "screen": 1,
    }
    assert kinds.count("exchange") >= 10


def test_the_same_code_has_the_same_fingerprint_in_the_journal_and_in_the_record(crm: MockCrm) -> None:
    made = crm.register(name="Same", redirect_uri=REDIRECT)
    told = recorder([], crm=crm, client_id=made.client_id, cursor=crm.journal_end())
    code = "def50200" + "0123456789abcdef" * 20
    order = {
        "client_id": made.client_id,
        "client_secret": made.client_secret,
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": REDIRECT,
    }
    account = crm.create_account(world="empty", lang="uk")
    told.own(account.subdomain, "Ann")
    requests.post(f"{crm.url}/oauth2/access_token", json=order, headers={"Host": account.host}, timeout=5)
    note(told, url=f"http://b/cb?code={code}&state=s")
    token, callback = sorted(told.timeline().every(Exchange), key=lambda call: call.role, reverse=True)

    assert (token.role, callback.role) == ("token", "callback")
    assert token.fingerprints["code"] == callback.fingerprints["code"]


def test_entries_are_numbered_in_the_order_of_their_beginning() -> None:
    entries: list[Entry] = []
    told = recorder(entries)
    note(told, url="http://b/second", started=20)
    note(told, url="http://b/first", started=10)
    told.flush()
    note(told, url="http://b/third", started=5)

    assert [(call.number, call.url.rpartition("/")[2]) for call in told.timeline().every(Exchange)] == [
        (3, "third"),
        (1, "first"),
        (2, "second"),
    ]
    assert len(entries) == 3


def test_the_apps_own_token_is_no_fingerprint_of_amocrms() -> None:
    told = recorder([])
    note(told, headers={"Authorization": "Bearer opaque-value-1"}, sent='{"refreshToken": "opaque-value-2"}')

    (call,) = told.timeline().every(Exchange)
    assert call.fingerprints == {}
    assert "opaque" not in str(call)


def test_the_apps_token_is_hidden_whatever_its_backend_calls_it() -> None:
    api = {
        "sign_in": ApiCall("POST /login", {"who": "{email}", "pin": "{password}"}, {"token": "session"}),
        "status": ApiCall("GET /crm"),
        "leads": ApiCall("GET /deals"),
    }
    told = recorder([], settings=Settings(api=api))
    told.redactor.know("Planted-App-Password")
    sent = '{"who": "a@b", "pin": "Planted-App-Password"}'
    note(told, url="http://b/login", sent=sent, got='{"session": "Planted-Session"}')

    (call,) = told.timeline().every(Exchange)
    assert call.role == "sign_in"
    assert "Planted" not in str(call)


def test_calls_that_share_a_path_are_told_apart_by_their_query() -> None:
    api = {
        "status": ApiCall("GET /crm?what=status"),
        "leads": ApiCall("GET /crm?what=leads&page={page}"),
    }
    told = AppApi(Settings(api=api), callback="/cb")

    asked = ("/crm?what=leads&page=2", "/crm?page=1&what=leads", "/crm?what=status", "/other?what=leads")
    assert [told.role("GET", path) for path in asked] == ["leads", "leads", "status", "other"]


def test_everyday_words_of_an_answer_stay_readable() -> None:
    told = recorder([])
    note(told, url="http://b/api/v1/leads?page=1", got='{"code": "NotSupportedChoice", "state": "ok"}', status=422)

    (call,) = told.timeline().every(Exchange)
    assert call.role == "leads"
    assert call.response.body == '{"code": "NotSupportedChoice", "state": "ok"}'


HOSTILE = {
    "binary": bytes(range(256)),
    "deep": b"[" * 100_000,
    "cut off": b'{"code": "\xff',
    "zeros": b"\0" * 1000,
    "half an emoji": b'[{"guestName": "\\ud83d"}]',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_body_is_recorded_all_the_same(body: bytes, tmp_path: Path) -> None:
    events = EventFile(tmp_path / "events.ndjson", run="r", worker="main")
    told = recorder([])
    told._sink = lambda entry: events.write(OnWire(entry))  # type: ignore[assignment]
    note(told, url="http://b/api/v1/leads", sent=body, got=body, headers={"X": "\udcff"})
    told.screen(
        "Ann", Screen("crm.connected", ("\ud83d",), (), True, "list", (LeadCard("1", 1, "\ud83d", None),), None)
    )
    told.flush()
    events.close()

    assert [event["type"] for event in read_events(tmp_path / "events.ndjson")] == ["exchange", "screen"]


def test_lost_evidence_is_an_error_of_its_own(crm: MockCrm) -> None:
    class Forgetful:
        def journal(self, since: int) -> dict[str, object]:
            return {"entries": [], "cursor": since, "evicted": True}

    with pytest.raises(EvidenceLost, match="dropped entries"):
        recorder([], crm=Forgetful()).timeline()  # type: ignore[arg-type]


def test_a_strangers_request_is_counted_and_not_taken_for_ours(crm: MockCrm) -> None:
    told = recorder([], crm=crm, client_id="nobody", cursor=crm.journal_end())
    requests.get(f"{crm.url}/api/v4/account", timeout=5)

    assert told.timeline().every(Exchange) == []
    assert told.unattributed == ["GET /api/v4/account"]


def test_our_integration_with_another_scenarios_account_is_not_ours(crm: MockCrm) -> None:
    ours, theirs = (crm.create_account(world="empty", lang="uk") for _ in range(2))
    client_id = crm.register(name="Backend", redirect_uri="http://127.0.0.1:9/cb").client_id
    told = recorder([], crm=crm, client_id=client_id, cursor=crm.journal_end())
    told.own(ours.subdomain, "Олена")
    for account in (ours, theirs):
        page = f"{crm.url}/oauth?client_id={client_id}"
        requests.get(page, headers={"Host": account.host}, timeout=5)

    assert [exchange.account for exchange in told.timeline().every(Exchange)] == [ours.subdomain]
    assert told.unattributed == ["GET /oauth"]


def test_a_colleague_does_not_take_an_accounts_requests_over(crm: MockCrm) -> None:
    account = crm.create_account(world="empty", lang="uk")
    told = recorder([], crm=crm, client_id="nobody", cursor=crm.journal_end())
    told.own(account.subdomain, "Олена")
    told.own(account.subdomain, "Марко")
    requests.get(f"{crm.url}/api/v4/leads", headers={"Host": account.host}, timeout=5)

    assert [call.person for call in told.timeline().every(Exchange)] == ["Олена"]


def test_what_amocrm_itself_sends_is_amocrms_call_of_the_backend() -> None:
    with MockAmoCRM() as mock, serving() as backend:
        backend.page("/cb", "ok")
        account = mock.store.add_account(Baseline({}, {}))
        told = recorder([], crm=MockCrm(mock.url))
        told.own(account.subdomain, "Олена")
        send(
            mock.fake, Outgoing(purpose="widget_install", url=f"{backend.url}/cb?code=def5", account=account), seconds=5
        )
        timeline = told.timeline()

    [call] = timeline.every(Exchange)
    assert (call.caller, call.callee, call.role, call.status) == ("amocrm", "backend", "widget_install", 200)
    assert (call.person, call.account, list(call.fingerprints)) == ("Олена", account.subdomain, ["code"])
    assert timeline.exchanges(caller="backend") == []


def test_a_surface_of_a_newer_mock_is_passed_over() -> None:
    class Newer(NoCrm):
        def journal(self, since: int) -> Mapping[str, object]:
            entry = {"surface": "telepathy", "account": "ours", "integration": None, "method": "GET", "path": "/"}
            return {"entries": [] if since else [entry], "cursor": 1, "evicted": False}

    told = recorder([], crm=cast(MockCrm, Newer()))
    told.own("ours", "Олена")

    assert told.timeline().entries == ()
    assert told.unattributed == []


def test_what_a_long_step_has_done_so_far_is_told_before_it_gets_its_number() -> None:
    order: list[str] = []
    told = recorder([])
    told._sink = lambda entry: order.append("numbered")
    told._looked = float("-inf")  # nobody has looked for long
    looking = threading.Thread(target=told.flush)

    def tell(_: Entry) -> None:
        looking.start()
        looking.join(0.2)  # it must not get further meanwhile
        order.append("without a number")

    note(told)
    told.tell_unsettled(tell)
    looking.join()

    assert order == ["without a number", "numbered"]
