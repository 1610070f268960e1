"""The callback got the very state that the backend had given, for the first time, and says that it isn't valid."""

import re
from typing import Final
from urllib.parse import unquote_plus

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, states_begun
from harness.wire.exchange import DeepLink, Exchange
from harness.wire.timeline import Timeline

_OFFERED: Final = re.compile(r"[?&;]error=([^&'\"\\\s<>]+)")


def find(timeline: Timeline) -> Finding | None:
    """The first good state that was sent back into the app as a wrong one, in the backend's own words."""
    begun, used = states_begun(timeline), set[str]()
    for page in timeline.exchanges(role="callback", caller="browser"):
        state, code = page.fingerprints.get("state"), page.fingerprints.get("code")
        fresh = state is not None and state not in used
        used.update({state} if state else ())
        if not fresh or code is None or (page.person, state) not in begun:
            continue
        if any(call.fingerprints["code"] == code for call in timeline.redemptions()):
            continue
        error = _error(timeline, page)
        if "state" not in error.lower():
            continue
        return Finding(
            cause="state_lost",
            at_ns=page.started_ns,
            evidence=(page.number,),
            values={"person": str(page.person), "state": str(state), "at": at(page), "error": error, "code": code},
            explains=frozenset({"never_redeemed"}),
        )
    return None


def _error(timeline: Timeline, page: Exchange) -> str:
    """What the app is told, or would have been by the link on a page that nobody took back to it."""
    links = [link for link in timeline.every(DeepLink) if link.person == page.person and link.at_ns > page.ended_ns]
    if links:
        return links[0].parameters.get("error", "")
    offered = _OFFERED.search(page.response.body)
    return unquote_plus(offered[1]) if offered else ""
