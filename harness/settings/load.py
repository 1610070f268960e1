"""Reading `harness.toml`: each wrong key or value is answered with its line and the nearest valid one."""

import dataclasses
import re
import tomllib
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from harness.settings.model import REFERENCE, REFERENCE_COMMAND, ApiCall, Settings
from harness.settings.nearest import nearest
from harness.settings.place import line_of
from harness.settings.sense import problems


class SettingsError(Exception):
    """The settings can't be used; the message says what, where, and what to write instead."""


def load(path: Path | None) -> Settings:
    """Settings from a file, or the defaults (the reference backend against the built-in mock) where path is None."""
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path}: can't be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingsError(f"{path}:{line}: this is not UTF-8; save the file as UTF-8.") from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told, _, where = str(error).rpartition(" (at ")
        line_number = re.match(r"line (\d+)", where)
        # At the end of the document, the last line is meant.
        shown = line_number[1] if line_number else len(text.splitlines())
        raise SettingsError(f"{path}:{shown}: this is not valid TOML: {told or error}") from None
    reader = _Reader(path, text)
    api = document.pop("api", {})
    if not isinstance(api, dict):
        raise reader.error("api", "“api” must hold tables, as in [api.status].")
    settings: Settings = reader.table(Settings, document, "")
    calls = {name: reader.call(name, table) for name, table in api.items()}
    backend = settings.backend
    if backend.command == REFERENCE_COMMAND and not backend.bug_option:
        backend = dataclasses.replace(backend, bug_option=REFERENCE.bug_option)
    settings = dataclasses.replace(settings, path=path.resolve(), api=calls, backend=backend)
    reader.check(settings, document)
    return settings


class _Reader:
    """One file's text beside its parsed form, so that an error can name the line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def error(self, key: str, message: str) -> SettingsError:
        line = line_of(self.lines, key)
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
        options = get_args(hint) if get_origin(hint) in (types.UnionType, Union) else (hint,)
        literal = next((option for option in options if get_origin(option) is Literal), None)
        if literal is not None and value not in get_args(literal):
            raise self.error(key, f"“{key}” can't be {value!r}; {nearest(str(value), map(str, get_args(literal)))}")
        for option in options:
            if option is literal or (isinstance(option, type) and _is_plain(value, option)):
                return float(value) if option is float and isinstance(value, int) else value
            if get_origin(option) is tuple and isinstance(value, list):
                return tuple(self._item(get_args(option)[0], item, key) for item in value)
            if get_origin(option) is Mapping and isinstance(value, dict):
                return {name: self._item(str, item, f"{key}.{name}") for name, item in value.items()}
        wanted = " or ".join(_plain(option) for option in options if option is not types.NoneType)
        raise self.error(key, f"“{key}” must be {wanted}, not {value!r}.")

    def _item(self, hint: Any, item: object, key: str) -> object:
        if get_origin(hint) is Mapping:
            if not isinstance(item, dict):
                raise self.error(key, f"“{key}” must hold tables, as in [{{ … }}], not {item!r}.")
            return {name: self._item(str, inner, key) for name, inner in item.items()}
        if not isinstance(item, str):
            raise self.error(key, f"“{key}”: every value must be a string, not {item!r}.")
        return item

    def call(self, name: str, table: object) -> ApiCall:
        key = f"api.{name}"
        if not isinstance(table, dict) or not isinstance(table.get("request"), str):
            raise self.error(key, f'[{key}] needs `request = "METHOD /path"`.')
        method, _, path = table["request"].partition(" ")
        if not (method.isalpha() and method.isupper() and path.startswith("/")):
            raise self.error(f"{key}.request", f'[{key}] request is {table["request"]!r}; write it as "GET /path".')
        body = table.get("body")
        if body is not None and not isinstance(body, dict):
            raise self.error(f"{key}.body", f"[{key}] body must be a table, not {body!r}.")
        read = {result: where for result, where in table.items() if result not in ("request", "body")}
        for result, where in read.items():
            if not isinstance(where, str):
                raise self.error(f"{key}.{result}", f"[{key}] {result} must be a JMESPath string, not {where!r}.")
        return ApiCall(request=table["request"], body=body, read=read)

    def check(self, settings: Settings, document: Mapping[str, object]) -> None:
        if settings.version != 1:
            raise self.error("version", f"this harness reads version 1, not {settings.version}.")
        backend = document.get("backend")
        given = backend if isinstance(backend, dict) else {}
        if "url" in given and "command" in given:
            raise self.error("backend.url", "[backend] has both `url` and `command`; keep the one that is meant.")
        for problem in problems(settings):
            raise self.error(problem.key, problem.message)


def _is_plain(value: object, option: type) -> bool:
    if isinstance(value, bool):
        return option is bool  # in Python a bool is an int, in TOML it isn't
    return isinstance(value, (int, float) if option is float else option)


def _plain(option: Any) -> str:
    origin = get_origin(option)
    if origin is tuple:
        return "a list"
    if origin is not None:
        return "a table"
    return {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}.get(option, str(option))
