"""The list of leads lies in an envelope of its own inside the envelope that every other answer has."""

from collections.abc import Mapping, Sequence

from flask import Response

from reference_backend.seams import Seams
from reference_backend.views.answers import success


def install(seams: Seams) -> None:
    seams.lead_page = _wrapped


def _wrapped(shapes: Sequence[Mapping[str, object]], /, *, total: int, page: int, limit: int) -> Response:
    return success({"data": shapes, "total": total, "page": page, "limit": limit})
