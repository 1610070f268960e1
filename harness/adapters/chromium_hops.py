"""Requests of Chromium to the backend under test, as the recorder takes them."""

import time
from urllib.parse import SplitResult, urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Request, Response

from harness.adapters.recorder import Recorder


def is_backends(url: str, crm: SplitResult) -> bool:
    """Whether this is a page of the backend; the fake's own are in its journal."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or host.endswith((".amocrm.ru", ".kommo.com")):
        return False
    return (host, parts.port) != (crm.hostname, crm.port)


def record(request: Request, *, recorder: Recorder, person: str, crm: SplitResult) -> None:
    """Write down a request that has ended, if it was one to the backend."""
    parts = urlsplit(request.url)
    if not is_backends(request.url, crm) or parts.path == "/favicon.ico":
        return
    response = None if request.failure else request.response()
    timing = request.timing
    # Chromium tells wall milliseconds; the timeline is in monotonic nanoseconds.
    offset = time.monotonic_ns() - time.time_ns()
    started = int(timing["startTime"] * 1e6) + offset
    recorder.exchange(
        caller="browser",
        person=person,
        method=request.method,
        url=request.url,
        request_headers=request.headers,
        request_body=(request.post_data or "").encode(),
        status=response.status if response else 0,
        response_headers=response.headers if response else {},
        response_body=_body(response) if response else (request.failure or "").encode(),
        started_ns=started,
        ended_ns=started + int(max(timing["responseEnd"], timing["responseStart"], 0) * 1e6),
    )


def _body(response: Response) -> bytes:
    try:
        return b"" if 300 <= response.status < 400 else response.body()
    except PlaywrightError:
        return b""  # a page that was left at once takes its body with it
