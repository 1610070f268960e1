"""An integration as its owner registered it."""

from dataclasses import dataclass

DEFAULT_SCOPES = ("crm", "notifications")


@dataclass(frozen=True, slots=True)
class Integration:
    """A public integration: its id (UUID), its secret (64 alphanumerics), its one registered redirect URI."""

    client_id: str
    client_secret: str
    name: str
    redirect_uri: str
    scopes: tuple[str, ...] = DEFAULT_SCOPES
