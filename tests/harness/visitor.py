"""A person with a browser of either kind, a site to visit, and what was written down of it."""

from tiny_site import Site, recorder

from harness.adapters.chromium import ChromiumBrowser
from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.chromium_trace import ScenarioTrace
from harness.adapters.form_browser import FormBrowser
from harness.wire.exchange import DeepLink, Entry, Exchange, LinkBlocked, PageError

CODE = "def50200" + "a1b2c3d4e5f60718" * 8
NOWHERE = "http://127.0.0.1:9"


class Visitor:
    """What both kinds have."""

    browser: FormBrowser | ChromiumBrowser

    def __init__(self, site: Site) -> None:
        self.site = site
        self.entries: list[Entry] = []
        self.recorder = recorder(self.entries)

    def open(self, path: str) -> None:
        self.browser.open(self.site.url + path)

    def lose_patience(self) -> None:
        """Wait only shortly for what isn't going to come; without scripts there is nothing to wait for."""

    def exchanges(self) -> list[Exchange]:
        return self.recorder.timeline().every(Exchange)

    def links(self) -> list[DeepLink]:
        return self.recorder.timeline().every(DeepLink)

    def errors(self) -> list[PageError]:
        return self.recorder.timeline().every(PageError)

    def blocked(self) -> list[LinkBlocked]:
        return self.recorder.timeline().every(LinkBlocked)


class FormVisitor(Visitor):
    """With the browser without scripts."""

    browser: FormBrowser

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self.browser = FormBrowser(person="Ann", crm_url=NOWHERE, scheme="foryoure", recorder=self.recorder)


class ChromiumVisitor(Visitor):
    """With the real one."""

    browser: ChromiumBrowser

    def __init__(
        self,
        site: Site,
        process: ChromiumProcess,
        *,
        crm_url: str = NOWHERE,
        trace: ScenarioTrace | None = None,
        person: str = "Ann",
    ) -> None:
        super().__init__(site)
        self.browser = ChromiumBrowser(
            person=person, process=process, crm_url=crm_url, scheme="foryoure", recorder=self.recorder, trace=trace
        )

    def lose_patience(self) -> None:
        self.browser._seconds = 0.5
