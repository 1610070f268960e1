"""An account and an integration of a running fake, and somebody who goes through the consent page."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import requests
from bs4 import BeautifulSoup

from mock_amocrm.server import MockAmoCRM
from mock_amocrm.state.account import Account, Baseline, Row
from mock_amocrm.state.integration import Integration

REDIRECT_URI = "https://backend.example/api/amo-crm/callback"
PASSWORD = "correct horse battery staple"


def user(number: int, name: str, *, is_admin: bool = False) -> Row:
    """A user row as worlds make them."""
    return {
        "id": number,
        "name": name,
        "email": f"{name.lower()}@example.com",
        "password": PASSWORD,
        "lang": "ru",
        "is_admin": is_admin,
        "is_active": True,
    }


BASELINE = Baseline(
    tables={"users": {row["id"]: row for row in (user(501, "Anna", is_admin=True), user(503, "Boris"))}},
    next_ids={"users": 505},
)


@dataclass
class Visitor:
    """A browser without a screen: follows nothing, submits the forms it was shown."""

    mock: MockAmoCRM
    host: str
    http: requests.Session = field(default_factory=requests.Session)
    page: requests.Response = field(init=False)

    def open(self, path: str) -> requests.Response:
        """Open a page of the host."""
        self.page = self.http.get(self.mock.url + path, headers={"Host": self.host}, allow_redirects=False)
        return self.page

    def submit(self, **fields: str) -> requests.Response:
        """Submit the page's form with its hidden fields and these."""
        form = BeautifulSoup(self.page.text, "html.parser").find("form")
        assert form is not None, self.page.text
        hidden = {
            str(control["name"]): str(control["value"]) for control in form.find_all("input", attrs={"type": "hidden"})
        }
        self.page = self.http.post(
            self.mock.url + str(form["action"]),
            data={**hidden, **fields},
            headers={"Host": self.host},
            allow_redirects=False,
        )
        return self.page

    def sign_in(self, email: str = "anna@example.com", password: str = PASSWORD) -> requests.Response:
        """Fill in the sign-in form."""
        return self.submit(email=email, password=password)

    def landed(self) -> dict[str, str]:
        """The parameters that the redirect brought to the integration."""
        assert self.page.status_code == 302, self.page.text
        query = urlsplit(self.page.headers["Location"]).query
        return {key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()}


@dataclass
class Shop:
    """One account and one integration of a running fake, and the shortest ways through them."""

    mock: MockAmoCRM
    account: Account
    integration: Integration

    def visitor(self, host: str | None = None) -> Visitor:
        """Somebody with a fresh browser."""
        return Visitor(self.mock, host or f"www.{self.account.domain}")

    def consent(self, *, state: str = "s-1", email: str = "anna@example.com") -> dict[str, str]:
        """Through the consent page to the redirect's parameters."""
        visitor = self.visitor(self.account.host)
        visitor.open(f"/oauth?client_id={self.integration.client_id}&state={state}&mode=popup")
        visitor.sign_in(email)
        visitor.submit(action="allow")
        return visitor.landed()

    def code(self) -> str:
        """A fresh code."""
        return self.consent()["code"]

    def fields(self, **more: str) -> dict[str, str]:
        """The client's own fields of a token request."""
        return {
            "client_id": self.integration.client_id,
            "client_secret": self.integration.client_secret,
            "redirect_uri": self.integration.redirect_uri,
            **more,
        }

    def token(self, *, host: str | None = None, **fields: str) -> requests.Response:
        """A token request as the docs show it; fields given here win."""
        return requests.post(
            f"{self.mock.url}/oauth2/access_token",
            json=self.fields(**fields),
            headers={"Host": host or self.account.host},
            timeout=10,
        )

    def redeem(self, code: str, **fields: str) -> requests.Response:
        """Exchange a code."""
        return self.token(**{"grant_type": "authorization_code", "code": code, **fields})

    def refresh(self, refresh_token: str, **fields: str) -> requests.Response:
        """Refresh a pair."""
        return self.token(**{"grant_type": "refresh_token", "refresh_token": refresh_token, **fields})

    def pair(self) -> dict[str, str]:
        """A fresh token pair."""
        answer = self.redeem(self.code())
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def me(self, access_token: str, *, host: str | None = None) -> requests.Response:
        """Ask who granted a token."""
        headers = {"Host": host or self.account.host, "Authorization": f"Bearer {access_token}"}
        return requests.get(f"{self.mock.url}/v3/user", headers=headers, timeout=10)


def open_website_shop(mock: MockAmoCRM, redirect_uri: str) -> "Shop":
    """One whose integration lives at a website; its people are nobody else's."""
    shop = open_shop(mock)
    shop.integration = mock.store.add_integration(name="Leads sync", redirect_uri=redirect_uri)
    shop.account.put("users", [{**row, "email": email(shop)} for row in shop.account.rows("users")[:1]])
    return shop


def email(shop: "Shop") -> str:
    """The address of such a shop's administrator."""
    return f"anna@{shop.account.subdomain}.example"


def open_shop(mock: MockAmoCRM, **account: str) -> Shop:
    """A new account with its own integration."""
    integration = mock.store.add_integration(name="Leads sync", redirect_uri=REDIRECT_URI)
    return Shop(mock, mock.store.add_account(BASELINE, **account), integration)
