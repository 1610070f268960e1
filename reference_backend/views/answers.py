"""The JSON envelopes of the app's API."""

import json
import math
from collections.abc import Mapping, Sequence

from flask import Response

from reference_backend.refusals import Refusal


def success(
    data: object, *, message: str = "OK", status: int = 200, beside: Mapping[str, object] | None = None
) -> Response:
    return plain({"success": True, "message": message, "data": data, **(beside or {})}, status=status)


def refused(refusal: Refusal) -> Response:
    body: dict[str, object] = {"success": False, "message": refusal.message, "statusCode": refusal.status}
    return plain(body | ({"code": refusal.code} if refusal.code else {}), status=refusal.status)


def lead_page(shapes: Sequence[Mapping[str, object]], *, total: int, page: int, limit: int) -> Response:
    """The list has no envelope around it."""
    return plain({"data": shapes, "total": total, "page": page, "limit": limit, "totalPages": math.ceil(total / limit)})


def plain(body: object, *, status: int = 200) -> Response:
    """Some answers of this API have no envelope, and its clients count on that."""
    return Response(json.dumps(body), status=status, mimetype="application/json")
