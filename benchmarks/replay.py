"""Recorded HTTP calls sent again by bare `requests`: what differs from one journey to the next is carried over.

Whatever an answer brought (a token, a form's hidden field, a redirect) and a later request used is exchanged for what
the same place of the new answer brings; only the time inside `requests` is counted.
"""

import json
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, quote_plus, urlsplit

import requests

SHORTEST = 6  # shorter values ("1", "uk") are no secrets of one journey
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
PERSONAL = re.compile(r"[\w.+-]+@example\.com|\+380\d{9}")  # two users of the app can't have the same
NOT_SENT_AGAIN = {"cookie", "content-length", "connection"}  # `requests` has its own


@dataclass(frozen=True, slots=True)
class Call:
    """One request and its answer as they were."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes
    answer: requests.Response
    proxies: dict[str, str]


def recorded(request: requests.PreparedRequest, answer: requests.Response, proxies: dict[str, str] | None) -> Call:
    """A call to remember."""
    body = request.body
    return Call(
        method=request.method or "GET",
        url=request.url or "",
        headers={name: value for name, value in request.headers.items() if name.lower() not in NOT_SENT_AGAIN},
        body=body.encode() if isinstance(body, str) else body or b"",
        answer=answer,
        proxies=dict(proxies or {}),
    )


def replay(calls: Sequence[Call]) -> float:
    """Send everything again as somebody new; the seconds spent in `requests`."""
    spent = 0.0
    exchanged: dict[str, str] = {}
    with requests.Session() as session:
        session.trust_env = False
        for call in calls:
            for value in PERSONAL.findall(call.body.decode()):
                exchanged.setdefault(value, _another(value))
            renew = _renewer(exchanged)
            url, body = renew(call.url), renew(call.body.decode()).encode()
            headers = {name: renew(value) for name, value in call.headers.items()}
            began = time.perf_counter()
            answer = session.request(
                call.method, url, headers=headers, data=body or None, proxies=call.proxies, allow_redirects=False
            )
            spent += time.perf_counter() - began
            if answer.status_code != call.answer.status_code:
                raise AssertionError(
                    f"{call.method} {urlsplit(url).path} was answered {call.answer.status_code} in the journey and"
                    f" {answer.status_code} in its replay: {answer.text[:300]}"
                )
            exchanged.update(_differing(call.answer, answer))
    return spent


def _another(value: str) -> str:
    return f"{uuid.uuid4().hex[:12]}@example.com" if "@" in value else f"+380{uuid.uuid4().int % 10**9:09}"


def _renewer(exchanged: Mapping[str, str]) -> Callable[[str], str]:
    """Replaces old values by new ones, plain and URL-encoded; the longest first, and nothing twice."""
    both = {**exchanged, **{quote_plus(old): quote_plus(new) for old, new in exchanged.items()}}
    if not both:
        return str
    anything = re.compile("|".join(map(re.escape, sorted(both, key=len, reverse=True))))
    return lambda text: anything.sub(lambda found: both[found[0]], text)


def _differing(before: requests.Response, after: requests.Response) -> dict[str, str]:
    """What stood in a place, and what stands there now, where it is not the same."""
    new = dict(_values(after))
    return {old: new[place] for place, old in _values(before) if len(old) >= SHORTEST and new.get(place, old) != old}


def _values(answer: requests.Response) -> Iterator[tuple[str, str]]:
    if location := answer.headers.get("Location"):
        yield from _of_address("location", location)
    kind = answer.headers.get("Content-Type", "")
    if "json" in kind:
        yield from _leaves("", json.loads(answer.content))
    elif "html" in kind:
        yield from ((f"field {name}", unescape(value)) for name, value in HIDDEN.findall(answer.text))


def _leaves(place: str, document: object) -> Iterator[tuple[str, str]]:
    items: Iterable[tuple[object, object]] = ()
    if isinstance(document, dict):
        items = document.items()
    elif isinstance(document, list):
        items = enumerate(document)
    elif isinstance(document, str):
        yield from _of_address(place, document)
    elif isinstance(document, int):
        yield place, str(document)
    for key, inner in items:
        yield from _leaves(f"{place}/{key}", inner)


def _of_address(place: str, text: str) -> Iterator[tuple[str, str]]:
    yield place, text
    if "://" in text:
        yield from ((f"{place}?{name}", value) for name, value in parse_qsl(urlsplit(text).query))
