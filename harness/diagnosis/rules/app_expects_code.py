"""The backend says success=true, and the app calls it a failure because it wants a code to exchange."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import entry_at
from harness.wire.exchange import DeepLink, ScreenSeen
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first good deep link without a code that ended on the error screen for want of one."""
    for link in timeline.every(DeepLink):
        if link.parameters.get("success") != "true" or "code" in link.parameters:
            continue
        for seen in timeline.every(ScreenSeen):
            shown = seen.screen
            if seen.person == link.person and seen.at_ns > link.at_ns and shown.id == "callback.error":
                if shown.reason == "missing_code":
                    return Finding(
                        cause="app_expects_code",
                        at_ns=link.at_ns,
                        evidence=tuple(call.number for call in timeline.redemptions()),
                        values={"link": link.url, "at": entry_at(link), "person": link.person},
                        explains=frozenset({"status_not_refreshed", "leads_not_refreshed"}),
                    )
                break
    return None
