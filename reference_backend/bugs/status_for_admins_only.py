"""The guard of administrators stands before the status, too: whoever is none of them is answered 403."""

from reference_backend.refusals import Refusal
from reference_backend.routes import Route
from reference_backend.seams import Seams
from reference_backend.sessions import Session


def install(seams: Seams) -> None:
    seams.admit = _admit


def _admit(route: Route, session: Session) -> None:
    if route.path == "/amo-crm/status" and session.role != "ADMIN":
        raise Refusal(403, "Forbidden: Admin access required")
