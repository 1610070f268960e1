"""The callback sends the browser to the app by a 302; where only a person may open one, nothing is left to press."""

from flask import Response

from reference_backend.callback import Result
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.callback_answer = _redirect


def _redirect(_result: Result, link: str, _way_back: str, /) -> Response:
    return Response(status=302, headers={"Location": link})
