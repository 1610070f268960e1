"""One cached query with its retries, after @tanstack/query-core v5 (`query.ts`, `retryer.ts`).

https://github.com/TanStack/query/tree/main/packages/query-core/src
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from math import inf
from typing import Generic, Literal, Protocol, TypeVar

from simulated_client.clock import Timer, VirtualClock

Key = tuple[str, ...]
Then = Callable[[], None]
T = TypeVar("T")


def exponential_delay(failures: int) -> float:
    """TanStack's default: 1, 2, 4 … at most 30 seconds."""
    return float(min(2**failures, 30))


def at_once() -> float:
    """No virtual time passes between a request and its answer."""
    return 0.0


@dataclass(frozen=True, slots=True)
class QueryOptions(Generic[T]):
    """What a screen asks of a query, in seconds; `None` stands for JavaScript's undefined and is no data."""

    key: Key
    fetch: Callable[[], T]
    enabled: bool = True
    stale_time: float = 0.0
    gc_time: float = 300.0
    retry: int = 3
    retry_delay: Callable[[int], float] = exponential_delay
    initial_data: T | None = None
    refetch_on_mount: bool | Literal["always"] = True
    refetch_on_window_focus: bool | Literal["always"] = True


@dataclass(frozen=True, slots=True)
class QueryState(Generic[T]):
    """What is known of a query; an error keeps the data that came before it."""

    data: T | None = None
    data_updated_at: float = 0.0
    error: Exception | None = None
    status: Literal["pending", "error", "success"] = "pending"
    fetch_status: Literal["idle", "fetching", "paused"] = "idle"
    failure_count: int = 0
    invalidated: bool = False


@dataclass(slots=True)
class Runtime:
    """What queries share: the clock, whether the app is in front, and which exceptions are failed fetches.

    `latency` tells the virtual time between a request and its answer. The phone's is none, since its HTTP is real.
    """

    clock: VirtualClock
    failures: tuple[type[Exception], ...] = (Exception,)
    latency: Callable[[], float] = at_once
    focused: bool = True


class Watcher(Protocol):
    """A mounted screen's hold on a query."""

    @property
    def enabled(self) -> bool:
        """Whether this screen wants the query to run."""

    def query_changed(self) -> None:
        """The state of the query is another one."""

    def should_fetch_on_window_focus(self) -> bool:
        """Whether coming to the front is a reason to fetch."""

    def refetch(self, *, cancel_refetch: bool = True) -> None:
        """Fetch with this screen's options."""


class Fetch(Generic[T]):
    """One fetch with its retries. Cancelling drops the answer: the request itself has left already."""

    def __init__(self, query: "Query[T]") -> None:
        self.retry_cancelled = False
        self._query = query
        self._options = query.options
        self._runtime = query.runtime
        self._failures = 0
        self._resume: Then | None = None
        self._done = False
        self._sending: Timer = self._runtime.clock.call_soon(partial(self._send, query.options.fetch))

    def cancel(self, *, unsent: bool = False) -> None:
        """Forget the answer; with `unsent`, a request that has not left yet stays at home."""
        self._done = True
        if unsent:
            self._sending.cancel()

    def continue_paused(self) -> None:
        """Go on with a retry that waited for the app to come to the front."""
        if self._resume is not None and self._runtime.focused:
            resume, self._resume = self._resume, None
            self._query.fetch_continued()
            self._runtime.clock.call_soon(partial(self._go_on, resume))

    def _go_on(self, resume: Then) -> None:
        self._runtime.clock.call_soon(resume)  # fetches that begin by the same focus leave first

    def _send(self, fetch: Callable[[], T]) -> None:
        try:
            data = fetch()
        except self._runtime.failures as error:
            arrive = partial(self._failed, error)
        else:
            arrive = partial(self._arrived, data)
        latency = self._runtime.latency()
        if latency:
            self._runtime.clock.call_later(latency, arrive)
        else:
            arrive()

    def _arrived(self, data: T) -> None:
        if not self._done:
            self._done = True
            self._query.fetch_succeeded(data)

    def _failed(self, error: Exception) -> None:
        if self._done:
            return
        if self.retry_cancelled or self._failures >= self._options.retry:
            self._give_up(error)
            return
        delay = self._options.retry_delay(self._failures)
        self._failures += 1
        self._query.fetch_failed_once(self._failures)
        self._runtime.clock.call_later(delay, partial(self._wake, error))

    def _wake(self, error: Exception) -> None:
        if self._done:
            return
        if self._runtime.focused:
            self._retry(error)
        else:
            self._resume = partial(self._retry, error)
            self._query.fetch_paused()

    def _retry(self, error: Exception) -> None:
        if self._done:
            return
        if self.retry_cancelled:
            self._give_up(error)
        else:
            # Retries ask as the latest screen does, so often and with such delays as the one that began.
            self._send(self._query.options.fetch)

    def _give_up(self, error: Exception) -> None:
        self._done = True
        self._query.fetch_failed(error)


@dataclass(slots=True)
class _Attempt(Generic[T]):
    """The fetch under way, the state to go back to, and who waits for its end."""

    fetch: Fetch[T] | None = None
    before: QueryState[T] = field(default_factory=QueryState)
    waiting: list[Then] = field(default_factory=list)


class Query(Generic[T]):
    """The cache's entry for one key."""

    def __init__(self, options: QueryOptions[T], runtime: Runtime, *, forget: Callable[[Key], None]) -> None:
        self.options = options
        self.runtime = runtime
        self.watchers: list[Watcher] = []
        self.state: QueryState[T] = QueryState()
        self._attempt: _Attempt[T] = _Attempt()
        self._forget = forget
        self._gc_time = 0.0
        self._collecting: Timer | None = None
        self.set_options(options)
        self._schedule_collection()

    @property
    def active(self) -> bool:
        """Whether a mounted screen wants it."""
        return any(watcher.enabled for watcher in self.watchers)

    def set_options(self, options: QueryOptions[T]) -> None:
        """The last screen's options win, except that data lives as long as the longest wish."""
        self.options = options
        self._gc_time = max(self._gc_time, options.gc_time)
        if self.state.data is None and options.initial_data is not None:
            self._set(self._with_data(options.initial_data))

    def is_stale_by_time(self, stale_time: float) -> bool:
        """Whether the data is missing, marked as stale, or older than `stale_time`."""
        if self.state.data is None or self.state.invalidated:
            return True
        return self.state.data_updated_at + stale_time <= self.runtime.clock.now

    def invalidate(self) -> None:
        """Mark as stale."""
        if not self.state.invalidated:
            self._set(replace(self.state, invalidated=True))

    def add(self, watcher: Watcher) -> None:
        """A screen mounted."""
        self.watchers.append(watcher)

    def remove(self, watcher: Watcher) -> None:
        """A screen unmounted; after the last one a request under way may still fill the cache, but isn't retried."""
        self.watchers.remove(watcher)
        if self.watchers:
            return
        if self._attempt.fetch is not None:
            if self.state.fetch_status == "paused" and self.state.status == "pending":
                self._attempt.fetch.cancel()
                self._finish(replace(self._attempt.before, fetch_status="idle"))
            else:
                self._attempt.fetch.retry_cancelled = True
        self._schedule_collection()

    def fetch(
        self, *, options: QueryOptions[T] | None = None, cancel_refetch: bool = False, then: Then | None = None
    ) -> None:
        """Fetch unless a fetch is under way; `cancel_refetch` replaces one that refreshes data already there."""
        under_way = self._attempt.fetch
        if under_way is not None and (self.state.data is None or not cancel_refetch):
            under_way.retry_cancelled = False
            self._await(then)
            return
        if under_way is not None:
            under_way.cancel()
        if options is not None:
            self.set_options(options)
        self._attempt.before = self.state
        started = replace(self.state, fetch_status="fetching", failure_count=0)
        self._set(replace(started, status="pending", error=None) if started.data is None else started)
        self._attempt.fetch = Fetch(self)
        self._await(then)

    def came_to_front(self) -> None:
        """Refetch for the first screen that wants it, and go on with a retry that waited."""
        for watcher in self.watchers:
            if watcher.should_fetch_on_window_focus():
                watcher.refetch(cancel_refetch=False)
                break
        if self._attempt.fetch is not None:
            self._attempt.fetch.continue_paused()

    def destroy(self) -> None:
        """The cache is emptied; whoever waited for the data goes on without it."""
        self._stop_collection()
        if self._attempt.fetch is not None:
            self._attempt.fetch.cancel(unsent=True)
        self._tell()

    def fetch_succeeded(self, data: T) -> None:
        """The answer is there."""
        self._finish(replace(self._with_data(data), fetch_status="idle", failure_count=0))

    def fetch_failed(self, error: Exception) -> None:
        """No retry is left."""
        failures = self.state.failure_count + 1
        failed = replace(self.state, error=error, status="error", fetch_status="idle", invalidated=True)
        self._finish(replace(failed, failure_count=failures))

    def fetch_failed_once(self, failures: int) -> None:
        """A retry follows."""
        self._set(replace(self.state, failure_count=failures))

    def fetch_paused(self) -> None:
        """A retry waits for the app to come to the front."""
        self._set(replace(self.state, fetch_status="paused"))

    def fetch_continued(self) -> None:
        """It need not wait any longer."""
        self._set(replace(self.state, fetch_status="fetching"))

    def _await(self, then: Then | None) -> None:
        if then is None:
            return
        if self.state.fetch_status == "paused":  # nobody waits for what waits for the app to come to the front
            self.runtime.clock.call_soon(then)
        else:
            self._attempt.waiting.append(then)

    def _with_data(self, data: T) -> QueryState[T]:
        if data is None:
            raise TypeError(f"the fetch of {self.options.key} answered None, which is no data")
        now = self.runtime.clock.now
        return replace(self.state, data=data, data_updated_at=now, error=None, status="success", invalidated=False)

    def _finish(self, state: QueryState[T]) -> None:
        self._tell()
        self._set(state)
        self._schedule_collection()

    def _tell(self) -> None:
        waiting, self._attempt = self._attempt.waiting, _Attempt()
        for then in waiting:
            self.runtime.clock.call_soon(then)

    def _set(self, state: QueryState[T]) -> None:
        self.state = state
        for watcher in tuple(self.watchers):
            watcher.query_changed()

    def _schedule_collection(self) -> None:
        self._stop_collection()
        if self._gc_time != inf:
            self._collecting = self.runtime.clock.call_later(self._gc_time, self._collect, keeps_busy=False)

    def _stop_collection(self) -> None:
        if self._collecting is not None:
            self._collecting.cancel()
            self._collecting = None

    def _collect(self) -> None:
        if not self.watchers and self.state.fetch_status == "idle":
            self._forget(self.options.key)
