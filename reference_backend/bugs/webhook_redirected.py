"""The webhook's route has moved, and who comes to the old address is sent on; amoCRM follows no redirect."""

from flask import Response, redirect, request

from reference_backend.backend import Backend
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.answer_webhook = _send_on


def _send_on(_backend: Backend, /) -> Response:
    moved = redirect(f"{request.path}/", code=301)
    return Response(moved.get_data(), status=moved.status, headers=moved.headers)
