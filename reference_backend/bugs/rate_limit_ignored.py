"""Whoever is asked to wait asks again at once, and again."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from reference_backend.seams import Seams

if TYPE_CHECKING:
    from requests import Response

_ATTEMPTS = 50


def install(seams: Seams) -> None:
    seams.ask_again = _at_once


def _at_once(ask: "Callable[[], Response]", _pause: threading.Event, /) -> "Response":
    answer = ask()
    for _ in range(_ATTEMPTS):
        if answer.status_code != 429 and answer.status_code < 500:
            break
        answer = ask()
    return answer
