"""Invents leads for an account: titles of the world, people of the language, stages and prices by chance."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from mock_amocrm.api_v4.tables.stages import INCOMING, LOST, WON, stages
from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Account
from mock_amocrm.worlds.lead_item import LeadItem
from mock_amocrm.worlds.people import People
from mock_amocrm.worlds.spec import LeadsSpec

HALF_A_YEAR = 182 * 24 * 3600


def invent_leads(account: Account, spec: LeadsSpec, people: People, *, count: int, seed: str) -> list[LeadItem]:
    """That many leads, evenly over pipelines and active users; the same for the same seed."""
    return list(islice(_endless(account, spec, people, random.Random(f"{seed}/leads")), count))  # noqa: S311 - test data


def _endless(account: Account, spec: LeadsSpec, people: People, chance: random.Random) -> Iterator[LeadItem]:
    pipelines = cycle([integer(row, "id") for row in account.rows("pipelines")])
    users = cycle([integer(row, "id") for row in account.rows("users") if row["is_active"] is True])
    titles = cycle(spec.titles)
    reasons = [integer(row, "id") for row in account.rows("loss_reasons")]
    open_stages = {
        integer(row, "id"): [
            integer(status, "status_id")
            for status in stages(account, integer(row, "id"))
            if status["type"] != INCOMING and status["status_id"] not in (WON, LOST)
        ]
        for row in account.rows("pipelines")
    }
    names: set[str] = set()
    while True:
        person = people.person()
        pipeline = next(pipelines)
        fate = chance.random()
        status = (
            WON if fate < spec.won else LOST if fate < spec.won + spec.lost else chance.choice(open_stages[pipeline])
        )
        yield LeadItem(
            name=_unique(f"{next(titles)} — {person.last_name}", names),
            price=chance.randrange(spec.price[0], spec.price[1] + 1, spec.price_step),
            pipeline=pipeline,
            status_id=status,
            loss_reason=chance.choice(reasons) if status == LOST else None,
            responsible=next(users),
            contact=person,
            company=people.company() if chance.random() < spec.with_company else "",
            tags=tuple(chance.sample(spec.tags, k=chance.randint(0, min(2, len(spec.tags))))),
        )


def _unique(name: str, taken: set[str]) -> str:
    number, chosen = 1, name
    while chosen in taken:
        number += 1
        chosen = f"{name} {number}"
    taken.add(chosen)
    return chosen


def dated(items: list[LeadItem], *, now: int) -> list[LeadItem]:
    """Leads spread over the last half year, the later the newer; a time that is written out stays."""
    step = max(2, min(3600, HALF_A_YEAR // max(1, len(items))))
    return [_dated(item, now - (len(items) - number) * step, step // 2) for number, item in enumerate(items)]


def _dated(item: LeadItem, moment: int, later: int) -> LeadItem:
    created = moment if item.created_at is None else item.created_at
    updated = max(created, moment + later) if item.updated_at is None else item.updated_at
    return replace(item, created_at=created, updated_at=updated)
