"""An access token of one account was used at a host that isn't this account's own."""

from typing import Final

from harness.diagnosis.finding import Finding
from harness.diagnosis.grants import Pair, host_of, pairs
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

# What shows the consent page takes nobody's token. That shared hosts as api-b do is seen with some accounts.
MAIN_HOSTS: Final = frozenset(
    f"{www}{domain}" for domain in ("amocrm.ru", "amocrm.com", "kommo.com") for www in ("", "www.")
)


def find(timeline: Timeline) -> Finding | None:
    """The first call that was refused at another host than the one where its token had been given."""
    known = pairs(timeline)
    for call in timeline.exchanges(role="api", caller="backend", where=_is_refused):
        pair = next((pair for pair in known if pair.access == call.fingerprints.get("access_token")), None)
        if pair is None or (variant := _variant(timeline, known, pair, call)) is None:
            continue
        return Finding(
            cause="token_at_wrong_host",
            variant=variant,
            at_ns=call.started_ns,
            evidence=(pair.issued.number, call.number),
            values={
                "token": pair.access,
                "host": pair.host,
                "issued_at": at(pair.issued),
                "used": host_of(call),
                "at": at(call),
                "status": str(call.status),
                "person": pair.person or "–",
            },
            explains=frozenset({"webhook_ignored"}),  # what can't read the account doesn't know whose webhook it is
        )
    return None


def _is_refused(call: Exchange) -> bool:
    return call.status in (401, 404) and call.is_true


def _variant(timeline: Timeline, known: list[Pair], pair: Pair, call: Exchange) -> str | None:
    """Which mistake it is; None where a token that was dead may have been refused at a host that takes others."""
    used = host_of(call)
    if any(other.host == used and other.issued.account != pair.issued.account for other in known):
        return "other_account"
    if used not in MAIN_HOSTS or used == pair.host:
        return None
    before = [other.access for other in known if other.refresh == pair.spent]
    were_right = timeline.exchanges(
        role="api", where=lambda read: read.fingerprints.get("access_token") in before and host_of(read) == pair.host
    )
    return "after_refresh" if were_right else "not_account"
