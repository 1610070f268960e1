"""How an answer reaches the client: whole, late, in drops, cut off, or not at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_amocrm.answer import Answer
from mock_amocrm.faults.connection import hang_up, reset

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

DROPS = 20  # at most: fewer system calls, and no client tells more of them from a steady trickle
NO_ANSWER = "000 No Answer"  # the status that the journal shows


@dataclass(frozen=True, slots=True)
class Wire:
    """The way back to one client; `wait` takes seconds."""

    environ: "WSGIEnvironment"
    start_response: "StartResponse"
    wait: Callable[[float], None]


Delivery = Callable[[Answer, Wire, float], Iterable[bytes]]


def whole(answer: Answer, wire: Wire, seconds: float = 0) -> Iterable[bytes]:
    """As it should be, after so many seconds."""
    if seconds:
        wire.wait(seconds)
    wire.start_response(answer.status, answer.headers)
    return [answer.body]


def dripping(answer: Answer, wire: Wire, seconds: float) -> Iterable[bytes]:
    """The head at once, the body in drops, the last one after so many seconds."""
    count = min(len(answer.body), DROPS)
    if count < 2:
        return whole(answer, wire, seconds)
    wire.start_response(answer.status, answer.headers)
    return _drops(answer.body, wire, count=count, pause=seconds / (count - 1))


def truncated(answer: Answer, wire: Wire, _: float = 0) -> Iterable[bytes]:
    """The head and half of the body that it promises; of an answer without a body nothing."""
    if not answer.body or wire.environ["REQUEST_METHOD"] == "HEAD":
        return dropped(answer, wire)
    headers = [pair for pair in answer.headers if pair[0].lower() != "content-length"]
    wire.start_response(answer.status, [*headers, ("Content-Length", str(len(answer.body)))])
    return _half(answer.body, wire)


def dropped(_: Answer, wire: Wire, __: float = 0) -> Iterable[bytes]:
    """Nothing: the connection is closed."""
    return reset(wire.environ, wire.start_response)


def _drops(body: bytes, wire: Wire, *, count: int, pause: float) -> Iterator[bytes]:
    for number in range(count):
        if number:
            wire.wait(pause)
        yield body[len(body) * number // count : len(body) * (number + 1) // count]


def _half(body: bytes, wire: Wire) -> Iterator[bytes]:
    yield body[: len(body) // 2]
    hang_up(wire.environ, wire.wait)
