"""Reading `harness.toml`: each wrong key or value is answered with its line and the nearest valid one."""

import dataclasses
import difflib
import re
import tomllib
import types
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from harness.settings.model import PLACEHOLDERS, ApiCall, Settings

_BRACES = re.compile(r"\{(\w+)\}")


class SettingsError(Exception):
    """The settings can't be used; the message says what, where, and what to write instead."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word closest to a mistyped one, or all of them when none is close."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return f"did you mean “{close[0]}”?" if close else f"known: {', '.join(names)}"


def load(path: Path | None) -> Settings:
    """Settings from a file, or the defaults (the reference backend against the built-in mock) where path is None."""
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path}: can't be read ({error.strerror}).") from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: this is not valid TOML: {error}") from None
    reader = _Reader(path, text)
    api = document.pop("api", {})
    settings: Settings = reader.table(Settings, document, "")
    calls = {name: reader.call(name, table) for name, table in api.items()}
    settings = dataclasses.replace(settings, path=path.resolve(), api=calls)
    reader.check(settings, document)
    return settings


class _Reader:
    """One file's text beside its parsed form, so that an error can name the line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def error(self, key: str, message: str) -> SettingsError:
        name = key.rpartition(".")[2]
        pattern = re.compile(rf"^\s*(\[[\w.\"-]*\b{re.escape(name)}\]|[\"']?{re.escape(name)}[\"']?\s*=)")
        line = next((number for number, text in enumerate(self.lines, 1) if pattern.match(text)), None)
        where = f"{self.path}:{line}" if line else str(self.path)
        return SettingsError(f"{where}: {message}")

    def table(self, shape: type[Any], values: Mapping[str, object], prefix: str) -> Any:
        hints = get_type_hints(shape)
        known = {field.name for field in dataclasses.fields(shape)} - {"path", "api"}
        for key in values:
            if key not in known:
                raise self.error(prefix + key, f"unknown setting “{prefix}{key}”; {nearest(key, known)}")
        return shape(**{key: self.value(hints[key], value, prefix + key) for key, value in values.items()})

    def value(self, hint: Any, value: object, key: str) -> object:
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            if not isinstance(value, dict):
                raise self.error(key, f"“{key}” must be a table, as in [{key}].")
            return self.table(hint, value, key + ".")
        options = get_args(hint) if get_origin(hint) is types.UnionType else (hint,)
        for option in options:
            if get_origin(option) is Literal:
                if value in get_args(option):
                    return value
                raise self.error(key, f"“{key}” can't be {value!r}; {nearest(str(value), map(str, get_args(option)))}")
            if get_origin(option) is tuple and isinstance(value, list):
                return tuple(value)
            if get_origin(option) is not None and get_origin(option) is not tuple and isinstance(value, dict):
                return value
            if option is float and isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
            if isinstance(option, type) and isinstance(value, option) and not (option is int and value is True):
                return value
        wanted = " or ".join(_plain(option) for option in options if option is not type(None))
        raise self.error(key, f"“{key}” must be {wanted}, not {value!r}.")

    def call(self, name: str, table: object) -> ApiCall:
        key = f"api.{name}"
        if not isinstance(table, dict) or not isinstance(table.get("request"), str):
            raise self.error(name, f'[{key}] needs `request = "METHOD /path"`.')
        method, _, path = table["request"].partition(" ")
        if not (method.isalpha() and method.isupper() and path.startswith("/")):
            raise self.error(name, f'[{key}] request is {table["request"]!r}; write it as "GET /path".')
        body = table.get("body")
        read = {result: where for result, where in table.items() if result not in ("request", "body")}
        for result, where in read.items():
            if not isinstance(where, str):
                raise self.error(f"{key}.{result}", f"[{key}] {result} must be a JMESPath string, not {where!r}.")
        return ApiCall(request=table["request"], body=body if isinstance(body, dict) else None, read=read)

    def check(self, settings: Settings, document: Mapping[str, object]) -> None:
        if settings.version != 1:
            raise self.error("version", f"this harness reads version 1, not {settings.version}.")
        backend = document.get("backend")
        given = backend if isinstance(backend, dict) else {}
        if "url" in given and "command" in given:
            raise self.error("url", "[backend] has both `url` and `command`; keep the one that is meant.")
        if "url" in given and not settings.backend.redirect_uri and not settings.backend.callback:
            raise self.error("url", "[backend] url needs `callback`, the path of the redirect URI.")
        texts = [("command", part) for part in settings.backend.command]
        texts += [(name, value) for name, value in settings.backend.env.items()]
        for where, text in texts:
            if not isinstance(text, str):
                raise self.error(where, f"[backend] {where}: every value must be a string, not {text!r}.")
            for name in _BRACES.findall(text):
                if name not in PLACEHOLDERS:
                    raise self.error(where, f"unknown placeholder {{{name}}}; {nearest(name, PLACEHOLDERS)}")


def _plain(option: Any) -> str:
    origin = get_origin(option)
    if origin is tuple:
        return "a list"
    if origin is not None:
        return "a table"
    return {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}.get(option, str(option))
