"""The query cache against the rules of TanStack Query v5, one by one, on virtual time."""

from math import inf

import pytest

from simulated_client.clock import VirtualClock
from simulated_client.query import QueryOptions, exponential_delay
from simulated_client.query_cache import QueryClient


class Down(Exception):
    pass


class Source:
    """Answers the number of the request, or fails as scripted."""

    def __init__(self):
        self.count = 0
        self.failing = 0

    def __call__(self):
        self.count += 1
        if self.failing:
            self.failing -= 1
            raise Down(str(self.count))
        return self.count


@pytest.fixture
def clock():
    return VirtualClock()


@pytest.fixture
def client(clock):
    return QueryClient(clock, failures=(Down,))


@pytest.fixture
def source():
    return Source()


def options(source, key=("a",), **changed):
    return QueryOptions(key=key, fetch=source, **({"retry": 0} | changed))


def test_a_mounted_query_fetches_and_a_disabled_one_does_not(clock, client, source):
    observer = client.mount(options(source, enabled=False))
    clock.settle(30)
    assert (source.count, observer.state.status) == (0, "pending")
    observer.set_enabled(True)
    assert observer.state.fetch_status == "fetching"
    clock.settle(30)
    assert (source.count, observer.state.status, observer.state.data) == (1, "success", 1)
    observer.set_enabled(False)
    observer.set_enabled(False)
    clock.settle(30)
    assert source.count == 1


def test_enabling_again_fetches_only_what_is_stale(clock, client, source):
    observer = client.mount(options(source, stale_time=10))
    clock.settle(30)
    observer.set_enabled(False)
    observer.set_enabled(True)
    clock.settle(30)
    assert source.count == 1
    clock.advance(10)
    observer.set_enabled(True)
    clock.settle(30)
    assert source.count == 1
    observer.set_enabled(False)
    observer.set_enabled(True)
    clock.settle(30)
    assert source.count == 2


@pytest.mark.parametrize(("stale_time", "age", "fetches"), [(0, 0, 2), (5, 4.9, 1), (5, 5, 2), (inf, 1e9, 1)])
def test_mounting_again_fetches_once_the_data_is_as_old_as_its_stale_time(
    clock, client, source, stale_time, age, fetches
):
    client.mount(options(source, stale_time=stale_time))
    clock.settle(30)
    clock.advance(age)
    client.mount(options(source, stale_time=stale_time))
    clock.settle(30)
    assert source.count == fetches


@pytest.mark.parametrize(("wish", "stale_time", "fetches"), [(False, 0, 1), ("always", inf, 2), (True, inf, 1)])
def test_refetch_on_mount_can_be_never_or_always(clock, client, source, wish, stale_time, fetches):
    client.mount(options(source))
    clock.settle(30)
    client.mount(options(source, refetch_on_mount=wish, stale_time=stale_time))
    clock.settle(30)
    assert source.count == fetches


@pytest.mark.parametrize(("wish", "stale_time", "fetches"), [(False, 0, 1), ("always", inf, 2), (True, inf, 1)])
def test_refetch_on_window_focus_can_be_never_or_always(clock, client, source, wish, stale_time, fetches):
    client.mount(options(source, refetch_on_window_focus=wish, stale_time=stale_time))
    clock.settle(30)
    client.set_focused(False)
    client.set_focused(True)
    clock.settle(30)
    assert source.count == fetches


def test_focus_is_an_event_only_when_it_changes_and_only_for_mounted_queries(clock, client, source):
    observer = client.mount(options(source))
    clock.settle(30)
    client.set_focused(True)
    clock.settle(30)
    assert source.count == 1
    observer.unmount()
    client.set_focused(False)
    client.set_focused(True)
    clock.settle(30)
    assert source.count == 1


def test_two_screens_share_one_fetch(clock, client, source):
    first = client.mount(options(source))
    second = client.mount(options(source))
    clock.settle(30)
    assert (source.count, first.state, second.state) == (1, first.state, first.state)


def test_a_refetch_replaces_one_under_way_only_if_there_is_data(clock, client, source):
    observer = client.mount(options(source))
    observer.refetch()
    clock.settle(30)
    assert source.count == 1
    observer.refetch()
    observer.refetch(cancel_refetch=False)
    clock.settle(30)
    assert source.count == 2
    observer.refetch()
    observer.refetch()
    clock.settle(30)
    assert (source.count, observer.state.data) == (4, 4)


def test_the_answer_of_a_replaced_fetch_is_dropped(clock, source):
    client = QueryClient(clock, failures=(Down,), latency=lambda: 1.0)
    observer = client.mount(options(source))
    clock.advance(1)
    seen = []
    observer.refetch()
    clock.advance(0.5)
    observer.refetch()
    for _ in range(4):
        seen.append((clock.now, observer.state.data))
        clock.advance(0.5)
    assert seen == [(1.5, 1), (2.0, 1), (2.5, 3), (3.0, 3)]


def test_invalidating_goes_by_key_prefix_and_fetches_only_what_is_mounted_and_enabled(clock, client):
    sources = {key: Source() for key in [("leads",), ("leads", "new"), ("leadsx",), ("gone",), ("off",)]}
    observers = {key: client.mount(options(one, key=key, stale_time=inf)) for key, one in sources.items()}
    clock.settle(30)
    observers["gone",].unmount()
    observers["off",].set_enabled(False)
    client.invalidate(("leads",))
    client.invalidate(("gone",))
    client.invalidate(("off",))
    clock.settle(30)
    assert {key: one.count for key, one in sources.items()} == {
        ("leads",): 2,
        ("leads", "new"): 2,
        ("leadsx",): 1,
        ("gone",): 1,
        ("off",): 1,
    }
    assert client.state(("gone",)).invalidated
    client.mount(options(sources["gone",], key=("gone",), stale_time=inf))
    clock.settle(30)
    assert sources["gone",].count == 2
    assert not client.state(("gone",)).invalidated


def test_an_empty_prefix_invalidates_everything(clock, client, source):
    client.mount(options(source, key=("a",)))
    client.mount(options(source, key=("b",)))
    clock.settle(30)
    client.invalidate(())
    clock.settle(30)
    assert source.count == 4


def test_whoever_invalidates_is_told_when_the_last_refetch_ended(clock, client, source):
    slow = Source()
    client.mount(options(source))
    client.mount(options(slow, key=("a", "slow"), retry=1, retry_delay=lambda _: 5.0))
    clock.settle(30)
    slow.failing = 2
    done = []
    client.invalidate(("a",), then=lambda: done.append(clock.now))
    clock.settle(30)
    assert done == [5.0]
    client.invalidate(("nothing",), then=lambda: done.append("at once"))
    assert done == [5.0]
    clock.advance(0)
    assert done == [5.0, "at once"]


def test_a_replaced_refetch_tells_once_the_new_one_ended(clock, source):
    client = QueryClient(clock, latency=lambda: 1.0)
    observer = client.mount(options(source))
    clock.advance(1)
    done = []
    client.invalidate(("a",), then=lambda: done.append(clock.now))
    clock.advance(0.5)
    observer.refetch()
    clock.advance(9)
    assert done == [2.5]


@pytest.mark.parametrize(("retry", "requests", "at"), [(0, 1, 0), (1, 2, 2), (2, 3, 4)])
def test_a_failing_fetch_is_retried_so_often_with_the_delay_between(clock, client, source, retry, requests, at):
    source.failing = 99
    observer = client.mount(options(source, retry=retry, retry_delay=lambda _: 2.0))
    clock.settle(30)
    assert (source.count, clock.now, observer.state.status) == (requests, at, "error")
    assert observer.state.failure_count == requests
    assert str(observer.state.error) == str(requests)


def test_a_retry_that_works_leaves_no_error(clock, client, source):
    source.failing = 1
    observer = client.mount(options(source, retry=1))
    clock.settle(0.5)
    assert (observer.state.status, observer.state.fetch_status, observer.state.failure_count) == (
        "pending",
        "fetching",
        1,
    )
    clock.settle(30)
    assert (observer.state.data, observer.state.error, observer.state.failure_count) == (2, None, 0)


def test_the_usual_delay_doubles_up_to_half_a_minute():
    assert [exponential_delay(failures) for failures in range(7)] == [1, 2, 4, 8, 16, 30, 30]


def test_an_error_keeps_the_data_and_counts_as_stale(clock, client, source):
    observer = client.mount(options(source, stale_time=inf))
    clock.settle(30)
    source.failing = 1
    observer.refetch()
    clock.settle(30)
    assert (observer.state.data, observer.state.status, observer.stale) == (1, "error", True)
    client.set_focused(False)
    client.set_focused(True)
    clock.settle(30)
    assert (observer.state.data, observer.state.status, observer.state.error) == (3, "success", None)


def test_refetching_after_an_error_without_data_is_pending_again(clock, client, source):
    source.failing = 1
    observer = client.mount(options(source))
    clock.settle(30)
    observer.refetch()
    assert (observer.state.status, observer.state.error) == ("pending", None)


def test_what_is_no_failed_fetch_is_a_bug_and_passes_through(clock, client):
    def broken():
        raise KeyError("typo")

    client.mount(options(broken))
    with pytest.raises(KeyError, match="typo"):
        clock.settle(30)


def test_none_is_no_data(clock, client):
    client.mount(options(lambda: None))
    with pytest.raises(TypeError, match="answered None"):
        clock.settle(30)


def test_a_retry_waits_for_the_app_to_come_to_the_front(clock, client, source):
    source.failing = 1
    observer = client.mount(options(source, retry=1))
    clock.settle(0.5)
    client.set_focused(False)
    clock.advance(60)
    assert (source.count, observer.state.fetch_status) == (1, "paused")
    assert not clock.busy
    client.set_focused(True)
    clock.settle(30)
    assert (source.count, observer.state.data) == (2, 2)


def test_a_paused_first_fetch_is_taken_back_when_its_screen_goes(clock, client, source):
    source.failing = 1
    observer = client.mount(options(source, retry=1))
    clock.settle(0.5)
    client.set_focused(False)
    clock.advance(60)
    observer.unmount()
    assert (client.state(("a",)).status, client.state(("a",)).fetch_status) == ("pending", "idle")
    client.set_focused(True)
    clock.settle(30)
    assert source.count == 1


def test_nobody_waits_for_a_refetch_that_is_paused(clock, client, source):
    source.failing = 1
    client.mount(options(source, retry=1))
    clock.settle(0.5)
    client.set_focused(False)
    clock.advance(60)
    done = []
    client.invalidate(("a",), then=lambda: done.append(True))
    clock.advance(0)
    assert done == [True]


def test_a_fetch_outlives_its_screen_but_is_not_retried(clock, client, source):
    observer = client.mount(options(source, retry=3))
    observer.unmount()
    clock.settle(30)
    assert client.state(("a",)).data == 1
    source.failing = 2
    observer = client.mount(options(source, retry=3))
    observer.unmount()
    clock.settle(30)
    assert (source.count, client.state(("a",)).status) == (2, "error")


def test_a_retry_goes_on_if_the_screen_comes_back_in_time(clock, client, source):
    source.failing = 1
    client.mount(options(source, retry=1)).unmount()
    observer = client.mount(options(source, retry=1))
    clock.settle(30)
    assert (source.count, observer.state.data) == (2, 2)


def test_initial_data_is_shown_at_once_and_still_fetched(clock, client, source):
    observer = client.mount(options(source, initial_data=-1))
    assert (observer.state.data, observer.state.status, observer.state.fetch_status) == (-1, "success", "fetching")
    clock.settle(30)
    assert observer.state.data == 1


def test_initial_data_counts_as_fresh_for_its_stale_time(clock, client, source):
    client.mount(options(source, initial_data=-1, stale_time=5))
    clock.settle(30)
    assert source.count == 0


def test_initial_data_does_not_replace_what_is_cached(clock, client, source):
    client.mount(options(source))
    clock.settle(30)
    observer = client.mount(options(source, initial_data=-1, refetch_on_mount=False))
    assert observer.state.data == 1


def test_unwatched_data_is_collected_after_its_gc_time(clock, client, source):
    observer = client.mount(options(source, gc_time=10))
    clock.settle(30)
    clock.advance(100)
    assert client.state(("a",)) is not None
    observer.unmount()
    clock.advance(9.9)
    assert client.state(("a",)).data == 1
    clock.advance(0.1)
    assert client.state(("a",)) is None


def test_the_longest_gc_time_counts_and_infinity_keeps_for_good(clock, client, source):
    for gc_time, kept in [(10, 10), (5, 10), (inf, 1e9)]:
        client.mount(options(source, gc_time=gc_time)).unmount()
        clock.settle(30)
        clock.advance(kept - 1)
        assert client.state(("a",)) is not None


def test_coming_back_in_time_stops_the_collection(clock, client, source):
    observer = client.mount(options(source, gc_time=10))
    observer.unmount()
    clock.advance(9)
    client.mount(options(source, gc_time=10))
    clock.advance(100)
    assert client.state(("a",)) is not None


def test_waiting_for_the_collector_keeps_nobody_busy(clock, client, source):
    client.mount(options(source)).unmount()
    clock.settle(1000)
    assert clock.now == 0
    assert not clock.busy


def test_data_nobody_wants_to_keep_is_gone_once_the_app_is_idle(clock, client, source):
    observer = client.mount(options(source, gc_time=0))
    clock.settle(30)
    assert client.state(("a",)).data == 1
    observer.unmount()
    clock.settle(30)
    assert client.state(("a",)) is None


def test_clearing_forgets_data_and_unsent_requests_and_lets_waiters_go(clock, client, source):
    observer = client.mount(options(source))
    clock.settle(30)
    done = []
    client.invalidate(("a",), then=lambda: done.append(True))
    observer.unmount()
    client.clear()
    clock.settle(30)
    assert (source.count, client.state(("a",)), done) == (1, None, [True])


def test_a_screen_is_told_of_each_change(clock, client, source):
    changes = []
    client.mount(options(source), lambda: changes.append(client.state(("a",)).status))
    clock.settle(30)
    assert changes == ["pending", "success"]
