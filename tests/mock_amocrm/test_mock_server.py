"""The fake inside a test process: quick to start, quick to go, and nothing left behind."""

import http.client
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
import requests
from mock_shop import open_shop

from mock_amocrm.server import MockAmoCRM


def open_descriptors() -> set[str]:
    """What this process has open, by what it is."""
    links = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            links.add(f"{link.name} {link.readlink()}")
        except FileNotFoundError:  # the listing's own descriptor
            continue
    return links


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors through /proc")
def test_two_hundred_starts_and_stops_leave_no_thread_and_no_descriptor() -> None:
    with MockAmoCRM() as mock:
        requests.get(mock.url, timeout=5)
    threads, descriptors = set(threading.enumerate()), open_descriptors()
    sent: list[int] = []
    for number in range(200):
        with MockAmoCRM() as mock:
            mock.fake.outbox.put(partial(sent.append, number), lane="any")
            connection = socket.create_connection(("127.0.0.1", mock.port), timeout=5)
            if number % 10 == 0:
                connection.sendall(b"GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK")
        # The client hangs up last: the fake went away in the middle of a keep-alive conversation.
        with connection, suppress(ConnectionResetError):
            while connection.recv(65536):
                pass

    assert sent  # the threads that send what amoCRM sends were there
    assert set(threading.enumerate()) == threads
    assert open_descriptors() == descriptors


def test_it_listens_to_this_machine_only() -> None:
    with MockAmoCRM() as mock:
        assert mock.url == f"http://127.0.0.1:{mock.port}"
        assert mock._server.socket.getsockname()[0] == "127.0.0.1"


def test_a_taken_port_is_refused_at_once() -> None:
    with MockAmoCRM() as mock, pytest.raises(OSError, match="Address already in use"):
        MockAmoCRM(port=mock.port)


def test_stopping_twice_or_before_starting_is_fine() -> None:
    mock = MockAmoCRM()
    mock.stop()
    mock.stop()
    with MockAmoCRM() as running:
        running.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(running.url, timeout=5)


def test_stopping_while_the_loop_is_awake_anyhow_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    with MockAmoCRM() as mock:
        trigger = mock._server.trigger
        wake = trigger._physical_pull

        def wake_twice() -> None:
            wake()
            mock._loop.join(0.1)  # time enough to close everything, if it did not wait for us
            wake()

        monkeypatch.setattr(trigger, "_physical_pull", wake_twice)


def test_connections_are_kept_alive() -> None:
    with MockAmoCRM() as mock:
        connection = http.client.HTTPConnection("127.0.0.1", mock.port, timeout=5)
        sockets = set()
        for path in ("/_mock/health", "/nowhere", "/_mock/worlds"):
            connection.request("GET", path)
            connection.getresponse().read()
            sockets.add(connection.sock)
        connection.close()

    assert len(sockets) == 1


def test_two_fakes_know_nothing_of_each_other() -> None:
    with MockAmoCRM() as one, MockAmoCRM() as other:
        shop = open_shop(one)
        code = shop.code()
        assert other.store.accounts() == []
        shop.mock = other
        assert shop.redeem(code, host="127.0.0.1").json()["hint"] == "Check the `client_id` parameter"


LEAN = """
import sys
from pathlib import Path
from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Baseline
import http.client
def resident():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
with MockAmoCRM() as mock:
    mock.store.add_account(Baseline({}, {}))
    connection = http.client.HTTPConnection("127.0.0.1", mock.port)
    connection.request("GET", "/nowhere"); assert connection.getresponse().status == 404; connection.close()
    heavy = {"cryptography", "jwt", "faker", "granian", "trustme", "requests", "pytest"} & set(sys.modules)
    assert not heavy, heavy
    before = resident()
    mock.fake.signing_key.sign(b"x")
    after = resident()
    print(before, after)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads its size through /proc")
def test_it_is_lean_and_loads_cryptography_with_the_first_token_only() -> None:
    lean = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True, check=False, timeout=60)

    assert lean.returncode == 0, lean.stderr
    before, after = map(float, lean.stdout.split())
    assert before <= 40
    assert after <= 50
