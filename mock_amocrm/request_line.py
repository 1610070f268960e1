"""The request as the application sees it, whatever way the client or its proxy wrote the request line."""

import io
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_SLASHES = re.compile("//+")


def make_plain(environ: "WSGIEnvironment") -> None:
    """Leave one slash of several in the path (SDKs write `host//oauth2/…`); an absolute line's host goes into Host."""
    path: str = environ["PATH_INFO"]
    if "//" in path or not path.startswith("/"):
        environ["PATH_INFO"] = "/" + _SLASHES.sub("/", path).lstrip("/")  # as the nginx before amoCRM does unless told
    # Only waitress shows the request line; granian puts an absolute line's host into Host itself.
    target = environ.get("REQUEST_URI", "/")
    if not target.startswith("/") and "://" in target:
        environ["HTTP_HOST"] = urlsplit(target).netloc.rpartition("@")[2]


def taken_body(environ: "WSGIEnvironment") -> bytes:
    """The whole body, with or without Content-Length; it stays readable for whoever comes next."""
    if not environ.get("CONTENT_LENGTH") and "HTTP_TRANSFER_ENCODING" not in environ:
        return b""
    # Both servers take chunks apart and end the stream where the body ends, so no length is needed here.
    body: bytes = environ["wsgi.input"].read()
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    return body


def absolute_url(environ: "WSGIEnvironment") -> str:
    """The address that the client asked for."""
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    path = quote(environ["PATH_INFO"].encode("latin-1"), safe="/:@!$&'()*+,;=~")
    query = environ.get("QUERY_STRING", "")
    return f"{environ['wsgi.url_scheme']}://{host}{path}{'?' if query else ''}{query}"


def decoded_path(environ: "WSGIEnvironment") -> str:
    """The path as a person reads it; WSGI carries its bytes as Latin-1."""
    path: str = environ["PATH_INFO"]
    return path if path.isascii() else path.encode("latin-1").decode("utf-8", "replace")
