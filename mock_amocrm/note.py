"""What the views tell the journal about a request: whose it was and what came of it."""

from dataclasses import dataclass

from flask import Request

NOTE = "mock_amocrm.note"  # its place in the WSGI environment


def note(request: Request) -> "Note":
    """The note of this request; the gateway made it before the view ran."""
    found = request.environ[NOTE]
    assert isinstance(found, Note)
    return found


@dataclass(slots=True)
class Note:
    """Filled in while a request is judged, so that a refusal is attributed as well."""

    account: str | None = None  # subdomain
    account_time: int | None = None
    integration: str | None = None
    outcome: str | None = None
    purpose: str | None = None  # of a request that amoCRM itself sent
