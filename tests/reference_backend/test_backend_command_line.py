"""Starting: settings, ports, bugs; whoever mistypes learns what to do, with exit code 2 and no traceback."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from running_backend import APP_SECRET, Person, RunningBackend, backend_environment, running_backend, sqlite_url
from scripted_amocrm import CLIENT_SECRET, Account, ScriptedAmo

from reference_backend import bugs

# Each bug is a file.
BUGS = sorted(file.stem.replace("_", "-") for file in Path(bugs.__file__).parent.glob("[!_]*.py"))


def _run(*arguments: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "reference_backend", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)


def _assert_stops(done: "subprocess.CompletedProcess[str]", *parts: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    for part in parts:
        assert part in done.stderr


def test_list_bugs_prints_one_id_per_line_without_any_setting() -> None:
    done = _run("--list-bugs", environment={})
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (0, BUGS, "")


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, reference_backend.cli as cli; cli.main(['--list-bugs']); light = set(sys.modules);"
        "import reference_backend.server; print({'flask', 'sqlite3'} & light,"
        "{'requests', 'jwt', 'psycopg', 'cryptography'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set() set()"


def test_every_bug_installs_and_only_touches_seams(tmp_path: Path, amo: ScriptedAmo) -> None:
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path), bugs=BUGS) as backend:
        assert backend.get("/health").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("typed", "meant"), [("token-losst", "token-lost"), ("code_in_deep_link", "code-in-deep-link")]
)
def test_an_unknown_bug_names_the_nearest(typed: str, meant: str) -> None:
    _assert_stops(_run("--port", "0", "--bug", typed, environment=backend_environment()), typed, meant)


@pytest.mark.parametrize("name", ["AMO_CLIENT_ID", "AMO_CLIENT_SECRET", "AMO_REDIRECT_URI"])
def test_a_missing_setting_is_named(name: str) -> None:
    environment = backend_environment()
    del environment[name]
    _assert_stops(_run("--port", "0", environment=environment), name)


def test_a_misspelled_setting_is_pointed_out() -> None:
    environment = backend_environment(AMO_CLIENTID="x")
    del environment["AMO_CLIENT_ID"]
    _assert_stops(_run("--port", "0", environment=environment), "AMO_CLIENT_ID", "AMO_CLIENTID")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AMO_SCHEME", "ftp"),
        ("AMO_REDIRECT_URI", "127.0.0.1/callback"),
        ("AMO_AUTHORIZE_URL", "oauth"),
        ("AMO_BASE_URL", "localhost:80"),
        ("AMO_WEBHOOK_URI", "/api/amo-crm/webhook"),
        ("DATABASE_URL", "mysql://root:hunter2@db/app"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///no/such/folder/file.sqlite3"),
        ("DATABASE_URL", "postgresql://me:hunter2@127.0.0.1:1/app"),
        ("APP_DEEP_LINK", "foryoure"),
        ("APP_STATE_SECONDS", "soon"),
        ("AMO_REQUESTS_PER_SECOND", "0"),
        ("AMO_ANSWER_SECONDS", "0"),
    ],
)
def test_an_unusable_setting_is_named_and_no_password_repeated(name: str, value: str) -> None:
    done = _run("--port", "0", environment=backend_environment(**{name: value}))
    _assert_stops(done, name)
    assert "hunter2" not in done.stderr


def test_a_database_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "backend.sqlite3").write_text("this is a letter, not a database, and long enough to show it" * 20)
    environment = backend_environment(DATABASE_URL=sqlite_url(tmp_path))
    _assert_stops(_run("--port", "0", environment=environment), "DATABASE_URL")


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    _assert_stops(_run(f"--port={port}", environment=backend_environment()), "--port")


def test_a_missing_port_is_named() -> None:
    _assert_stops(_run(environment=backend_environment()), "--port is missing")


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = _run("--port", port, environment=backend_environment(DATABASE_URL=sqlite_url(tmp_path)))
    _assert_stops(done, port, "in use")


def test_it_stops_at_once_and_quietly_on_term(tmp_path: Path, amo: ScriptedAmo) -> None:
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path)) as backend:
        backend.process.terminate()
        assert backend.process.wait(10) == 0


def test_a_base_url_takes_every_call_to_amocrm(tmp_path: Path, amo: ScriptedAmo, account: Account) -> None:
    amo.accounts[amo.address.removeprefix("http://")] = account
    url = sqlite_url(tmp_path)
    with running_backend(proxy="", database_url=url, AMO_BASE_URL=f"{amo.address}/") as backend:
        person = backend.new_person()
        assert "Authorization successful" in backend.connect(person, account).text
        assert backend.status(person)["domain"] == account.host
    assert {request.host for request in account.requests} == {amo.address.removeprefix("http://")}


def test_another_app_address_is_used_for_the_deep_link(tmp_path: Path, amo: ScriptedAmo) -> None:
    with running_backend(
        proxy=amo.address, database_url=sqlite_url(tmp_path), APP_DEEP_LINK="myapp://amo/back?v=2"
    ) as backend:
        assert backend.open_callback().link == "myapp://amo/back?v=2&error=missing_code"


def test_everything_survives_a_restart_on_the_same_database(tmp_path: Path, amo: ScriptedAmo, account: Account) -> None:
    account.add_lead()
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path)) as first:
        person = first.new_person()
        query = {"code": account.new_code(), "state": first.new_state(person), "referer": account.host}
        page = first.open_callback(**query)
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path)) as second:
        assert second.status(person)["connected"] is True
        assert len(second.leads(person)) == 1
        assert second.open_callback(**query).response.text == page.response.text
    assert len(account.token_requests) == 1


def test_without_a_secret_of_its_own_each_process_makes_one(tmp_path: Path, amo: ScriptedAmo) -> None:
    url = sqlite_url(tmp_path)
    with running_backend(proxy=amo.address, database_url=url, APP_SECRET="") as first:
        person = first.new_person()
        assert first.get("/api/auth/me", person).status_code == 200
    with running_backend(proxy=amo.address, database_url=url, APP_SECRET="") as second:
        assert second.get("/api/auth/me", person).status_code == 403


def test_no_secret_reaches_the_log_or_an_answer(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, amo: ScriptedAmo, account: Account
) -> None:
    account.troubles["/oauth2/access_token"] = [500]
    account.troubles["/api/v4/leads/pipelines"] = [403]
    with running_backend(proxy=amo.address, database_url=sqlite_url(tmp_path)) as backend:
        person: Person = backend.new_person()
        codes = [account.new_code(), account.new_code()]
        pages = [_open_with(backend, person, account, code) for code in codes]
    written = "".join(capfd.readouterr()) + "".join(pages)
    assert "was not exchanged" in written
    assert "were not imported" in written
    tokens = [*account.access_tokens, *account.refresh_tokens]
    for secret in (CLIENT_SECRET, APP_SECRET, *codes, *tokens, person.token):
        assert secret not in written


def _open_with(backend: RunningBackend, person: Person, account: Account, code: str) -> str:
    return backend.open_callback(code=code, state=backend.new_state(person), referer=account.host).response.text
