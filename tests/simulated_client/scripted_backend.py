"""A backend over real HTTP whose every answer a test can script; by default it behaves as the seed's."""

import json
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LOGIN = "POST /api/auth/login"
REFRESH = "POST /api/auth/refresh"
CONNECT = "GET /api/amo-crm/connect"
STATUS = "GET /api/amo-crm/status"
LEADS = "GET /api/v1/leads"
PIPELINES = "GET /api/amo-crm/pipelines"
EXCHANGE = "POST /api/amo-crm/exchange-code"
DISCONNECT = "POST /api/amo-crm/disconnect"


def lead(number, **changed):
    return {
        "id": f"uuid-{number}",
        "amoLeadId": 1000 + number,
        "guestName": f"Лід {number}",
        "guestPhone": f"+38050000{number:04}",
        "price": number * 1000,
        "status": "NEW",
    } | changed


@dataclass
class Hit:
    name: str
    query: dict
    headers: dict
    body: object

    @property
    def token(self):
        return self.headers.get("Authorization", "").removeprefix("Bearer ")


@dataclass
class Reply:
    status: int = 200
    body: object = None
    raw: bytes | None = None
    content_type: str = "application/json"
    wait_for: threading.Event | None = None


class ScriptedBackend:
    """Change its fields to change the world; `script` answers ahead of them, `always` until further notice."""

    def __init__(self):
        self.connected = False
        self.leads = []
        self.pipelines = [{"id": 1, "stages": [{}, {}, {}]}, {"id": 2, "stages": [{}, {}]}]
        self.valid_tokens = {"jwt-1"}
        self.renewals = iter(())
        self.hits = []
        self._scripted = defaultdict(list)
        self._always = {}
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def script(self, name, *replies):
        self._scripted[name] += replies

    def always(self, name, reply):
        self._always[name] = reply

    def names(self, since=0):
        return [hit.name for hit in self.hits[since:]]

    def count(self, name, since=0):
        return self.names(since).count(name)

    def answer(self, hit):
        with self._lock:
            self.hits.append(hit)
            scripted = self._scripted[hit.name]
            reply = scripted.pop(0) if scripted else self._always.get(hit.name)
        return reply or self._usual(hit)

    def _usual(self, hit):
        if hit.name == LOGIN:
            if hit.body["password"] != "secret":
                return Reply(401, {"message": "Invalid credentials"})
            tokens = {"token": "jwt-1", "refreshToken": "refresh-1", "user": {"id": "user-7"}}
            return Reply(200, {"success": True, "data": tokens})
        if hit.name == REFRESH:
            token = next(self.renewals, None)
            if token is None:
                return Reply(401, {"message": "Invalid refresh token"})
            return Reply(200, {"data": {"accessToken": token, "refreshToken": f"refresh-of-{token}"}})
        if hit.token not in self.valid_tokens:
            return Reply(401, {"message": "jwt expired"})
        return self._usual_with_token(hit)

    def _usual_with_token(self, hit):
        if hit.name == CONNECT:
            return Reply(200, {"data": {"url": "https://www.amocrm.ru/oauth?client_id=c&state=s&mode=popup"}})
        if hit.name == STATUS:
            return Reply(200, {"data": {"connected": self.connected, "domain": "demo.amocrm.ru"}})
        if hit.name == LEADS:
            page, limit = int(hit.query["page"]), int(hit.query["limit"])
            items = self.leads[(page - 1) * limit : page * limit]
            return Reply(200, {"data": items, "total": len(self.leads), "totalPages": -(-len(self.leads) // limit)})
        if hit.name == PIPELINES:
            return Reply(200, {"data": self.pipelines})
        if hit.name == EXCHANGE:
            return Reply(403, {"message": "Authorization code has been revoked"})
        if hit.name == DISCONNECT:
            self.connected = False
            return Reply(200, {"message": "AMO CRM disconnected"})
        if hit.name.startswith("GET /api/amo-crm/leads/"):
            wanted = hit.name.rpartition("/")[2]
            for one in self.leads:
                if str(one["amoLeadId"]) == wanted:
                    return Reply(200, {"data": {"lead": {"name": one["guestName"], "price": one["price"]}}})
            return Reply(404, {"message": "Lead not found in AmoCRM"})
        return Reply(404, raw=b"<html>Cannot GET</html>", content_type="text/html")


def _handler(backend):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet, or each answer waits 40 ms for an ACK

        def log_message(self, *_):
            pass

        def do_GET(self):
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            reply = backend.answer(Hit(f"{self.command} {parts.path}", query, dict(self.headers), body))
            if reply.wait_for is not None:
                reply.wait_for.wait(timeout=10)
            content = json.dumps(reply.body).encode() if reply.raw is None else reply.raw
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.content_type)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except ConnectionError:  # a phone that lost its patience has hung up
                self.close_connection = True

        def do_POST(self):
            self.do_GET()

    return Handler


@dataclass
class Seen:
    """Collects every screen that a phone showed."""

    screens: list = field(default_factory=list)

    def __call__(self, screen):
        self.screens.append(screen)

    @property
    def ids(self):
        """The ids in order, without immediate repeats."""
        return [s.id for i, s in enumerate(self.screens) if i == 0 or self.screens[i - 1].id != s.id]
