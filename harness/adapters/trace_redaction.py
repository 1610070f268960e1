"""A browser's trace without secrets: what was typed, sent, answered and shown, as the recorder would have it."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from harness.wire.redaction import HIDDEN, Redactor, Texts

# Members that hold one JSON document a line, and whatever else was loaded or sent.
LINES: Final = (".trace", ".network", ".stacks")
_COOKIES: Final = ("cookie", "set-cookie")
_TYPED: Final = "__playwright_value_"
"""What a field held when a page was looked at."""


def redact_trace(raw: Path, kept: Path, redactor: Redactor) -> None:
    """Write a trace again without what the redactor knows, and what it learns from the trace itself."""
    with zipfile.ZipFile(raw) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    # What the last page gives away may stand in the first request as well, so the first round only learns.
    for name, content in members.items():
        _member(name, content, redactor)
    kept.touch(mode=0o600)
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as hidden:
        for name, content in members.items():
            hidden.writestr(name, _member(name, content, redactor))


def _member(name: str, content: bytes, redactor: Redactor) -> bytes:
    if not name.endswith(LINES):
        return _loaded(content, redactor)
    lines = content.decode("utf-8", "replace").splitlines()
    return "".join(f"{_line(line, redactor)}\n" for line in lines if line).encode()


def _line(line: str, redactor: Redactor) -> str:
    try:
        event = json.loads(line)
    except ValueError:
        return _text(line, redactor)
    return json.dumps(_hidden(event, redactor))


def _loaded(content: bytes, redactor: Redactor) -> bytes:
    """A page, a script, a form or a picture; a byte of what is no text is a letter here, and stays what it was."""
    for encoding in ("utf-8", "latin-1"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        body, _ = redactor.exchange(Texts(body=text), Texts(), oauth=True)
        return _text(body.body, redactor).encode(encoding, "replace")
    raise AssertionError("every byte is a letter of latin-1")


def _hidden(value: Any, redactor: Redactor) -> Any:
    if isinstance(value, str):
        return _text(value, redactor)
    if isinstance(value, dict):
        return {redactor.hide(key): _hidden(one, redactor) for key, one in _named(value, redactor).items()}
    if isinstance(value, list):
        return [_hidden(one, redactor) for one in value]
    return value


def _text(text: str, redactor: Redactor) -> str:
    """A message, a script or a piece of a page; any of them may hold JSON, which no longer stands at a beginning."""
    hidden = redactor.hide(text)
    if '"' not in hidden:
        return hidden
    within, _ = redactor.exchange(Texts(body=f"{{{hidden}"), Texts(), oauth=False)
    return within.body[1:]


def _named(value: Mapping[str, Any], redactor: Redactor) -> dict[str, Any]:
    """A header, a parameter or a field of a form has its name beside its value; the name tells what is secret."""
    named = dict(value)
    name = value.get("name")
    for key in ("value", _TYPED):
        if isinstance(name, str) and isinstance(value.get(key), str):
            named[key] = _by_name(name, value[key], value.get("type"), redactor)
    if isinstance(value.get("cookies"), list):
        named["cookies"] = [_cookie(cookie, redactor) for cookie in value["cookies"]]
    return named


def _by_name(name: str, text: str, kind: object, redactor: Redactor) -> str:
    if text and kind == "password":
        redactor.know(text)
        return HIDDEN
    if name.lower() in _COOKIES:
        _know_cookies(text, redactor)
    header, _ = redactor.exchange(Texts(headers={name: text}), Texts(), oauth=True)
    if header.headers[name] != text:
        return header.headers[name]
    return redactor.parameters("?" + urlencode({name: text}, errors="replace")).get(name, text)


def _cookie(cookie: Mapping[str, Any], redactor: Redactor) -> Mapping[str, Any]:
    redactor.know(str(cookie.get("value", "")))
    return {**cookie, "value": HIDDEN}


def _know_cookies(header: str, redactor: Redactor) -> None:
    """The browser keeps them after the header is hidden, and a script may print one."""
    pairs = [pair.partition("=") for pair in header.replace("\n", ";").split(";")]
    attributes = ("path", "domain", "expires", "max-age", "samesite")
    redactor.know(*(value for name, _, value in pairs if name.strip().lower() not in attributes))
