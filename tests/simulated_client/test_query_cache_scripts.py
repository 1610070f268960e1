"""Thousands of random steps over the query cache: what must hold after each of them, whatever the order."""

import random

import pytest

from simulated_client.clock import VirtualClock
from simulated_client.query import QueryOptions
from simulated_client.query_cache import QueryClient

KEYS = [("a",), ("a", "x"), ("b",)]


class Down(Exception):
    pass


class World:
    """A cache under random use, with a plain record of what was asked and answered."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.clock = VirtualClock()
        latency = self.random.choice([0.0, 0.0, 0.3, 1.1])
        self.client = QueryClient(self.clock, failures=(Down,), latency=latency)
        self.latency = latency
        self.focused = True
        self.mounted = []
        self.requests = dict.fromkeys(KEYS, 0)
        self.answers = {key: set() for key in KEYS}
        self.told = 0
        self.asked_to_tell = 0

    def fetch(self, key):
        self.requests[key] += 1
        if self.random.random() < 0.4:
            raise Down(f"{key} {self.requests[key]}")
        answer = (key, self.requests[key])
        self.answers[key].add(answer)
        return answer

    def mount(self):
        key = self.random.choice(KEYS)
        options = QueryOptions(
            key=key,
            fetch=lambda: self.fetch(key),
            enabled=self.random.random() < 0.8,
            stale_time=self.random.choice([0.0, 4.0]),
            gc_time=self.random.choice([0.0, 3.0, 300.0]),
            retry=self.random.choice([0, 1, 2]),
            retry_delay=lambda _: 0.7,
        )
        self.mounted.append((key, self.client.mount(options)))

    def unmount(self):
        if self.mounted:
            self.mounted.pop(self.random.randrange(len(self.mounted)))[1].unmount()

    def switch(self):
        if self.mounted:
            self.random.choice(self.mounted)[1].set_enabled(self.random.random() < 0.6)

    def refetch(self):
        if self.mounted:
            self.random.choice(self.mounted)[1].refetch(cancel_refetch=self.random.random() < 0.5)

    def invalidate(self):
        def told():
            self.told += 1

        self.asked_to_tell += 1
        prefix = self.random.choice([*KEYS, ()])
        self.client.invalidate(prefix, then=told)
        for key in KEYS:
            state = self.client.state(key)
            if state is not None and key[: len(prefix)] == prefix:
                assert state.invalidated

    def focus(self):
        self.focused = not self.focused
        self.client.set_focused(self.focused)

    def advance(self):
        self.clock.advance(self.random.choice([0.0, 0.2, 1.0, 5.0, 301.0]))

    def step(self):
        steps = [self.mount, self.unmount, self.switch, self.refetch, self.invalidate, self.focus, self.advance]
        self.random.choice([*steps, self.advance])()


def check(world):
    for key in KEYS:
        state = world.client.state(key)
        watched = any(mounted == key for mounted, _ in world.mounted)
        if state is None:
            assert not watched, "a watched query is never collected"
            continue
        assert state.data is None or state.data in world.answers[key]
        assert (state.status == "success") == (state.data is not None and state.error is None)
        assert (state.status == "error") == (state.error is not None)
        if state.fetch_status == "paused":
            assert not world.focused
        if state.error is not None:
            assert state.invalidated
    for key, observer in world.mounted:
        assert observer.state is world.client.state(key), "every screen sees the cache's own state"


@pytest.mark.parametrize("seed", range(60))
def test_the_cache_keeps_its_promises_in_any_order(seed):
    world = World(seed)
    for _ in range(60):
        world.step()
        check(world)


@pytest.mark.parametrize("seed", range(60))
def test_in_front_everything_comes_to_rest_and_nobody_waits_for_ever(seed):
    world = World(seed)
    for _ in range(40):
        world.step()
    world.client.set_focused(True)
    world.clock.settle(60)
    assert not world.clock.busy
    assert world.told == world.asked_to_tell
    for key, observer in world.mounted:
        assert observer.state.fetch_status == "idle", key


@pytest.mark.parametrize("seed", range(60))
def test_returning_to_the_front_asks_once_for_each_enabled_stale_query(seed):
    world = World(seed)
    for _ in range(40):
        world.step()
    world.client.set_focused(True)
    world.clock.settle(60)
    world.client.set_focused(False)
    before = dict(world.requests)
    expected = {key for key, observer in world.mounted if observer.stale}
    world.client.set_focused(True)
    world.clock.advance(0)
    asked = {key for key in KEYS if world.requests[key] > before[key]}
    assert asked == expected
    assert all(world.requests[key] - before[key] <= 1 for key in KEYS)


@pytest.mark.parametrize("seed", range(60))
def test_the_same_steps_give_the_same_history(seed):
    histories = []
    for _ in range(2):
        world = World(seed)
        history = []
        for _ in range(40):
            world.step()
            history.append((dict(world.requests), world.told, [str(world.client.state(key)) for key in KEYS]))
        histories.append(history)
    assert histories[0] == histories[1]
