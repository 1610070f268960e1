"""amoCRM gave a code, the callback page answered, and nobody ever took the code to the token endpoint."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, states_begun, tells_failure
from harness.wire.exchange import DeepLink, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first callback that led back into the app without an error and without a redemption."""
    redeemed = {call.fingerprints["code"] for call in timeline.redemptions()}
    for page in timeline.exchanges(role="callback"):
        code = page.fingerprints.get("code")
        if code is None or code in redeemed:
            continue
        links = [
            link for link in timeline.every(DeepLink) if link.person == page.person and link.at_ns > page.started_ns
        ]
        if links and tells_failure(links[0]):
            continue
        # Without a link the page may have been an error page, and rightly: then only a good state speaks against it.
        if links or _state_is_good(timeline, page):
            return Finding(
                cause="never_redeemed",
                at_ns=page.started_ns,
                evidence=(page.number,),
                values={"code": code, "at": at(page), "link": links[0].url if links else "–"},
                explains=frozenset({"code_in_deep_link", "status_not_refreshed", "leads_not_refreshed"}),
            )
    return None


def _state_is_good(timeline: Timeline, page: Exchange) -> bool:
    return bool(timeline.returns(page.person)) and (page.person, page.fingerprints.get("state")) in states_begun(
        timeline
    )
