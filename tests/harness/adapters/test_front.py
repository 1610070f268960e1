"""The front before the backend: everything passes byte by byte, but links into the app lead to the phone's page."""

import gzip
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import quote

import pytest
from raw_backend import SECONDS, RawBackend, dechunked, raw_backend, whole

from harness.adapters.app_links import AppLinks
from harness.adapters.front import Front
from harness.adapters.waiting import wait_for

BROWSER = "Accept: text/html,*/*;q=0.8\r\nSec-Fetch-Dest: document\r\nAccept-Encoding: gzip, br, zstd"
LINKS = AppLinks("foryoure", "http://127.0.0.1:8901")
LED = "http://127.0.0.1:8901/.app-link/"


def ask(front: Front, request: str, body: bytes = b"") -> tuple[str, bytes]:
    """Head and body of the answer to a request whose lines are ours to choose."""
    with connected(front) as connection:
        connection.sendall(request.replace("\r\n", "\n").replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
        head, _, content = whole(connection).partition(b"\r\n\r\n")
    return head.decode("latin-1"), content


def visit(front: Front, path: str = "/page") -> tuple[str, bytes]:
    """As a browser opens a page."""
    return ask(front, f"GET {path} HTTP/1.1\nHost: {front.url[7:]}\n{BROWSER}")


def connected(front: Front) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(front.url.rpartition(":")[2])), timeout=SECONDS)


@pytest.fixture
def backend() -> Iterator[RawBackend]:
    with raw_backend() as made:
        yield made


@pytest.fixture
def front(backend: RawBackend) -> Iterator[Front]:
    taker = "http://127.0.0.1:8900/phone/key/open?link="
    with Front(
        port=0, scheme="foryoure", backend=lambda: backend.url, taker=lambda link: taker + quote(link, safe="")
    ) as made:
        yield made


# What a page holds, and what a browser is given instead.
LITERAL = {
    "a link": ("<a href='FORYOURE://x?a=1&amp;b=2'>", f"<a href='{LED}FORYOURE://x?a=1&amp;b=2'>"),
    "a link without quotes": ("<a href=foryoure://x>", f"<a href={LED}foryoure://x>"),
    "a link after blanks": ('<a href=" foryoure://x">', f'<a href=" {LED}foryoure://x">'),
    "a form": ('<form action="foryoure://x">', f'<form action="{LED}foryoure://x">'),
    "a button": (
        """<b onclick="window.open('foryoure://x','_self')">""",
        f"""<b onclick="window.open('{LED}foryoure://x','_self')">""",
    ),
    "an escaped button": (
        '<b onclick="open(&#39;foryoure://x&#39;,&quot;_self&quot;)">',
        f'<b onclick="open(&#39;{LED}foryoure://x&#39;,&quot;_self&quot;)">',
    ),
    "a script": ("<script>location=`foryoure://${x}`", f"<script>location=`{LED}foryoure://${{x}}`"),
    "JSON in a script": (r'{"to":"foryoure:\/\/x"}', rf'{{"to":"{LED}foryoure:\/\/x"}}'),
    "meta refresh": ('content="0; url=foryoure://x"', f'content="0; url={LED}foryoure://x"'),
    "meta refresh without a name": ('content="0;foryoure://x"', f'content="0;{LED}foryoure://x"'),
    "a text": ("<p>copy foryoure://x by hand", "<p>copy foryoure://x by hand"),
    "a comparison": ("if (to.protocol == 'foryoure:')", "if (to.protocol == 'foryoure:')"),
    "a scheme that ends alike": ("<a href='notforyoure://x'>", "<a href='notforyoure://x'>"),
    "a page": ("<a href='https://foryoure.example/x'>", "<a href='https://foryoure.example/x'>"),
}


@pytest.mark.parametrize(("held", "given"), LITERAL.values(), ids=LITERAL)
def test_a_literal_link_gets_the_front_before_it(held: str, given: str) -> None:
    assert LINKS.page(held.encode(), scripted=False).decode() == given


@pytest.mark.parametrize("before", ["", "\ufeff", "<!DOCTYPE html>", "\ufeff\n<!-- <!doctype no> --><!doctype html>"])
def test_our_script_stands_behind_the_doctype_and_nowhere_before_it(before: str) -> None:
    page = LINKS.page(f"{before}<html><body>".encode()).decode()
    assert re.fullmatch(re.escape(before) + r'<script src="/\.app-links\.js"[^>]*></script><html><body>', page)


def test_a_page_of_many_comments_takes_no_time() -> None:
    started = time.monotonic()
    LINKS.page(b"<!-- --> " * 200_000)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("form-action 'self' foryoure:; base-uri 'none'", f"form-action 'self' foryoure: {LED[:21]}; base-uri 'none'"),
        ("form-action 'self'", "form-action 'self'"),
        ("default-src 'self'", "default-src 'self'"),
    ],
)
def test_forms_may_lead_here_where_they_may_lead_into_the_app(said: str, heard: str) -> None:
    assert LINKS.policy(said) == heard


def test_a_page_is_led_and_keeps_all_else(backend: RawBackend, front: Front) -> None:
    backend.page(b'<!doctype html><a href="foryoure://x?success=true">', b"Set-Cookie: a=1", b"Set-Cookie: b=2")
    head, body = visit(front)

    assert head.startswith("HTTP/1.1 200 OK\r\n")
    assert head.count("Set-Cookie") == 2
    assert f"Content-Length: {len(body)}" in head
    assert f'<a href="{front.url}/.app-link/foryoure://x?success=true">'.encode() in body
    heard = backend.heard[0].decode()
    assert heard.startswith("GET /page HTTP/1.1\r\n")
    assert f"Host: {front.url[7:]}\r\n" in heard, "the backend's public name is the front's"
    assert "Accept-Encoding: gzip\r\n" in heard, "nothing that we couldn't read"


def test_a_compressed_page_is_led_too(backend: RawBackend, front: Front) -> None:
    backend.page(gzip.compress(b"<a href='foryoure://x'>"), b"Content-Encoding: gzip")
    head, body = visit(front)
    assert f"<a href='{front.url}/.app-link/foryoure://x'>".encode() in body
    assert "Content-Encoding" not in head


def test_a_chunked_page_is_led_too(backend: RawBackend, front: Front) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    backend.answers(head, b"d\r\n<a href='fory\r\n", b"a\r\noure://x'>\r\n", b"0\r\n\r\n")
    _, body = visit(front)
    assert f"<a href='{front.url}/.app-link/foryoure://x'>".encode() in body


@pytest.mark.parametrize(
    ("location", "led"),
    [
        ("foryoure://amo-crm/callback?success=true", True),
        ("another://app", True),  # that nobody takes it is the phone's word
        ("/further", False),
        ("https://example.com/?to=foryoure://x", False),
    ],
)
def test_a_redirect_into_an_app_comes_here(backend: RawBackend, front: Front, location: str, led: bool) -> None:
    backend.answers(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())
    head, _ = visit(front)
    assert f"\r\nLocation: {front.url + '/.app-link/' if led else ''}{location}\r\n" in head


@pytest.mark.parametrize("rest", ["", "/further?a=1", "?a=1"])
def test_a_redirect_to_the_backends_own_address_comes_through_the_front(
    backend: RawBackend, front: Front, rest: str
) -> None:
    backend.answers(f"HTTP/1.1 302 Found\r\nLocation: {backend.url}{rest}\r\nContent-Length: 0\r\n\r\n".encode())
    head, _ = visit(front)
    assert f"\r\nLocation: {front.url}{rest}\r\n" in head


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("0;url=foryoure://x", f"0;url={LED}foryoure://x"),
        ("3; URL='foryoure://x'", f"3; URL='{LED}foryoure://x'"),
        ("0, foryoure://x", f"0, {LED}foryoure://x"),
        ("0;url=/further?to=foryoure://x", "0;url=/further?to=foryoure://x"),
        ("5", "5"),
    ],
)
def test_a_header_that_makes_a_page_leave_leads_here(said: str, heard: str) -> None:
    assert LINKS.refresh(said) == heard


def test_a_page_that_leaves_by_a_header_comes_here(backend: RawBackend, front: Front) -> None:
    backend.page(b"<p>", b"Refresh: 0; url=foryoure://x")
    assert f"\r\nRefresh: 0; url={front.url}/.app-link/foryoure://x\r\n" in visit(front)[0]


def test_an_address_in_any_letters_arrives(backend: RawBackend, front: Front) -> None:
    """As curl sends what a person has typed."""
    visit(front, "/пошук?q=«%2F»&a[]=~'#$")
    asked = backend.heard[0].decode("ascii").split()[1]
    assert asked == quote("/пошук?q=«", safe="/?=") + "%2F" + quote("»") + "&a[]=~'#$"


def test_a_link_goes_on_to_the_phone(front: Front) -> None:
    """Also one whose parameters a form has added, and hostile ones."""
    _, body = visit(front, """/.app-link/foryoure://amo-crm/callback?success=true&x='><script>""")
    (there,) = set(re.findall(r'(?:url=|href=")([^"]+)', body.decode()))
    wanted = quote("foryoure://amo-crm/callback?success=true&x='><script>", safe="")
    assert unescape(there) == f"http://127.0.0.1:8900/phone/key/open?link={wanted}"
    assert b"<script" not in body


@pytest.mark.parametrize("path", ["/.app-link/foryoure://x", "/.app-links.js"])
def test_a_strangers_name_that_leads_here_is_told_nothing(front: Front, path: str) -> None:
    head, body = ask(front, f"GET {path} HTTP/1.1\nHost: stranger.example{front.url[16:]}")
    assert head.startswith("HTTP/1.1 403 ")
    assert b"key" not in body


BODIES = {
    "of an image": (b"Content-Type: image/png", os.urandom(300_000)),
    "of JSON that names links": (b"Content-Type: application/json", b'{"to":"foryoure://x"}'),
    "of a script": (b"Content-Type: text/javascript", b"location='foryoure://x'"),
    "in an encoding that we can't read": (b"Content-Type: text/html\r\nContent-Encoding: br", os.urandom(5_000)),
    "said to be compressed": (b"Content-Type: text/html\r\nContent-Encoding: gzip", b"'foryoure://x'"),
    "in wide letters": (b"Content-Type: text/html; charset=utf-16", "<a href='foryoure://x'>".encode("utf-16")),
    "that inflates without end": (
        b"Content-Type: text/html\r\nContent-Encoding: gzip",
        gzip.compress(b"<a href='foryoure://x'>" * 400_000),
    ),
    "of a large page": (b"Content-Type: text/html", b"<a href='foryoure://x'>" * 400_000),
}


@pytest.mark.parametrize(("kind", "body"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("chunked", [False, True], ids=["sized", "chunked"])
def test_any_other_body_passes_byte_by_byte(
    backend: RawBackend, front: Front, kind: bytes, body: bytes, chunked: bool
) -> None:
    if chunked:
        sent = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        length = b"Transfer-Encoding: chunked"
    else:
        sent, length = body, b"Content-Length: %d" % len(body)
    backend.answers(b"HTTP/1.1 200 OK\r\n" + kind + b"\r\n" + length + b"\r\n\r\n" + sent)
    head, got = visit(front)
    assert kind.decode() in head
    assert (dechunked(got) if chunked else got) == body


def test_what_a_script_asks_for_passes_as_it_is(backend: RawBackend, front: Front) -> None:
    backend.page(b"<a href='foryoure://x'>")
    _, body = ask(front, "GET /part HTTP/1.1\nHost: h\nAccept: text/html\nSec-Fetch-Dest: empty\nAccept-Encoding: br")
    assert body == b"<a href='foryoure://x'>"
    assert b"Accept-Encoding: br\r\n" in backend.heard[0]


@pytest.mark.parametrize("chunked", [False, True], ids=["sized", "chunked"])
def test_a_large_request_arrives_byte_by_byte(backend: RawBackend, front: Front, chunked: bool) -> None:
    body = os.urandom(1_000_000)
    head = "PUT /upload?a=%2F&b= HTTP/1.1\nHost: h\nX-Twice: 1\nX-Twice: 2\nExpect: 100-continue\n"
    if chunked:
        parts = [body[at : at + 70_000] for at in range(0, len(body), 70_000)]
        sent = b"".join(b"%X;note=x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
        ask(front, head + "Transfer-Encoding: chunked", sent)
    else:
        ask(front, head + f"Content-Length: {len(body)}", body)
    told, _, heard = backend.heard[0].partition(b"\r\n\r\n")
    assert told.startswith(b"PUT /upload?a=%2F&b= HTTP/1.1\r\n")
    assert told.count(b"X-Twice") == 2
    assert (dechunked(heard) if chunked else heard) == body


@pytest.mark.parametrize(
    "request_", ["POST / HTTP/1.1\nHost: h\nContent-Length: -1", "POST / HTTP/1.1\nHost: h\nTransfer-Encoding: chunked"]
)
def test_a_request_that_makes_no_sense_is_told_so(front: Front, request_: str) -> None:
    head, _ = ask(front, request_, b"no length\r\n")
    assert head.startswith("HTTP/1.1 400 ")


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_answers_without_a_body_end(backend: RawBackend, front: Front, method: str) -> None:
    status = b"200 OK" if method == "HEAD" else b"304 Not Modified"
    backend.answers(b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html\r\nContent-Length: 7\r\n\r\n")
    with connected(front) as connection:
        for _ in range(2):  # on one connection, where a body that never comes would be waited for
            connection.sendall(f"{method} / HTTP/1.1\r\nHost: h\r\n\r\n".encode())
            assert b"Content-Length: 7" in wait_for(lambda: connection.recv(4096), what="the head", seconds=5)
    assert len(backend.heard) == 2


@pytest.mark.parametrize("path", ["/page", "/data.json"])
def test_what_comes_before_the_answer_is_not_the_answer(backend: RawBackend, front: Front, path: str) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
    kind = b"text/html" if path == "/page" else b"application/json"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: 4\r\n\r\nbody" % kind
    backend.answers(b"HTTP/1.1 100 Continue\r\n\r\n", hints, b"HTTP/1.1 102 Processing\r\n\r\n", hints, answer)
    head, body = visit(front, path)
    assert head.startswith("HTTP/1.1 200 OK\r\n")
    assert "Link" not in head
    assert body.endswith(b"body")


def test_a_backend_that_switches_protocols_unasked_is_told_of(backend: RawBackend, front: Front) -> None:
    backend.answers(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x00")
    head, body = visit(front)
    assert head.startswith("HTTP/1.1 502 ")
    assert b"switches protocols" in body


@pytest.mark.parametrize("kind", ["image/png", "text/html"])
def test_an_end_that_is_missing_stays_missing(backend: RawBackend, front: Front, kind: str) -> None:
    backend.answers(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 9\r\n\r\nhalf".encode())
    head, body = visit(front)
    assert ("Content-Length: 9" in head, body) == (True, b"half")


@pytest.mark.parametrize("sent", [b"", b"3\r\n<p>\r\n", b"90\r\n<p>half"], ids=["nothing", "a chunk", "half a chunk"])
def test_a_chunked_page_that_breaks_off_has_no_end(backend: RawBackend, front: Front, sent: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    backend.answers(head, sent)
    with connected(front) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: h\r\n{BROWSER}\r\n\r\n".encode())
        got = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert got.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"0\r\n\r\n" not in got


@pytest.mark.parametrize("said", [b"", b"no HTTP at all\r\n\r\n"], ids=["nothing", "something"])
def test_a_backend_that_doesnt_speak_http_is_told_of(backend: RawBackend, front: Front, said: bytes) -> None:
    backend.answers(said)
    head, body = visit(front)
    assert head.startswith("HTTP/1.1 502 ")
    assert body.startswith(b"The backend doesn't answer: ")


def test_a_backend_that_isnt_there_is_told_of() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    places = iter([url, None])
    with Front(port=0, scheme="app", backend=lambda: next(places), taker=str) as front:
        assert visit(front)[1] == b"The backend doesn't answer: Connection refused.\n"
        assert visit(front)[1] == b"The backend isn't running.\n"


def test_a_backend_that_runs_elsewhere_hears_its_own_name(backend: RawBackend) -> None:
    url = backend.url + "/base/"
    with Front(port=0, scheme="app", backend=lambda: url, taker=str, own_name=True) as front:
        visit(front)
    assert backend.heard[0].startswith(b"GET /base/page HTTP/1.1\r\nHost: " + backend.url[7:].encode())


def held_up(backend: RawBackend) -> Callable[[], None]:
    """A backend that answers when it is let go."""
    go = threading.Event()

    def say(connection: socket.socket) -> None:
        go.wait(SECONDS)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate")

    backend.say = say
    return go.set


def test_a_slow_answer_holds_nobody_else_up(backend: RawBackend, front: Front) -> None:
    let_go = held_up(backend)
    with connected(front) as slow:
        slow.sendall(b"GET /slow HTTP/1.1\r\nHost: h\r\n\r\n")
        wait_for(lambda: backend.heard, what="the slow request", seconds=5)
        backend.answers(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nquick")
        assert visit(front)[1] == b"quick"
        let_go()
        assert whole(slow).endswith(b"late")


def test_an_end_waits_for_no_slow_backend(backend: RawBackend) -> None:
    let_go = held_up(backend)
    before = threading.active_count()
    with Front(port=0, scheme="app", backend=lambda: backend.url, taker=str) as front:
        slow = connected(front)
        slow.sendall(b"GET /slow HTTP/1.1\r\nHost: h\r\n\r\n")
        wait_for(lambda: backend.heard, what="the slow request", seconds=5)
        started = time.monotonic()
    with slow:
        assert slow.recv(10) == b""
    assert time.monotonic() - started < 3
    let_go()
    wait_for(lambda: threading.active_count() <= before, what="the end of all threads", seconds=5)
