"""Refusals that are the fake's own, not amoCRM's: marked by a header that names the nearest valid thing.

A backend that meets one has asked for something that the real service does not document, or that this fake, told to be
strict, does not let pass in silence.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from urllib.parse import quote

from mock_amocrm.endpoint import Endpoint
from mock_amocrm.nearest import LONGEST

HEADER = "X-Mock-AmoCRM-Why-Not"
_HOLE = re.compile(r"{[^}]+}")
_NUMBER = re.compile(r"\d+")


def unknown_route(method: str, path: str, endpoints: Iterable[Endpoint]) -> str:
    """What the header says of an address that nothing serves."""
    return _told("unknown route", f"{method} {path}", nearest=nearest_endpoint(method, path, endpoints))


def wrong_method(method: str, path: str, allowed: Iterable[str]) -> str:
    """What the header says of a method that an address does not have."""
    return _told("wrong method", f"{method} {path}", nearest=", ".join(f"{verb} {path}" for verb in allowed))


def unknown_parameter(name: str, *, nearest: str) -> str:
    """What the header says of a query parameter that a strict fake does not know."""
    return _told("unknown parameter", name, nearest=nearest)


def nearest_endpoint(method: str, path: str, endpoints: Iterable[Endpoint]) -> str:
    """The address most like the one that was asked for; the same method counts for something."""
    matcher = SequenceMatcher(b=_NUMBER.sub("0", path.rstrip("/"))[:LONGEST])

    def likeness(endpoint: Endpoint) -> float:
        matcher.set_seq1(_HOLE.sub("0", endpoint.plain_path))
        return matcher.ratio() + (0.05 if endpoint.method == method else 0)

    best = max(endpoints, key=likeness, default=None)
    return "" if best is None else f"{best.method} {best.plain_path}"


def _told(what: str, asked: str, *, nearest: str) -> str:
    # A header is plain ASCII on one line, whatever somebody put into a path.
    near = f"; nearest: {nearest}" if nearest else ""
    return quote(f"{what}: {asked}{near}", safe=" :;,/{}[]=?&.-_~")[:1000]
