"""The host of the web phone: pages, settings and the way to the backend, behind a key and by its own address only."""

import http.client
import json
import socket
import threading
from urllib.parse import urlsplit

import pytest
import requests

from simulated_client import ConnectionFailed, Response, UnknownBug
from simulated_client.messages import APP, LOCALES
from simulated_client.phone_settings import PhoneSettings
from simulated_client.web_host import HostedPhone, PagesMissing, WebHost


class Backend:
    """Answers the same to everything and remembers what it was asked."""

    def __init__(self, *answers):
        self.asked = []
        self.answers = list(answers) or [Response(200, {}, b"{}")]

    def __call__(self, request):
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "web_pages"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Phone</title>", encoding="utf-8")
    (folder / "assets" / "index-1.js").write_text("export {}", encoding="utf-8")
    (folder / "assets" / "notes.key").write_text("nothing for a page", encoding="utf-8")
    (tmp_path / "secret.js").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture
def host(pages):
    with WebHost(pages=pages) as running:
        yield running


def raw(address, target, *, method="GET", host=None):
    """One request whose line is sent exactly as it is written."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    try:
        connection.putrequest(method, target, skip_host=True)
        connection.putheader("Host", host or parts.netloc)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_the_pages_come_with_a_policy_that_lets_nothing_else_in(host):
    address = host.add(HostedPhone(Backend()))
    page = requests.get(address, timeout=5)
    script = requests.get(address + "assets/index-1.js", timeout=5)
    assert "<title>Phone" in page.text
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert "Access-Control-Allow-Origin" not in page.headers


@pytest.mark.parametrize("place", ["../secret.js", "assets/../../secret.js", "assets/%2e%2e/secret.js", "secret.js"])
def test_nothing_beside_the_pages_is_served(host, place):
    address = host.add(HostedPhone(Backend()))
    assert raw(address, urlsplit(address).path + place)[0] == 404


def test_a_file_of_no_kind_that_pages_have_is_not_served(host):
    assert requests.get(host.add(HostedPhone(Backend())) + "assets/notes.key", timeout=5).status_code == 404


def test_another_hosts_name_is_refused_so_that_no_site_reaches_it_by_a_name_of_its_own(host):
    address = host.add(HostedPhone(Backend()))
    path, port = urlsplit(address).path, urlsplit(address).port
    assert raw(address, path, host=f"evil.example:{port}")[0] == 403
    assert raw(address, path, host="127.0.0.1")[0] == 403
    assert raw(address, path, host=f"localhost:{port}")[0] == 200


def test_without_the_key_there_is_no_phone(host):
    backend = Backend()
    address = host.add(HostedPhone(backend))
    key = urlsplit(address).path.split("/")[2]
    assert len(key) >= 32
    for wrong in ("/", "/phone/", "/phone//settings.json", f"/phone/{key[:-1]}/settings.json", f"/phone/{key}"):
        assert raw(address, wrong)[0] == 404
    assert raw(address, f"/phone/{key[:-1]}/backend/api")[0] == 404
    assert backend.asked == []


def test_a_phone_that_is_gone_is_served_no_longer_and_the_others_are(host):
    first, second = host.add(HostedPhone(Backend())), host.add(HostedPhone(Backend()))
    host.remove(first)
    assert requests.get(first, timeout=5).status_code == 404
    assert requests.get(second, timeout=5).status_code == 200


def test_the_settings_tell_the_app_everything(host):
    settings = PhoneSettings(bugs=("banner-flashes",), scheme="kyivcrm", client_id="c-1", language="ru")
    told = requests.get(host.add(HostedPhone(Backend(), settings, driven=True)) + "settings.json", timeout=5).json()
    assert {name: told[name] for name in ("driven", "language", "scheme", "client_id", "bugs")} == {
        "driven": True,
        "language": "ru",
        "scheme": "kyivcrm",
        "client_id": "c-1",
        "bugs": ["banner-flashes"],
    }
    assert told["api"]["sign_in"]["body"] == {"email": "{email}", "password": "{password}"}
    assert told["api"]["connect"]["read"] == {"url": "data.url"}
    assert told["texts"] == dict(APP)
    assert told["locale"] == dict(LOCALES["ru"])
    assert told["phrases"]["404"] == "Not Found"


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        (PhoneSettings(bugs=("baner-flashes",)), UnknownBug),
        (PhoneSettings(language="fr"), ValueError),
    ],
)
def test_settings_that_no_phone_could_work_with_are_refused_at_once(host, settings, error):
    with pytest.raises(error):
        host.add(HostedPhone(Backend(), settings))


def test_a_request_reaches_the_backend_as_the_app_made_it_and_without_what_the_browser_adds(host):
    backend = Backend(Response(201, {"content-type": "application/json", "Set-Cookie": "a=b", "X-Own": "1"}, b"[1]"))
    address = host.add(HostedPhone(backend))
    answer = requests.post(
        address + "backend/api/v1/leads?name=%D0%9E%2Fb&x=a+b",
        headers={"Authorization": "Bearer t", "Accept": "application/json", "Content-Type": "application/json"},
        cookies={"theirs": "1"},
        data=b'{"a": 1}',
        timeout=5,
    )
    (asked,) = backend.asked
    assert (asked.method, asked.path, asked.body) == ("POST", "/api/v1/leads?name=%D0%9E%2Fb&x=a+b", b'{"a": 1}')
    assert dict(asked.headers) == {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "Authorization": "Bearer t",
    }
    assert (answer.status_code, answer.content) == (201, b"[1]")
    assert answer.headers["Content-Type"] == "application/json"
    assert not {"Set-Cookie", "X-Own"} & set(answer.headers)


def test_a_redirect_of_the_backends_is_handed_on_and_followed_by_nobody(host):
    address = host.add(HostedPhone(Backend(Response(302, {"Location": "https://elsewhere.example/"}, b""))))
    answer = requests.get(address + "backend/api", timeout=5)
    assert (answer.status_code, answer.history) == (302, [])


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_without_a_body_has_none(host, status):
    address = host.add(HostedPhone(Backend(Response(status, {}, b""))))
    with requests.Session() as session:
        assert session.get(address + "backend/api", timeout=5).status_code == status
        assert session.get(address, timeout=5).text.startswith("<!doctype")


def test_no_answer_of_the_backend_is_told_as_such(host):
    address = host.add(HostedPhone(Backend(ConnectionFailed("Нема\r\nX-Evil: 1"), ConnectionFailed("Network Error"))))
    answers = [requests.get(address + "backend/api", timeout=5) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [502, 502]
    assert answers[0].headers["X-Phone-Network-Error"] == "???? X-Evil: 1"
    assert answers[1].headers["X-Phone-Network-Error"] == "Network Error"
    assert "X-Evil" not in answers[0].headers


def test_several_requests_are_under_way_at_once(host):
    together = threading.Barrier(3, timeout=5)

    def send(request):
        together.wait()
        return Response(200, {}, request.path.encode())

    address, got = host.add(HostedPhone(send)), []
    threads = [
        threading.Thread(target=lambda n=n: got.append(requests.get(f"{address}backend/{n}", timeout=5).text))
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == ["/0", "/1", "/2"]


def test_only_a_phone_in_a_persons_hands_is_given_links_by_address(host):
    by_hand, driven = host.add(HostedPhone(Backend())), host.add(HostedPhone(Backend(), driven=True))
    assert requests.get(by_hand + "open?link=foryoure%3A%2F%2Famo-crm%2Fcallback", timeout=5).status_code == 200
    assert requests.get(driven + "open?link=foryoure%3A%2F%2Famo-crm%2Fcallback", timeout=5).status_code == 404


def test_nothing_but_the_backend_takes_what_is_sent(host):
    address = host.add(HostedPhone(Backend()))
    assert requests.post(address + "settings.json", data=b"{}", timeout=5).status_code == 405


def test_a_body_beyond_all_measure_is_refused_before_it_is_read(host):
    backend = Backend()
    address = host.add(HostedPhone(backend))
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=5) as connection:
        head = f"POST {parts.path}backend/api HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 99999999999\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
    assert backend.asked == []


def test_pages_that_were_never_built_are_told_with_what_to_type(tmp_path):
    with pytest.raises(PagesMissing, match="make web"):
        WebHost(pages=tmp_path)


def test_it_stops_although_a_browser_keeps_its_connection_and_leaves_no_thread(pages):
    before = set(threading.enumerate())
    host = WebHost(pages=pages)
    with requests.Session() as session:
        session.get(host.add(HostedPhone(Backend())), timeout=5)
        host.close()
    assert set(threading.enumerate()) <= before
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", urlsplit(host.url).port), timeout=5)


def test_the_settings_are_json_that_keeps_the_apps_letters(host):
    told = requests.get(host.add(HostedPhone(Backend())) + "settings.json", timeout=5)
    assert json.loads(told.content)["texts"]["crm.connect"] == "Підключити"
