"""A request of amoCRM's own as an entry of the journal."""

import time
from urllib.parse import SplitResult, unquote

from mock_amocrm.journal import Entry, capped
from mock_amocrm.note import Note
from mock_amocrm.outgoing.message import Outgoing, Reply
from mock_amocrm.redaction import Exchange, Headers, redact
from mock_amocrm.state.store import Store

SURFACE = "hook"  # a surface of its own: here amoCRM is the caller, and everywhere else it is called
ANSWERED = "answered"


def journalled(
    store: Store, outgoing: Outgoing, url: SplitResult, headers: Headers, reply: Reply, *, started_ns: int
) -> Entry:
    """The entry, without secrets; where no answer came its body is the reason."""
    integration = store.integrations.get(outgoing.integration or "")
    secret = (integration.client_secret,) if integration else ()
    public = url._replace(netloc=url.netloc.rpartition("@")[2])
    exchange, fingerprints = redact(
        Exchange(
            url=public.geturl(),
            path=unquote(url.path) or "/",
            request_headers=headers,
            request_body=outgoing.body.decode("utf-8", "replace"),
            response_headers=reply.headers,
            response_body=reply.body.decode("utf-8", "replace") if reply.status else reply.reason,
        ),
        oauth=True,
        known=(*secret, *outgoing.secrets),
    )
    return Entry(
        surface=SURFACE,
        note=Note(
            account=outgoing.account.subdomain,
            account_time=outgoing.account.clock.now(),
            integration=outgoing.integration,
            outcome=reply.failure.value if reply.failure else ANSWERED,
            purpose=outgoing.purpose,
        ),
        started_ns=started_ns,
        ended_ns=time.monotonic_ns(),
        wall=time.time(),
        method=outgoing.method,
        url=exchange.url,
        path=exchange.path,
        request_headers=exchange.request_headers,
        request_body=capped(exchange.request_body),
        status=reply.status,
        response_headers=exchange.response_headers,
        response_body=capped(exchange.response_body),
        fingerprints=fingerprints,
        fault=outgoing.hindrance.id if outgoing.hindrance else None,
    )
