"""A misfortune that was ordered: which requests it strikes, and what they are answered instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http import HTTPStatus

import orjson

from mock_amocrm.answer import Answer
from mock_amocrm.note import Note
from mock_amocrm.pages.server_page import server_page
from mock_amocrm.problems import PROBLEM_JSON

BODILESS = frozenset({204, 304})
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Fault:
    """Strikes requests that match everything it names, `times` times; None is every time until deleted."""

    id: str
    path: str  # a glob: /oauth2/access_token, /api/v4/leads*
    status: int
    method: str | None = None
    account: str | None = None
    integration: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None  # text as it is, anything else as JSON; None is a problem document of the status
    page: bool = False  # without a body: the page of a web server that stands before amoCRM, instead of the problem
    times: int | None = 1
    after: bool = False  # the request takes effect and only its answer is lost

    def strikes(self, note: Note, *, method: str, path: str) -> bool:
        """Whether a request is one of those meant."""
        return (
            (self.method is None or self.method == method)
            and (self.account is None or self.account == note.account)
            and (self.integration is None or self.integration == note.integration)
            and fnmatchcase(path, self.path)
        )

    def answer(self) -> Answer:
        """What is sent instead."""
        content_type, body = self._content()
        headers = list(self.headers.items())
        if body and "content-type" not in {name.lower() for name in self.headers}:
            headers.append(("Content-Type", content_type))
        headers.append(("Content-Length", str(len(body))))
        return Answer(f"{self.status} {phrase(self.status)}", headers, body)

    def _content(self) -> tuple[str, bytes]:
        if self.status in BODILESS:
            return "", b""
        if self.body is None and self.page:
            return HTML, server_page(self.status, phrase(self.status)).encode()
        if self.body is None:
            title = phrase(self.status)
            problem = {"title": title, "type": f"https://httpstatus.es/{self.status}", "status": self.status}
            return PROBLEM_JSON, orjson.dumps({**problem, "detail": title})
        if isinstance(self.body, str):
            return HTML, self.body.encode()
        return "application/json", orjson.dumps(self.body)


def phrase(status: int) -> str:
    """The reason phrase of a status, if it has one."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Fault"
