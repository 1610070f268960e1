"""The backend under test: a process that the harness starts, or a URL where it runs already."""

import contextlib
import json
import os
import shlex
import socket
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import requests

from harness.adapters.app_api import AppApi
from harness.adapters.process import ManagedProcess, ProcessDied
from harness.adapters.unreachable import reason
from harness.ports.backend import AppUser
from harness.settings import Settings, SettingsError
from harness.wire.planted import planted
from harness.wire.redaction import HIDDEN, Redactor

START_ATTEMPTS = 3
HOOK_SECONDS = 60


class BackendUnusable(Exception):
    """The backend can't be started, reached or signed up at; the message says which and what it printed."""


class HttpBackend:
    """The Backend port over HTTP; `process` is None for a backend that somebody else runs."""

    def __init__(
        self,
        *,
        base_url: str,
        redirect_uri: str,
        api: AppApi,
        settings: Settings,
        process: ManagedProcess | None = None,
        secrets: Sequence[str] = (),
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.redirect_uri = redirect_uri
        self.webhook_url = self.base_url + settings.backend.webhook
        self.disable_hook_url = self.base_url + settings.backend.disable_hook
        self.api = api
        self._settings = settings
        self._process = process
        self.secrets = tuple(secrets)
        self._leased = 0

    def new_user(self, name: str) -> AppUser:
        """An app user: registered, leased from the pool, or made by the hook."""
        users = self._settings.backend.users
        if users.mode == "pool":
            if self._leased >= len(users.pool):
                raise BackendUnusable(
                    f"[backend.users] pool has {len(users.pool)} users and this scenario needs one more; add some."
                )
            self._leased += 1
            chosen = users.pool[self._leased - 1]
            return AppUser(chosen["email"], chosen["password"])
        user = AppUser(f"{uuid.uuid4().hex[:12]}@example.com", "Пароль-1-" + uuid.uuid4().hex[:8])
        if users.mode == "hook":
            return self._by_hook(users.hook, name)
        self.register(name, user)
        return user

    def register(self, name: str, user: AppUser) -> None:
        """Sign somebody up who has chosen an address and a password."""
        call = self.api.register
        method, _, path = call.request.partition(" ")
        values = {
            "email": user.email,
            "password": user.password,
            "name": name,
            "phone": "+380" + str(uuid.uuid4().int)[:9],
        }
        answer = _ask(method, self.base_url + path, body=_filled(call.body or {}, values))
        if answer.status_code >= 300:
            raise BackendUnusable(
                f"{method} {path} (register a user) was answered {answer.status_code}:"
                f" {_without((user.password,), answer.text)[:300]}"
                " Describe your own with [api.register] in harness.toml."
            )

    def release_users(self) -> None:
        """The pool is free again: a scenario has ended."""
        self._leased = 0

    def stop(self) -> None:
        """End the process, if it is ours."""
        if self._process:
            self._process.stop()

    def obituary(self, *, within: float = 0) -> str | None:
        """What a backend that died in the middle has printed last; None while it lives, or isn't ours."""
        if self._process is None or not self._process.dies(within=within):
            return None
        return f"the backend has died; its last output:\n{_without(self.secrets, self._process.output())}"

    def _by_hook(self, hook: Sequence[str], name: str) -> AppUser:
        command = [*hook, name]
        shown = f"[backend.users] hook `{shlex.join(command)}`"
        try:
            done = subprocess.run(
                command,
                cwd=self._settings.folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=HOOK_SECONDS,
                check=False,
            )
        except OSError as error:
            raise BackendUnusable(f"{shown} can't be started: {error.strerror}.") from None
        except subprocess.TimeoutExpired:
            raise BackendUnusable(f"{shown} hasn't ended after {HOOK_SECONDS} s.") from None
        user = _printed_user(done.stdout) if done.returncode == 0 else None
        if user is None:
            raise BackendUnusable(
                f"{shown} must print JSON with email and password;"
                f" it ended with {done.returncode} and printed: {_harmless(done.stdout, done.stderr)}"
            )
        return user


def start_backend(
    settings: Settings,
    *,
    crm_url: str,
    register: Callable[[str], Mapping[str, str]],
    database_url: str,
    account_host: str = "",
    ca_file: str | None = None,
    bugs: Sequence[str] = (),
    public_url: str | None = None,
) -> HttpBackend:
    """Start the command of the settings and wait until it is ready, or check the URL that they name.

    `register` is called with the redirect URI once the port is known and answers `client_id`, `client_secret`, and the
    `redirect_uri` that the backend is to know. `public_url` is where browsers find a backend that is started here, if
    that isn't its own address.
    """
    wanted = settings.backend
    api = AppApi(settings, callback=wanted.callback)  # first: what is wrong with it needs no running backend
    if wanted.url is not None:
        if bugs:
            raise SettingsError(f"--bug {bugs[0]}: somebody else has started the backend at {wanted.url}; do it there.")
        redirect_uri = wanted.redirect_uri or wanted.url.rstrip("/") + wanted.callback
        register(redirect_uri)
        _must_answer(wanted.url.rstrip("/") + wanted.ready)
        return HttpBackend(base_url=wanted.url, redirect_uri=redirect_uri, api=api, settings=settings)
    if bugs and not wanted.bug_option:
        raise SettingsError(
            f"{settings.path}: --bug {bugs[0]} needs `bug_option` in [backend]: the switch that takes it."
        )
    if ca_file is None and any("{ca_file}" in text for text in (*wanted.command, *wanted.env.values())):
        raise SettingsError(
            f"{settings.path}: {{ca_file}} is only known for a mock with TLS:"
            " start `mock-amocrm serve --tls --ca-file FILE` and set url and ca_file in [mock]."
        )
    for attempt in range(1, START_ATTEMPTS + 1):
        # A server that doesn't ask to reuse addresses can't start on a held port; the next attempt is for it.
        with _free_port(held=attempt == 1) as port:
            base_url = f"http://127.0.0.1:{port}"
            redirect_uri = (public_url or base_url) + wanted.callback
            integration = register(redirect_uri)
            values = {
                "python": sys.executable,
                "port": str(port),
                "crm_url": crm_url,
                "account_host": account_host,
                "redirect_uri": redirect_uri,
                "database_url": database_url,
                "ca_file": ca_file or "",
                **integration,
            }
            switches = [part for bug in bugs for part in (wanted.bug_option or "", bug)]
            command = [_fill(part, values) for part in wanted.command] + switches
            own = {name: _fill(text, values) for name, text in wanted.env.items()}
            secrets = (integration["client_secret"], *planted({**os.environ, **own}))
            process = _spawn(settings, command, own, crm_url)
            probe = _Probe(base_url + wanted.ready)
            try:
                process.wait_ready(
                    probe.ready, seconds=wanted.start_seconds, seen=probe.seen, what=f"the backend at {probe.url}"
                )
            except ProcessDied as error:
                # The port was free a moment ago; somebody else may have taken it. Anything else isn't tried again.
                if "in use" in str(error) and attempt < START_ATTEMPTS:
                    continue
                raise BackendUnusable(_without(secrets, str(error))) from None
            return HttpBackend(
                base_url=base_url,
                redirect_uri=redirect_uri,
                api=api,
                settings=settings,
                process=process,
                secrets=secrets,
            )
    raise AssertionError("unreachable: the last attempt returns or raises")


def _spawn(settings: Settings, command: Sequence[str], own: Mapping[str, str], crm_url: str) -> ManagedProcess:
    folder = settings.folder / settings.backend.cwd
    if not folder.is_dir():
        raise SettingsError(f"{settings.path}: [backend] cwd {str(folder)!r} is no folder.")
    # Whatever the machine's own proxy is, amoCRM's hosts lead to the fake and the local ones nowhere else.
    proxies = dict.fromkeys(("HTTP_PROXY", "http_proxy"), crm_url) | dict.fromkeys(
        ("NO_PROXY", "no_proxy"), "localhost,127.0.0.1"
    )
    env = {**os.environ, **proxies, "PYTHONUNBUFFERED": "1", **own}
    return ManagedProcess(command, cwd=Path(folder), env=env, name="the backend")


def _without(secrets: Sequence[str], text: str) -> str:
    redactor = Redactor()
    redactor.know(*secrets)
    hidden = redactor.hide(text)
    # The first one is ours, and hidden however short it is.
    return hidden.replace(secrets[0], HIDDEN) if secrets and secrets[0] else hidden


def _harmless(printed: str, complained: str) -> str:
    """What a hook printed, without the values of its JSON: one of them may be a password."""
    try:
        made = json.loads(printed)
    except (ValueError, RecursionError):
        made = None
    if not isinstance(made, dict):
        return repr((printed + complained)[:300])
    return " ".join(filter(None, (f"JSON with {', '.join(made) or 'nothing'}", complained[:300])))


def _printed_user(printed: str) -> AppUser | None:
    try:
        made = json.loads(printed)
    except (ValueError, RecursionError):
        return None
    told = [made.get("email"), made.get("password")] if isinstance(made, dict) else []
    email, password = told or (None, None)
    return AppUser(email, password) if isinstance(email, str) and isinstance(password, str) else None


@contextlib.contextmanager
def _free_port(*, held: bool) -> Iterator[int]:
    """A port that nobody listens on. `held` keeps others from getting it while the backend starts.

    Otherwise another worker's backend may take it in between and answer in our backend's place. Linux lets a second
    socket listen where the first is merely bound, if both ask to reuse the address, as servers do.
    """
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port: int = holder.getsockname()[1]
        if held and sys.platform == "linux":
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        else:
            holder.close()
        yield port


class _Probe:
    """Asks whether the backend is ready, and remembers the last answer for the message."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._seen = "nothing"

    def seen(self) -> str:
        return self._seen

    def ready(self) -> bool:
        try:
            answer = _answer("GET", self.url, seconds=2)
        except requests.RequestException as error:
            self._seen = reason(error)
            return False
        self._seen = f"{answer.status_code} {answer.text[:100]}"
        return answer.status_code < 500


def _must_answer(url: str) -> None:
    probe = _Probe(url)
    if not probe.ready():
        raise BackendUnusable(
            f"no backend answers at {url}: {probe.seen()}. Start it, or give [backend] command instead of url."
        )


def _ask(method: str, url: str, *, body: object = None) -> requests.Response:
    try:
        return _answer(method, url, body=body, seconds=30)
    except requests.RequestException as error:
        raise BackendUnusable(f"the backend doesn't answer {method} {url}: {reason(error)}") from None


def _answer(method: str, url: str, *, body: object = None, seconds: float) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.request(method, url, json=body, timeout=seconds)


def _fill(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _filled(body: Mapping[str, object], values: Mapping[str, str]) -> dict[str, object]:
    return {
        key: _fill(inner, values)
        if isinstance(inner, str)
        else _filled(inner, values)
        if isinstance(inner, dict)
        else inner
        for key, inner in body.items()
    }
