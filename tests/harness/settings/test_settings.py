"""`harness.toml`: what it may hold, and what each mistake is answered with."""

import dataclasses
import tomllib
from pathlib import Path

import pytest

from harness.adapters.app_api import AppApi
from harness.settings import (
    PLACEHOLDERS,
    BackendSettings,
    Settings,
    SettingsError,
    UserSettings,
    load,
    nearest,
    place,
)
from harness.settings.place import line_of

ROOT = Path(__file__).parents[3]


def settings(folder: Path, text: str | bytes) -> Settings:
    path = folder / "harness.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(path)


def complaint(folder: Path, text: str | bytes) -> str:
    with pytest.raises(SettingsError) as refused:
        settings(folder, text)
    return str(refused.value).replace(f"{folder}/", "")


def test_without_a_file_the_reference_backend_meets_the_built_in_mock() -> None:
    defaults = load(None)

    assert defaults == Settings()
    assert defaults.backend.command[1:3] == ("-m", "reference_backend")
    assert (defaults.backend.url, defaults.mock.url, defaults.browser.kind) == (None, None, "auto")
    assert defaults.folder == Path.cwd()


def test_an_empty_file_changes_nothing_but_where_paths_begin(tmp_path: Path) -> None:
    assert dataclasses.replace(settings(tmp_path, ""), path=None) == Settings()
    assert settings(tmp_path, "").folder == tmp_path


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    told = settings(
        tmp_path,
        """
        version = 1
        steps = ["scenarios.steps", "my.steps"]
        language = "uk"
        [backend]
        command = ["node", "server.js", "{port}"]
        cwd = "server"
        env = { PORT = "{port}", AMO = "{crm_url}" }
        ready = "/live"
        callback = "/cb"
        bug_option = "--bug"
        account = "fixed"
        start_seconds = 5
        client_id = "id"
        client_secret = "secret"
        redirect_uri = "http://x.example/cb"
        users = { mode = "pool", pool = [{ email = "a@b", password = "p" }] }
        [mock]
        profile = "amocrm"
        world = "agency"
        url = "http://127.0.0.1:1"
        port = 8080
        [app]
        scheme = "myapp"
        authorize_url = "http://www.kommo.com/oauth"
        [browser]
        kind = "form"
        chromium = "/usr/bin/chromium"
        timeout_seconds = 2.5
        [api.status]
        request = "GET /status"
        connected = "ok"
        [api.sign_in]
        request = "POST /login"
        body = { user = "{email}" }
        """,
    )

    assert told.steps == ("scenarios.steps", "my.steps")
    assert told.backend.command == ("node", "server.js", "{port}")
    assert told.backend.env == {"PORT": "{port}", "AMO": "{crm_url}"}
    assert told.backend.start_seconds == 5.0
    assert isinstance(told.backend.start_seconds, float)
    assert told.backend.users.pool == ({"email": "a@b", "password": "p"},)
    assert (told.mock.port, told.app.scheme, told.browser.timeout_seconds) == (8080, "myapp", 2.5)
    assert told.api["status"].read == {"connected": "ok"}
    assert told.api["sign_in"].body == {"user": "{email}"}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert settings(tmp_path, b"\xef\xbb\xbfversion = 1\n").version == 1
    assert complaint(tmp_path, b"\xef\xbb\xbfverson = 1\n").startswith("harness.toml:1: ")


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_each_placeholder_may_stand_in_command_and_environment(tmp_path: Path, name: str) -> None:
    told = settings(tmp_path, f'[backend]\ncommand = ["x", "--y={{{name}}}"]\nenv = {{ A = "{{{name}}}" }}\n')

    assert told.backend.env == {"A": f"{{{name}}}"}


# What is written, at which line the mistake stands, and what the message must say.
MISTAKES = {
    "unknown table": ("[bakend]\n", 1, "unknown setting “bakend”; did you mean “backend”?"),
    "unknown key": ('[backend]\n\ncomand = ["x"]\n', 3, "unknown setting “backend.comand”; did you mean “command”?"),
    "no such phone": ('[client]\nkind = "webb"\n', 2, "“client.kind” can't be 'webb'; did you mean “web”?"),
    "unknown key, like nothing": ("[browser]\nxyzzy = 1\n", 2, "known: chromium, kind, timeout_seconds"),
    "the same key in another table": (
        '[mock]\nurl = "http://x"\n[backend]\nurl = 5\n',
        4,
        "“backend.url” must be a string",
    ),
    "a key that is right elsewhere": ("[mock]\nport = 1\n[browser]\nport = 1\n", 4, "unknown setting “browser.port”"),
    "inline table": (
        '[backend]\nusers = { mod = "pool" }\n',
        2,
        "unknown setting “backend.users.mod”; did you mean “mode”?",
    ),
    "dotted key": ("backend.redy = 1\n", 1, "unknown setting “backend.redy”; did you mean “ready”?"),
    "table as value": ("backend = 5\n", 1, "“backend” must be a table, as in [backend]"),
    "number for text": ("[app]\nscheme = 1\n", 2, "“app.scheme” must be a string, not 1"),
    "text for number": ('[mock]\nport = "80"\n', 2, "“mock.port” must be a whole number, not '80'"),
    "true for number": ("[mock]\nport = true\n", 2, "“mock.port” must be a whole number, not True"),
    "false for number": ("[mock]\nport = false\n", 2, "“mock.port” must be a whole number, not False"),
    "true for seconds": ("[backend]\nstart_seconds = true\n", 2, "“backend.start_seconds” must be a number, not True"),
    "list for text": ('[backend]\nready = ["/x"]\n', 2, "“backend.ready” must be a string"),
    "text for list": ('[backend]\ncommand = "npm start"\n', 2, "“backend.command” must be a list, not 'npm start'"),
    "number in a list": (
        '[backend]\ncommand = ["x", 1]\n',
        2,
        "“backend.command”: every value must be a string, not 1",
    ),
    "number in steps": ("steps = [1]\n", 1, "“steps”: every value must be a string, not 1"),
    "number in the environment": ("[backend.env]\nA = 1\n", 2, "“backend.env.A”: every value must be a string, not 1"),
    "environment as text": ('[backend]\nenv = "A=1"\n', 2, "“backend.env” must be a table"),
    "no such choice": (
        '[browser]\nkind = "firefox"\n',
        2,
        "“browser.kind” can't be 'firefox'; known: auto, chromium, form",
    ),
    "nearly a choice": ('[backend]\naccount = "fix"\n', 2, "did you mean “fixed”?"),
    "no such language": ('language = "de"\n', 1, "“language” can't be 'de'"),
    "another version": ("version = 2\n", 1, "this harness reads version 1, not 2"),
    "placeholder in command": (
        '[backend]\ncommand = ["{prot}"]\n',
        2,
        "unknown placeholder {prot}; did you mean “port”?",
    ),
    "placeholder in environment": ('[backend.env]\nA = "1"\nB = "{crm}"\n', 3, "unknown placeholder {crm}"),
    "url and command": ('[backend]\ncommand = ["x"]\nurl = "http://x"\n', 3, "both `url` and `command`"),
    "empty command": ("[backend]\ncommand = []\n", 2, "command is empty"),
    "a path without slash": ('[backend]\ncallback = "cb"\n', 2, "callback is 'cb'; a path begins with “/”"),
    "webhooks to a path without slash": (
        '[backend]\nwebhook = "hook"\n',
        2,
        "webhook is 'hook'; a path begins with “/”",
    ),
    "a disable hook without slash": (
        '[backend]\ndisable_hook = "off"\n',
        2,
        "disable_hook is 'off'; a path begins with “/”",
    ),
    "an address without scheme": ('[mock]\nurl = "127.0.0.1:80"\n', 2, "an address begins with http:// or https://"),
    "a scheme with its colon": ('[app]\nscheme = "myapp://"\n', 2, "write it without “:”"),
    "no port": ("[mock]\nport = 70000\n", 2, "port 70000 is no port"),
    "no time": ("[browser]\ntimeout_seconds = 0\n", 2, "must be more than 0"),
    "not a number of seconds": ("[browser]\ntimeout_seconds = nan\n", 2, "must be more than 0"),
    "an empty pool": ('[backend.users]\nmode = "pool"\n', 2, "`pool` has nobody in it"),
    "a pool of names": ('[backend.users]\nmode = "pool"\npool = ["a"]\n', 3, "must hold tables"),
    "a pool without passwords": ('[backend.users]\npool = [{ email = "a" }]\n', 2, "has email and password, not email"),
    "no hook": ('[backend.users]\nmode = "hook"\n', 2, "`hook` names no program"),
    "no such mode": ('[backend.users]\nmode = "registr"\n', 2, "did you mean “register”?"),
    "api as text": ('api = "x"\n', 1, "“api” must hold tables"),
    "api without request": ("[api.status]\nx = 'y'\n", 1, 'needs `request = "METHOD /path"`'),
    "api with a bare path": ('[api.status]\nrequest = "/status"\n', 2, "request is '/status'; write it as"),
    "api with a small method": ('[api.status]\nrequest = "get /status"\n', 2, 'write it as "GET /path"'),
    "api body": ('[api.status]\nrequest = "GET /x"\nbody = "x"\n', 3, "body must be a table"),
    "api reads a number": (
        '[api.status]\nrequest = "GET /x"\nconnected = 1\n',
        3,
        "connected must be a JMESPath string",
    ),
    "no TOML": ('[backend]\nurl = "x\n', 2, "this is not valid TOML"),
    "cut off": ("[backend]\nurl = [", 2, "this is not valid TOML"),
    "not UTF-8": (b"version = 1\n# \xff\n", 2, "this is not UTF-8"),
}


@pytest.mark.parametrize(("text", "line", "says"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str | bytes, line: int, says: str) -> None:
    told = complaint(tmp_path, text)

    assert told.startswith(f"harness.toml:{line}: ")
    assert says in told
    assert "\n" not in told


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.toml", tmp_path):
        with pytest.raises(SettingsError, match=f"{path.name}.*can't be read"):
            load(path)


APP_MISTAKES = {
    "unknown call": ('[api.statsu]\nrequest = "GET /x"\n', 1, "unknown call [api.statsu]; did you mean “status”?"),
    "unknown result": (
        '[api.status]\nrequest = "GET /x"\nconected = "a"\n',
        3,
        "knows no result “conected”; did you mean “connected”?",
    ),
    "no JMESPath": ('[api.status]\nrequest = "GET /x"\nconnected = "a["\n', 3, "connected is no JMESPath"),
}


@pytest.mark.parametrize(("text", "line", "says"), APP_MISTAKES.values(), ids=APP_MISTAKES.keys())
def test_a_mistake_in_the_apps_calls_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(SettingsError) as refused:
        AppApi(settings(tmp_path, text), callback="/cb")
    told = str(refused.value)

    assert f"harness.toml:{line}: " in told
    assert says in told


def test_the_line_of_a_key_is_found_wherever_it_is_written() -> None:
    lines = ["[a]", "x = 1", "", "[ 'b'.\"c\" ]  # why", "x = 2", "d.e = 3", "[[f]]", "g = 4", "y.z = { w = 1 }"]

    assert [line_of(lines, key) for key in ("a", "a.x", "b.c", "b.c.x", "b.c.d.e", "f.g", "f.y.z.w")] == [
        1,
        2,
        4,
        5,
        6,
        8,
        9,
    ]
    assert line_of(lines, "nowhere") is None


def test_a_place_without_a_file_is_told_so() -> None:
    assert place(None, "x") == "the built-in settings"


def test_every_settings_file_of_this_repository_is_good() -> None:
    files = [
        path
        for path in ROOT.glob("**/harness.toml")
        # Of the tiny projects some are wrong on purpose.
        if not {".venv", "node_modules", "projects"}.intersection(path.parts)
    ]

    assert files
    for path in files:
        assert load(path).path == path
        assert tomllib.loads(path.read_text(encoding="utf-8"))["version"] == 1


def test_a_name_like_none_is_answered_with_all() -> None:
    assert nearest("zzz", ["alpha", "beta"]) == "known: alpha, beta"


def test_every_worker_leases_its_own_share_of_the_pool() -> None:
    pool = tuple({"email": f"{number}@b", "password": "p"} for number in range(5))
    everybody = Settings(backend=BackendSettings(users=UserSettings(mode="pool", pool=pool)))
    shares = [everybody.of_worker(number, of=2).backend.users.pool for number in (0, 1)]
    assert shares == [(pool[0], pool[2], pool[4]), (pool[1], pool[3])]
