"""A script of the callback page breaks off with an error."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange, PageError
from harness.wire.pages import callback_pages
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first error on a callback page that nobody caught; only a real browser hears of one."""
    for error in timeline.every(PageError):
        page = _page_of(timeline, error) if error.uncaught else None
        if page is not None:
            return Finding(
                cause="callback_page_throws",
                at_ns=page.started_ns,
                evidence=(page.number,),
                values={"at": at(page), "person": error.person, "error": error.text.partition("\n")[0]},
            )
    return None


def _page_of(timeline: Timeline, error: PageError) -> Exchange | None:
    """The callback page that the person had last before the error, if the error is of that."""
    had = [page for page in callback_pages(timeline) if page.person == error.person and page.started_ns < error.at_ns]
    return had[-1] if had and _address(had[-1].url) == _address(error.url) else None


def _address(url: str) -> str:
    # Pages take the code out of their own address, so what follows the path may have changed.
    return url.partition("#")[0].partition("?")[0]
