"""The phone's virtual time: how far it goes, and in which order its timers run."""

import pytest

from simulated_client.clock import VirtualClock


@pytest.fixture
def clock():
    return VirtualClock()


def test_settling_stops_at_its_deadline_and_goes_on_from_there(clock):
    fired = []
    clock.call_later(10, lambda: fired.append(clock.now))
    clock.settle(4)
    assert (clock.now, fired) == (4, [])
    clock.settle(30)
    assert (clock.now, fired) == (10, [10])
    clock.settle(30)
    assert clock.now == 10


def test_what_a_timer_leaves_to_be_done_at_once_comes_before_the_next_timer_of_its_moment(clock):
    fired = []
    clock.call_later(1, lambda: clock.call_soon(lambda: fired.append("at once")))
    clock.call_later(1, lambda: fired.append("the next"))
    clock.settle(30)
    assert fired == ["at once", "the next"]


def test_timers_of_one_moment_run_in_their_order_and_cancelled_ones_never(clock):
    fired = []
    clock.call_later(1, lambda: fired.append("a"))
    clock.call_later(1, lambda: fired.append("never")).cancel()
    clock.call_later(1, lambda: fired.append("b"))
    clock.call_later(0.5, lambda: fired.append("housekeeping"), keeps_busy=False)
    clock.settle(30)
    assert fired == ["housekeeping", "a", "b"]
    with pytest.raises(ValueError, match="past"):
        clock.call_later(-1, lambda: None)
