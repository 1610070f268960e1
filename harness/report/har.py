"""The wire as HAR 1.2, which browsers' tools open: a page for each scenario, an entry for each request."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from importlib.metadata import version
from typing import Final
from urllib.parse import parse_qsl, quote

from harness.events.results import RunResult, ScenarioResult
from harness.report.moments import iso, moment_of
from harness.wire.exchange import Exchange

HTTP: Final = "HTTP/1.1"
HOSTS: Final[Mapping[str, str]] = {
    "amocrm": "www.amocrm.ru",
    "backend": "backend",
    "client": "app",
    "browser": "browser",
}
PHRASES: Final[Mapping[int, str]] = {status.value: status.phrase for status in HTTPStatus}
UNKNOWN_SIZE: Final = -1


def har(run: RunResult) -> str:
    """The document; whatever HAR has no field for begins with an underscore."""
    played = [(f"page_{number}", result) for number, result in enumerate(run.scenarios, 1) if result.steps]
    log = {
        "version": "1.2",
        "creator": {"name": "amocrm-e2e", "version": version("amocrm-e2e")},
        "pages": [_page(id_, result) for id_, result in played],
        "entries": [entry for id_, result in played for entry in _entries(id_, result)],
    }
    return json.dumps({"log": log}, ensure_ascii=False) + "\n"


def _page(id_: str, result: ScenarioResult) -> dict[str, object]:
    return {
        "id": id_,
        "startedDateTime": iso(moment_of(result, 0)),
        "title": result.name,
        "pageTimings": {},
        "comment": f"{result.verdict} {result.place}",
        "_verdict": result.verdict,
        "_place": result.place,
    }


def _entries(page: str, result: ScenarioResult) -> Iterable[dict[str, object]]:
    for part in result.parts:
        for exchange in part.exchanges:
            yield {"pageref": page, **_entry(result, exchange), "_step": f"{part.keyword} {part.text}"}


def _entry(result: ScenarioResult, exchange: Exchange) -> dict[str, object]:
    milliseconds = (exchange.ended_ns - exchange.started_ns) / 1e6
    who = f" ({exchange.person})" if exchange.person else ""
    return {
        "startedDateTime": iso(moment_of(result, exchange.started_ns)),
        "time": round(milliseconds, 3),
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        "timings": {"send": 0, "wait": round(milliseconds, 3), "receive": 0},
        "comment": f"№{exchange.number} {exchange.caller} → {exchange.callee}: {exchange.role}{who}",
        "_number": exchange.number,
        "_caller": exchange.caller,
        "_callee": exchange.callee,
        "_role": exchange.role,
    }


def _request(exchange: Exchange) -> dict[str, object]:
    url = exchange.url if exchange.address.scheme else f"http://{HOSTS[exchange.callee]}{exchange.url}"
    # A fingerprint begins with what would begin a fragment, which no request has.
    url = quote(url, safe="%/:?&=+,;@!$'()*[]~", errors="replace")
    query = parse_qsl(url.partition("?")[2], keep_blank_values=True)
    request: dict[str, object] = {
        "method": exchange.method,
        "url": url,
        "httpVersion": HTTP,
        "cookies": [],
        "headers": _headers(exchange.request.headers),
        "queryString": [{"name": name, "value": value} for name, value in query],
        "headersSize": UNKNOWN_SIZE,
        "bodySize": len(exchange.request.body.encode("utf-8", "replace")),
    }
    if exchange.request.body:
        request["postData"] = {
            "mimeType": _header(exchange.request.headers, "content-type") or "application/octet-stream",
            "text": exchange.request.body,
        }
    return request


def _response(exchange: Exchange) -> dict[str, object]:
    body, headers = exchange.response.body, exchange.response.headers
    size = len(body.encode("utf-8", "replace"))
    return {
        "status": exchange.status,
        "statusText": PHRASES.get(exchange.status, ""),
        "httpVersion": HTTP,
        "cookies": [],
        "headers": _headers(headers),
        "content": {"size": size, "mimeType": _header(headers, "content-type") or "x-unknown", "text": body},
        "redirectURL": _header(headers, "location"),
        "headersSize": UNKNOWN_SIZE,
        "bodySize": size if exchange.status else UNKNOWN_SIZE,
        **({} if exchange.status else {"_error": "no answer"}),
    }


def _headers(headers: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers.items()]


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value for key, value in headers.items() if key.lower() == name), "")
