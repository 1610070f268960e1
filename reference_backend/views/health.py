"""/health: whether the process answers and reaches its database."""

from datetime import UTC, datetime

from flask import Response

from reference_backend.backend import Backend
from reference_backend.views.answers import plain


def health(backend: Backend) -> Response:
    database = "connected" if backend.database.is_alive() else "disconnected"
    return plain({"status": "ok", "database": database, "timestamp": datetime.now(UTC).isoformat()})
