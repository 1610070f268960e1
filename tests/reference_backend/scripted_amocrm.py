"""A minimal amoCRM for this room's tests: real HTTP, reached as a proxy, with every request written down."""

import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import SplitResult, parse_qs, parse_qsl, urlsplit

import jwt

CLIENT_ID = "11111111-2222-3333-4444-555555555555"
CLIENT_SECRET = "client-secret-of-the-tests-is-long-enough"
REDIRECT_URI = "http://127.0.0.1:1/api/amo-crm/callback"

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Recorded:
    method: str
    host: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: dict[str, object]


@dataclass
class Hold:
    """One answer, ready but not sent before the test says so."""

    reached: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)


@dataclass
class Account:
    """One account: what it holds is changed freely by the tests."""

    host: str
    id: int
    leads: list[dict[str, object]] = field(default_factory=list)
    contacts: list[dict[str, object]] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    access_tokens: set[str] = field(default_factory=set)
    refresh_tokens: set[str] = field(default_factory=set)
    narrow: dict[str, int] = field(default_factory=dict)
    """Codes and tokens of people who may view only the leads that this user is responsible for."""
    expires_in: int = 86_400
    reused_code_status: int = 403
    troubles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Statuses to answer next, by path; each is used once, and a 0 is the truth."""
    pages: set[str] = field(default_factory=set)
    """Paths whose troubles are told by a page of HTML."""
    cuts: list[str] = field(default_factory=list)
    """Paths whose next answer takes effect and breaks off halfway."""
    delays: dict[str, float] = field(default_factory=dict)
    """Seconds that answers take, by path."""
    holds: dict[str, "Hold"] = field(default_factory=dict)
    requests: list[Recorded] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def new_code(self, *, only_of: int | None = None) -> str:
        code = f"def502code{next(_numbers)}"
        self.codes.add(code)
        if only_of is not None:
            self.narrow[code] = only_of
        return code

    def add_lead(self, **changes: object) -> dict[str, object]:
        number = next(_numbers)
        lead = {"id": number, "name": f"Lead {number}", "price": 100, "status_id": 20, "pipeline_id": 7}
        lead |= {"responsible_user_id": 5, "custom_fields_values": None, "_embedded": {"tags": []}} | changes
        self.leads.append(lead)
        return lead

    def add_contact(self, name: str, *, phone: str | None = None, email: str | None = None) -> int:
        number = next(_numbers)
        fields = [
            {"field_code": code, "values": [{"value": value}]}
            for code, value in (("PHONE", phone), ("EMAIL", email))
            if value
        ]
        self.contacts.append({"id": number, "name": name, "custom_fields_values": fields or None})
        return number

    def expire_access(self) -> None:
        self.access_tokens.clear()

    def disable_integration(self) -> None:
        self.access_tokens.clear()
        self.refresh_tokens.clear()

    def hold(self, path: str) -> Hold:
        """The next answer to this path waits; what changes meanwhile is not in it."""
        return self.holds.setdefault(path, Hold())

    def asked(self, path: str) -> list[Recorded]:
        return [request for request in self.requests if request.path == path]

    @property
    def token_requests(self) -> list[Recorded]:
        return self.asked("/oauth2/access_token")


PIPELINE = {
    "id": 7,
    "name": "Воронка",
    "sort": 1,
    "is_main": True,
    "_embedded": {
        "statuses": [
            {"id": 10, "name": "Неразобранное", "sort": 10, "color": "#c1c1c1", "type": 1},
            {"id": 20, "name": "Переговоры", "sort": 20, "color": "#ffff99", "type": 0},
            {"id": 30, "name": "Квалификация", "sort": 30, "color": "#ffff99", "type": 0},
            {"id": 142, "name": "Успешно реализовано", "sort": 10000, "color": "#CCFF66", "type": 0},
            {"id": 143, "name": "Закрыто и не реализовано", "sort": 11000, "color": "#D5D8DB", "type": 0},
        ]
    },
}


class ScriptedAmo:
    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.address = ""

    def new_account(self) -> Account:
        number = next(_numbers)
        account = Account(host=f"acc{number}.amocrm.ru", id=30_000_000 + number)
        self.accounts[account.host] = account
        return account


@contextmanager
def scripted_amo() -> Iterator[ScriptedAmo]:
    amo = ScriptedAmo()

    class Handler(_Handler):
        fake = amo

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    amo.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield amo
    server.shutdown()
    thread.join()
    server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    fake: ScriptedAmo

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer(json.loads(raw or b"{}"))

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, body: dict[str, object]) -> None:
        parts = urlsplit(self.path)
        host = parts.netloc or self.headers["Host"]
        account = self.fake.accounts.get(host)
        if account is None:
            self._send(404, b'{"title": "no such account"}')
            return
        request = Recorded(self.command, host, parts.path, parse_qs(parts.query), dict(self.headers), body)
        with account.lock:
            account.requests.append(request)
            trouble = account.troubles[parts.path].pop(0) if account.troubles[parts.path] else None
            hold = account.holds.pop(parts.path, None)
            status, answer = (trouble, {"status": trouble}) if trouble else self._judge(account, parts, body)
            raw = b"" if answer is None else json.dumps(answer).encode()
            if trouble and parts.path in account.pages:
                raw = b"<html><h1>Forbidden</h1></html>"
            cut = parts.path in account.cuts
            if cut:
                account.cuts.remove(parts.path)
        if hold:
            hold.reached.set()
            hold.released.wait(20)
        threading.Event().wait(account.delays.get(parts.path, 0))
        self._send(status, raw, cut=cut)

    def _judge(self, account: Account, parts: SplitResult, body: dict[str, object]) -> tuple[int, object]:
        if parts.path == "/oauth2/access_token":
            return _token_answer(account, body)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in account.access_tokens:
            return 401, {"title": "Unauthorized", "status": 401}
        only_of = account.narrow.get(token)
        leads = [lead for lead in account.leads if only_of in (None, lead["responsible_user_id"])]
        return _api_answer(account, leads, parts.path, parse_qsl(parts.query))

    def _send(self, status: int, raw: bytes, *, cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/hal+json")
        if 300 <= status < 400:
            self.send_header("Location", "http://redirected.amocrm.ru/")
        self.send_header("Set-Cookie", "session_id=somebody; path=/; domain=.amocrm.ru")
        if status != 204:
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw[: len(raw) // 2] if cut else raw)
        self.close_connection = self.close_connection or cut


def _token_answer(account: Account, body: dict[str, object]) -> tuple[int, object]:
    client = (body.get("client_id"), body.get("client_secret"), body.get("redirect_uri"))
    if client != (CLIENT_ID, CLIENT_SECRET, REDIRECT_URI):
        return 400, {"hint": "Check the `client_id` parameter"}
    if body.get("grant_type") == "authorization_code":
        if body.get("code") not in account.codes:
            return account.reused_code_status, {"hint": "Authorization code has been revoked"}
        account.codes.discard(str(body["code"]))
        grant = body["code"]
    else:
        if body.get("refresh_token") not in account.refresh_tokens:
            return 401, {"hint": "Token has been revoked"}
        account.refresh_tokens.discard(str(body["refresh_token"]))
        grant = body["refresh_token"]
    access, refresh = _access_token(next(_numbers)), f"def502refresh{next(_numbers)}{'0' * 900}"
    account.access_tokens.add(access)
    account.refresh_tokens.add(refresh)
    if (only_of := account.narrow.get(str(grant))) is not None:
        account.narrow |= {access: only_of, refresh: only_of}
    pair = {"access_token": access, "refresh_token": refresh}
    return 200, {"token_type": "Bearer", "expires_in": account.expires_in, **pair}


def _access_token(number: int) -> str:
    """As long as the real ones, and it names amoCRM's own domain as they do."""
    claims = {"jti": f"{number:080x}", "base_domain": "amocrm.ru", "scopes": ["crm"] * 60}
    return jwt.encode(claims, CLIENT_SECRET, algorithm="HS256")


def _api_answer(
    account: Account, leads: list[dict[str, object]], path: str, query: list[tuple[str, str]]
) -> tuple[int, object]:
    parts = path.removeprefix("/api/v4/").split("/")
    match parts:
        case ["account"]:
            return 200, {"id": account.id, "subdomain": account.host.partition(".")[0], "name": "Demo"}
        case ["leads", "pipelines"]:
            return 200, {"_total_items": 1, "_embedded": {"pipelines": [PIPELINE]}}
        case ["leads"] | ["contacts"]:
            items = leads if parts == ["leads"] else account.contacts
            if parts == ["leads"] and ("with", "contacts") not in query:
                items = [lead | {"_embedded": {"tags": []}} for lead in items]
            return _page(parts[0], items, query)
        case ["leads", number] if number.isdigit():
            lead = next((lead for lead in leads if lead["id"] == int(number)), None)
            return (200, lead) if lead else (204, None)
        case ["events"] | ["tasks"]:
            return 204, None
    return 404, {"title": "Not Found", "detail": f"Cannot GET {path}"}


def _page(name: str, items: list[dict[str, object]], query: list[tuple[str, str]]) -> tuple[int, object]:
    wanted = {int(value) for key, value in query if key == "filter[id][]"}
    chosen = [item for item in items if not wanted or item["id"] in wanted]
    page, limit = (int(dict(query).get(key, default)) for key, default in (("page", 1), ("limit", 50)))
    if limit > 250 or (wanted and len(wanted) > 50):
        return 400, {"detail": "too many"}
    shown = chosen[(page - 1) * limit : page * limit]
    if not shown:
        return 204, None
    # As the real one: a full page always announces a next one, even when that will be empty.
    links = {"next": {"href": "http://elsewhere.invalid/"}} if len(shown) == limit else {}
    return 200, {"_page": page, "_links": links, "_embedded": {name: shown}}
