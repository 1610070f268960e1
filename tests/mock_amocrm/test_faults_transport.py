"""Answers that are late, drip, break off or never come: what really arrives, from both servers."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import requests
from raw_client import ask

from mock_amocrm.opening import open_account
from mock_amocrm.server import MockAmoCRM

PATH = "/api/v4/account"  # answered 401 without a token, with a body of some hundred bytes


@dataclass(frozen=True)
class Server:
    """A running fake with an account called demo."""

    name: str
    url: str

    def order(self, **fields: object) -> str:
        """Order a fault for the account."""
        answer = requests.post(f"{self.url}/_mock/faults", json={"account": "demo", "path": PATH, **fields}, timeout=5)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def journal(self) -> list[dict[str, object]]:
        """The account's entries."""
        entries: list[dict[str, object]] = requests.get(f"{self.url}/_mock/journal?account=demo", timeout=5).json()[
            "entries"
        ]
        return entries


def serving() -> tuple[subprocess.Popen[str], str]:
    """`mock-amocrm serve` and its address."""
    command = [sys.executable, "-m", "mock_amocrm", "serve", "--port", "0", "--world", "empty"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().split()[-1]


@pytest.fixture(scope="module", params=["waitress", "granian"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Each of the two servers that the fake runs on."""
    if request.param == "waitress":
        with MockAmoCRM() as mock:
            open_account(mock.store, "empty", subdomain="demo")
            yield Server("waitress", mock.url)
        return
    process, url = serving()
    try:
        yield Server("granian", url)
    finally:
        process.terminate()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def test_the_truth_arrives_whole(server: Server) -> None:
    truth = ask(server.url, PATH)

    assert (truth.head[:12], truth.end) == (b"http/1.1 401", "closed")
    assert len(truth.body) == truth.promised > 100


def test_a_slow_answer_is_the_truth_after_so_many_seconds(server: Server) -> None:
    truth = ask(server.url, PATH)
    server.order(kind="slow", seconds=0.4)
    late = ask(server.url, PATH)

    assert late.pieces[0][0] >= 0.4
    assert (late.head[:12], late.body) == (b"http/1.1 401", truth.body)
    assert ask(server.url, PATH).seconds < 0.4


def test_a_gateway_may_take_its_time_to_give_up(server: Server) -> None:
    server.order(kind="gateway_timeout", seconds=0.3)
    late = ask(server.url, PATH)

    assert late.seconds >= 0.3
    assert (late.head[:12], b"504 Gateway" in late.body) == (b"http/1.1 504", True)


def test_a_dripping_answer_comes_in_pieces_and_complete(server: Server) -> None:
    truth = ask(server.url, PATH)
    server.order(kind="drip", seconds=0.5)
    dripped = ask(server.url, PATH)

    assert dripped.body == truth.body
    assert dripped.promised == len(dripped.body)
    assert len(dripped.pieces) > 10
    assert dripped.pieces[0][0] < 0.4 < 0.5 <= dripped.pieces[-1][0]


def test_a_truncated_answer_promises_more_than_it_sends(server: Server) -> None:
    truth = ask(server.url, PATH)
    server.order(kind="truncate")
    cut = ask(server.url, PATH)

    assert cut.head[:12] == b"http/1.1 401"
    assert cut.body == truth.body[: len(truth.body) // 2]
    assert (cut.promised, cut.end) == (len(truth.body), "closed")


def test_a_reset_brings_no_byte(server: Server) -> None:
    """Granian can't be brought to send a TCP reset: its connection ends in the ordinary way."""
    server.order(kind="reset")
    lost = ask(server.url, PATH)

    assert lost.pieces == []
    assert lost.end == {"waitress": "reset", "granian": "closed"}[server.name]
    assert ask(server.url, PATH).head[:12] == b"http/1.1 401"


def test_an_answer_without_a_body_is_cut_off_before_it_begins(server: Server) -> None:
    server.order(kind="truncate", method="HEAD")
    assert ask(server.url, PATH, method="HEAD").pieces == []


def test_a_client_calls_both_a_broken_connection(server: Server) -> None:
    headers = {"Host": "demo.amocrm.ru"}
    server.order(kind="reset")
    with pytest.raises(requests.ConnectionError):
        requests.get(server.url + PATH, headers=headers, timeout=5)
    server.order(kind="truncate")
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        requests.get(server.url + PATH, headers=headers, timeout=5)


@pytest.mark.parametrize(("kind", "status"), [("slow", 401), ("drip", 401), ("truncate", 401), ("reset", 0)])
def test_the_journal_tells_what_was_on_its_way(server: Server, kind: str, status: int) -> None:
    fault = server.order(kind=kind, **({"seconds": 0.1} if kind in ("slow", "drip") else {}))
    ask(server.url, PATH)
    entry = server.journal()[-1]

    assert (entry["fault"], entry["fault_kind"]) == (fault, kind)
    response = entry["response"]
    assert isinstance(response, dict)
    assert response["status"] == status
    assert bool(response["body"]) == bool(status)


def test_many_slow_answers_leave_room_for_everybody_else_and_go_when_their_fault_does(server: Server) -> None:
    fault = server.order(kind="slow", seconds=60, times=None)
    before = len(server.journal())
    with ThreadPoolExecutor(20) as clients:
        waiting = [clients.submit(ask, server.url, PATH) for _ in range(20)]
        while len(server.journal()) < before + 20:  # the control API answers although all of them wait
            assert time.monotonic() > 0
        assert requests.delete(f"{server.url}/_mock/faults/{fault}", timeout=5).status_code == 204
        answers = [each.result(timeout=5) for each in waiting]

    assert [each.head[:12] for each in answers] == [b"http/1.1 401"] * 20
    assert requests.delete(f"{server.url}/_mock/faults/{fault}", timeout=5).status_code == 404


def test_nobody_waits_for_a_fake_that_stops() -> None:
    with MockAmoCRM() as mock:
        open_account(mock.store, "empty", subdomain="demo")
        server = Server("waitress", mock.url)
        server.order(kind="slow", seconds=60)
        client = threading.Thread(target=ask, args=(mock.url, PATH))
        client.start()
        while not server.journal():
            assert client.is_alive()
        began = time.monotonic()
    client.join(5)

    assert time.monotonic() - began < 5
    assert not client.is_alive()


def test_a_server_with_a_slow_answer_stops_soon() -> None:
    process, url = serving()
    server = Server("granian", url)
    server.order(kind="slow", seconds=60)
    client = threading.Thread(target=lambda: ask_in_vain(url))
    client.start()
    while not server.journal():
        assert client.is_alive()
    process.send_signal(signal.SIGTERM)
    assert process.wait(8) is not None
    client.join(5)
    assert not client.is_alive()
    assert process.stdout is not None
    process.stdout.close()


def ask_in_vain(url: str) -> None:
    """Ask a server that goes away meanwhile."""
    try:
        ask(url, PATH)
    except OSError:
        return
