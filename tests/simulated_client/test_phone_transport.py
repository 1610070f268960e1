"""The default transport: what goes over the wire, and how its failures are worded."""

import socket
import threading

import pytest
from scripted_backend import LOGIN, STATUS, Reply

from simulated_client import ConnectionFailed, Request
from simulated_client.transport import requests_send


def test_method_path_headers_and_body_arrive_as_they_were(backend):
    send = requests_send(backend.url + "/")
    answer = send(Request("POST", "/api/auth/login?a=%D1%97", {"X-One": "1"}, b'{"password": "secret"}'))
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert b"jwt-1" in answer.body
    hit = backend.hits[0]
    assert (hit.name, hit.query, hit.headers["X-One"], hit.body) == (LOGIN, {"a": "ї"}, "1", {"password": "secret"})


def test_a_proxy_in_the_environment_is_not_for_the_phone(backend, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    assert requests_send(backend.url)(Request("GET", "/api/amo-crm/status", {}, None)).status == 401


def test_a_refused_connection_is_a_network_error():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        send = requests_send(f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(ConnectionFailed, match=r"^Network Error$"):
            send(Request("GET", "/", {}, None))


def test_an_answer_that_breaks_off_is_a_network_error():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up():
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(ConnectionFailed, match=r"^Network Error$"):
            requests_send(f"http://127.0.0.1:{server.getsockname()[1]}")(Request("GET", "/", {}, None))
        thread.join()


def test_a_late_answer_is_a_timeout(backend):
    release = threading.Event()
    backend.script(STATUS, Reply(wait_for=release))
    with pytest.raises(ConnectionFailed, match=r"^timeout of 200ms exceeded$"):
        requests_send(backend.url, timeout=0.2)(Request("GET", "/api/amo-crm/status", {}, None))
    release.set()
