"""Password hashes: scrypt with a light cost, because every scenario registers somebody."""

import hashlib
import hmac
import secrets

_COST, _BLOCK, _LANES = 1024, 8, 1


def hash_password(password: str) -> str:
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_digest(password, salt=salt).hex()}"


def is_password(password: str, *, stored: str) -> bool:
    salt, _, digest = stored.partition("$")
    return hmac.compare_digest(_digest(password, salt=bytes.fromhex(salt)), bytes.fromhex(digest))


def _digest(password: str, *, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
