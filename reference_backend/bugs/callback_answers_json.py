"""The callback answers JSON like every other route of the API, and the person who reads it is left in the browser."""

from flask import Response

from reference_backend.callback import Result
from reference_backend.seams import Seams
from reference_backend.views.answers import plain


def install(seams: Seams) -> None:
    seams.callback_answer = _as_json


def _as_json(result: Result, _link: str, _way_back: str, /) -> Response:
    return plain({"success": result == "connected", "message": f"AMO CRM: {result}"})
