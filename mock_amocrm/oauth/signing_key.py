"""The RSA key that access tokens are signed with, made when the first token is."""

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

KEY_BITS = 2048


class SigningKey:
    """One RS256 key for the life of a fake; `cryptography` is loaded with it, not before."""

    def __init__(self) -> None:
        self._key: RSAPrivateKey | None = None
        self._lock = threading.Lock()

    def sign(self, message: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 over SHA-256, which is what `alg: RS256` says."""
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        return self._private().sign(message, PKCS1v15(), SHA256())

    def public_key(self) -> "RSAPublicKey":
        """The other half, for whoever wants to verify a token."""
        return self._private().public_key()

    def _private(self) -> "RSAPrivateKey":
        if self._key is None:
            with self._lock:
                if self._key is None:
                    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

                    self._key = generate_private_key(public_exponent=65537, key_size=KEY_BITS)
        return self._key
