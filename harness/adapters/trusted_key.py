"""The public key of a server that a CA file vouches for, as Chromium wants to be told of it."""

import base64
import hashlib
import socket
import ssl
from urllib.parse import urlsplit


def key_of(url: str, *, ca_file: str, seconds: float = 10.0) -> str:
    """The server's key as base64 of SHA-256; a server whose certificate isn't the CA's is an error."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from cryptography.x509 import load_der_x509_certificate

    server = urlsplit(url)
    host = server.hostname or ""
    context = ssl.create_default_context(cafile=ca_file)
    with (
        socket.create_connection((host, server.port or 443), timeout=seconds) as plain,
        context.wrap_socket(plain, server_hostname=host) as connection,
    ):
        certificate = connection.getpeercert(binary_form=True)
    assert certificate is not None, "a server without a certificate is refused before"
    key = load_der_x509_certificate(certificate).public_key()
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(info).digest()).decode()
