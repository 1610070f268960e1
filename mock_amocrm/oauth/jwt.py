"""JSON Web Tokens: header, claims and a signature, as whoever holds the key reads them."""

import base64
import hmac
from collections.abc import Callable, Mapping

import orjson


def signed(header: Mapping[str, object], claims: Mapping[str, object], sign: Callable[[bytes], bytes]) -> str:
    """The three parts; keys keep their order."""
    message = _base64url(orjson.dumps(header)) + b"." + _base64url(orjson.dumps(claims))
    return (message + b"." + _base64url(sign(message))).decode()


def signed_with_secret(claims: Mapping[str, object], secret: str, *, algorithm: str) -> str:
    """A token for the owner of a client secret."""

    def sign(message: bytes) -> bytes:
        return hmac.new(secret.encode(), message, algorithm.replace("HS", "sha")).digest()

    return signed({"typ": "JWT", "alg": algorithm}, claims, sign)


def _base64url(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")
