"""`mock-amocrm`: serves quickly, stops quickly, and says in one line why it does not."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from bs4 import BeautifulSoup

from mock_amocrm.cli import main

COMMAND = [sys.executable, "-m", "mock_amocrm"]


@contextmanager
def serving(*options: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """A server process and what it said about itself."""
    process = subprocess.Popen([*COMMAND, "serve", "--port", "0", *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        told: dict[str, str] = {}
        for line in process.stdout:
            if not line.strip():
                break
            name, value = re.split(r"  +|(?<=mock amoCRM) ", line.strip(), maxsplit=1)
            told[name] = value.strip()
        yield process, told
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def journey(told: dict[str, str], *, host: str = "demo.amocrm.ru", verify: str | bool = True) -> requests.Response:
    """From the consent page to the leads, with nothing but what was printed."""
    url = told["mock amoCRM"]
    email, password = told["sign in as"].split("password")
    http = requests.Session()
    http.trust_env = False  # a bundle named in the environment would win over this one
    http.verify = verify
    http.headers["Host"] = host
    page = http.get(f"{url}/oauth?client_id={told['client_id']}&state=s", timeout=5)
    for fields in ({"email": email.strip(), "password": password.strip()}, {"action": "allow"}):
        form = BeautifulSoup(page.text, "html.parser").find("form")
        assert form is not None, page.text
        hidden = {str(each["name"]): str(each["value"]) for each in form.find_all("input", attrs={"type": "hidden"})}
        page = http.post(f"{url}{form['action']}", data={**hidden, **fields}, allow_redirects=False, timeout=5)
    code = dict(pair.split("=") for pair in urlsplit(page.headers["Location"]).query.split("&"))["code"]
    fields = {key: told[key] for key in ("client_id", "client_secret", "redirect_uri")}
    pair = http.post(
        f"{url}/oauth2/access_token", data={**fields, "grant_type": "authorization_code", "code": code}, timeout=5
    ).json()
    return http.get(f"{url}/api/v4/leads", headers={"Authorization": f"Bearer {pair['access_token']}"}, timeout=5)


def test_what_is_printed_is_enough_for_the_whole_journey() -> None:
    with serving("--profile", "amocrm", "--redirect-uri", "http://localhost:9/cb", "--lang", "uk") as (_, told):
        leads = journey(told)
        health = requests.get(f"{told['mock amoCRM']}/_mock/health", timeout=5).json()

    assert leads.status_code == 200
    assert len(leads.json()["_embedded"]["leads"]) == 7
    assert health["profile"] == "amocrm"
    assert told["redirect_uri"] == "http://localhost:9/cb"


def test_a_chunked_body_under_a_double_slash_is_understood_by_this_server_too() -> None:
    with serving("--world", "empty") as (_, told):
        port = int(told["mock amoCRM"].rpartition(":")[2])
        head = b"POST //oauth2/access_token HTTP/1.1\r\nHost: demo.amocrm.ru\r\nTransfer-Encoding: chunked\r\n"
        body = b'{"grant_type":"refresh_token","client_id":"nobody"}'
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(head + b"Connection: close\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body))
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
        entry = requests.get(f"{told['mock amoCRM']}/_mock/journal", timeout=5).json()["entries"][-1]

    assert (entry["surface"], entry["path"]) == ("token", "/oauth2/access_token")
    assert answer.startswith(b"HTTP/1.1 400")
    assert b'"hint":"Check the `client_id` parameter"' in answer


def test_limits_are_switched_on_by_an_option() -> None:
    with serving("--world", "empty", "--limits") as (_, told):
        url = told["mock amoCRM"]
        assert requests.get(f"{url}/_mock/limits", timeout=5).json()["on"] is True
        # With pauses of a second somewhere among them, twenty requests may all pass; a hundred can't.
        statuses = {
            requests.get(f"{url}/api/v4/account", headers={"Host": "demo.amocrm.ru"}, timeout=5).status_code
            for _ in range(100)
        }

    assert statuses == {401, 429}


def test_one_accounts_state_is_one_process(tmp_path: Path) -> None:
    world = tmp_path / "shop.toml"
    world.write_text('[[users]]\nname = "Ira"\n\n[leads]\ncount = 2\n', encoding="utf-8")
    with serving("--world", str(world), "--client-id", "fixed-id", "--client-secret", "fixed-secret") as (_, told):
        url = f"{told['mock amoCRM']}/_mock/health"
        assert len({requests.get(url, timeout=5).json()["pid"] for _ in range(20)}) == 1
        assert (told["client_id"], told["client_secret"]) == ("fixed-id", "fixed-secret")
        assert len(journey(told).json()["_embedded"]["leads"]) == 2


def test_the_number_of_leads_is_chosen_and_many_are_announced(capfd: pytest.CaptureFixture[str]) -> None:
    with serving("--leads", "20000") as (_, told):
        leads = journey(told).json()
    assert len(leads["_embedded"]["leads"]) == 50
    assert capfd.readouterr().err == "making 20,000 leads …\n"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda stop: stop.name)
def test_a_signal_stops_everything_quickly(stop: signal.Signals) -> None:
    with serving("--world", "empty") as (process, told):
        url = told["mock amoCRM"]
        worker = int(requests.get(f"{url}/_mock/health", timeout=5).json()["pid"])
        assert worker != process.pid
        with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=5):  # an idle keep-alive
            process.send_signal(stop)
            assert process.wait(5) == 0

    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_tls_serves_amocrms_own_names_and_writes_the_authority_without_its_key(tmp_path: Path) -> None:
    authority = tmp_path / "ca.pem"
    with serving("--tls", "--ca-file", str(authority)) as (_, told):
        url = told["mock amoCRM"]
        port = int(url.rpartition(":")[2])
        assert url.startswith("https://127.0.0.1")
        leads = journey(told, verify=str(authority))
        assert leads.status_code == 200
        assert leads.json()["_links"]["self"]["href"].startswith("https://demo.amocrm.ru/api/v4/leads")
        for name in ("demo.amocrm.ru", "www.kommo.com", "x.amocrm.com", "kommo.com"):
            assert certified(authority, port, name)
        assert not certified(authority, port, "demo.amocrm.ru.evil.example")
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(f"{url}/_mock/health", timeout=5)

    assert "PRIVATE KEY" not in authority.read_text()
    assert sorted(tmp_path.iterdir()) == [authority]


def certified(authority: Path, port: int, name: str) -> bool:
    """Whether the server's certificate is good for a name."""
    import ssl

    context = ssl.create_default_context(cafile=str(authority))
    try:
        with (
            socket.create_connection(("127.0.0.1", port), timeout=5) as plain,
            context.wrap_socket(plain, server_hostname=name),
        ):
            return True
    except ssl.SSLCertVerificationError:
        return False


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--profile", "strict"], "there is no profile 'strict': did you mean 'strict403'?"),
        (["--world", "demoo"], "there is no world 'demoo'; did you mean 'demo'?"),
        (["--world", "nowhere/x.toml"], "nowhere/x.toml: cannot be read"),
        (["--lang", "ukr"], "--lang 'ukr': did you mean 'uk'?"),
        (["--workers", "2"], "--workers must be 1"),
        (["--ca-file", "ca.pem"], "--ca-file goes with --tls"),
        (["--tls", "--ca-file", "/nowhere/ca.pem"], "--ca-file /nowhere/ca.pem: No such file or directory"),
        (["--redirect-uri", "/callback"], "--redirect-uri must be an absolute http or https address"),
        (["--deliver-to", "http://b.test"], "--deliver-to takes the name of a host, such as backend.test"),
        (["--journal", "0"], "--journal must be at least 1"),
        (["--leads", "-1"], "an account cannot have -1 leads, only 0 to 1000000"),
        (["--leads", "1000001"], "an account cannot have 1000001 leads"),
        (["--port", "http"], "argument --port: invalid int value: 'http'"),
        (["--port", "70000"], "--port must be from 0 to 65535"),
        (["--host", "not a host"], "cannot listen on not a host"),
        (["--host", "not a host", "--port", "0"], "cannot listen on not a host"),
        (["--prot", "1"], "unrecognized arguments: --prot 1"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    options: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", *options])

    told = capsys.readouterr()
    assert stopped.value.code == 2
    assert told.out == ""
    assert complaint in told.err
    assert len(told.err.splitlines()) == 1


def test_a_malformed_world_is_told_by_its_file_and_key(tmp_path: Path) -> None:
    world = tmp_path / "broken.toml"
    world.write_text("[[users]]\n[leads]\ncuont = 3\n", encoding="utf-8")
    result = subprocess.run(
        [*COMMAND, "serve", "--world", str(world)], capture_output=True, text=True, check=False, timeout=30
    )

    assert result.returncode == 2
    assert "broken.toml" in result.stderr
    assert "did you mean 'count'" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_taken_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = subprocess.run(
            [*COMMAND, "serve", "--port", str(port)], capture_output=True, text=True, check=False, timeout=30
        )

    assert result.returncode == 2
    assert result.stderr == f"mock-amocrm: cannot listen on 127.0.0.1:{port}: Address already in use\n"


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this system has no IPv6")
def test_any_free_port_can_be_had_on_an_ipv6_address_too() -> None:
    with serving("--world", "empty", "--host", "::1") as (_, told):
        health = requests.get(f"{told['mock amoCRM']}/_mock/health", timeout=5)

    assert (told["mock amoCRM"].startswith("http://[::1]:"), health.status_code) == (True, 200)


def test_a_second_fake_on_the_same_port_is_refused() -> None:
    with serving("--world", "empty") as (_, told):
        port = told["mock amoCRM"].rpartition(":")[2]
        result = subprocess.run(
            [*COMMAND, "serve", "--port", port], capture_output=True, text=True, check=False, timeout=30
        )

    assert (result.returncode, "Address already in use" in result.stderr) == (2, True)


def test_without_a_command_it_helps_and_knows_its_worlds() -> None:
    helped = subprocess.run(COMMAND, capture_output=True, text=True, check=False, timeout=30)
    worlds = subprocess.run([*COMMAND, "worlds"], capture_output=True, text=True, check=False, timeout=30)
    mistyped = subprocess.run([*COMMAND, "sevre"], capture_output=True, text=True, check=False, timeout=30)

    assert (helped.returncode, helped.stdout.startswith("usage: mock-amocrm")) == (0, True)
    assert "demo" in worlds.stdout.split()
    assert (mistyped.returncode, mistyped.stderr) == (
        2,
        "mock-amocrm: there is no command 'sevre': did you mean 'serve'?\n",
    )
