"""What was read first needs an administrator's rights, and for want of them the leads weren't read at all."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.diagnosis.redirects import refused
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

_FOR_ADMINISTRATORS: Final = ("/api/v4/users", "/api/v4/roles", "/api/v4/webhooks")


def find(timeline: Timeline) -> Finding | None:
    """The first token that may not read people or webhooks, and was then not used to read leads, which it may."""
    for call in timeline.exchanges(role="api", caller="backend", where=_is_forbidden):
        token = call.fingerprints.get("access_token")
        around = [page for page in timeline.exchanges(role="callback", caller="browser") if page.encloses(call)]
        if token is None or not around or _reads_leads(timeline, token, call):
            continue
        return Finding(
            cause="administrator_rights_needed",
            at_ns=call.started_ns,
            evidence=(around[0].number, call.number),
            values={
                "person": str(around[0].person),
                "at": at(call),
                "request": f"{call.method} {call.url.partition('?')[0]}",
                "token": token,
            },
        )
    return None


def _is_forbidden(call: Exchange) -> bool:
    return call.status == 403 and refused(call) and call.path.startswith(_FOR_ADMINISTRATORS)


def _reads_leads(timeline: Timeline, token: str, since: Exchange) -> bool:
    asked = timeline.exchanges(role="api", caller="backend", after_ns=since.ended_ns)
    return any(call.fingerprints.get("access_token") == token and call.lists_leads for call in asked)
