"""What amoCRM has told by webhooks: which attempts belong together, which arrived, and what a hindrance has to do."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from made_stage import MadeCrm, api, asked, screen, seeing, stage

from harness.ports import Person, Stage
from harness.wire.exchange import Entry, Exchange
from scenarios.messages import Unmet
from scenarios.outcomes import webhooks

ANN = seeing(screen("home"), owns=True)
MINUTE = 60


def sent(
    minutes: float = 0, status: int = 200, at: int = 0, *, said: str = "a=1", fault: str | None = None
) -> Exchange:
    """One attempt, by amoCRM's time and the machine's."""
    call = asked("webhook", status, at, caller="amocrm", method="POST", sent=said)
    return replace(call, account_time=1_000_000 + round(minutes * MINUTE), fault=fault)


ONCE = [sent(), sent(1, 204, 1, said="a=2"), sent(1, 100, 2, said="a=3")]
TWICE = [sent(0, 500), sent(5, 200, 1)]
IN_VAIN = [sent(0, 500), sent(5, 0, 1), sent(20, 301, 2)]
LOST = [sent(0, 200, fault="w1"), sent(5, 200, 1)]
OTHERS: list[Entry] = [api("/api/v4/leads"), asked("webhook", caller="client")]


@pytest.mark.parametrize(
    ("outcome", "entries", "wanted"),
    [
        (webhooks.delivered_times, [*ONCE, *OTHERS], (3,)),
        (webhooks.delivered_times, TWICE, (1,)),
        (webhooks.delivered_times, LOST, (1,)),
        (webhooks.delivered_times, IN_VAIN, (0,)),
        (webhooks.delivered_times, OTHERS, (0,)),
        (webhooks.delivered_at_once, ONCE, ()),
        (webhooks.delivered_after, TWICE, (5,)),
        (webhooks.delivered_after, ONCE, (0,)),
        (webhooks.delivered_after, [*TWICE, sent(9, 200, 2, said="a=2")], (0,)),
        (webhooks.delivered_after, [*IN_VAIN, sent(7, 200, 3, said="a=2")], (0,)),
        (webhooks.delivered_after, [sent(0, 500), sent(3, 200, 1, said="a=2"), sent(5, 200, 2)], (5,)),
        (webhooks.delivered_after, [sent(0, 500), sent(5.4, 200, 1)], (5,)),
        (webhooks.repeated_times, ONCE, (0,)),
        (webhooks.repeated_times, [*ONCE[1:], *IN_VAIN], (2,)),
        (webhooks.repeated_times, LOST, (1,)),
    ],
)
def test_what_was_sent_is_what_was_wanted(
    outcome: Callable[..., None], entries: list[Entry], wanted: tuple[int, ...]
) -> None:
    outcome(stage(*entries), *wanted)


@pytest.mark.parametrize(
    ("outcome", "entries", "wanted", "told"),
    [
        (webhooks.delivered_times, ONCE, (2,), r"3 webhook\(s\) delivered instead of 2. Sent: №0"),
        (webhooks.delivered_times, IN_VAIN, (1,), r"0 webhook\(s\) delivered instead of 1. Sent: №0"),
        (webhooks.delivered_times, OTHERS, (1,), "Sent: nothing"),
        (webhooks.delivered_at_once, TWICE, (), "wasn't delivered at the first attempt: .*500.*200"),
        (webhooks.delivered_at_once, [sent(0, 301)], (), "wasn't delivered"),
        (webhooks.delivered_at_once, [sent(fault="w1")], (), "wasn't delivered"),
        (webhooks.delivered_at_once, OTHERS, (), "sends no webhook"),
        (webhooks.delivered_after, TWICE, (15,), "after 5 min instead of 15"),
        (webhooks.delivered_after, [sent(0, 500), sent(5.6, 200, 1)], (5,), "after 6 min instead of 5"),
        (webhooks.delivered_after, IN_VAIN, (5,), "no webhook was delivered"),
        (webhooks.delivered_after, OTHERS, (5,), "sends no webhook"),
        (webhooks.repeated_times, IN_VAIN, (1,), r"repeated 2 time\(s\) instead of 1"),
        (webhooks.repeated_times, OTHERS, (0,), "sends no webhook"),
    ],
)
def test_anything_else_is_told(
    outcome: Callable[..., None], entries: list[Entry], wanted: tuple[int, ...], told: str
) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(stage(*entries), *wanted)


def listening(state: bool | None) -> Stage:
    """A stage on which Ann's account sends webhooks, has been switched off, or has none."""
    made = stage(people=[ANN])
    assert isinstance(made.crm, MadeCrm)
    made.crm.listening["Ann"] = state
    return made


@pytest.mark.parametrize(
    ("outcome", "state"), [(webhooks.is_listened_to, True), (webhooks.is_switched_off, False)], ids=["on", "off"]
)
def test_amocrm_listens_as_wanted(outcome: Callable[[Stage, Person], None], state: bool) -> None:
    outcome(listening(state), ANN)


@pytest.mark.parametrize(
    ("outcome", "state", "told"),
    [
        (webhooks.is_listened_to, False, "has been switched off"),
        (webhooks.is_switched_off, True, "is on, and it should have"),
        (webhooks.is_listened_to, None, "Ann has no webhook"),
        (webhooks.is_switched_off, None, "Ann has no webhook"),
    ],
)
def test_otherwise_it_is_told(outcome: Callable[[Stage, Person], None], state: bool | None, told: str) -> None:
    with pytest.raises(Unmet, match=told):
        outcome(listening(state), ANN)
