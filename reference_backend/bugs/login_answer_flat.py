"""Signing in is answered with user and token alone, without the envelope that the app opens."""

from flask import Response

from reference_backend.seams import Seams
from reference_backend.session_answers import Shape
from reference_backend.views.answers import plain


def install(seams: Seams) -> None:
    seams.answer_login = _without_envelope


def _without_envelope(tokens: Shape, user: Shape, /) -> Response:
    return plain({"user": user, "accessToken": tokens["accessToken"]})
