"""The known bugs of the app: each takes refetches away or puts the old callback logic back, nothing else."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum

from simulated_client.api_shape import ApiShape
from simulated_client.deep_link import CallbackLink, Verdict, judge, judge_like_the_old_app


class Refetch(Enum):
    """A moment at which the correct app asks the backend again."""

    STATUS_ON_CALLBACK = "the callback screen invalidates the status"
    LEADS_ON_CALLBACK = "the callback screen invalidates the leads"
    STATUS_ON_TAB_FOCUS = "the CRM tab's focus effect refetches the status"
    STATUS_ON_APP_FOCUS = "coming to the front refetches the status"
    LEADS_ON_APP_FOCUS = "coming to the front refetches the leads"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the app does where bugs can differ; the defaults are the correct app."""

    refetches: frozenset[Refetch] = frozenset(Refetch)
    judge: Callable[[CallbackLink], Verdict] = judge


@dataclass(frozen=True, slots=True)
class Bug:
    """One switch."""

    id: str
    changes: str
    removes: frozenset[Refetch] = field(default_factory=frozenset)
    judge: Callable[[CallbackLink], Verdict] | None = None
    needs: str | None = None  # a call of ApiShape without which the bug could not show


BUGS: tuple[Bug, ...] = (
    Bug(
        id="client-exchanges-code",
        changes="the callback screen posts the deep link's code to the backend once more, and wants there to be one",
        judge=judge_like_the_old_app,
        needs="exchange_code",
    ),
    Bug(
        id="status-not-refreshed",
        changes="returning to a living app leaves the connection status as it was; only a new start asks again",
        removes=frozenset({Refetch.STATUS_ON_CALLBACK, Refetch.STATUS_ON_TAB_FOCUS, Refetch.STATUS_ON_APP_FOCUS}),
    ),
    Bug(
        id="leads-not-invalidated",
        changes="returning to a living app leaves the list of leads as it was; only a new start loads it again",
        removes=frozenset({Refetch.LEADS_ON_CALLBACK, Refetch.LEADS_ON_APP_FOCUS}),
    ),
)


class UnknownBug(ValueError):
    """There is no switch of that name, or this backend's API leaves it nothing to switch."""


def list_bugs() -> list[str]:
    """The ids of all switches."""
    return [bug.id for bug in BUGS]


def behaviour_with(bugs: Collection[str], *, shape: ApiShape) -> Behaviour:
    """The app with those bugs."""
    asked = (bugs,) if isinstance(bugs, str) else bugs
    for wanted in asked:
        if wanted not in list_bugs():
            close = get_close_matches(wanted, list_bugs(), n=1, cutoff=0.0)
            raise UnknownBug(f"the simulated client has no bug {wanted!r}; did you mean {close[0]!r}?")
    present = [bug for bug in BUGS if bug.id in asked]
    for bug in present:
        if bug.needs is not None and getattr(shape, bug.needs) is None:
            raise UnknownBug(f"the bug {bug.id!r} needs the call {bug.needs!r}, which this backend's API doesn't have")
    removed = frozenset[Refetch]().union(*(bug.removes for bug in present))
    verdicts = [bug.judge for bug in present if bug.judge is not None]
    return Behaviour(refetches=frozenset(Refetch) - removed, judge=verdicts[0] if verdicts else judge)
