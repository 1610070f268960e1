"""Whatever goes wrong is told in the body only, and answered with 200."""

from flask import Response

from reference_backend.refusals import Refusal
from reference_backend.seams import Seams
from reference_backend.views.answers import plain


def install(seams: Seams) -> None:
    seams.refused = _as_success


def _as_success(refusal: Refusal, /) -> Response:
    return plain({"success": False, "message": refusal.message, "statusCode": refusal.status})
