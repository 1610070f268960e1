"""The backend under test as a process or a URL, and where its app users come from."""

import contextlib
import dataclasses
import json
import socket
import sys
import textwrap
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from tiny_site import Page, Site, serving

from harness.adapters import backend as module
from harness.adapters.backend import BackendUnusable, HttpBackend, start_backend
from harness.settings import ApiCall, BackendSettings, Settings, SettingsError, UserSettings

SECRET = "S3cret-of-the-integration"
# A backend that answers everything with what it was given.
ECHO = """
    import json, os, sys
    from http.server import BaseHTTPRequestHandler, HTTPServer
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = json.dumps({"arguments": sys.argv[1:], "environment": dict(os.environ)}).encode()
            self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers()
            self.wfile.write(body)
        def log_message(self, *_): pass
    try:
        server = HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    except OSError as error:
        raise SystemExit(f"cannot listen: {error}")
    server.serve_forever()
"""

Start = Callable[..., HttpBackend]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a backend of these settings; whatever happens, it is stopped."""
    started: list[HttpBackend] = []

    def begin(
        wanted: BackendSettings,
        *,
        bugs: tuple[str, ...] = (),
        register: Callable[[str], Mapping[str, str]] | None = None,
        **settings: object,
    ) -> HttpBackend:
        chosen = Settings(path=tmp_path / "harness.toml", backend=wanted, **settings)  # type: ignore[arg-type]
        started.append(
            start_backend(
                chosen,
                crm_url="http://127.0.0.1:9",
                register=register or (lambda uri: {"client_id": "the-id", "client_secret": SECRET}),
                database_url="sqlite:///x.sqlite3",
                account_host="demo.amocrm.ru",
                bugs=bugs,
            )
        )
        return started[-1]

    yield begin
    for backend in started:
        backend.stop()


def program(text: str, *arguments: str, **wanted: object) -> BackendSettings:
    """Settings of a backend that is this Python program."""
    return dataclasses.replace(
        BackendSettings(command=("{python}", "-u", "-c", textwrap.dedent(text), *arguments), env={}),
        **wanted,  # type: ignore[arg-type]
    )


def told(backend: HttpBackend) -> Mapping[str, object]:
    answer = module._ask("GET", backend.base_url + "/")
    parsed: Mapping[str, object] = answer.json()
    return parsed


def test_a_command_is_started_with_its_placeholders_filled(start: Start, tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    registered: list[str] = []

    def register(uri: str) -> Mapping[str, str]:
        registered.append(uri)
        return {"client_id": "the-id", "client_secret": SECRET}

    backend = start(
        dataclasses.replace(
            program(ECHO, "{port}", "--on={account_host}", cwd="server", callback="/cb"),
            env={
                "ID": "{client_id}",
                "SECRET": "{client_secret}",
                "BACK": "{redirect_uri}",
                "DB": "{database_url}",
                "CRM": "{crm_url}",
            },
        ),
        register=register,
    )
    seen = told(backend)
    environment = seen["environment"]
    assert isinstance(environment, dict)
    port = backend.base_url.rpartition(":")[2]

    assert seen["arguments"] == [port, "--on=demo.amocrm.ru"]
    assert registered == [backend.redirect_uri] == [f"http://127.0.0.1:{port}/cb"]
    assert {name: environment[name] for name in ("ID", "SECRET", "BACK", "DB", "CRM")} == {
        "ID": "the-id",
        "SECRET": SECRET,
        "BACK": backend.redirect_uri,
        "DB": "sqlite:///x.sqlite3",
        "CRM": "http://127.0.0.1:9",
    }
    assert (environment["HTTP_PROXY"], environment["NO_PROXY"]) == ("http://127.0.0.1:9", "localhost,127.0.0.1")


def test_bugs_are_switched_on_by_the_backends_own_option(start: Start) -> None:
    backend = start(program(ECHO, "{port}", bug_option="--mutant"), bugs=("one", "two"))

    assert told(backend)["arguments"] == [backend.base_url.rpartition(":")[2], "--mutant", "one", "--mutant", "two"]


def test_a_bug_without_an_option_is_refused(start: Start) -> None:
    with pytest.raises(SettingsError, match="--bug one"):
        start(program(ECHO, "{port}", bug_option=None), bugs=("one",))


def test_a_backend_that_dies_at_the_start_is_told_with_its_words_and_without_its_secret(start: Start) -> None:
    with pytest.raises(BackendUnusable) as died:
        start(program("import sys; print('no table users', sys.argv[1]); raise SystemExit(7)", "{client_secret}"))

    assert "ended with code 7" in str(died.value)
    assert "no table users" in str(died.value)
    assert SECRET not in str(died.value)


def test_a_backend_that_dies_later_is_told_with_its_last_words(start: Start) -> None:
    backend = start(
        program(ECHO.replace("try:", "print('listening', sys.argv[2])\n    try:"), "{port}", "{client_secret}")
    )
    assert backend.obituary() is None
    assert backend._process is not None
    backend._process.stop()

    obituary = backend.obituary(within=5)
    assert obituary is not None
    assert "listening" in obituary
    assert SECRET not in obituary


def test_a_backend_that_never_answers_is_told_with_what_was_seen(start: Start) -> None:
    with pytest.raises(BackendUnusable, match=r"waited 0\.3 s for the backend at http.*Connection refused"):
        start(program("import signal; signal.pause()", start_seconds=0.3))


def test_a_backend_that_answers_500_is_not_ready(start: Start) -> None:
    with pytest.raises(BackendUnusable, match="seen last: 501"):
        start(program(ECHO.replace("do_GET", "do_PUT"), "{port}", start_seconds=0.5))


def test_a_folder_that_does_not_exist_is_refused(start: Start) -> None:
    with pytest.raises(SettingsError, match="nowhere' is no folder"):
        start(program(ECHO, "{port}", cwd="nowhere"))


def test_a_wrong_call_of_the_app_is_told_before_anything_is_started(start: Start, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="unknown call"):
        start(program(f"open({str(tmp_path / 'started')!r}, 'w')"), api={"statsu": ApiCall("GET /x")})

    assert not (tmp_path / "started").exists()


def test_a_port_that_somebody_takes_in_between_is_given_up(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    registered: list[str] = []

    def register(uri: str) -> Mapping[str, str]:
        registered.append(uri)
        return {"client_id": "x", "client_secret": SECRET}

    with thief_of_a_port() as thief:
        taken = thief.getsockname()[1]
        free = module._free_port
        ports = iter([taken])

        def stolen(*, held: bool) -> object:
            port = next(ports, None)
            return free(held=held) if port is None else _always(port)

        monkeypatch.setattr(module, "_free_port", stolen)
        backend = start(program(ECHO, "{port}"), register=register)

    assert [str(taken) in uri for uri in registered] == [True, False]
    assert told(backend)["arguments"] == [backend.base_url.rpartition(":")[2]]


def thief_of_a_port() -> socket.socket:
    """Somebody who has a port and shares it with nobody."""
    thief = socket.socket()
    thief.bind(("127.0.0.1", 0))
    return thief


def _always(port: int) -> object:
    return contextlib.nullcontext(port)


def test_a_port_that_is_never_free_is_given_up_after_three_times(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    registered: list[str] = []

    def register(uri: str) -> Mapping[str, str]:
        registered.append(uri)
        return {"client_id": "x", "client_secret": SECRET}

    with thief_of_a_port() as thief:
        monkeypatch.setattr(module, "_free_port", lambda *, held: _always(thief.getsockname()[1]))
        with pytest.raises(BackendUnusable, match="in use"):
            start(program(ECHO, "{port}"), register=register)

    assert len(registered) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a bound port can't be shared with the backend")
def test_nobody_gets_the_port_while_the_backend_starts() -> None:
    with module._free_port(held=True) as port:
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", port))
        with socket.socket() as server:  # what a server does
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(("127.0.0.1", port))
            server.listen()
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
    with module._free_port(held=False) as port, socket.socket() as other:
        other.bind(("127.0.0.1", port))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def at(site: Site, **users: object) -> BackendSettings:
    """A backend that runs at a URL already."""
    return BackendSettings(
        url=site.url + "/",
        ready="/live",
        callback="/cb",
        webhook="/news",
        disable_hook="/off",
        client_id="id",
        client_secret="s",
        users=UserSettings(**users),  # type: ignore[arg-type]
    )


def test_a_backend_at_a_url_is_only_asked_whether_it_is_there(start: Start, site: Site) -> None:
    backend = start(at(site))

    assert (backend.base_url, backend.redirect_uri) == (site.url, site.url + "/cb")
    assert backend.webhook_url == site.url + "/news"
    assert backend.disable_hook_url == site.url + "/off"
    assert [visit.path for visit in site.visits] == ["/live"]
    backend.stop()
    assert backend.obituary() is None


def test_a_backend_at_a_url_may_have_its_callback_elsewhere(start: Start, site: Site) -> None:
    wanted = dataclasses.replace(at(site), redirect_uri="https://tunnel.example/cb")

    assert start(wanted).redirect_uri == "https://tunnel.example/cb"


def test_a_url_where_nobody_is_is_told_with_what_to_do(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    with pytest.raises(BackendUnusable, match=f"no backend answers at {url}/health: Connection refused. Start it"):
        start(BackendSettings(url=url))


def test_bugs_of_a_backend_that_somebody_else_started_are_refused(start: Start, site: Site) -> None:
    with pytest.raises(SettingsError, match="--bug one"):
        start(at(site), bugs=("one",))


def test_users_are_registered_as_the_settings_say(start: Start, site: Site) -> None:
    call = ApiCall("POST /join", body={"mail": "{email}", "who": {"name": "{name}", "secret": "{password}"}, "n": 1})
    site.pages["/join"] = Page("{}", status=201)
    user = start(at(site), api={"register": call}).new_user("Олена")

    assert json.loads(site.visits[-1].body) == {
        "mail": user.email,
        "who": {"name": "Олена", "secret": user.password},
        "n": 1,
    }


def test_two_users_are_never_the_same(start: Start, site: Site) -> None:
    site.pages["/api/auth/register"] = Page("{}", status=201)
    backend = start(at(site))

    assert backend.new_user("Ann") != backend.new_user("Ann")


def test_a_refused_registration_is_told_with_the_answer_and_what_to_do(start: Start, site: Site) -> None:
    site.pages["/api/auth/register"] = Page('{"message": "phone is required"}', status=422)
    with pytest.raises(BackendUnusable) as refused:
        start(at(site)).new_user("Ann")

    assert "POST /api/auth/register (register a user) was answered 422" in str(refused.value)
    assert "phone is required" in str(refused.value)
    assert "[api.register]" in str(refused.value)


def test_a_refused_registration_that_repeats_the_password_is_told_without_it(
    start: Start, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uuid.uuid4", lambda: uuid.UUID(int=7))
    password = "Пароль-1-" + uuid.UUID(int=7).hex[:8]
    site.pages["/api/auth/register"] = Page(json.dumps({"weak": password}) + "x" * 270 + password, status=422)
    with pytest.raises(BackendUnusable) as refused:
        start(at(site)).new_user("Ann")

    assert '{"weak": "•••"}' in str(refused.value)
    assert "00000000" not in str(refused.value)


def test_a_pool_lends_each_user_once_per_scenario(start: Start, site: Site) -> None:
    pool = ({"email": "a@b", "password": "1"}, {"email": "c@d", "password": "2"})
    backend = start(at(site, mode="pool", pool=pool))
    first = [backend.new_user(name).email for name in ("Ann", "Bob")]
    with pytest.raises(BackendUnusable, match="pool has 2 users and this scenario needs one more"):
        backend.new_user("Cid")
    backend.release_users()

    assert first == ["a@b", "c@d"]
    assert backend.new_user("Ann").email == "a@b"


def hook(text: str) -> dict[str, object]:
    return {"mode": "hook", "hook": (sys.executable, "-c", textwrap.dedent(text))}


def test_a_hook_gets_the_name_and_prints_the_user(start: Start, site: Site, tmp_path: Path) -> None:
    users = hook(
        "import json, os, sys; print(json.dumps({'email': sys.argv[1] + '@x', 'password': os.getcwd(), 'id': 5}))"
    )
    user = start(at(site, **users)).new_user("Олена")

    assert (user.email, user.password) == ("Олена@x", str(tmp_path))


BAD_HOOKS = {
    "no JSON": ("print('done')", "it ended with 0 and printed: 'done"),
    "no password": ('print(\'{"email": "a@b"}\')', "must print JSON with email and password"),
    "no object": ("print('[1]')", "must print JSON"),
    "a password under another key": (
        'print(\'{"login": "a@b", "password": "Planted\' + \'-Pa55"}\')',
        "printed: JSON with login, password",
    ),
    "a number": ('print(\'{"email": 1, "password": 2}\')', "must print JSON"),
    "nothing": ("pass", "printed: ''"),
    "a failure": ("raise SystemExit('no database')", "ended with 1 and printed: 'no database"),
    "a failure after good JSON": ('print(\'{"email": "a", "password": "b"}\'); raise SystemExit(3)', "ended with 3"),
    "no text": ("import sys; sys.stdout.buffer.write(b'\\xff')", "must print JSON"),
}


@pytest.mark.parametrize(("text", "says"), BAD_HOOKS.values(), ids=BAD_HOOKS.keys())
def test_a_bad_hook_is_told_with_what_it_printed(start: Start, site: Site, text: str, says: str) -> None:
    backend = start(at(site, **hook(text)))
    with pytest.raises(BackendUnusable) as bad:
        backend.new_user("Ann")

    assert "[backend.users] hook `" in str(bad.value)
    assert says in str(bad.value)
    assert "Planted-Pa55" not in str(bad.value)


def test_a_hook_that_does_not_exist_or_end_is_told(start: Start, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BackendUnusable, match=r"can't be started: No such file"):
        start(at(site, mode="hook", hook=("no-such-program",))).new_user("Ann")
    monkeypatch.setattr(module, "HOOK_SECONDS", 0.2)
    with pytest.raises(BackendUnusable, match=r"hasn't ended after 0\.2 s"):
        start(at(site, **hook("import signal; signal.pause()"))).new_user("Ann")


def test_roles_and_facts_are_read_by_the_table_of_calls(start: Start, site: Site) -> None:
    api = start(
        at(site),
        api={
            "leads": ApiCall(
                "GET /deals?page={page}",
                read={"items": "deals", "amo_id": "crm.id", "status": "stage", "phone": "tel"},
            )
        },
    ).api

    assert api.role("GET", "/deals?page=2") == "leads"
    assert api.role("POST", "/deals") == "other"
    assert api.role("GET", "/cb?code=1") == "callback"
    assert api.role("GET", "/off?account_id=1") == "disable_hook"
    assert api.facts("leads", 200, b'{"deals": [{"crm": {"id": 5}, "stage": "won", "tel": "+1"}, {}]}') == {
        "amo_ids": [5, None],
        "statuses": ["won", None],
        "stage_ids": [None, None],
        "have_phone": [True, False],
    }
    assert api.facts("leads", 200, b'{"deals": 5}') == {"amo_ids": None}
    assert api.facts("leads", 500, b'{"deals": []}') == {}
    assert api.facts("status", 200, b"\xff") == {}
    assert api.facts("status", 200, b"[" * 100_000) == {}


def test_what_a_request_asks_for_is_told_by_the_names_of_the_placeholders(start: Start, site: Site) -> None:
    calls = {
        "leads": ApiCall("GET /deals?page={page}&funnel={pipeline_id}&step={stage_id}", read={"items": "@"}),
        "lead": ApiCall("GET /deals/{id}/of/{amo_id}"),
    }
    api = start(at(site), api=calls).api

    assert api.asked("leads", "/deals?page=2&step=7&other=1") == {"asked": {"stage_id": "7"}}
    assert api.asked("leads", "/deals?page=1") == {"asked": {}}
    assert api.asked("lead", "/deals/a-1/of/5?x=1") == {"asked": {"id": "a-1", "amo_id": "5"}}
    assert api.asked("status", "/s") == {}


def test_an_expression_that_does_not_fit_the_answer_reads_nothing(start: Start, site: Site) -> None:
    calls = {
        "status": ApiCall("GET /s", read={"connected": "length(ok)"}),
        "leads": ApiCall("GET /l", read={"items": "@", "amo_id": "abs(id)"}),
    }
    api = start(at(site), api=calls).api

    assert api.facts("status", 200, b'{"ok": 5}')["connected"] is None
    assert api.facts("leads", 200, b'[{"id": "x"}, {"id": 3}]')["amo_ids"] == [None, 3]
