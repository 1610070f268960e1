"""Somebody with a keep-alive connection to the fake: makes accounts, goes through the consent page, redeems codes.

Nothing but `http.client`, so that what is timed is the server; reading forms is never timed.
"""

import json
import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import parse_qs, urlencode, urlsplit

REDIRECT_URI = "http://127.0.0.1:9/callback"
FORM = "application/x-www-form-urlencoded"
INPUT = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass
class Visitor:
    """One connection; `elapsed` adds up the time spent waiting for answers."""

    address: tuple[str, int]
    patience: float = 30  # seconds for an answer
    elapsed: float = 0.0
    cookie: str = ""
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection(*self.address, timeout=self.patience)

    def ask(
        self, method: str, path: str, *, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[HTTPResponse, bytes]:
        """One request and its whole answer, timed."""
        sent = {**({"Cookie": self.cookie} if self.cookie else {}), **(headers or {})}
        began = time.perf_counter()
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        content = answer.read()
        self.elapsed += time.perf_counter() - began
        if set_cookie := answer.headers.get("Set-Cookie"):
            self.cookie = set_cookie.partition(";")[0]
        return answer, content

    def post_form(self, path: str, fields: dict[str, str]) -> tuple[HTTPResponse, bytes]:
        """A form, as browsers and OAuth clients send it."""
        return self.ask("POST", path, body=urlencode(fields), headers={"Content-Type": FORM})

    def control(self, method: str, path: str, body: object = None) -> dict[str, object]:
        """A call of the fake's control API."""
        sent = None if body is None else json.dumps(body)
        answer, content = self.ask(method, f"/_mock{path}", body=sent)
        assert answer.status < 300, content
        return dict(json.loads(content))

    def close(self) -> None:
        """Hang up."""
        self.connection.close()


@dataclass(frozen=True, slots=True)
class Tenant:
    """An account and an integration of a running fake."""

    account: dict[str, object]
    integration: dict[str, object]

    @property
    def consent_path(self) -> str:
        """The consent page of the integration."""
        return f"/oauth?client_id={self.integration['client_id']}&state=s-1"

    def sign_in(self, visitor: Visitor) -> dict[str, str]:
        """From the sign-in page to the consent page: two requests; the fields of the consent form."""
        users = self.account["users"]
        assert isinstance(users, list)
        _, page = visitor.ask("GET", self.consent_path)
        own = {"email": users[0]["email"], "password": users[0]["password"]}
        _, page = visitor.post_form(self.consent_path, hidden_fields(page) | own)
        return hidden_fields(page)

    def allow(self, visitor: Visitor, consent_form: dict[str, str]) -> str:
        """Press «Разрешить»: one request; the code."""
        answer, page = visitor.post_form(self.consent_path, consent_form | {"action": "allow"})
        assert answer.status == 302, page
        return code_in(answer)

    def redeem(self, visitor: Visitor, **grant: str) -> dict[str, object]:
        """One token request."""
        own = {name: str(self.integration[name]) for name in ("client_id", "client_secret", "redirect_uri")}
        answer, content = visitor.post_form("/oauth2/access_token", own | grant)
        assert answer.status == 200, content
        return dict(json.loads(content))

    def connect(self, visitor: Visitor) -> dict[str, object]:
        """The whole way: four requests; a token pair."""
        code = self.allow(visitor, self.sign_in(visitor))
        return self.redeem(visitor, grant_type="authorization_code", code=code)


def new_tenant(visitor: Visitor, world: str, **how: object) -> Tenant:
    """A fresh account and an integration."""
    account = visitor.control("POST", "/accounts", {"world": world, **how})
    return Tenant(
        account, visitor.control("POST", "/integrations", {"name": "Benchmark", "redirect_uri": REDIRECT_URI})
    )


def code_in(answer: HTTPResponse) -> str:
    """The code that a redirect carries."""
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


def hidden_fields(page: bytes) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return dict(INPUT.findall(page.decode()))
