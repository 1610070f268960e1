"""What every request passes before Flask sees it: made plain, attributed, struck by a fault perhaps, written down."""

import secrets
import time
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from mock_amocrm.answer import Answer, answer_of
from mock_amocrm.attribution import attribute, surface_of
from mock_amocrm.extension import Extension
from mock_amocrm.faults.delivery import Wire
from mock_amocrm.faults.trouble import Trouble
from mock_amocrm.flavour import flavour_of
from mock_amocrm.hosts import RequestedHost, understand
from mock_amocrm.note import NOTE, Note
from mock_amocrm.page_shortcut import PER_REQUEST, PageKey, PageShortcut
from mock_amocrm.request_line import make_plain, taken_body
from mock_amocrm.scribe import Arrival, Scribe

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONTROL = "/_mock"  # neither imitated nor journaled
Served = tuple[Answer, Trouble | None]


class Gateway:
    """WSGI middleware around the whole application."""

    def __init__(self, app: "WSGIApplication", fake: Extension) -> None:
        self._app = app
        self._fake = fake
        self._scribe = Scribe(fake.store, fake.journal)
        self._shortcut = PageShortcut()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """One request."""
        make_plain(environ)
        path: str = environ["PATH_INFO"]
        if path == CONTROL or path.startswith(f"{CONTROL}/"):
            return self._app(environ, start_response)
        started = time.monotonic_ns()
        host = understand(environ.get("HTTP_HOST", ""))
        surface = surface_of(path)
        fake = self._fake
        if surface == "api" and not fake.faults and not fake.gate:
            answer, trouble = self._page(environ, host, started)
        else:
            answer, trouble = self._served(environ, host, surface, started)
        if trouble is not None:
            return trouble.deliver(answer, Wire(environ, start_response, partial(fake.waiting.wait, trouble.mark.id)))
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _page(self, environ: "WSGIEnvironment", host: RequestedHost, started: int) -> Served:
        caller = self._shortcut.caller(self._fake.store, environ, host)
        if caller is None:
            return self._served(environ, host, "api", started)
        key = self._shortcut.key(caller, environ)
        page = self._shortcut.find(key)
        if page is None:
            return self._served(environ, host, "api", started, key=key)
        page = _numbered(page)
        note = Note(account=caller.account.subdomain, integration=caller.client_id)
        self._scribe.record(Arrival(environ, "api", note, started), page)
        return page, None

    def _served(
        self,
        environ: "WSGIEnvironment",
        host: RequestedHost,
        surface: str,
        started: int,
        *,
        key: PageKey | None = None,
    ) -> Served:
        body = taken_body(environ)
        note = attribute(self._fake.store, environ, surface=surface, host=host, body=body)
        environ[NOTE] = note
        trouble = self._trouble(environ, surface, note, host)
        truth = partial(answer_of, self._app, environ)
        answer = truth() if trouble is None else trouble.answer(truth)
        if key is not None and trouble is None:
            self._shortcut.remember(key, answer)
        answer = _numbered(answer)
        mark = None if trouble is None else trouble.mark
        self._scribe.record(Arrival(environ, surface, note, started, body), answer, mark=mark)
        return answer, trouble

    def _trouble(self, environ: "WSGIEnvironment", surface: str, note: Note, host: RequestedHost) -> Trouble | None:
        """What stands before the account comes first: a request that it refuses uses up no fault."""
        fake = self._fake
        if not fake.gate and not fake.faults:
            return None
        account = fake.store.account(note.account) if note.account else None
        path = environ["PATH_INFO"]
        barred = fake.gate.bar(
            account,
            integration=note.integration,
            surface=surface,
            path=path,
            address=environ.get("REMOTE_ADDR", ""),
        )
        if barred is not None:
            return barred
        fault = fake.faults.take(note, method=environ["REQUEST_METHOD"], path=path)
        return None if fault is None else fault.trouble(lang=account.lang if account else flavour_of(host.domain).lang)


def _numbered(answer: Answer) -> Answer:
    # SDKs keep the request id of an answer for their error reports.
    if answer.code and not any(name.lower() == PER_REQUEST for name, _ in answer.headers):
        answer.headers.append(("X-Request-Id", secrets.token_hex(16)))
    return answer
