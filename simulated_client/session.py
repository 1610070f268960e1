"""The phone's secure storage: what the app still knows after the system killed it."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Session:
    """The app's own JWT and whose it is; tokens stay out of the repr."""

    token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    user_id: str | int | None = None

    @property
    def signed_in(self) -> bool:
        """Whether the app holds a JWT, valid or not."""
        return self.token is not None

    def open(self, *, token: str, refresh_token: str | None, user_id: str | int | None) -> None:
        """Keep what the login answered; a login without a refresh token leaves the JWT to refresh itself."""
        self.token = token
        self.refresh_token = refresh_token or token
        self.user_id = user_id

    def renew(self, *, token: str, refresh_token: str | None) -> None:
        """Keep what the refresh answered; the old refresh token stays if no new one came."""
        self.token = token
        self.refresh_token = refresh_token or self.refresh_token

    def spoil(self, *, renewable: bool) -> None:
        """Have a JWT of nobody's making in its place, and unless it is to be renewable in the refresh token's, too."""
        self.token = _unsigned(self.token)
        if not renewable:
            self.refresh_token = _unsigned(self.refresh_token)

    def close(self) -> None:
        """Forget the person."""
        self.token = self.refresh_token = self.user_id = None


def _unsigned(token: str | None) -> str | None:
    """The same token with another letter at the beginning of its last part, which is a JWT's signature."""
    if token is None:
        return None
    claims, dot, signature = token.rpartition(".")
    return f"{claims}{dot}{'B' if signature.startswith('A') else 'A'}{signature[1:]}"
