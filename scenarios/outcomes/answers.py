"""Status codes on the wire, for those who want them."""

from collections.abc import Sequence

from harness.ports import Refusal, Stage
from harness.wire.exchange import Exchange
from scenarios.messages import say, unmet
from scenarios.outcomes.roles import APP, Side, role_of
from scenarios.outcomes.wire import told as listed

ANY = range(100, 600)
REFUSALS = range(400, 600)


def last_answer(stage: Stage, status: int, word: str) -> None:
    """The backend's answer to the app's latest request of this kind."""
    _latest(stage, status, role=role_of(stage, APP, word), called=word)


def callback_answer(stage: Stage, status: int) -> None:
    """The backend's answer to the latest opening of the callback page."""
    _latest(stage, status, role="callback", called="callback")


def answers(stage: Stage, side: Side, status: int, count: int, *, word: str | None = None) -> None:
    """This status was answered so many times, to requests of this kind or of any."""
    _checked(stage, status, ANY)
    role = role_of(stage, side, word) if word is not None else None
    asked = stage.timeline().exchanges(role=role, caller=side.caller)
    found = [each for each in asked if each.status == status]
    if len(found) != count:
        told_all = _told(stage, asked)
        raise unmet(stage, "other_answers", status=status, shown=len(found), wanted=count, exchanges=told_all)


def no_answer(stage: Stage, status: int) -> None:
    """Nobody answered anybody so; there must have been something to answer."""
    _checked(stage, status, ANY)
    asked = stage.timeline().every(Exchange)
    if not asked:
        raise unmet(stage, "nothing_asked")
    if found := [each for each in asked if each.status == status]:
        raise unmet(stage, "answered_so", status=status, exchanges=listed(found))


def expect(stage: Stage, side: Side, status: int, word: str, *, at_most: int = 1) -> None:
    """Declare a refusal: once at least, and no more often than this."""
    _checked(stage, status, REFUSALS)
    if at_most < 1:
        raise unmet(stage, "at_most_none")
    role = role_of(stage, side, word)
    told = say(stage, "declared_idle", status=status, word=word)
    stage.expect(Refusal(side.caller, role, (status,), at_most=at_most, told=told))


def expect_of_callback(stage: Stage, status: int) -> None:
    """Declare that the callback page refuses once."""
    _checked(stage, status, REFUSALS)
    told = say(stage, "declared_idle", status=status, word="callback")
    stage.expect(Refusal("browser", "callback", (status,), told=told))


def _latest(stage: Stage, status: int, *, role: str, called: str) -> None:
    _checked(stage, status, ANY)
    asked = stage.timeline().exchanges(role=role, where=lambda each: each.callee == "backend")
    if not asked:
        raise unmet(stage, "never_asked", word=called)
    if asked[-1].status != status:
        raise unmet(stage, "other_answer", word=called, wanted=status, exchanges=listed(asked[-3:]))


def _checked(stage: Stage, status: int, allowed: range) -> None:
    if status not in allowed:
        raise unmet(stage, "no_status", status=status, first=allowed.start, last=allowed.stop - 1)


def _told(stage: Stage, asked: Sequence[Exchange]) -> str:
    return listed(asked[-10:]) or say(stage, "nothing")
