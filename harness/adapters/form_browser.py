"""A browser without scripts: plain HTTP and HTML forms, a hundred times faster than a real one."""

import time
from urllib.parse import urlencode, urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag

from harness.adapters import page_journey
from harness.adapters.page_journey import PageUnexpected
from harness.adapters.recorder import Recorder
from harness.adapters.second_tab import SecondTab
from harness.adapters.unreachable import reason
from harness.adapters.way_back import WayBack, leaves_browser, ways_back
from harness.ports.browser import Redirect

REDIRECTS = 20


class FormBrowser:
    """The Browser port over `requests`; amoCRM's hosts are reached through the fake as their proxy."""

    def __init__(
        self, *, person: str, crm_url: str, scheme: str, recorder: Recorder, ca_file: str | None = None
    ) -> None:
        self._person = person
        self._scheme = scheme
        self._recorder = recorder
        self._crm = crm_url
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.verify = ca_file or True
        self._url = "about:blank"
        self._page = BeautifulSoup("", "html.parser")
        self._deep_link: str | None = None
        self._redirect: Redirect = page_journey.unchanged
        self._beside: list[SecondTab] = []
        self._runs_scripts = True
        self._wants_button = False

    def block_scripts(self) -> None:
        """Take no way that only a script opens; others are read from the script's text."""
        self._runs_scripts = False

    def want_button(self) -> None:
        """Take no way but a button."""
        self._wants_button = True

    @property
    def url(self) -> str:
        """The address of the page that is shown."""
        return self._url

    @property
    def text(self) -> str:
        """The words on the page."""
        return " ".join(self._page.get_text(" ").split())

    def open(self, url: str) -> None:
        """Load a page, following redirects as a browser does."""
        self._go("GET", url, {})

    def open_beside(self, url: str) -> None:
        """Begin to load a page in another tab."""
        self._beside.append(SecondTab(url))

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether the page is amoCRM's sign-in form."""
        return _marked(self._page, page_journey.SIGN_IN) is not None

    @property
    def asks_to_allow(self) -> bool:
        """Whether the page has amoCRM's button that allows."""
        return _marked(self._page, page_journey.ALLOW) is not None

    def sign_in(self, *, email: str, password: str) -> bool:
        """Fill in amoCRM's sign-in form and send it; a refused one is shown again."""
        self._submit(self._form(page_journey.SIGN_IN), {"email": email, "password": password})
        return not self.asks_to_sign_in

    def allow(self, *, subdomain: str, redirect: Redirect = page_journey.unchanged) -> None:
        """Pick the account and press the allowing button; `redirect` may change where amoCRM sends the browser."""
        self._redirect = redirect
        try:
            self._decide(page_journey.ALLOW, subdomain)
        finally:
            self._redirect = page_journey.unchanged

    def deny(self, *, subdomain: str) -> None:
        """Pick the account and press the refusing button."""
        self._decide(page_journey.DENY, subdomain)

    def return_to_app(self) -> str:
        """Press the callback page's button; without one, take the link that is there, or that the page opens itself."""
        ways = self._ways()
        if self._wants_button:
            for way in ways:
                if way.by in ("page", "redirect"):
                    self._recorder.link_blocked(self._person, way.link, by=way.by)
            ways = [way for way in ways if way.by == "button"] or ways
        if not ways:
            raise PageUnexpected(
                f"no button or link leads to {self._scheme}: on {self._shown_url()}; the page says: {self.text[:200]!r}"
            )
        taken = ways[0]
        if self._wants_button and taken.by != "button":
            if taken.by == "link":
                self._recorder.link_blocked(self._person, taken.link, by="link")
            raise page_journey.wants_button(taken.by)
        self._recorder.deep_link(self._person, taken.link, by=taken.by)
        return taken.link

    def reload(self) -> None:
        """Open the page that is shown once more."""
        self._go("GET", self._url, {})

    def close_page(self) -> None:
        """Close the page; cookies stay."""
        self._url = "about:blank"
        self._page = BeautifulSoup("", "html.parser")
        self._deep_link = None

    def picture(self) -> None:
        """Nothing is drawn here."""

    def close(self) -> None:
        """Forget cookies and connections."""
        self._http.close()

    def _form(self, name: str) -> Tag:
        form = _marked(self._page, name)
        if form is None:
            raise PageUnexpected(
                f"amoCRM shows no {name} form on {self._shown_url()}; the page says: {self.text[:200]!r}"
            )
        return form

    def _decide(self, decision: str, subdomain: str) -> None:
        form = self._form("consent")
        button = _marked(form, decision)
        values = {}
        if button is not None and button.get("name"):
            values[str(button["name"])] = str(button.get("value", ""))
        choice = _marked(form, f"account-{subdomain}")
        if choice is not None:
            values[str(choice["name"])] = str(choice["value"])
        self._submit(form, values)

    def _submit(self, form: Tag, values: dict[str, str]) -> None:
        fields = {
            str(field["name"]): str(field.get("value", ""))
            for field in form.find_all("input")
            if field.get("name") and field.get("type") not in ("radio", "checkbox", "submit")
        }
        action = self._target(self._url, str(form.get("action") or self._url))
        method, filled = str(form.get("method", "get")).upper(), {**fields, **values}
        if method == "GET":
            action, filled = f"{action.partition('#')[0].partition('?')[0]}?{urlencode(filled)}", {}
        self._go(method, action, filled)

    def _go(self, method: str, url: str, form: dict[str, str]) -> None:
        try:
            self._follow(method, url, form)
        finally:
            while self._beside:
                self._beside.pop().end(self._recorder, person=self._person)

    def _follow(self, method: str, url: str, form: dict[str, str]) -> None:
        self._deep_link = None
        for _ in range(REDIRECTS):
            answer = self._ask(method, url, form)
            location = answer.headers.get("Location")
            if not (answer.is_redirect and location):
                self._url = url
                self._page = BeautifulSoup(answer.content, "html.parser")
                return
            if leaves_browser(location):
                self._url = url
                self._deep_link = location
                self._page = BeautifulSoup("", "html.parser")
                return
            target = self._target(url, location)
            url = self._redirect(target) if self._left_crm(url, target) else target
            if answer.status_code not in (307, 308):
                method, form = "GET", {}
        raise PageUnexpected(
            f"more than {REDIRECTS} redirects, the last one to {self._recorder.redactor.hide_url(url)}"
        )

    def _ask(self, method: str, url: str, form: dict[str, str]) -> requests.Response:
        parts = urlsplit(url)
        try:
            request = self._http.prepare_request(requests.Request(method, url, data=form or None))
        except requests.RequestException as error:
            raise PageUnexpected(self._recorder.redactor.hide(f"{url} is no address of a page: {error}")) from None
        started = time.monotonic_ns()
        crm = self._is_crm(parts.hostname or "", parts.port)
        if crm and parts.scheme == "https" and parts.netloc != urlsplit(self._crm).netloc:
            raise PageUnexpected(
                f"{parts.scheme}://{parts.netloc} is the real amoCRM: the fake stands in for http only."
                " Let the backend, or [app] authorize_url, say http."
            )
        status, headers, content = 0, {}, b""
        try:
            answer = self._http.send(
                request, timeout=30, allow_redirects=False, proxies={"http": self._crm} if crm else {}
            )
            status, headers, content = answer.status_code, dict(answer.headers), answer.content
        except (requests.RequestException, ValueError) as error:
            # requests reads a Location that it isn't asked to follow, and trips over an impossible one.
            why = reason(error) if isinstance(error, requests.RequestException) else str(error)
            content = why.encode()
            told = f"the browser can't open {url}: {why}"
            raise PageUnexpected(self._recorder.redactor.hide(told)) from None
        finally:
            self._note(method, url, request, crm=crm, status=status, headers=headers, content=content, started=started)
        return answer

    def _note(
        self,
        method: str,
        url: str,
        request: requests.PreparedRequest,
        *,
        crm: bool,
        status: int,
        headers: dict[str, str],
        content: bytes,
        started: int,
    ) -> None:
        if crm:
            return  # in the fake's journal already
        body = request.body
        self._recorder.exchange(
            caller="browser",
            person=self._person,
            method=method,
            url=url,
            request_headers=dict(request.headers),
            request_body=body.encode() if isinstance(body, str) else body or b"",
            status=status,
            response_headers=headers,
            response_body=content,
            started_ns=started,
            ended_ns=time.monotonic_ns(),
        )

    def _target(self, url: str, link: str) -> str:
        try:
            target = urljoin(url, link)
            urlsplit(target).port  # noqa: B018 - reading it is what checks it
        except ValueError as error:
            told = f"the page at {url} leads to {link}, which is no address: {error}"
            raise PageUnexpected(self._recorder.redactor.hide(told)) from None
        return target

    def _left_crm(self, url: str, target: str) -> bool:
        here, there = urlsplit(url), urlsplit(target)
        return self._is_crm(here.hostname or "", here.port) and not self._is_crm(there.hostname or "", there.port)

    def _is_crm(self, host: str, port: int | None) -> bool:
        crm = urlsplit(self._crm)
        return f".{host}".endswith((".amocrm.ru", ".kommo.com")) or (host, port) == (crm.hostname, crm.port)

    def _ways(self) -> list[WayBack]:
        """The ways into the app, the one that is taken first: what leaves by itself waits for nobody."""
        if self._deep_link is not None:
            return [WayBack("redirect", self._deep_link)]
        ways = [way for way in ways_back(self._page, self._scheme) if self._runs_scripts or not way.scripted]
        order = ("page", "button", "link")
        # A button's own script comes before the form that it stands in.
        return sorted(ways, key=lambda way: (way.late, order.index(way.by), not way.scripted))

    def _shown_url(self) -> str:
        return self._recorder.redactor.hide_url(self._url)


def _marked(root: Tag, name: str) -> Tag | None:
    return root.select_one(f'[data-testid="{name}"]')
