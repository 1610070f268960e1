"""What amoCRM itself sends: to this machine only, within its time, and written down like everything else."""

import json
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from control_api import Control
from mock_shop import Shop, open_shop
from receiver import Receiver, misbehaving, receiving

from mock_amocrm.outgoing import destination
from mock_amocrm.outgoing.message import Failure, Outgoing, Reply
from mock_amocrm.outgoing.sending import send
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.tls import make_certificates

LIMIT = 0.3


def sent(shop: Shop, url: str, *, seconds: float = 5, **more: object) -> Reply:
    """What came of one request to an address."""
    fields = {"purpose": "test", "account": shop.account, "integration": shop.integration.client_id, **more}
    return send(shop.mock.fake, Outgoing(url=url, **fields), seconds=seconds)  # type: ignore[arg-type]


def latest(mock: MockAmoCRM) -> dict[str, object]:
    """The newest entry of the journal, as the control API shows it."""
    entries = Control(mock).call("GET", "/_mock/journal")["entries"]
    assert isinstance(entries, list)
    return dict(entries[-1])


def test_a_request_arrives_as_it_was_meant_and_its_answer_comes_back(shop: Shop) -> None:
    with receiving() as backend:
        backend.status, backend.body = 207, b"taken"
        body, kind = "leads[add][0][id]=7", ("Content-Type", "application/x-www-form-urlencoded")
        reply = sent(shop, f"{backend.url}/hook?a=b%20c", method="POST", body=body.encode(), headers=(kind,))

    assert (reply.status, reply.body, reply.failure) == (207, b"taken", None)
    visit = backend.only
    assert (visit.method, visit.target, visit.body) == ("POST", "/hook?a=b%20c", body)
    assert visit.headers["Content-Type"] == kind[1]
    assert visit.headers["Host"] == backend.url.removeprefix("http://")


def test_the_journal_tells_whose_it_was_and_what_for_without_its_secrets(shop: Shop) -> None:
    secret, code = shop.integration.client_secret, shop.code()
    before = time.monotonic_ns()
    with receiving() as backend:
        document = {"client_id": shop.integration.client_id, "client_secret": secret, "state": "a state of mine"}
        backend.body = f"I took {secret} and 0123456789abcdef".encode()
        address = backend.url.replace("//", "//user:let-me-in@")
        sent(
            shop,
            f"{address}/secrets?code={code}&signature=0123456789abcdef",
            method="POST",
            body=json.dumps(document).encode(),
            secrets=("0123456789abcdef",),
        )
    entry = latest(shop.mock)

    assert (entry["surface"], entry["purpose"], entry["outcome"]) == ("hook", "test", "answered")
    assert (entry["account"], entry["integration"]) == (shop.account.subdomain, shop.integration.client_id)
    assert entry["account_time"] == pytest.approx(shop.account.clock.now(), abs=2)
    assert (entry["method"], entry["path"]) == ("POST", "/secrets")
    started, ended = entry["started_ns"], entry["ended_ns"]
    assert isinstance(started, int)
    assert isinstance(ended, int)
    assert before < started < ended < time.monotonic_ns()
    assert set(dict(entry["fingerprints"])) == {"code", "state"}  # type: ignore[call-overload]
    assert backend.only.headers["Authorization"].startswith("Basic ")
    for hidden in (secret, code, "a state of mine", "0123456789abcdef", "let-me-in"):
        assert hidden not in str(entry)


@pytest.mark.parametrize("url", ["http://192.0.2.7/hook", "https://[2001:db8::1]/hook", "http://0.0.0.0:1/hook"])
def test_nothing_leaves_this_machine_unless_it_is_allowed(shop: Shop, url: str) -> None:
    reply = sent(shop, url)

    assert (reply.status, reply.failure) == (0, Failure.REFUSED)
    entry = latest(shop.mock)
    assert entry["outcome"] == "refused_destination"
    assert "--deliver-to" in str(entry["response"])


def names(monkeypatch: pytest.MonkeyPatch, *addresses: tuple[str, int]) -> list[object]:
    """Every name leads to these addresses; the look-ups that were made."""
    asked: list[object] = []

    def look_up(host: object, *rest: object, **more: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in addresses]

    monkeypatch.setattr(destination.socket, "getaddrinfo", look_up)  # type: ignore[attr-defined]
    return asked


def test_a_name_is_as_far_away_as_the_farthest_of_its_addresses(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as backend:
        port = int(backend.url.rpartition(":")[2])
        names(monkeypatch, ("127.0.0.1", port), ("192.0.2.7", port))
        assert sent(shop, f"http://backend.test:{port}/").failure is Failure.REFUSED
        assert backend.visits == []


def test_an_allowed_name_is_sent_to_and_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with MockAmoCRM(deliver_to=["Backend.test"]) as mock, receiving() as backend:
        shop = open_shop(mock)
        port = int(backend.url.rpartition(":")[2])
        # The first address is nobody's; the second is ours, and stands for one that isn't this machine's.
        asked = names(monkeypatch, ("127.0.0.1", 1), ("127.0.0.1", port), ("192.0.2.7", port))
        assert sent(shop, f"http://backend.test:{port}/").status == 200

    assert asked == ["backend.test"]
    assert backend.only.headers["Host"] == f"backend.test:{port}"


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/", "http://[broken", "nowhere", "http://127.0.0.1:99999/", "http://:80/"]
)
def test_what_is_no_address_is_refused(shop: Shop, url: str) -> None:
    assert sent(shop, url).failure is Failure.REFUSED


def test_a_redirect_is_an_answer_and_not_followed(shop: Shop) -> None:
    with receiving() as backend, receiving() as elsewhere:
        backend.status, backend.headers = 302, {"Location": elsewhere.url}
        assert sent(shop, backend.url).status == 302
        assert elsewhere.visits == []


def test_no_proxy_of_the_environment_gets_between(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as backend, receiving() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert sent(shop, f"{backend.url}/x").status == 200
        assert (backend.only.target, proxy.visits) == ("/x", [])


def never_answers(accepted: socket.socket, over: threading.Event) -> None:
    over.wait()


def drips_its_headers(accepted: socket.socket, over: threading.Event) -> None:
    accepted.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not over.wait(0.02):
        accepted.sendall(b"a")


def drips_its_body(accepted: socket.socket, over: threading.Event) -> None:
    accepted.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
    while not over.wait(0.02):
        accepted.sendall(b"a")


@pytest.mark.parametrize("behave", [never_answers, drips_its_headers, drips_its_body])
def test_the_limit_is_for_the_whole_exchange(
    shop: Shop, behave: Callable[[socket.socket, threading.Event], None]
) -> None:
    with misbehaving(behave) as url:
        started = time.monotonic()
        reply = sent(shop, url, seconds=LIMIT)
        took = time.monotonic() - started

    assert (reply.status, reply.failure) == (0, Failure.TIMED_OUT)
    assert LIMIT <= took < LIMIT + 5
    assert "0.3 s" in reply.reason


def test_it_is_for_sending_too(shop: Shop) -> None:
    with misbehaving(never_answers) as url:
        reply = sent(shop, url, seconds=LIMIT, method="POST", body=b"a" * 30_000_000)

    assert reply.failure is Failure.TIMED_OUT


@pytest.mark.parametrize("said", ["", "hello\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
def test_half_an_answer_is_none(shop: Shop, said: str) -> None:
    def behave(accepted: socket.socket, over: threading.Event) -> None:
        accepted.recv(65536)
        accepted.sendall(said.encode())

    with misbehaving(behave) as url:
        assert sent(shop, url).failure is Failure.BROKEN


def test_nobody_at_home_is_told_as_that(shop: Shop) -> None:
    with receiving() as backend:
        url = backend.url

    assert sent(shop, url).failure is Failure.UNREACHABLE
    assert latest(shop.mock)["outcome"] == "unreachable"


def test_a_receiver_on_this_machine_needs_no_certificate_that_the_world_trusts(shop: Shop, tmp_path: Path) -> None:
    import ssl

    certificates = make_certificates(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.chain, certificates.key)

    def behave(accepted: socket.socket, over: threading.Event) -> None:
        with context.wrap_socket(accepted, server_side=True) as wrapped:
            wrapped.recv(65536)
            wrapped.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    with misbehaving(behave) as url:
        assert sent(shop, url.replace("http:", "https:")).status == 204


def queued(mock: MockAmoCRM, shop: Shop, backend: Receiver, *paths: str, lane: str) -> None:
    """Requests in a lane."""
    for path in paths:
        mock.fake.outbox.put(lambda path=path: sent(shop, backend.url + path), lane=lane)


def test_a_lane_keeps_its_order_and_holds_up_nobody_else(mock: MockAmoCRM, shop: Shop) -> None:
    go = threading.Event()
    with receiving() as slow, receiving() as quick:
        slow.then = lambda visit: go.wait(10)
        queued(mock, shop, slow, "/1", "/2", "/3", lane="one")
        mock.fake.outbox.put(go.set, lane="two")  # only if the first lane doesn't stand in the way
        queued(mock, shop, quick, "/4", lane="two")
        assert Control(mock).call("POST", "/_mock/outgoing/settle", {}) == {"in_flight": 0}

    assert [visit.target for visit in slow.visits] == ["/1", "/2", "/3"]
    assert quick.only.target == "/4"


def test_settling_waits_and_says_what_is_left_when_time_is_up(mock: MockAmoCRM, shop: Shop) -> None:
    go, control = threading.Event(), Control(mock)
    with receiving() as backend:
        backend.then = lambda visit: go.wait(10)
        queued(mock, shop, backend, "/1", "/2", lane="one")
        refused = control.call("POST", "/_mock/outgoing/settle", {"seconds": 0.05}, status=504)
        go.set()
        control.call("POST", "/_mock/outgoing/settle")

    assert "2 of amoCRM's own requests" in str(refused["detail"])
    assert len(backend.visits) == 2


def test_what_waits_when_the_fake_stops_is_never_sent() -> None:
    with receiving() as backend:
        arrived, go = threading.Event(), threading.Event()

        def hold(visit: object) -> None:
            arrived.set()
            go.wait(10)

        backend.then = hold
        with MockAmoCRM() as mock:
            queued(mock, open_shop(mock), backend, "/1", "/2", lane="one")
            assert arrived.wait(10)
            threading.Timer(0.1, go.set).start()
        mock.fake.outbox.put(lambda: requests.get(backend.url, timeout=5), lane="late")

    assert [visit.target for visit in backend.visits] == ["/1"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_job_that_fails_does_not_take_the_others_with_it(mock: MockAmoCRM) -> None:
    done: list[int] = []
    mock.fake.outbox.put(lambda: 1 / 0, lane="one")
    mock.fake.outbox.put(lambda: done.append(1), lane="one")

    assert mock.fake.outbox.settle(5) == 0
    assert done == [1]
