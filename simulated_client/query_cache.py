"""The app's query cache on virtual time, after @tanstack/query-core v5 (`queryClient.ts`, `queryObserver.ts`)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, Literal, TypeVar, cast

from simulated_client.clock import VirtualClock
from simulated_client.query import Key, Query, QueryOptions, QueryState, Runtime, Then, at_once

T = TypeVar("T")


class Observer(Generic[T]):
    """A mounted screen's view of one query; made by `QueryClient.mount`."""

    def __init__(self, query: Query[T], options: QueryOptions[T], on_change: Callable[[], None]) -> None:
        self._query = query
        self._options = options
        self._on_change = on_change
        query.add(self)
        if self._should_fetch_on_mount():
            query.fetch(options=options)

    @property
    def state(self) -> QueryState[T]:
        """What the screen can show."""
        return self._query.state

    @property
    def enabled(self) -> bool:
        """Whether this screen wants the query to run."""
        return self._options.enabled

    @property
    def stale(self) -> bool:
        """Whether the data is due for a refetch; never while disabled."""
        return self.enabled and self._query.is_stale_by_time(self._options.stale_time)

    def set_enabled(self, enabled: bool) -> None:
        """Switching on fetches what is stale; switching off only stops later refetches."""
        was_enabled = self.enabled
        self._options = replace(self._options, enabled=enabled)
        self._query.set_options(self._options)
        if not was_enabled and self.stale:
            self._query.fetch(options=self._options)

    def refetch(self, *, cancel_refetch: bool = True) -> None:
        """Fetch whether stale or not."""
        self._query.fetch(options=self._options, cancel_refetch=cancel_refetch)

    def unmount(self) -> None:
        """The screen is gone."""
        self._query.remove(self)

    def query_changed(self) -> None:
        """Told by the query."""
        self._on_change()

    def should_fetch_on_window_focus(self) -> bool:
        """Whether coming to the front is a reason to fetch."""
        return self._should_fetch_on(self._options.refetch_on_window_focus)

    def _should_fetch_on_mount(self) -> bool:
        if self._query.state.data is None:
            return self.enabled
        return self._should_fetch_on(self._options.refetch_on_mount)

    def _should_fetch_on(self, wish: bool | Literal["always"]) -> bool:
        return self.enabled and (wish == "always" or (wish is True and self.stale))


class QueryClient:
    """All queries of one app process. A fetch may raise `failures`; anything else is a bug and passes through."""

    def __init__(
        self,
        clock: VirtualClock,
        *,
        failures: tuple[type[Exception], ...] = (Exception,),
        latency: Callable[[], float] = at_once,
    ) -> None:
        self._runtime = Runtime(clock, failures, latency)
        self._queries: dict[Key, Query[object]] = {}

    def mount(self, options: QueryOptions[T], on_change: Callable[[], None] = lambda: None) -> Observer[T]:
        """A screen that shows this query appears."""
        return Observer(self._query(options), options, on_change)

    def state(self, key: Key) -> QueryState[object] | None:
        """What the cache holds for a key, or None once it has been collected."""
        query = self._queries.get(key)
        return None if query is None else query.state

    def invalidate(self, prefix: Key, *, then: Then | None = None) -> None:
        """Mark every matching query as stale and refetch those that a screen watches; `then` runs when all are done."""
        matching = [query for key, query in self._queries.items() if key[: len(prefix)] == prefix]
        for query in matching:
            query.invalidate()
        active = [query for query in matching if query.active]
        outstanding = len(active)

        def one_done() -> None:
            nonlocal outstanding
            outstanding -= 1
            if outstanding == 0 and then is not None:
                then()

        for query in active:
            query.fetch(cancel_refetch=True, then=one_done)
        if not active and then is not None:
            self._runtime.clock.call_soon(then)

    def set_focused(self, focused: bool) -> None:
        """The app went to the background or came to the front, where stale watched queries refetch."""
        if focused == self._runtime.focused:
            return
        self._runtime.focused = focused
        if not focused:
            return
        for query in tuple(self._queries.values()):
            query.came_to_front()

    def clear(self) -> None:
        """Forget everything, as on signing out."""
        for query in self._queries.values():
            query.destroy()
        self._queries.clear()

    def _query(self, options: QueryOptions[T]) -> Query[T]:
        known = self._queries.get(options.key)
        if known is None:
            query = Query(options, self._runtime, forget=self._forget)
            # One dict holds queries of different data; a key always means the same data.
            self._queries[options.key] = cast("Query[object]", query)
            return query
        query = cast("Query[T]", known)
        query.set_options(options)
        return query

    def _forget(self, key: Key) -> None:
        self._queries.pop(key, None)
