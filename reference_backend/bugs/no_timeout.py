"""The HTTP client has no timeout: it waits for amoCRM as long as amoCRM likes."""

from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.timeouts = _none


def _none(_connect: float, _answer: float, /) -> tuple[float, float] | None:
    return None
