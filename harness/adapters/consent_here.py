"""amoCRM's own addresses as a developer's browser can open them: there nothing leads amoCRM's hosts to the fake."""

import json
from urllib.parse import urlsplit, urlunsplit

import jmespath
import jmespath.exceptions

from mock_amocrm.flavour import DOMAINS
from simulated_client import ApiShape, Request, Response, Send


def consent_here(url: str, crm_url: str) -> str:
    """The same page of the fake; an address of somebody else stays."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return url
    if not f".{host}".endswith(tuple(f".{domain}" for domain in DOMAINS)):
        return url
    fake = urlsplit(crm_url)
    return urlunsplit(parts._replace(scheme=fake.scheme, netloc=fake.netloc))


def sends_here(send: Send, api: ApiShape, crm_url: str) -> Send:
    """The same way to the backend, whose consent page is the fake's by its own address."""
    call = api.connect

    def sent(request: Request) -> Response:
        answer = send(request)
        if call is None or request.method != call.method or _bare(request.path) != _bare(call.path):
            return answer
        try:
            document = json.loads(answer.body)
            url = jmespath.search(call.read["url"], document)
        except (ValueError, RecursionError, jmespath.exceptions.JMESPathError):
            return answer
        if not isinstance(url, str) or (here := consent_here(url, crm_url)) == url:
            return answer
        body = json.dumps(_with(document, url, here), ensure_ascii=False).encode()
        return Response(answer.status, answer.headers, body)

    return sent


def _with(document: object, old: str, new: str) -> object:
    match document:
        case dict():
            return {key: _with(value, old, new) for key, value in document.items()}
        case list():
            return [_with(value, old, new) for value in document]
        case _:
            return new if document == old else document


def _bare(path: str) -> str:
    return path.partition("?")[0].rstrip("/")
