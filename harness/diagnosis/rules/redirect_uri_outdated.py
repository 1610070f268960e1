"""The integration's Redirect URI leads to a place where there is no callback: a page of 404, or nobody at all."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.redirects import bare, landings
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first answer of amoCRM that went to an address which isn't the callback's."""
    for page in landings(timeline):
        if page.status == 0 and not _is_the_backend(timeline, page):
            variant = "unreachable"
        elif page.status in (404, 405, 410) and page.role != "callback":
            variant = "missing"
        else:
            continue
        return Finding(
            cause="redirect_uri_outdated",
            variant=variant,
            at_ns=page.started_ns,
            evidence=(page.number,),
            values={
                "person": str(page.person),
                "at": at(page),
                "landed": bare(page),
                "status": str(page.status),
            },
        )
    return None


def _is_the_backend(timeline: Timeline, page: Exchange) -> bool:
    """Whether the app finds its backend at the same address: then the backend is down, and the address is right."""
    asked = timeline.exchanges(caller="client", where=lambda each: each.callee == "backend")
    return page.address.netloc in {each.address.netloc for each in asked}
