"""Plays scripts on the app's own query cache, and notes what player.cjs notes of the real one."""

from collections import Counter
from collections.abc import Mapping
from math import inf

from simulated_client.clock import VirtualClock
from simulated_client.query import QueryOptions, exponential_delay
from simulated_client.query_cache import Observer, QueryClient
from tests.query_core.script import KEYS, Key, Script, named


class Down(Exception):
    """A fetch fails."""


class CachePlayer:
    """A cache under a script; a method per step, with the names that the steps have."""

    def __init__(self, answers: Mapping[str, list[dict[str, object]]]) -> None:
        self._answers = answers
        self._asked: Counter[str] = Counter()
        self._after = 0.0
        self._requests: list[list[object]] = []
        self._told: list[list[object]] = []
        self._chained = False
        self._mounted: dict[str, Observer[str]] = {}
        self._clock = VirtualClock()
        self._client = QueryClient(self._clock, failures=(Down,), latency=lambda: self._after)

    def play(self, step: Mapping[str, object]) -> None:
        """One step, and what follows from it at once."""
        what = dict(step)
        getattr(self, what.pop("does"))(**what)
        self._clock.advance(0)

    def seen(self) -> dict[str, object]:
        """What happened since the last time, what each screen shows, and what is in the cache."""
        requests, self._requests = self._requests, []
        told, self._told = self._told, []
        cached = {named(key): self._client.state(key) for key in KEYS}
        return {
            "requests": requests,
            "told": sorted(told),
            "observers": {
                name: _shown(observer.state) | {"isStale": observer.stale} for name, observer in self._mounted.items()
            },
            "cache": {
                name: _shown(state)
                | {"dataUpdatedAt": state.data_updated_at * 1000, "isInvalidated": state.invalidated}
                for name, state in cached.items()
                if state is not None
            },
        }

    def mount(self, *, name, key, options):
        if name in self._mounted:
            return
        delay = options["retryDelay"]
        self._mounted[name] = self._client.mount(
            QueryOptions(
                key=tuple(key),
                fetch=lambda: self._fetch(key, name),
                enabled=options["enabled"],
                stale_time=_seconds(options["staleTime"]),
                gc_time=_seconds(options["gcTime"]),
                retry=options["retry"],
                retry_delay=exponential_delay if delay is None else lambda _: delay / 1000,
                initial_data=options["initialData"],
                refetch_on_mount=options["refetchOnMount"],
                refetch_on_window_focus=options["refetchOnWindowFocus"],
            )
        )

    def unmount(self, *, name):
        if name in self._mounted:
            self._mounted.pop(name).unmount()

    def enable(self, *, name, enabled):
        if name in self._mounted:
            self._mounted[name].set_enabled(enabled)

    def refetch(self, *, name, cancelRefetch):  # noqa: N803 – the step's own word
        if name in self._mounted:
            self._mounted[name].refetch(cancel_refetch=cancelRefetch)

    def invalidate(self, *, key, then):
        def told(what: Key) -> None:
            self._told.append([self._clock.now * 1000, named(what)])

        def all_told() -> None:
            told(then)
            self._chained = False

        def first_told() -> None:
            told(key)
            self._client.invalidate(tuple(then), then=all_told)

        goes_on = then is not None and not self._chained
        self._chained = self._chained or goes_on
        self._client.invalidate(tuple(key), then=first_told if goes_on else lambda: told(key))

    def focus(self, *, focused):
        self._client.set_focused(focused)

    def advance(self, *, milliseconds):
        self._clock.advance(milliseconds / 1000)

    def signOut(self):  # noqa: N802 – the step's own word
        for name in tuple(self._mounted):
            self.unmount(name=name)
        self._client.clear()

    def _fetch(self, key: Key, by: str) -> str:
        name = named(key)
        answer = self._answers[name][self._asked[name] % len(self._answers[name])]
        self._asked[name] += 1
        self._requests.append([self._clock.now * 1000, f"{by} asks {name}"])
        self._after = answer["after"] / 1000
        if answer["fails"]:
            raise Down(f"{name} {self._asked[name]}")
        return f"{name} {self._asked[name]}"


def played(script: Script) -> list[dict[str, object]]:
    """The trace of a script."""
    player = CachePlayer(script.answers)
    trace = []
    for step in script.steps:
        player.play(step)
        trace.append(player.seen())
    return trace


def _shown(state) -> dict[str, object]:
    return {
        "data": state.data,
        "error": None if state.error is None else str(state.error),
        "status": state.status,
        "fetchStatus": state.fetch_status,
        "failureCount": state.failure_count,
    }


def _seconds(milliseconds: int | None) -> float:
    return inf if milliseconds is None else milliseconds / 1000
