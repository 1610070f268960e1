"""Pairs of tokens as the wire shows them: who got which from amoCRM, at which host, and what became of them."""

from dataclasses import dataclass
from typing import Final

from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

ACCESS_SECONDS: Final = 86_400  # where an answer doesn't say it


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair that reached the backend: `spent` is the refresh token that it was given for, if that wasn't a code."""

    issued: Exchange
    person: str | None
    access: str
    refresh: str
    spent: str | None

    @property
    def host(self) -> str:
        """Where it was given, which is the account's own host."""
        return host_of(self.issued)

    @property
    def life(self) -> int:
        """Seconds that the access token is good for."""
        document = self.issued.response.document
        told = document.get("expires_in") if isinstance(document, dict) else None
        return told if isinstance(told, int) else ACCESS_SECONDS

    def age_at(self, call: Exchange) -> int | None:
        """How old it was, in the account's own seconds."""
        if call.account_time is None or self.issued.account_time is None:
            return None
        return call.account_time - self.issued.account_time


def pairs(timeline: Timeline) -> list[Pair]:
    """Every pair whose answer is amoCRM's own and arrived, in the order in which they were given."""
    found: list[Pair] = []
    for call in timeline.exchanges(role="token", where=lambda call: call.status == 200 and call.is_true):
        prints = call.fingerprints
        spent = None if "code" in prints else prints.get("refresh_token")
        refresh = prints.get("refresh_token" if spent is None else "next_refresh_token")
        if "access_token" not in prints or refresh is None:
            continue
        before = next((pair for pair in found if spent is not None and pair.refresh == spent), None)
        cause = timeline.cause_of(call)
        person = before.person if before else cause.person if cause else None
        found.append(Pair(call, person, prints["access_token"], refresh, spent))
    return found


def refreshes(timeline: Timeline) -> list[Exchange]:
    """Token requests that brought a refresh token, whatever came of them."""
    return timeline.exchanges(role="token", where=lambda call: "code" not in call.fingerprints and _brought(call))


def is_refused(call: Exchange) -> bool:
    """Whether amoCRM itself has said no to this token for good."""
    return call.status == 401 and call.is_true


def asked_all(timeline: Timeline, call: Exchange) -> list[Exchange]:
    """The requests of apps and browsers during which the backend made a call: several where they overlap."""
    return [
        asked
        for asked in timeline.exchanges(where=lambda asked: asked.callee == "backend")
        if asked.caller in ("client", "browser") and asked.encloses(call)
    ]


def asked_within(timeline: Timeline, call: Exchange) -> Exchange | None:
    """The innermost of them; None where the backend acted on its own."""
    return max(asked_all(timeline, call), key=lambda asked: (asked.started_ns, -asked.ended_ns), default=None)


def host_of(call: Exchange) -> str:
    """The host of an exchange's address."""
    return call.address.hostname or ""


def _brought(call: Exchange) -> bool:
    # Who asks where an account lives now shows a refresh token, too, and keeps it.
    return call.method == "POST" and "refresh_token" in call.fingerprints
