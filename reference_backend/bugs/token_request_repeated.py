"""The HTTP client repeats whatever isn't answered soon and well, token requests included."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reference_backend.amocrm import AmoUnreachable
from reference_backend.seams import Seams

if TYPE_CHECKING:
    from requests import Response

_ATTEMPTS = 3
_SECONDS = 0.5


def install(seams: Seams) -> None:
    seams.ask_for_tokens = _until_answered


def _until_answered(ask: "Callable[..., Response]", /) -> "Response":
    for _ in range(_ATTEMPTS - 1):
        try:
            answer = ask(_SECONDS)
        except AmoUnreachable:
            continue
        if answer.status_code < 500:
            return answer
    return ask()
