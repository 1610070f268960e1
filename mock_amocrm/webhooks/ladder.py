"""How often one piece of news is tried, and when a receiver is given up: amoCRM's published rules, as functions."""

from collections.abc import Sequence

RECEIVER_SECONDS = 2  # a receiver's time; whoever takes longer has answered nothing
MINUTE = 60
# After the first, second, third, fourth failure in a row: how long until the next attempt.
PAUSES = (5 * MINUTE, 15 * MINUTE, 15 * MINUTE, 60 * MINUTE)
ANY_FAILURE = 2  # so many pauses follow any failure; the others only one of the receiver's own server
HEALTH_WINDOW = 2 * 60 * MINUTE
INVALID_ANSWERS_BORNE = 100  # within the window; one more, and the subscription is switched off


def is_valid(status: int) -> bool:
    """Whether an answer is taken for an arrival. A status of 0 is no answer at all."""
    return 100 <= status <= 299


def pause_after(statuses: Sequence[int]) -> int | None:
    """Seconds until the next attempt, by the answers to those that were made; None is no further attempt."""
    last, failures = statuses[-1], len(statuses)
    if is_valid(last) or failures > len(PAUSES):
        return None
    if failures > ANY_FAILURE and not (last == 499 or 500 <= last <= 599):
        return None
    return PAUSES[failures - 1]


def is_given_up(invalid_at: Sequence[int], *, now: int) -> bool:
    """Whether a receiver has answered wrongly too often; asked after a wrong answer, `invalid_at` includes it."""
    return sum(at > now - HEALTH_WINDOW for at in invalid_at) > INVALID_ANSWERS_BORNE
