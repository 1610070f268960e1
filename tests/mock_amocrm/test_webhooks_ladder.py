"""amoCRM's rules of trying again and giving up, as functions."""

import pytest

from mock_amocrm.webhooks.ladder import is_given_up, is_valid, pause_after

MINUTE, HOUR = 60, 3600


@pytest.mark.parametrize(
    ("status", "valid"), [(0, False), (99, False), (100, True), (200, True), (299, True), (300, False), (500, False)]
)
def test_an_answer_of_1xx_or_2xx_is_an_arrival(status: int, valid: bool) -> None:
    assert is_valid(status) is valid
    assert (pause_after([status]) is None) is valid


@pytest.mark.parametrize("status", [499, 500, 503, 599])
def test_a_broken_receiver_is_tried_five_times(status: int) -> None:
    pauses = [pause_after([status] * made) for made in range(1, 6)]
    assert pauses == [5 * MINUTE, 15 * MINUTE, 15 * MINUTE, HOUR, None]


@pytest.mark.parametrize("status", [0, 301, 404, 498, 600])
def test_a_receiver_that_refuses_or_is_silent_is_tried_three_times(status: int) -> None:
    assert [pause_after([status] * made) for made in range(1, 4)] == [5 * MINUTE, 15 * MINUTE, None]


def test_the_latest_answer_decides() -> None:
    assert pause_after([500, 500, 404]) is None
    assert pause_after([404, 0, 502]) == 15 * MINUTE
    assert pause_after([500, 500, 500, 404]) is None
    assert pause_after([500, 500, 204]) is None


def test_more_than_a_hundred_wrong_answers_within_two_hours_are_too_many() -> None:
    now = 1_000_000
    assert not is_given_up([now] * 100, now=now)
    assert is_given_up([now] * 101, now=now)
    assert is_given_up([now - 2 * HOUR + 1] * 100 + [now], now=now)
    assert not is_given_up([now - 2 * HOUR] * 100 + [now], now=now)
