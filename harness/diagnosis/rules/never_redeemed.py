"""amoCRM gave a code, the callback page answered, and nobody ever took the code to the token endpoint."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import DeepLink
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first callback that led back into the app without an error and without a redemption."""
    redeemed = {call.fingerprints["code"] for call in timeline.redemptions()}
    for page in timeline.exchanges(role="callback"):
        code = page.fingerprints.get("code")
        if code is None or code in redeemed:
            continue
        link = next(
            (link for link in timeline.every(DeepLink) if link.person == page.person and link.at_ns > page.started_ns),
            None,
        )
        if link is not None and "error" not in link.parameters:
            return Finding(
                cause="never_redeemed",
                at_ns=page.started_ns,
                evidence=(page.number,),
                values={"code": code, "at": at(page), "link": link.url},
                explains=frozenset({"code_in_deep_link", "status_not_refreshed", "leads_not_refreshed"}),
            )
    return None
