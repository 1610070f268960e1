"""The link back has a scheme that the app on the phone hasn't."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import entry_at
from harness.wire.pages import callback_pages, left_by
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first link that left a callback page for an app that isn't there."""
    for page in callback_pages(timeline):
        link = left_by(timeline, page)
        if link is None:
            continue
        scheme = link.url.partition(":")[0]
        if link.app and scheme.lower() != link.app.lower():
            return Finding(
                cause="deep_link_scheme_unknown",
                at_ns=link.at_ns,
                evidence=(page.number,),
                values={
                    "at": entry_at(link),
                    "person": link.person,
                    "link": link.url,
                    "scheme": scheme,
                    "app": link.app,
                },
                # Nobody has come back to the app, so it had no reason to ask.
                explains=frozenset({"status_not_refreshed", "leads_not_refreshed"}),
            )
    return None
