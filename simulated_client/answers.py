"""The backend's answers: refused or read, by the JMESPaths of the call that they belong to."""

import json

from simulated_client.api_shape import Call
from simulated_client.failures import Refused, WrongShape, standard_phrase
from simulated_client.wire import Response

_NOT_JSON = object()


class Answer:
    """A success of the backend, read by the call's own JMESPaths."""

    def __init__(self, call: Call, response: Response) -> None:
        self._call = call
        self._document = _parsed(response.body)

    def read(self, name: str) -> object:
        """The value under that name, or None where there is none."""
        if self._document is _NOT_JSON:
            raise WrongShape(f"{self._call.method} {self._call.path} did not answer with JSON")
        return read_path(self._call.read.get(name), self._document)

    def at(self, path: str) -> object:
        """What lies at a path that isn't the call's own."""
        return read_path(path, self._document)

    def read_url(self, name: str) -> str:
        """The value, which must be an address that a browser can open."""
        url = self.read_text(name)
        if not url.startswith(("https://", "http://")):
            raise WrongShape(f"{self._call.method} {self._call.path} has no web address at {self._call.read[name]!r}")
        return url

    def read_text(self, name: str) -> str:
        """The value, which must be a string with something in it."""
        value = self.read(name)
        if not isinstance(value, str) or not value:
            where = self._call.read[name]
            raise WrongShape(f"{self._call.method} {self._call.path} has no string at {where!r} ({name})")
        return value


def read_path(path: str | None, document: object) -> object:
    """What a JMESPath finds in a document; no path finds None."""
    if path is None:
        return None
    from jmespath import search

    found: object = search(path, document)
    return found


def accepted(call: Call, response: Response) -> Answer:
    """The answer, unless it is a refusal."""
    if not 200 <= response.status < 300:
        raise Refused(response.status, message_of(response))
    return Answer(call, response)


def message_of(response: Response) -> str:
    """What a refusal says, or the phrase of its status."""
    document = _parsed(response.body)
    message = document.get("message") if isinstance(document, dict) else None
    return message if isinstance(message, str) else standard_phrase(response.status)


def _parsed(body: bytes) -> object:
    try:
        document: object = json.loads(body)
    except ValueError:
        return _NOT_JSON
    return document
