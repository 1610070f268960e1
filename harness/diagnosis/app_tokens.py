"""The app's own session on the wire: which token an answer brings and where, and which one a request came with."""

import re
from collections.abc import Iterator
from typing import Final

from harness.wire.exchange import Exchange, ScreenSeen
from harness.wire.timeline import Timeline

SIGN_IN: Final = "sign_in"
_NAMES: Final = ("accessToken", "access_token", "token")
_FINGERPRINT: Final = re.compile("#[0-9a-f]{6}")


def token_in(answer: Exchange) -> tuple[str, str] | None:
    """The fingerprint of the session token that an answer brings, and its place in the JSON."""
    return next(_tokens(answer.response.document, ""), None)


def comes_with(request: Exchange, token: str) -> bool:
    """Whether a request was made in the session of this token."""
    return any(token in value for name, value in request.request.headers.items() if name.lower() == "authorization")


def screens_between(timeline: Timeline, person: str | None, after_ns: int, until_ns: int | None) -> list[ScreenSeen]:
    """What somebody's app showed after one moment and before another."""
    return [
        seen
        for seen in timeline.every(ScreenSeen)
        if seen.person == person and seen.at_ns > after_ns and (until_ns is None or seen.at_ns < until_ns)
    ]


def _tokens(document: object, place: str) -> Iterator[tuple[str, str]]:
    if not isinstance(document, dict):
        return
    for name in _NAMES:
        value = document.get(name)
        if isinstance(value, str) and _FINGERPRINT.fullmatch(value):
            yield value, f"{place}{name}"
    for name, value in document.items():
        yield from _tokens(value, f"{place}{name}.")
