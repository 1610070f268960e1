"""What passes through the front: each request as it came, each answer as it was but for its links into an app."""

import http.client
import ssl
import string
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from harness.adapters.app_links import PREFIX, SCRIPT, SCRIPT_TEXT, AppLinks
from harness.wire.pages import HTML

CHUNK: Final = 65_536
LARGEST_PAGE: Final = 4_000_000  # a larger document passes as it is
MOST_SECONDS: Final = 300  # a developer may sit at a breakpoint
_HOP_BY_HOP: Final = frozenset(
    {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer"}
    | {"transfer-encoding", "upgrade", "expect"}
)
_DOCUMENTS: Final = frozenset({"document", "iframe", "frame"})
_WIDE: Final = ("utf-16", "utf-32", "ucs-2", "utf-7")  # ASCII looks different in these
_HAND_OVER: Final = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url={there}"><title>amocrm-e2e</title></head>
<body><a href="{there}">→</a></body></html>
"""


class _BadRequest(Exception):
    """The request's body can't be made out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """How links are led, where the backend is, who takes links, whether the backend hears its own name as the Host."""

    links: AppLinks
    backend: Callable[[], str | None]
    taker: Callable[[str], str]
    own_name: bool = False


class _Answer(http.client.HTTPResponse):
    """The backend's last word: http.client takes any interim one but 100 for it; over HTTP/1.1 browsers heed none."""

    def begin(self) -> None:
        super().begin()
        while 100 <= self.status < 200:
            if self.status == HTTPStatus.SWITCHING_PROTOCOLS:
                raise http.client.HTTPException("it switches protocols, which nobody has asked for")
            self.headers = self.msg = None  # type: ignore[assignment] # begin() reads on only without them
            super().begin()


class Passing(BaseHTTPRequestHandler):
    """One connection of a browser."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    passage: Passage
    _backend = ""

    def _pass(self) -> None:
        target = self.requestline.split()[1]
        if target.startswith((PREFIX, SCRIPT)) and not self._is_ours():
            self._say(403, "This address is asked by its own name only.\n", kind="text/plain; charset=utf-8")
        elif target.startswith(PREFIX):
            self._say(200, _HAND_OVER.format(there=escape(self.passage.taker(target.removeprefix(PREFIX)))))
        elif target == SCRIPT:
            self._say(200, SCRIPT_TEXT.read_text(encoding="utf-8"), kind="text/javascript; charset=utf-8")
        elif (backend := self.passage.backend()) is None:
            self._say(502, "The backend isn't running.\n", kind="text/plain; charset=utf-8")
        else:
            self._backend = backend
            self._relay(urlsplit(backend), target)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _pass  # noqa: N815 - http.server's names

    def _relay(self, backend: SplitResult, target: str) -> None:
        connection = _connect(backend)
        try:
            # As browsers write what a person types; http.client sends ASCII only.
            written = quote(target, safe=string.punctuation, encoding="latin-1")
            self._ask(connection, backend.path.rstrip("/") + written, host=backend.netloc)
            answer = connection.getresponse()
        except _BadRequest as error:
            self._say(400, f"{error}\n", kind="text/plain; charset=utf-8")
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            self._say(502, f"The backend doesn't answer: {reason}.\n", kind="text/plain; charset=utf-8")
        else:
            self._answer(answer)
        finally:
            connection.close()

    def _ask(self, connection: http.client.HTTPConnection, target: str, *, host: str) -> None:
        chunked = "chunked" in self.headers.get("Transfer-Encoding", "").lower()
        connection.putrequest(self.command, target, skip_host=True, skip_accept_encoding=True)
        for name, value in _lasting(self.headers.items(), self.headers.get("Connection", "")):
            if name.lower() == "accept-encoding" and self._wants_document():
                told = "gzip" if "gzip" in value.lower() else "identity"  # what we can read
            elif name.lower() == "host" and self.passage.own_name:
                told = host
            else:
                told = value
            connection.putheader(name, told)
        if chunked:
            connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        try:
            for part in self._chunks() if chunked else self._parts():
                connection.send(b"%x\r\n%b\r\n" % (len(part), part) if chunked else part)
            if chunked:
                connection.send(b"0\r\n\r\n")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # it may have answered before it had everything

    def _parts(self) -> Iterator[bytes]:
        length = self.headers.get("Content-Length", "0")
        if not length.isascii() or not length.isdigit():
            raise _BadRequest(f"Content-Length is {length!r}")
        left = int(length)
        while left:
            part = self.rfile.read(min(left, CHUNK))
            if not part:
                raise _BadRequest("the body ends too early")
            left -= len(part)
            yield part

    def _chunks(self) -> Iterator[bytes]:
        while True:
            line = self.rfile.readline(1024).partition(b";")[0].strip()
            try:
                left = int(line, 16)
            except ValueError:
                raise _BadRequest("a chunk has no length") from None
            if not left:
                break
            while left > 0:
                part = self.rfile.read(min(left, CHUNK))
                if not part:
                    raise _BadRequest("the body ends too early")
                left -= len(part)
                yield part
            self.rfile.readline(8)
        while self.rfile.readline(CHUNK).strip():
            pass  # trailers

    def _answer(self, answer: http.client.HTTPResponse) -> None:
        headers = list(_lasting(answer.headers.items(), answer.headers.get("Connection", "")))
        start, cut = b"", False
        if self._is_document(answer):
            start, cut = _beginning(answer)
            whole = not cut and len(start) <= LARGEST_PAGE
            page = _plain(start, answer.headers.get("Content-Encoding", "")) if whole else None
            if page is not None:
                page = self.passage.links.page(page, scripted="xhtml" not in answer.headers.get_content_type())
                own = ("content-length", "content-encoding")
                headers = [(name, value) for name, value in headers if name.lower() not in own]
                self._begin(answer, [*headers, ("Content-Length", str(len(page)))])
                self.wfile.write(page)
                return
        bodiless = self.command == "HEAD" or answer.status in (204, 304)
        sized = bodiless or any(name.lower() == "content-length" for name, _ in headers)
        chunked = not sized and self.request_version != "HTTP/1.0"
        if not sized and not chunked:
            self.close_connection = True
        self._begin(answer, [*headers, *([("Transfer-Encoding", "chunked")] if chunked else [])])
        if bodiless:
            return
        try:
            for part in _body(answer, start, cut=cut):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part) if chunked else part)
        except (OSError, http.client.HTTPException):
            self.close_connection = True  # the browser is to see that the end is missing
            return
        if chunked:
            self.wfile.write(b"0\r\n\r\n")

    def _begin(self, answer: http.client.HTTPResponse, headers: list[tuple[str, str]]) -> None:
        self.send_response_only(answer.status, answer.reason)
        for name, value in headers:
            match name.lower():
                case "location":
                    self.send_header(name, self.passage.links.location(value, backend=self._backend))
                case "refresh":
                    self.send_header(name, self.passage.links.refresh(value))
                case "content-security-policy":
                    self.send_header(name, self.passage.links.policy(value))
                case _:
                    self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _is_ours(self) -> bool:
        """Whether we are asked under our own name: a stranger's that leads here would read the phone's key."""
        port = self.passage.links.front.rpartition(":")[2]
        return self.headers.get("Host") in (f"127.0.0.1:{port}", f"localhost:{port}")

    def _wants_document(self) -> bool:
        """Whether a person will look at it; what scripts ask for passes as it is."""
        dest = self.headers.get("Sec-Fetch-Dest")
        return dest in _DOCUMENTS if dest else "text/html" in self.headers.get("Accept", "")

    def _is_document(self, answer: http.client.HTTPResponse) -> bool:
        if self.command == "HEAD" or answer.status in (204, 206, 304) or not self._wants_document():
            return False
        charset = str(answer.headers.get_param("charset", "")).lower()
        return answer.headers.get_content_type() in HTML and not charset.startswith(_WIDE)

    def _say(self, status: int, text: str, *, kind: str = "text/html; charset=utf-8") -> None:
        # What is left of the request's body would be taken for the next request.
        self.close_connection = self.close_connection or status >= 400 or self.command not in ("GET", "HEAD")
        body = text.encode()
        self.send_response_only(status)
        told = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
        if self.close_connection:
            told["Connection"] = "close"
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A developer's terminal is theirs."""


def _connect(backend: SplitResult) -> http.client.HTTPConnection:
    host, port = backend.hostname or "127.0.0.1", backend.port
    connection = (
        http.client.HTTPSConnection(host, port, timeout=MOST_SECONDS, context=ssl.create_default_context())
        if backend.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=MOST_SECONDS)
    )
    connection.response_class = _Answer
    return connection


def _lasting(headers: Iterator[tuple[str, str]] | list[tuple[str, str]], named: str) -> Iterator[tuple[str, str]]:
    """Headers without those of one connection."""
    passing = _HOP_BY_HOP | {name.strip().lower() for name in named.split(",")}
    return ((name, value) for name, value in headers if name.lower() not in passing)


def _beginning(answer: http.client.HTTPResponse) -> tuple[bytes, bool]:
    """As much of a document as we'd lead, and whether its end is missing."""
    try:
        start = answer.read(LARGEST_PAGE + 1)
    except http.client.IncompleteRead as error:
        return error.partial, True
    except OSError:
        return b"", True
    return start, len(start) <= LARGEST_PAGE and bool(answer.length)


def _body(answer: http.client.HTTPResponse, start: bytes, *, cut: bool) -> Iterator[bytes]:
    if start:
        yield start
    if cut:
        raise http.client.IncompleteRead(b"")
    while part := answer.read1(CHUNK):
        yield part
    if answer.length:  # read1() is silent about an end that came too early
        raise http.client.IncompleteRead(b"", answer.length)


def _plain(body: bytes, encoding: str) -> bytes | None:
    """A document without its encoding; None of one that we can't read."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    match encoding.strip().lower():
        case "" | "identity":
            return body
        case "gzip" | "x-gzip":
            unpacking = zlib.decompressobj(wbits=31)
            try:
                page = unpacking.decompress(body, LARGEST_PAGE)
            except zlib.error:
                return None
            return page if unpacking.eof and not unpacking.unused_data else None
        case _:
            return None
