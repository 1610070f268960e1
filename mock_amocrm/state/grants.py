"""What an account has granted: authorization codes, refresh tokens, access tokens, installed integrations."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class AuthorizationCode:
    """A single-use code. A spent one stays as a tombstone, so that reuse is told from garbage."""

    value: str
    client_id: str
    user_id: int
    redirect_uri: str
    scopes: tuple[str, ...]
    expires_at: int
    spent_at: int | None = None
    by_admin: bool = False


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A single-use refresh token and the access token that was issued beside it."""

    value: str
    client_id: str
    user_id: int
    scopes: tuple[str, ...]
    access_jti: str
    expires_at: int
    revoked_at: int | None = None
    by_admin: bool = False


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What the account remembers of a JWT that it issued; the JWT carries the rest."""

    jti: str
    client_id: str
    user_id: int
    scopes: tuple[str, ...]
    expires_at: int
    fingerprint: str = ""
    revoked_at: int | None = None
    by_admin: bool = False  # frozen with the consent: full access, whatever becomes of that user; otherwise his rights


@dataclass(slots=True)
class Grants:
    """All grants of one account. `redeem_code` and `rotate_refresh` are the two atomic operations of the fake."""

    codes: dict[str, AuthorizationCode] = field(default_factory=dict)
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict)
    access_tokens: dict[str, AccessToken] = field(default_factory=dict)
    installed: set[str] = field(default_factory=set)  # client ids
    turns: dict[Hashable, int] = field(default_factory=dict)  # when somebody last did what may be done now and then
    disabled: set[str] = field(default_factory=set)  # those that were installed and have been switched off
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add_code(self, code: AuthorizationCode) -> None:
        """Remember a code that the consent page issued."""
        with self._lock:
            self.codes[code.value] = code

    def add_access(self, access: AccessToken) -> None:
        """Remember an access token; earlier ones stay alive.

        One whose integration was switched off after its code was spent and before it was made is dead from the start.
        """
        with self._lock:
            dead = access.client_id in self.disabled
            self.access_tokens[access.jti] = replace(access, revoked_at=0) if dead else access

    def add_refresh(self, refresh: RefreshToken) -> None:
        """Remember a refresh token; earlier ones stay alive, and the same holds as for access tokens."""
        with self._lock:
            if refresh.client_id not in self.disabled:
                self.refresh_tokens[refresh.value] = refresh

    def take_turn(self, whose: Hashable, *, now: int, pause: int) -> bool:
        """Whether `pause` seconds have gone by since this was last done; if so, it counts as done now."""
        with self._lock:
            last = self.turns.get(whose)
            if last is not None and now < last + pause:
                return False
            self.turns[whose] = now
            return True

    def redeem_code(
        self, value: str, *, now: int, judge: Callable[[AuthorizationCode | None], None]
    ) -> AuthorizationCode:
        """Judge and spend in one step: `judge` raises the refusal; of simultaneous redeemers exactly one gets here."""
        with self._lock:
            code = self.codes.get(value)
            judge(code)
            assert code is not None  # a judge refuses None
            self.codes[value] = replace(code, spent_at=now)
            return code

    def rotate_refresh(self, value: str, *, now: int, judge: Callable[[RefreshToken | None], None]) -> RefreshToken:
        """Judge and revoke in one step; the caller adds the new pair."""
        with self._lock:
            token = self.refresh_tokens.get(value)
            judge(token)
            assert token is not None  # a judge refuses None
            self.refresh_tokens[value] = replace(token, revoked_at=now)
            return token

    def install(self, client_id: str) -> None:
        """Switch an integration on: from now on every user may grant for himself."""
        with self._lock:
            self.installed.add(client_id)
            self.disabled.discard(client_id)

    def switch_off(self, *, now: int, client_id: str) -> int:
        """Switch an integration off: its live codes and tokens die, and are counted.

        The next consent needs an administrator again, as a first one does.
        """
        with self._lock:
            if client_id in self.installed:
                self.installed.remove(client_id)
                self.disabled.add(client_id)
        return self.revoke(now=now, client_id=client_id)

    def revoke(
        self, *, now: int, client_id: str | None = None, user_id: int | None = None, jti: str | None = None
    ) -> int:
        """Take back live codes and tokens of everybody, or of one integration, one user, one token; their number.

        Codes and refresh tokens are forgotten rather than marked, so that "taken back" is told from "used before".
        """

        def dies(grant: AuthorizationCode | RefreshToken | AccessToken) -> bool:
            return (
                client_id in (None, grant.client_id)
                and user_id in (None, grant.user_id)
                and (jti is None or (isinstance(grant, AccessToken) and grant.jti == jti))
            )

        with self._lock:
            codes = [code for code in self.codes.values() if code.spent_at is None and dies(code)]
            refresh_tokens = [
                token for token in self.refresh_tokens.values() if token.revoked_at is None and dies(token)
            ]
            access_tokens = [token for token in self.access_tokens.values() if token.revoked_at is None and dies(token)]
            for code in codes:
                del self.codes[code.value]
            for refresh in refresh_tokens:
                del self.refresh_tokens[refresh.value]
            for access in access_tokens:
                self.access_tokens[access.jti] = replace(access, revoked_at=now)
        return len(codes) + len(refresh_tokens) + len(access_tokens)
