"""The routes of amoCRM are mounted under one of the two prefixes, and the app calls the other one."""

from reference_backend.routes import Route
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.prefixes_of = _prefixes


def _prefixes(route: Route) -> tuple[str, ...]:
    return ("/api/v1",) if route.path.startswith("/amo-crm/") else route.prefixes
