"""How many requests an account takes, and what is answered beyond: one row of numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from mock_amocrm.faults import replies
from mock_amocrm.faults.replies import RETRY_AFTER, Reply

# The first is the default: see `replies.too_many_requests`.
SHAPES: Mapping[str, Callable[["Limits"], Reply]] = {
    "html": lambda _: replies.too_many_requests(),
    "json": lambda limits: replies.too_many_requests_in_json(limits.retry_after or RETRY_AFTER),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The documented numbers. After how many refusals the block comes isn't documented: `block_after` is a guess.

    It is set for a loop without pauses to get there within seconds, and for a burst that was answered 429 and then
    waits not to get there at all.
    """

    per_integration: int = 7  # requests in a second of one account's time
    per_account: int = 50
    block_after: int | None = 100  # refusals within a minute; None never blocks
    shape: str = "html"
    retry_after: int | None = None  # seconds; None sends no such header: none is documented

    def refusal(self) -> Reply:
        """The 429."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return replace(SHAPES[self.shape](self), headers=headers)
