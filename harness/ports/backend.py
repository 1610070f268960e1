"""The backend under test as a scenario sees it: a place for app users and a callback address."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AppUser:
    """Who can sign in to the app."""

    email: str
    password: str


class Backend(Protocol):
    """A running backend."""

    @property
    def base_url(self) -> str:
        """Where it listens, without a trailing slash."""

    @property
    def redirect_uri(self) -> str:
        """Its callback, exactly as the integration registered it."""

    @property
    def webhook_url(self) -> str:
        """Where it takes amoCRM's webhooks."""

    @property
    def disable_hook_url(self) -> str:
        """Where amoCRM tells it that an account has switched the integration off, if it listens to that."""

    def new_user(self, name: str) -> AppUser:
        """An app user for one person of one scenario."""
