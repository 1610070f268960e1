"""What every request passes before Flask sees it: made plain, attributed, struck by a fault perhaps, written down."""

import secrets
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mock_amocrm.answer import Answer, answer_of
from mock_amocrm.attribution import attribute, surface_of
from mock_amocrm.extension import Extension
from mock_amocrm.hosts import RequestedHost, understand
from mock_amocrm.note import NOTE, Note
from mock_amocrm.page_shortcut import PER_REQUEST, PageKey, PageShortcut
from mock_amocrm.request_line import make_plain, taken_body
from mock_amocrm.scribe import Arrival, Scribe

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONTROL = "/_mock"  # neither imitated nor journaled


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
        if surface == "api" and not self._fake.faults:
            answer = self._page(environ, host, started)
        else:
            answer = self._served(environ, host, surface, started)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _page(self, environ: "WSGIEnvironment", host: RequestedHost, started: int) -> Answer:
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
        return page

    def _served(
        self,
        environ: "WSGIEnvironment",
        host: RequestedHost,
        surface: str,
        started: int,
        *,
        key: PageKey | None = None,
    ) -> Answer:
        body = taken_body(environ)
        note = attribute(self._fake.store, environ, surface=surface, host=host, body=body)
        environ[NOTE] = note
        faults = self._fake.faults
        fault = faults.take(note, method=environ["REQUEST_METHOD"], path=environ["PATH_INFO"]) if faults else None
        if fault is None:
            answer = answer_of(self._app, environ)
            if key is not None:
                self._shortcut.remember(key, answer)
        else:
            if fault.after:
                answer_of(self._app, environ)
            answer = fault.answer()
        answer = _numbered(answer)
        self._scribe.record(Arrival(environ, surface, note, started, body), answer, fault=fault)
        return answer


def _numbered(answer: Answer) -> Answer:
    # SDKs keep the request id of an answer for their error reports.
    if not any(name.lower() == PER_REQUEST for name, _ in answer.headers):
        answer.headers.append(("X-Request-Id", secrets.token_hex(16)))
    return answer
