"""A person with a real browser, a site to visit, and what was written down of it."""

from tiny_site import Site, recorder

from harness.adapters.chromium import ChromiumBrowser
from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.chromium_trace import ScenarioTrace
from harness.wire.exchange import DeepLink, Entry, Exchange, LinkBlocked, PageError

CODE = "def50200" + "a1b2c3d4e5f60718" * 8


class Visitor:
    """A browser, its site, and what was written down."""

    def __init__(
        self,
        site: Site,
        process: ChromiumProcess,
        *,
        crm_url: str = "http://127.0.0.1:9",
        trace: ScenarioTrace | None = None,
        person: str = "Ann",
    ) -> None:
        self.site = site
        self.entries: list[Entry] = []
        self._recorder = recorder(self.entries)
        self.browser = ChromiumBrowser(
            person=person, process=process, crm_url=crm_url, scheme="foryoure", recorder=self._recorder, trace=trace
        )

    def open(self, path: str) -> None:
        self.browser.open(self.site.url + path)

    def exchanges(self) -> list[Exchange]:
        return self._recorder.timeline().every(Exchange)

    def links(self) -> list[DeepLink]:
        return self._recorder.timeline().every(DeepLink)

    def errors(self) -> list[PageError]:
        return self._recorder.timeline().every(PageError)

    def blocked(self) -> list[LinkBlocked]:
        return self._recorder.timeline().every(LinkBlocked)
