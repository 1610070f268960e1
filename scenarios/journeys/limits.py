"""What stands before an account: how many requests it takes, its block, the addresses that it lets in."""

from harness.ports import Refusal, Stage
from scenarios.givens.moods import (
    BLOCK,
    BLOCKED,
    CHOOSY,
    EVERY,
    IP_LIST,
    LIMITING,
    LIMITS,
    NOBODYS_ADDRESS,
    Mood,
)
from scenarios.journeys.fallout import excuse_backend
from scenarios.journeys.moods import accounts, called
from scenarios.messages import say, unmet


def limit(stage: Stage, per_second: int | None = None, *, block_after: int | None = None) -> None:
    """From now on amoCRM counts requests: a rule that nobody has to break.

    Whoever asks too often is refused and may try again. A block, if it is spoken of, is a misfortune: it has to happen.
    """
    for number in (per_second, block_after):
        if number is not None and number < 1:
            raise unmet(stage, "bad_limit", number=number)
    for account in accounts(stage):
        stage.crm.limit(account, per_second=per_second, block_after=block_after)
    stage.expect(_standing(LIMITS, LIMITING, at_least=0))
    if block_after is not None:
        stage.expect(_standing(BLOCK, BLOCKED, told=_idle(stage, BLOCKED)))
    excuse_backend(stage)


def block(stage: Stage) -> None:
    """amoCRM answers 403 to everything but browsers, until it is well again."""
    for account in accounts(stage):
        stage.crm.block(account)
    stage.expect(_standing(BLOCK, BLOCKED, told=_idle(stage, BLOCKED)))
    excuse_backend(stage)


def let_only_known_in(stage: Stage) -> None:
    """The account's list of addresses has none that the backend comes from."""
    for account in accounts(stage):
        stage.crm.admit_only(account, [NOBODYS_ADDRESS])
    stage.expect(_standing(IP_LIST, CHOOSY, told=_idle(stage, CHOOSY)))
    excuse_backend(stage)


def _standing(mark: str, mood: Mood, *, at_least: int = 1, told: str = "") -> Refusal:
    return Refusal("backend", "", (mood.status,), at_most=None, at_least=at_least, faults=frozenset({mark}), told=told)


def _idle(stage: Stage, mood: Mood) -> str:
    told = {"mood": called(stage, mood.names), "requests": called(stage, EVERY.names), "times": 1}
    return say(stage, "mood_idle", **told, count="{count}")
