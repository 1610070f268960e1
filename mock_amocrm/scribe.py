"""Writes the journal: turns a request and its answer into an entry without secrets."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_amocrm.answer import Answer
from mock_amocrm.api_v4.memo import Memo
from mock_amocrm.faults.trouble import Mark
from mock_amocrm.journal import Entry, Journal, capped, packed
from mock_amocrm.note import Note
from mock_amocrm.redaction import Exchange, Found, Headers, redact, redact_headers, redact_url
from mock_amocrm.request_line import absolute_url, decoded_path
from mock_amocrm.state.store import Store

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

OAUTH = frozenset({"consent", "token"})
# The servers keep two headers apart from the rest; Proxy is no header of ours (an HTTP_PROXY variable looks like one).
UNPREFIXED = {"CONTENT_TYPE": "Content-Type", "CONTENT_LENGTH": "Content-Length"}
NO_HEADER = "HTTP_PROXY"
LONG_BODY = 1024  # characters; a consent page shrinks to a third, an error body is not worth it
PAGES_KNOWN = 1024 * 1024  # bytes of pages that were packed lately and may come again


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as it came in."""

    environ: "WSGIEnvironment"
    surface: str
    note: Note
    started_ns: int
    body: bytes = b""


class Scribe:
    """Fills one journal."""

    def __init__(self, store: Store, journal: Journal) -> None:
        self._store = store
        self._journal = journal
        self._names: dict[str, str] = dict(UNPREFIXED)
        self._packed: Memo[bytes] = Memo(bound=PAGES_KNOWN)

    def record(self, arrival: Arrival, answer: Answer, *, mark: Mark | None = None) -> None:
        """Write down what happened, before the client hears of it."""
        environ, note = arrival.environ, arrival.note
        account = self._store.account(note.account) if note.account else None
        note.account_time = account.clock.now() if account else None
        redacted = self._page(arrival, answer) if _is_page(arrival, answer) else self._full(arrival, answer)
        exchange, response_body, fingerprints = redacted
        self._journal.record(
            Entry(
                surface=arrival.surface,
                note=note,
                started_ns=arrival.started_ns,
                ended_ns=time.monotonic_ns(),
                wall=time.time(),
                method=environ["REQUEST_METHOD"],
                url=exchange.url,
                path=exchange.path,
                request_headers=self._journal.shared(exchange.request_headers),
                request_body=capped(exchange.request_body),
                status=answer.code,
                response_headers=exchange.response_headers,
                response_body=response_body,
                fingerprints=fingerprints,
                fault=mark.id if mark else None,
                fault_kind=mark.kind if mark else None,
            )
        )

    def _page(self, arrival: Arrival, answer: Answer) -> tuple[Exchange, bytes, Mapping[str, str]]:
        # What was sent is kept as it is, packed but not searched: pages are lead data, and tokens are no leads.
        found = Found()
        exchange = Exchange(
            url=redact_url(absolute_url(arrival.environ), found=found),
            path=redact_url(decoded_path(arrival.environ), found=found),
            request_headers=redact_headers(self._headers(arrival.environ), found=found),
            response_headers=tuple(answer.headers),
        )
        page = answer.body
        body = self._packed.get(page) or self._packed.put(page, packed(page), weight=len(page))
        return exchange, body, found.fingerprints

    def _full(self, arrival: Arrival, answer: Answer) -> tuple[Exchange, str | bytes, Mapping[str, str]]:
        oauth = arrival.surface in OAUTH
        known = [each.client_secret for each in list(self._store.integrations.values())] if oauth else []
        exchange, fingerprints = redact(
            Exchange(
                url=absolute_url(arrival.environ),
                path=decoded_path(arrival.environ),
                request_headers=self._headers(arrival.environ),
                request_body=arrival.body.decode("utf-8", "replace"),
                response_headers=tuple(answer.headers),
                response_body=answer.body.decode("utf-8", "replace"),
            ),
            oauth=oauth,
            known=known,
        )
        body = capped(exchange.response_body)
        return exchange, packed(body.encode()) if len(body) > LONG_BODY else body, fingerprints

    def _headers(self, environ: "WSGIEnvironment") -> Headers:
        names = self._names
        pairs = []
        for key, value in environ.items():
            name = names.get(key)
            if name is None and key.startswith("HTTP_") and key != NO_HEADER:
                name = names[key] = key[5:].replace("_", "-").title()
            if name is not None:
                pairs.append((name, value))
        return tuple(pairs)


def _is_page(arrival: Arrival, answer: Answer) -> bool:
    return (
        arrival.surface == "api"
        and arrival.environ["REQUEST_METHOD"] == "GET"
        and answer.code == 200
        and not arrival.body
    )
