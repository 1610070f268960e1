"""Deep links that leave Chromium in five ways, with the way to the page intercepted or not: how many are caught."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import parse_qs

from benchmarks.figures import Benchmark, Figure, Pace, Wanted

if TYPE_CHECKING:
    from harness.adapters.chromium import ChromiumBrowser
    from harness.adapters.crm import MockCrm
    from harness.adapters.recorder import Recorder
    from harness.wire.exchange import Entry

PER_LINK = 50  # requests of a pace for one link: 200 in full
CALLBACK = "/api/amo-crm/callback"
PAGES: Final[Mapping[str, str]] = {
    "302": "",
    "click": '<a href="{link}">Return</a>',
    "script": "<script>location.href = '{link}'</script>",
    "meta refresh": '<meta http-equiv="refresh" content="0;url={link}">',
    "popup": """<button onclick="window.open('{link}', '_blank')">Return</button>""",
}
CONSENT = '<form method="post" action="/oauth?{query}"><button data-testid="allow">Allow</button></form>'


def measure(pace: Pace) -> Sequence[Figure]:
    """Every way so many times, turn by turn, in one profile whose tab is left after each."""
    from harness.wire.exchange import DeepLink

    count = pace.requests // PER_LINK
    caught = {(way, intercepted): 0 for intercepted in (False, True) for way in PAGES}
    took: list[float] = []
    with site() as url, person(url) as (browser, recorder, entries):
        for number in range(count):
            for way, intercepted in caught:
                began = time.perf_counter()
                query = f"way={way.replace(' ', '+')}&number={number}"
                link = _left_by(browser, url, query, intercepted=intercepted)
                took.append((time.perf_counter() - began) * 1000)
                recorder.flush()
                noted = sum(isinstance(entry, DeepLink) for entry in entries)
                entries.clear()
                caught[way, intercepted] += link == f"foryoure://x?n={number}" and noted == 1
    figures = [
        Figure(f"{way}{', intercepted' if intercepted else ''}", found, f"/{count}", wanted=Wanted("≥", count))
        for (way, intercepted), found in caught.items()
    ]
    return [*figures, Figure("one, in the median", sorted(took)[len(took) // 2], "ms")]


@contextmanager
def person(url: str) -> "Iterator[tuple[ChromiumBrowser, Recorder, list[Entry]]]":
    """Somebody with a browser, and what is written down of it."""
    from harness.adapters.app_api import AppApi
    from harness.adapters.chromium import ChromiumBrowser
    from harness.adapters.chromium_process import ChromiumProcess
    from harness.adapters.recorder import Recorder
    from harness.settings import BrowserSettings, Settings

    entries: list[Entry] = []
    recorder = Recorder(
        crm=cast("MockCrm", NoJournal()),
        api=AppApi(Settings(), callback=CALLBACK),
        client_id="",
        cursor=0,
        sink=entries.append,
    )
    process = ChromiumProcess(BrowserSettings(), crm_url=url)
    try:
        yield (
            ChromiumBrowser(person="Olena", process=process, crm_url=url, scheme="foryoure", recorder=recorder),
            recorder,
            entries,
        )
    finally:
        process.close()


def _left_by(browser: "ChromiumBrowser", url: str, query: str, *, intercepted: bool) -> str | None:
    from harness.adapters.page_journey import PageUnexpected

    try:
        if intercepted:
            browser.open(f"{url}/oauth?{query}")
            browser.allow(subdomain="x", redirect=lambda target: target + "&changed=1")
        else:
            browser.open(f"http://localhost:{url.rpartition(':')[2]}{CALLBACK}?{query}")
        return browser.return_to_app()
    except PageUnexpected:
        browser.close_page()
        return None


class NoJournal:
    """A mock that nobody has visited."""

    def journal(self, since: int) -> Mapping[str, object]:
        """Nothing new."""
        return {"entries": [], "cursor": since, "evicted": False}


@contextmanager
def site() -> Iterator[str]:
    """A consent page and callback pages on a free port; the callback is asked for by another name of this machine."""
    import logging

    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, _answer, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(environ: dict[str, str], start: Callable[[str, list[tuple[str, str]]], object]) -> Iterator[bytes]:
    query, path = environ["QUERY_STRING"], environ["PATH_INFO"]
    asked = {name: values[0] for name, values in parse_qs(query).items()}
    location, body = "", ""
    if path == CALLBACK:
        link = f"foryoure://x?n={asked['number']}"
        page = PAGES[asked["way"]]
        location, body = ("", page.format(link=link)) if page else (link, "")
    elif path == "/oauth" and environ["REQUEST_METHOD"] == "POST":
        location = f"http://localhost:{environ['SERVER_PORT']}{CALLBACK}?{query}"
    elif path == "/oauth":
        body = CONSENT.format(query=query.replace("&", "&amp;"))
    headers = [("Location", location)] if location else [("Content-Type", "text/html; charset=utf-8")]
    start("302 Found" if location else "200 OK", headers)
    yield body.encode()


BENCHMARK = Benchmark(
    "deep_links",
    "Each link has a number of its own; all leave one profile, whose tab is another one each time. A link counts when"
    " the browser adapter answers just that link and has written it down once. “Intercepted” means that amoCRM's"
    " redirect to the callback was changed on its way, so requests were routed while the callback page was loaded.",
    measure,
)
