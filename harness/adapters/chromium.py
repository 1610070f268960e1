"""One person's real browser: the pages are Chromium's, the hops are the recorder's."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route, WebError
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from harness.adapters import chromium_errors, chromium_hops, page_journey
from harness.adapters.chromium_links import LeavingLinks
from harness.adapters.chromium_picture import picture_of
from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.chromium_trace import ScenarioTrace
from harness.adapters.page_journey import PageUnexpected
from harness.adapters.recorder import Recorder
from harness.adapters.waiting import WaitedTooLong, wait_for
from harness.adapters.way_back import leaves_browser
from harness.ports.browser import Redirect
from harness.wire.exchange import Way


class ChromiumBrowser:
    """The Browser port in a real browser."""

    def __init__(
        self,
        *,
        person: str,
        process: ChromiumProcess,
        crm_url: str,
        scheme: str,
        recorder: Recorder,
        trace: ScenarioTrace | None = None,
    ) -> None:
        self._person = person
        self._scheme = scheme
        self._crm = urlsplit(crm_url)
        self._recorder = recorder
        self._links = LeavingLinks(person=person, recorder=recorder)
        self._guessed = False
        self._under_way: set[Request] = set()
        self._process = process
        self._trace = trace
        self._seconds = process.settings.timeout_seconds
        self._context, self._page = self._begin(scripts=True)

    def block_scripts(self) -> None:
        """Begin anew with a profile in which no page runs scripts."""
        self.close()
        self._context, self._page = self._begin(scripts=False)

    def want_button(self) -> None:
        """Let only what a pressed button opens leave the browser."""
        self._links.wants_button = True

    @property
    def url(self) -> str:
        """The address of the page that is shown."""
        return self._page.url

    @property
    def text(self) -> str:
        """The words on the page."""
        return " ".join(self._page.inner_text("body").split())

    def open(self, url: str) -> None:
        """Load a page, following redirects."""
        self._acting(lambda: self._page.goto(url, wait_until="commit"), f"open {self._recorder.redactor.hide_url(url)}")

    def open_beside(self, url: str) -> None:
        """Begin to load a page in another tab, which a script can do without waiting."""
        self._context.new_page().evaluate("url => { location.href = url }", url)

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether the page is amoCRM's sign-in form."""
        return self._page.get_by_test_id(page_journey.SIGN_IN).count() > 0

    @property
    def asks_to_allow(self) -> bool:
        """Whether the page has amoCRM's button that allows."""
        return self._page.get_by_test_id(page_journey.ALLOW).count() > 0

    def sign_in(self, *, email: str, password: str) -> bool:
        """Fill in amoCRM's sign-in form and send it; a refused one is shown again."""
        form = self._page.get_by_test_id(page_journey.SIGN_IN)
        # What is typed is in a trace, also where the form is never sent.
        self._recorder.redactor.know(password)

        def act() -> None:
            form.get_by_test_id(page_journey.EMAIL).fill(email)
            form.get_by_test_id(page_journey.PASSWORD).fill(password)
            form.get_by_test_id("sign-in-submit").click()

        self._acting(act, "sign in to amoCRM")
        return not self.asks_to_sign_in

    def allow(self, *, subdomain: str, redirect: Redirect = page_journey.unchanged) -> None:
        """Pick the account and press the allowing button; `redirect` may change where amoCRM sends the browser."""
        if redirect is page_journey.unchanged:
            self._decide(page_journey.ALLOW, subdomain)
            return

        def answer(route: Route) -> None:
            # Playwright never shows a redirected request to a route, so its answer is changed one hop earlier.
            got = self._process.ask_crm(route.request)
            location = got.headers.get("location")
            changed = {**got.headers, "location": redirect(location)} if location else got.headers
            route.fulfill(response=got, headers=changed)

        def consent(url: str) -> bool:
            return urlsplit(url).path.rstrip("/").endswith("/oauth")

        with self._links.despite_routes(self._context, self._page):
            self._context.route(consent, answer)
            try:
                self._decide(page_journey.ALLOW, subdomain)
            finally:
                self._context.unroute(consent)

    def deny(self, *, subdomain: str) -> None:
        """Pick the account and press the refusing button."""
        self._decide(page_journey.DENY, subdomain)

    def return_to_app(self) -> str:
        """Press the callback page's button as soon as it has one, unless the page leaves by itself before that."""
        self._links.pressed, self._guessed = None, False
        try:
            wait_for(self._left, what=f"a link to {self._scheme}:", seconds=self._seconds)
        except (WaitedTooLong, PlaywrightError):
            raise PageUnexpected(
                f"no link to {self._scheme}: left the browser on {self._shown()}; the page says: {self.text[:200]!r}"
            ) from None
        if not self._links.went:
            assert self._links.blocked is not None
            raise page_journey.wants_button(self._links.blocked)
        by, link = self._links.went[-1]
        self._recorder.deep_link(self._person, link, by=by)
        # Full Chromium asks "Open xdg-open?" in a dialog nobody sees, which swallows every later click in this tab.
        self.close_page()
        return link

    def reload(self) -> None:
        """Open the page that is shown once more."""
        self._acting(lambda: self._page.reload(wait_until="commit"), "reload the page")

    def close_page(self) -> None:
        """Close the tab for an empty one; the profile stays."""
        self._page.close()
        self._page = self._context.new_page()
        self._links.forget()
        self._guessed = False

    def picture(self) -> bytes | None:
        """The tab as it looks now."""
        return picture_of(self._page, hide=self._recorder.redactor.hide)

    def close(self) -> None:
        """Forget the profile."""
        if self._trace is not None:
            self._trace.lose(self._context)
        self._context.close()

    def _begin(self, *, scripts: bool) -> tuple[BrowserContext, Page]:
        context = self._process.context(scripts=scripts)
        if self._trace is not None:
            self._trace.follow(context, person=self._person)
        context.on("request", self._on_request)
        context.on("requestfinished", self._on_finished)
        context.on("requestfailed", self._on_failed)
        context.on("weberror", self._on_thrown)
        context.on("console", self._on_logged)
        return context, context.new_page()

    def _press(self) -> None:
        """Press the way back; where none can be seen, the first button that there is, and that only once."""
        app = f'^="{self._scheme.lower()}:" i]'
        on_page = self._page.locator
        # A page may have a logo or a help link above the button that is meant.
        buttons = on_page(f'[onclick*{app[1:]}:visible, form[action{app} :is(button, input[type="submit"]):visible')
        links, others = on_page(f"a[href{app}:visible"), on_page("button:visible, a:visible")
        by: Way = "button"
        if buttons.count():
            found = buttons.first
        elif links.count():
            found, by = links.first, "link"
        elif others.count() and not self._guessed:
            found, self._guessed = others.first, True
            by = "link" if leaves_browser(found.get_attribute("href") or "") else "button"
        else:
            return
        # Looking for it lets time pass: a page that leaves by itself may have done so by now.
        if not self._links.went:
            self._links.pressed = by
            found.click(no_wait_after=True)

    def _decide(self, decision: str, subdomain: str) -> None:
        def act() -> None:
            choice = self._page.get_by_test_id(f"account-{subdomain}")
            if choice.count():
                choice.check()
            self._page.get_by_test_id(decision).click()

        self._acting(act, f"press {decision} on the consent page")

    def _acting(self, act: Callable[[], object], what: str) -> None:
        try:
            act()
            # Whatever the page has asked for is on record before the next step begins.
            wait_for(self._settled, what="the page's requests to end", seconds=self._seconds, seen=self._asked)
        except PlaywrightTimeout as error:
            raise WaitedTooLong(
                f"couldn't {what} on {self._shown()}: {self._told(error)}; {self.text[:200]!r}"
            ) from None
        except PlaywrightError as error:
            # A 302 to the app's scheme aborts the navigation: that is how it looks when it works.
            if "ERR_ABORTED" not in str(error) or not (self._links.went or self._links.blocked):
                raise PageUnexpected(f"couldn't {what} on {self._shown()}: {self._told(error)}") from None
            wait_for(self._quiet, what="the redirect's own request to end", seconds=self._seconds, seen=self._asked)

    def _quiet(self) -> bool:
        # Playwright hands out its events only while it is asked something.
        self._ready_state()
        return not self._under_way

    def _settled(self) -> bool:
        # A page that leaves for the app while it loads never gets to its load event, but it does get complete.
        return self._ready_state() == "complete" and not self._under_way

    def _left(self) -> bool:
        # Playwright hands out its events only while it is asked something.
        self._ready_state()
        links = self._links
        if links.blocked == "redirect":
            return True  # no page has come: what is shown is still amoCRM's, and its buttons are not meant
        if not links.went and (links.pressed is None or self._guessed):
            self._press()
        return bool(links.went) or (links.blocked is not None and links.pressed != "button")

    def _ready_state(self) -> str:
        try:
            return str(self._page.evaluate("document.readyState"))
        except PlaywrightError:
            return "navigating"  # the page was replaced while it was asked

    def _asked(self) -> str:
        return ", ".join(self._recorder.redactor.hide_url(request.url) for request in self._under_way) or "nothing"

    def _told(self, error: PlaywrightError) -> str:
        return self._recorder.redactor.hide(_first_line(error))

    def _on_request(self, request: Request) -> None:
        if leaves_browser(request.url):
            self._links.leave(request.url, redirected=request.redirected_from is not None)
        else:
            self._under_way.add(request)

    def _on_finished(self, request: Request) -> None:
        self._record(request)
        self._under_way.discard(request)

    def _on_failed(self, request: Request) -> None:
        # What the browser gave up by itself (a page that was left, a link to an app) is no answer that is missing.
        if request.failure and "ERR_ABORTED" not in request.failure and "UNKNOWN_URL_SCHEME" not in request.failure:
            self._record(request)
        self._under_way.discard(request)

    def _on_thrown(self, error: WebError) -> None:
        self._note(chromium_errors.thrown(error))

    def _on_logged(self, message: ConsoleMessage) -> None:
        error = chromium_errors.logged(message)
        if error is not None:
            self._note(error)

    def _note(self, error: chromium_errors.ScriptError) -> None:
        if chromium_hops.is_backends(error.url, self._crm):
            self._recorder.page_error(self._person, error.text, url=error.url, uncaught=error.uncaught)

    def _record(self, request: Request) -> None:
        chromium_hops.record(request, recorder=self._recorder, person=self._person, crm=self._crm)

    def _shown(self) -> str:
        return self._recorder.redactor.hide_url(self._page.url)


def _first_line(error: PlaywrightError) -> str:
    return str(error).partition("\n")[0]
