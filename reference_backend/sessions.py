"""The app's own session tokens (HS256); amoCRM's tokens never leave the server."""

import time
from dataclasses import dataclass

from reference_backend.refusals import Refusal
from reference_backend.users import User

_ACCESS_SECONDS = 7 * 86_400
_REFRESH_SECONDS = 30 * 86_400


@dataclass(frozen=True, slots=True)
class Session:
    user_id: str
    email: str
    role: str


def token_shape(user: User, *, app_secret: str) -> dict[str, object]:
    """The pair under every name that some version of the app reads."""
    access = _issue(user, app_secret=app_secret, seconds=_ACCESS_SECONDS)
    refresh = _issue(user, app_secret=app_secret, seconds=_REFRESH_SECONDS)
    return {
        "token": access,
        "accessToken": access,
        "access_token": access,
        "refreshToken": refresh,
        "refresh_token": refresh,
    }


def read_session(token: str, *, app_secret: str) -> Session:
    import jwt

    try:
        claims = jwt.decode(token, app_secret, algorithms=["HS256"], options={"require": ["id", "exp"]})
    except jwt.ExpiredSignatureError as error:
        raise _refused("jwt expired") from error
    except jwt.InvalidSignatureError as error:
        raise _refused("invalid signature") from error
    except (jwt.InvalidTokenError, ValueError) as error:
        raise _refused("jwt malformed") from error
    return Session(user_id=str(claims["id"]), email=str(claims.get("email")), role=str(claims.get("role")))


def bearer_token(header: str | None) -> str:
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Refusal(401, "No token provided")
    return token.strip()


def _issue(user: User, *, app_secret: str, seconds: int) -> str:
    import jwt

    now = int(time.time())
    claims = {"id": user.id, "email": user.email, "role": user.role, "iat": now, "exp": now + seconds}
    return jwt.encode(claims, app_secret, algorithm="HS256")


def _refused(reason: str) -> Refusal:
    return Refusal(403, f"Invalid token: {reason}")
