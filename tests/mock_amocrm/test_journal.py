"""The journal: what happened on the wire, whose it was, in order, and never a secret."""

import json
from itertools import pairwise
from urllib.parse import quote

import pytest
import requests
from mock_shop import PASSWORD, REDIRECT_URI, Shop, open_shop

from mock_amocrm.journal import BODY_SHOWN, Entry, Journal
from mock_amocrm.note import Note
from mock_amocrm.redaction import fingerprint
from mock_amocrm.server import MockAmoCRM


def read(mock: MockAmoCRM, **query: object) -> dict[str, object]:
    """A reading over HTTP."""
    answer = requests.get(
        f"{mock.url}/_mock/journal", params={key: str(value) for key, value in query.items()}, timeout=5
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def leads(shop: Shop, access_token: str) -> requests.Response:
    """Read the API."""
    headers = {"Host": shop.account.host, "Authorization": f"Bearer {access_token}"}
    return requests.get(f"{shop.mock.url}/api/v4/account?with=version", headers=headers, timeout=5)


def test_the_journey_is_written_down_with_its_outcomes_and_fingerprints(shop: Shop) -> None:
    since = shop.mock.fake.journal.cursor
    landed = shop.consent(state="the-state-of-this-test")
    pair = shop.redeem(landed["code"]).json()
    shop.redeem(landed["code"])
    leads(shop, pair["access_token"])

    reading = read(shop.mock, since=since)
    entries = reading["entries"]
    assert [(entry["surface"], entry["method"], entry["outcome"]) for entry in entries] == [
        ("consent", "GET", None),
        ("consent", "POST", "signed_in"),
        ("consent", "POST", "consent_granted"),
        ("token", "POST", "code_redeemed"),
        ("token", "POST", "code_reused"),
        ("api", "GET", None),
    ]
    assert [entry["seq"] for entry in entries] == list(range(since + 1, since + 7))
    assert reading["cursor"] == since + 6
    assert {entry["account"] for entry in entries} == {shop.account.subdomain}
    assert {entry["integration"] for entry in entries} == {shop.integration.client_id}
    code, token = fingerprint(landed["code"]), fingerprint(pair["access_token"])
    assert entries[0]["fingerprints"] == {"state": fingerprint("the-state-of-this-test")}
    assert entries[2]["fingerprints"] == {"state": fingerprint("the-state-of-this-test"), "code": code}
    refresh = fingerprint(pair["refresh_token"])
    assert entries[3]["fingerprints"] == {"code": code, "access_token": token, "refresh_token": refresh}
    assert entries[4]["fingerprints"] == {"code": code}
    assert entries[4]["response"]["status"] == 403
    assert entries[5]["fingerprints"] == {"access_token": token}
    for before, after in pairwise(entries):
        assert before["started_ns"] < before["ended_ns"] < after["started_ns"]


def test_a_page_answered_by_the_shortcut_is_written_down_like_the_first(shop: Shop) -> None:
    token, since = shop.pair()["access_token"], shop.mock.fake.journal.cursor
    first, second = leads(shop, token), leads(shop, token)

    assert first.content == second.content
    one, two = read(shop.mock, since=since)["entries"]
    volatile = {"seq", "started_ns", "ended_ns", "wall", "account_time"}
    one["response"]["headers"].pop("X-Request-Id")
    two["response"]["headers"].pop("X-Request-Id")
    assert {key: one[key] for key in one.keys() - volatile} == {key: two[key] for key in two.keys() - volatile}
    assert json.loads(one["response"]["body"])["subdomain"] == shop.account.subdomain


def test_a_page_is_held_packed_and_once_however_often_it_is_sent(shop: Shop) -> None:
    token, since = shop.pair()["access_token"], shop.mock.fake.journal.cursor
    sent = [leads(shop, token).content for _ in range(3)]

    held = [entry.response_body for entry in shop.mock.fake.journal.read(since=since).entries]
    assert len({id(body) for body in held}) == 1
    assert len(held[0]) < len(sent[0])
    assert [entry["response"]["body"].encode() for entry in read(shop.mock, since=since)["entries"]] == sent


def test_no_secret_is_ever_in_the_journal(mock: MockAmoCRM) -> None:
    shop = open_shop(mock)
    state = "planted state ї+/=&\"'<>"
    visitor = shop.visitor(shop.account.host)
    visitor.open(f"/oauth?client_id={shop.integration.client_id}&state={quote(state)}")
    visitor.sign_in(password="planted wrong pässword")
    visitor.sign_in()
    visitor.submit(action="allow")
    code = visitor.landed()["code"]
    secrets = [PASSWORD, "planted wrong pässword", state, code, shop.integration.client_secret]
    secrets += [str(value) for value in visitor.http.cookies.get_dict().values()]
    shop.redeem(code, client_secret="planted-wrong-secret")
    shop.redeem(code, client_id=shop.integration.client_secret, client_secret=shop.integration.client_id)  # mixed up
    pair = shop.redeem(code).json()
    next_pair = shop.refresh(pair["refresh_token"]).json()
    secrets += [
        "planted-wrong-secret",
        *(each[key] for each in (pair, next_pair) for key in ("access_token", "refresh_token")),
    ]
    token = next_pair["access_token"]
    for _ in range(2):
        leads(shop, token)
    headers = {"Host": shop.account.host, "Authorization": f"Bearer {token}"}
    url = f"{mock.url}/api/v4/leads"
    for misplaced in (token, next_pair["refresh_token"], code):
        requests.post(url, json=[{"name": f"a lead named {misplaced}"}], headers=headers, timeout=5)
        requests.get(f"{url}?query={misplaced}", headers={**headers, "X-Debug": misplaced}, timeout=5)
        requests.get(f"{mock.url}/nowhere/{misplaced}", headers={"Referer": f"https://x/?code={misplaced}"}, timeout=5)
        shop.token(grant_type=misplaced)
    requests.get(url, headers=headers, timeout=5)
    requests.get(
        f"{mock.url}/oauth2/account/current/subdomain",
        headers={"X-Refresh-Token": next_pair["refresh_token"]},
        timeout=5,
    )
    requests.get(
        f"{mock.url}/oauth2/access_token?client_secret={shop.integration.client_secret}&code={code}", timeout=5
    )

    written = requests.get(f"{mock.url}/_mock/journal", timeout=5).text
    held = repr([entry for entry in mock.fake.journal.read().entries if isinstance(entry.response_body, str)])
    assert len(mock.fake.journal.read().entries) > 20
    for secret in secrets:
        for encoded in (secret, quote(secret), quote(secret, safe=""), json.dumps(secret)[1:-1]):
            assert encoded not in written
            assert encoded not in held


def test_the_control_api_is_not_in_its_own_journal(mock: MockAmoCRM) -> None:
    before = mock.fake.journal.cursor
    requests.get(f"{mock.url}/_mock/health", timeout=5)

    assert read(mock)["cursor"] == before


def test_a_reading_is_filtered_by_account_or_integration(mock: MockAmoCRM) -> None:
    mine, other = open_shop(mock), open_shop(mock)
    since = mock.fake.journal.cursor
    for shop in (mine, other):
        shop.token(grant_type="authorization_code", code="garbage")
    requests.post(f"{mock.url}/oauth2/access_token", json=mine.fields(), timeout=5)  # on a bare host: no account
    requests.get(f"{mock.url}/nowhere", timeout=5)

    def seqs(**query: object) -> list[int]:
        return [entry["seq"] - since for entry in read(mock, since=since, **query)["entries"]]

    assert seqs() == [1, 2, 3, 4]
    assert seqs(account=mine.account.subdomain) == [1]
    assert seqs(account=mine.account.subdomain, integration=mine.integration.client_id) == [1, 3]
    assert seqs(account=other.account.subdomain, integration=mine.integration.client_id) == [1, 2, 3]


def test_a_reading_goes_on_from_its_cursor(mock: MockAmoCRM) -> None:
    since = mock.fake.journal.cursor
    for number in range(5):
        requests.get(f"{mock.url}/nowhere/{number}", timeout=5)
    first = read(mock, since=since, limit=2)
    rest = read(mock, since=first["cursor"])

    paths = [entry["path"] for entry in (*first["entries"], *rest["entries"])]
    assert paths == [f"/nowhere/{number}" for number in range(5)]
    assert read(mock, since=rest["cursor"])["entries"] == []


def test_lost_evidence_is_admitted() -> None:
    journal = Journal(capacity=3)
    assert (journal.read().evicted, journal.read().oldest) == (False, None)
    for _ in range(5):
        journal.record(entry())

    assert [each.seq for each in journal.read().entries] == [3, 4, 5]
    assert journal.read(since=1).evicted
    assert not journal.read(since=2).evicted
    assert journal.read().oldest == 3


def test_big_bodies_push_old_entries_out_but_a_shared_page_counts_once() -> None:
    journal = Journal(bytes_held=1000)
    page = b"p" * 600
    for _ in range(50):
        journal.record(entry(body=page))
    assert len(journal.read().entries) == 50
    journal.record(entry(body=b"q" * 600))
    assert [each.seq for each in journal.read().entries] == [51]
    journal.record(entry(body=b"r" * 300))
    assert [each.seq for each in journal.read().entries] == [51, 52]


@pytest.mark.parametrize("size", [BODY_SHOWN, BODY_SHOWN + 1])
def test_a_long_body_is_cut_and_says_so(shop: Shop, size: int) -> None:
    since = shop.mock.fake.journal.cursor
    requests.post(f"{shop.mock.url}/nowhere", data="x" * size, timeout=5)

    body = read(shop.mock, since=since)["entries"][0]["request"]["body"]
    assert body.startswith("x" * BODY_SHOWN)
    assert body[BODY_SHOWN:] == ("" if size == BODY_SHOWN else "… (1 more characters)")


def test_a_refusal_is_attributed_to_whose_code_it_was(mock: MockAmoCRM) -> None:
    shop = open_shop(mock)
    code, since = shop.code(), mock.fake.journal.cursor
    shop.redeem(code, host="127.0.0.1", client_secret="wrong-secret")

    refused = read(mock, since=since)["entries"][0]
    assert (refused["account"], refused["integration"]) == (shop.account.subdomain, shop.integration.client_id)
    assert refused["account_time"] == pytest.approx(shop.account.clock.now(), abs=5)


def test_an_unknown_client_id_is_nobodys(shop: Shop) -> None:
    since = shop.mock.fake.journal.cursor
    shop.token(client_id="nobody", redirect_uri=REDIRECT_URI, grant_type="authorization_code", host="127.0.0.1")

    refused = read(shop.mock, since=since)["entries"][0]
    assert (refused["account"], refused["integration"]) == (None, None)


def entry(body: str | bytes = "") -> Entry:
    """An entry about nothing."""
    return Entry(
        surface="other",
        note=Note(),
        started_ns=1,
        ended_ns=2,
        wall=0.0,
        method="GET",
        url="/",
        path="/",
        request_headers=(),
        request_body="",
        status=200,
        response_headers=(),
        response_body=body,
        fingerprints={},
        fault=None,
    )
