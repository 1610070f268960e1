"""An answer on its way out of the application, whole, so that it can be replaced, remembered or written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Status line, headers, body."""

    status: str
    headers: Pairs
    body: bytes

    @property
    def code(self) -> int:
        """The status as a number."""
        return int(self.status[:3])


def answer_of(app: "WSGIApplication", environ: "WSGIEnvironment") -> Answer:
    """What an application answers; its iterable is read to the end and closed."""
    started: list[tuple[str, Pairs]] = []

    def start_response(
        status: str,
        headers: Pairs,
        exc_info: "tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None" = None,  # noqa: ARG001 - WSGI's signature
        /,
    ) -> object:
        started.append((status, headers))
        return _refuse_to_write

    chunks: Iterable[bytes] = app(environ, start_response)  # type: ignore[arg-type]  # nobody calls write()
    try:
        body = b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    status, headers = started[-1]
    return Answer(status, headers, body)


def _refuse_to_write(chunk: bytes, /) -> None:
    raise NotImplementedError("the application answers by returning, not through write()")
