"""The clock on its way: it stops wherever a webhook's next attempt is due, and goes on when the attempt was made."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mock_amocrm.passing.expiries import expired
from mock_amocrm.passing.fired import Fired
from mock_amocrm.state.account import Account
from mock_amocrm.webhooks.delivering import deliver_due

if TYPE_CHECKING:
    from mock_amocrm.extension import Extension

RETRIED = "webhook_retried"
PATIENCE = 30  # seconds for what is under way when somebody wants time to pass


class StillUnderWay(Exception):
    """An account's webhooks are being sent, and go on being sent: when the next attempts are due isn't known yet."""


def travel(
    fake: "Extension", accounts: Sequence[Account], *, move: Callable[[float], object], seconds: float
) -> list[Fired]:
    """Let seconds pass, by a clock that all of the accounts go by; what happened meanwhile, in order."""
    before = {account.id: account.clock.now() for account in accounts}
    fired: list[Fired] = []
    left = seconds
    while (stop := _next_stop(accounts, left)) is not None:
        step, due_at, account = stop
        move(step)
        left -= step
        fired += _retried(fake, account, due_at)
    move(left)
    for account in accounts:
        fired += expired(account, after=before[account.id], until=account.clock.now())
    return sorted(fired, key=lambda each: each.at)


def _next_stop(accounts: Sequence[Account], left: float) -> tuple[float, int, Account] | None:
    stops = []
    for account in accounts:
        # What a receiver did when it was told may have been news of its own.
        if account.deliveries.settle(PATIENCE):
            raise StillUnderWay(account.subdomain)
        due_at = account.deliveries.next_due()
        if due_at is not None and (step := max(0.0, due_at - account.clock.moment())) <= left:
            stops.append((step, due_at, account))
    return min(stops, key=lambda stop: stop[0], default=None)


def _retried(fake: "Extension", account: Account, due_at: int) -> list[Fired]:
    return [
        Fired(
            at=due_at,
            what=RETRIED,
            account=account.subdomain,
            integration=delivery.integration,
            delivery=delivery.id,
            status=delivery.attempts[-1].status,
        )
        for delivery in deliver_due(fake, account, until=due_at)
    ]
