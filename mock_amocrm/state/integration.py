"""An integration as its owner registered it."""

from dataclasses import dataclass
from enum import StrEnum

DEFAULT_SCOPES = ("crm", "notifications")


class Kind(StrEnum):
    """Who may install an integration."""

    PUBLIC = "public"  # every account
    PRIVATE = "private"  # the account that owns it; so is a public one that is not moderated yet
    EXTERNAL = "external"  # the account in which a website's button made it


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """Its id (UUID), its secret (64 alphanumerics), its one redirect URI, and what else its form asks for."""

    client_id: str
    client_secret: str
    name: str
    redirect_uri: str
    scopes: tuple[str, ...] = DEFAULT_SCOPES
    kind: Kind = Kind.PUBLIC
    account_id: int | None = None  # the only account of a private or external one
    description: str = ""
    logo: str = ""  # an address
    disable_uri: str = ""  # hears when an account switches the integration off
    secrets_uri: str = ""  # was told id and secret of an external one
    lenient_refresh: bool = False  # some integrations refresh with a redirect URI that is not theirs
