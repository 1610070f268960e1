"""`send`: checks where a request goes, sends it, and writes it into the journal beside everything else."""

import base64
import ssl
import string
import time
from collections.abc import Collection
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urlsplit

from mock_amocrm.outgoing.connection import Deadline, exchanged
from mock_amocrm.outgoing.destination import RefusedDestination, resolved
from mock_amocrm.outgoing.journalling import journalled
from mock_amocrm.outgoing.message import Failure, Outgoing, Reply
from mock_amocrm.redaction import Headers
from mock_amocrm.state.hindrance import Hindrance

if TYPE_CHECKING:
    from mock_amocrm.extension import Extension

USER_AGENT = "mock-amocrm"  # where nothing is known of what the real service calls itself


def send(fake: "Extension", outgoing: Outgoing, *, seconds: float) -> Reply:
    """One request, at most `seconds` long, whatever the receiver does; never raises for what a receiver did.

    No proxy of the environment is used, and no redirect is followed.
    """
    started = time.monotonic_ns()
    url = _parts(outgoing.url)
    headers = _headers(outgoing, url)
    hindrance = outgoing.hindrance
    reply = Reply()
    if hindrance is None or hindrance.reaches:
        reply = _reply(outgoing, url, headers, allowed=fake.deliver_to, seconds=seconds)
    if hindrance is not None:
        reply = _hindered(hindrance, seconds)
    fake.journal.record(journalled(fake.store, outgoing, url, headers, reply, started_ns=started))
    return reply


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # a bracket too many; nothing is at such an address, and it is refused as that
        return SplitResult("", "", url, "", "")


def _reply(
    outgoing: Outgoing, url: SplitResult, headers: Headers, *, allowed: Collection[str], seconds: float
) -> Reply:
    deadline = Deadline(seconds)
    try:
        status, answered, body = exchanged(
            resolved(url, allowed=allowed),
            is_tls=url.scheme == "https",
            method=outgoing.method,
            target=quote((url.path or "/") + (f"?{url.query}" if url.query else ""), safe=string.punctuation),
            headers=headers,
            body=outgoing.body,
            deadline=deadline,
        )
    except RefusedDestination as refusal:
        return Reply(failure=Failure.REFUSED, reason=str(refusal))
    except TimeoutError:
        return Reply(failure=Failure.TIMED_OUT, reason=_late(seconds))
    except ssl.SSLError as error:
        return Reply(failure=Failure.UNREACHABLE, reason=str(error))
    except (HTTPException, ConnectionError) as error:
        unreachable = isinstance(error, ConnectionRefusedError)
        reason = str(error) or type(error).__name__
        return Reply(failure=Failure.UNREACHABLE if unreachable else Failure.BROKEN, reason=reason)
    except OSError as error:
        return Reply(failure=Failure.UNREACHABLE, reason=error.strerror or str(error))
    return Reply(status, answered, body)


def _hindered(hindrance: Hindrance, seconds: float) -> Reply:
    if hindrance.status:
        return Reply(hindrance.status)
    return Reply(failure=Failure.TIMED_OUT, reason=_late(seconds))


def _late(seconds: float) -> str:
    return f"no whole answer within {seconds:g} s"


def _headers(outgoing: Outgoing, url: SplitResult) -> Headers:
    credentials, _, host = url.netloc.rpartition("@")
    own: list[tuple[str, str]] = [("Host", host), ("User-Agent", USER_AGENT), ("Accept", "*/*")]
    if credentials:
        basic = base64.b64encode(unquote(credentials).encode()).decode()
        own.append(("Authorization", f"Basic {basic}"))
    if outgoing.body or outgoing.method != "GET":
        own.append(("Content-Length", str(len(outgoing.body))))
    given = {name.lower() for name, _ in outgoing.headers}
    return (*((name, value) for name, value in own if name.lower() not in given), *outgoing.headers)
