"""The callback redeemed a code although the state beside it was missing, foreign, or used before."""

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, states_begun
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first redemption inside a callback whose state isn't the one that this person's consent began with."""
    used: dict[str, str] = {}
    begun = states_begun(timeline)
    for page in timeline.exchanges(role="callback"):
        code, state = page.fingerprints.get("code"), page.fingerprints.get("state")
        calls = [call for call in timeline.redemptions() if page.encloses(call) and call.fingerprints["code"] == code]
        if code is None or not calls:
            continue
        if state is None:
            variant = "missing"
        elif used.setdefault(state, code) != code:
            variant = "used"
        elif begun and (page.person, state) not in begun:
            variant = "foreign"
        else:
            continue
        return Finding(
            cause="state_not_verified",
            variant=variant,
            at_ns=page.started_ns,
            evidence=(page.number, calls[0].number),
            values={"state": state or "–", "code": code, "at": at(page), "person": str(page.person)},
            explains=frozenset({"token_shared", "foreign_leads", "token_lost", "token_of_nobody"}),
        )
    return None
