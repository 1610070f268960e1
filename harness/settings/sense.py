"""Values of the right type that make no sense: each is told with its key before anything is started."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from harness.settings.model import PLACEHOLDERS, Settings
from harness.settings.nearest import nearest

_BRACES: Final = re.compile(r"\{(\w+)\}")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_WEB: Final = re.compile(r"https?://[^/\s]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """A dotted key, and what is wrong with its value."""

    key: str
    message: str


def problems(settings: Settings) -> Iterator[Problem]:
    """Everything that can be seen without starting anything."""
    backend, mock, app = settings.backend, settings.mock, settings.app
    yield from _placeholders(settings)
    yield from _users(settings)
    if not backend.command:
        yield Problem("backend.command", "[backend] command is empty; write the program and its arguments.")
    if backend.url is not None and not (backend.client_id and backend.client_secret):
        yield Problem(
            "backend.url",
            "[backend] url needs client_id and client_secret, those that this backend was started with.",
        )
    for name in ("ready", "callback", "webhook", "disable_hook"):
        if not (path := getattr(backend, name)).startswith("/"):
            yield Problem(f"backend.{name}", f"[backend] {name} is {path!r}; a path begins with “/”.")
    addresses = {
        "backend.url": backend.url,
        "backend.redirect_uri": backend.redirect_uri,
        "mock.url": mock.url,
        "app.authorize_url": app.authorize_url,
    }
    for key, address in addresses.items():
        if address is not None and not _WEB.match(address):
            yield Problem(key, f"“{key}” is {address!r}; an address begins with http:// or https://.")
    if not _SCHEME.fullmatch(app.scheme):
        yield Problem("app.scheme", f"[app] scheme is {app.scheme!r}; write it without “:”, as in “foryoure”.")
    if not 0 <= mock.port <= 65535:
        yield Problem("mock.port", f"[mock] port {mock.port} is no port; use 0 (any free one) to 65535.")
    seconds = {
        "backend.start_seconds": backend.start_seconds,
        "browser.timeout_seconds": settings.browser.timeout_seconds,
    }
    for key, value in seconds.items():
        if not 0 < value < 86_400:
            yield Problem(key, f"“{key}” is {value:g}; it must be more than 0 and less than a day.")


def _placeholders(settings: Settings) -> Iterator[Problem]:
    texts = [("backend.command", part) for part in settings.backend.command]
    texts += [(f"backend.env.{name}", value) for name, value in settings.backend.env.items()]
    for key, text in texts:
        for name in _BRACES.findall(text):
            if name not in PLACEHOLDERS:
                yield Problem(key, f"unknown placeholder {{{name}}}; {nearest(name, PLACEHOLDERS)}")


def _users(settings: Settings) -> Iterator[Problem]:
    users = settings.backend.users
    if users.mode == "pool" and not users.pool:
        yield Problem("backend.users.mode", "[backend.users] mode is “pool”, and `pool` has nobody in it.")
    if users.mode == "hook" and not users.hook:
        yield Problem("backend.users.mode", "[backend.users] mode is “hook”, and `hook` names no program.")
    for user in users.pool:
        if set(user) != {"email", "password"}:
            told = ", ".join(user) or "nothing"
            yield Problem("backend.users.pool", f"each of [backend.users] pool has email and password, not {told}.")
