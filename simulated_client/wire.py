"""What passes between the phone and the backend: a request, its answer, and the function that carries them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request of the app; headers and body stay out of the repr because they carry secrets."""

    method: str
    path: str  # path and query, relative to the backend
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP answer of the backend."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


Send = Callable[[Request], Response]
"""Raises `simulated_client.ConnectionFailed` when no answer came."""
