"""The renewed tokens stand under `data` only; whether that is a mistake depends on where the app looks."""

from flask import Response

from reference_backend.seams import Seams
from reference_backend.session_answers import Shape
from reference_backend.views.answers import success


def install(seams: Seams) -> None:
    seams.answer_renewal = _under_data


def _under_data(tokens: Shape, user: Shape, /) -> Response:
    return success({**tokens, "user": user}, message="Token refreshed")
