"""What an account has to tell its receivers: each piece of news, the attempts that were made, when the next is due."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from heapq import heappop, heappush
from itertools import count

from mock_amocrm.state.hindrance import Hindrance, Ordered

REMEMBERED = 200  # finished deliveries of one account, for whoever looks


class Stage(Enum):
    """Where a delivery is on its way."""

    UNDER_WAY = "under_way"  # its first attempt waits for its turn, or an attempt is being made
    WAITING = "waiting"  # for the time of its next attempt
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"
    WITHDRAWN = "withdrawn"  # nobody wants it any more: its subscription is gone or switched off


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request: the account's time, the status (0 is no answer) and what came of it in the journal's words."""

    at: int
    status: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One piece of news for one receiver."""

    id: int
    event: str
    url: str
    write: Callable[[], str]  # the body; asked once, under the account's lock, before the first attempt
    subscription: int | None = None  # None: of a digital pipeline, which tries once and counts nothing
    integration: str | None = None  # client id of whoever subscribed by the API
    body: str | None = None
    stage: Stage = Stage.UNDER_WAY
    due_at: int | None = None
    attempts: tuple[Attempt, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will come of it."""
        return self.stage not in (Stage.UNDER_WAY, Stage.WAITING)


@dataclass(slots=True)
class Deliveries:
    """All deliveries of one account. A restored account has new ones; nobody asks the old ones for anything."""

    _open: dict[int, Delivery] = field(default_factory=dict)
    _under_way: set[int] = field(default_factory=set)
    _due: list[tuple[int, int]] = field(default_factory=list)  # a heap of times and numbers; some have been overtaken
    _finished: deque[Delivery] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _invalid_at: dict[int, deque[int]] = field(default_factory=dict)
    _hindrances: list[Ordered] = field(default_factory=list)
    _hindered: int = 0
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def add(self, make: Callable[[int], Delivery]) -> Delivery:
        """Remember news that is about to be sent; `make` gets its number."""
        with self._changed:
            delivery = make(next(self._numbers))
            self._open[delivery.id] = delivery
            self._under_way.add(delivery.id)
            return delivery

    def put(self, delivery: Delivery) -> None:
        """Store what has become of a delivery; one that was withdrawn meanwhile stays so."""
        with self._changed:
            self._under_way.discard(delivery.id)
            if self._open.pop(delivery.id, None) is not None:
                if delivery.is_finished:
                    self._finished.append(delivery)
                else:
                    self._open[delivery.id] = delivery
                    if delivery.due_at is not None:
                        heappush(self._due, (delivery.due_at, delivery.id))
            self._changed.notify_all()

    def get(self, number: int) -> Delivery | None:
        """An open delivery by its number."""
        return self._open.get(number)

    def all(self) -> list[Delivery]:
        """Everything that is remembered, in the order in which it happened."""
        with self._changed:
            return sorted((*self._finished, *self._open.values()), key=lambda each: each.id)

    def next_due(self) -> int | None:
        """When the earliest attempt that waits is due."""
        with self._changed:
            while self._due and self._is_overtaken(*self._due[0]):
                heappop(self._due)
            return self._due[0][0] if self._due else None

    def claim(self, *, until: int) -> Delivery | None:
        """Take the earliest attempt that waits, due at a moment or before it; nobody else will. It is as it waited."""
        with self._changed:
            due = self.next_due()
            return None if due is None or due > until else self.claim_one(self._due[0][1])

    def claim_one(self, number: int) -> Delivery | None:
        """Take an attempt that waits, whenever it is due."""
        with self._changed:
            waiting = self._open.get(number)
            if waiting is None or waiting.due_at is None:
                return None
            self._open[number] = replace(waiting, stage=Stage.UNDER_WAY, due_at=None)
            self._under_way.add(number)
            return waiting

    def withdraw(self, subscription: int) -> None:
        """Nothing more of a subscription is sent; an attempt under way ends as it ends."""
        with self._changed:
            for each in [each for each in self._open.values() if each.subscription == subscription]:
                del self._open[each.id]
                self._under_way.discard(each.id)
                self._finished.append(replace(each, stage=Stage.WITHDRAWN, due_at=None))
            self._invalid_at.pop(subscription, None)

    def invalid(self, subscription: int, *, at: int, most: int) -> list[int]:
        """Note down a wrong answer to a subscription, and answer when the last ones came, this one included."""
        with self._changed:
            times = self._invalid_at.setdefault(subscription, deque(maxlen=most))
            times.append(at)
            return list(times)

    def hinder(self, make: Callable[[int], Ordered]) -> Ordered:
        """Let attempts from now on meet something on their way; `make` gets its number."""
        with self._changed:
            self._hindered += 1
            ordered = make(self._hindered)
            self._hindrances.append(ordered)
            return ordered

    def hindrance(self) -> Hindrance | None:
        """What the attempt that is about to be made meets; its turn is used up."""
        with self._changed:
            if not self._hindrances:
                return None
            first = self._hindrances[0]
            if first.times is not None:
                left = replace(first, times=first.times - 1)
                self._hindrances[:1] = [left] if left.times else []
            return first.hindrance

    def clear_the_way(self) -> None:
        """Nothing hinders an attempt any more."""
        with self._changed:
            self._hindrances.clear()

    def settle(self, seconds: float) -> int:
        """Wait until no attempt is under way; how many are left when time is up."""
        with self._changed:
            self._changed.wait_for(lambda: not self._under_way, timeout=seconds)
            return len(self._under_way)

    def _is_overtaken(self, due_at: int, number: int) -> bool:
        delivery = self._open.get(number)
        return delivery is None or delivery.due_at != due_at
