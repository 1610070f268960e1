"""On its way to a receiver: news is queued as it happens, sent at once behind everybody's back, and tried again."""

import uuid
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mock_amocrm.outgoing.message import Outgoing, Reply
from mock_amocrm.outgoing.sending import send
from mock_amocrm.state.account import Account
from mock_amocrm.state.deliveries import Attempt, Deliveries, Delivery, Stage
from mock_amocrm.webhooks import ladder, subscriptions

if TYPE_CHECKING:
    from mock_amocrm.extension import Extension

Write = Callable[[], str]
PURPOSE = "webhook"
ANSWERED = "answered"
SENDER = "amoCRM-Webhooks/3.0"  # as two captures of 2023 and later have it, beside an id of the request
FORM = "application/x-www-form-urlencoded"  # and no charset: there is a backend that compares the whole header


def post(fake: "Extension", account: Account, make: Callable[[int], Delivery], *, lane: Hashable) -> Delivery:
    """Queue the first attempt of some news; the first attempts of one lane are made in their order."""
    deliveries = account.deliveries
    delivery = deliveries.add(make)
    fake.outbox.put(partial(_first, fake, account, deliveries, delivery.id), lane=lane)
    return delivery


def deliver_due(fake: "Extension", account: Account, *, until: int = 0) -> list[Delivery]:
    """Make every attempt that is due by the account's time, or was by another; what is answered is as it waited."""
    deliveries, made = account.deliveries, []
    while (waiting := deliveries.claim(until=max(account.clock.now(), until))) is not None:
        made.append(_attempt(fake, account, deliveries, waiting))
    return made


def deliver_now(fake: "Extension", account: Account, number: int) -> Delivery | None:
    """Make an attempt that waits before its time; None if none of that number does."""
    waiting = account.deliveries.claim_one(number)
    return None if waiting is None else _attempt(fake, account, account.deliveries, waiting)


def _first(fake: "Extension", account: Account, deliveries: Deliveries, number: int) -> None:
    delivery = deliveries.get(number)
    if delivery is None or account.deliveries is not deliveries:
        return  # withdrawn, or the account is as new
    with account.lock:
        written = replace(delivery, body=delivery.write())
    _attempt(fake, account, deliveries, written)


def _attempt(fake: "Extension", account: Account, deliveries: Deliveries, delivery: Delivery) -> Delivery:
    at = account.clock.now()
    outgoing = Outgoing(
        purpose=PURPOSE,
        url=delivery.url,
        account=account,
        integration=delivery.integration,
        method="POST",
        headers=(("Content-Type", FORM), ("User-Agent", SENDER), ("X-Amocrm-Requestid", str(uuid.uuid4()))),
        body=(delivery.body or "").encode(),
        hindrance=deliveries.hindrance(),
    )
    reply = send(fake, outgoing, seconds=ladder.RECEIVER_SECONDS)
    after = _after(delivery, Attempt(at, reply.status, _outcome(reply)))
    deliveries.put(after)
    if after.due_at is not None:
        # When real time has brought the account there, unless somebody moves its clock before.
        seconds = max(0.0, after.due_at - account.clock.now())
        fake.outbox.put_later(partial(deliver_due, fake, account), lane=("due", account.id), seconds=seconds)
    if delivery.subscription is not None and not ladder.is_valid(reply.status):
        _count(account, deliveries, delivery.subscription, at=at)
    return after


def _outcome(reply: Reply) -> str:
    return reply.failure.value if reply.failure else ANSWERED


def _after(delivery: Delivery, attempt: Attempt) -> Delivery:
    made = (*delivery.attempts, attempt)
    pause = None if delivery.subscription is None else ladder.pause_after([each.status for each in made])
    if pause is not None:
        return replace(delivery, attempts=made, stage=Stage.WAITING, due_at=attempt.at + pause)
    arrived = ladder.is_valid(attempt.status)
    return replace(delivery, attempts=made, due_at=None, stage=Stage.DELIVERED if arrived else Stage.GIVEN_UP)


def _count(account: Account, deliveries: Deliveries, subscription: int, *, at: int) -> None:
    times = deliveries.invalid(subscription, at=at, most=ladder.INVALID_ANSWERS_BORNE + 1)
    if ladder.is_given_up(times, now=at):
        with account.lock:
            row = account.row(subscriptions.KIND, subscription)
            if row is not None and row["disabled"] is not True and account.deliveries is deliveries:
                subscriptions.switch(account, row, is_on=False)
