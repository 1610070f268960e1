"""Invents leads for an account: titles of the world, people of the language, stages and prices by chance."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import cycle, permutations

from mock_amocrm.api_v4.tables.stages import INCOMING, LOST, WON, stages
from mock_amocrm.api_v4.tagging import tag_ids
from mock_amocrm.api_v4.view import integer
from mock_amocrm.state.account import Account, Row
from mock_amocrm.worlds.adding import Place
from mock_amocrm.worlds.calendar import Calendar
from mock_amocrm.worlds.chance import Chance
from mock_amocrm.worlds.moulds import Moulds
from mock_amocrm.worlds.people import People
from mock_amocrm.worlds.spec import LeadsSpec


class Inventor:
    """Of one account. The same seed gives the same leads; each comes with a contact, and some with a company."""

    def __init__(self, account: Account, spec: LeadsSpec, people: People, *, seed: str) -> None:
        self._account = account
        self._spec = spec
        self._people = people
        self._chance = Chance(f"{seed}/leads")
        self._moulds = Moulds(account)
        self._titles = cycle(spec.titles)
        self._places = _places(account, spec, self._chance)
        self._named: Counter[str] = Counter()
        self._tags = [list(permutations(spec.tags, count)) for count in range(min(2, len(spec.tags)) + 1)]
        self._tag_ids = cache(lambda tags: tag_ids(account, "leads", tags))
        self._price = range(spec.price[0], spec.price[1] + 1, spec.price_step)
        self._prices: dict[int, int] = {}  # equal prices are one object

    def store(self, calendar: Calendar, numbers: range) -> None:
        """One lead for each number, its times from the calendar."""
        shelves: dict[str, list[Row]] = {"companies": [], "contacts": [], "leads": []}
        self._ids = {kind: iter(self._account.next_ids(kind, len(numbers))) for kind in shelves}
        for number in numbers:
            self._invent(*calendar.times(number), shelves)
        for kind, rows in shelves.items():
            self._account.put(kind, rows)

    def _invent(self, created: int, updated: int, shelves: dict[str, list[Row]]) -> None:
        spec, chance, moulds = self._spec, self._chance, self._moulds
        person, place = self._people.person(), next(self._places)

        def shelve(kind: str, row: dict[str, object], **own: object) -> int:
            number = next(self._ids[kind])
            row.update(own, id=number, created_at=created, updated_at=updated)
            shelves[kind].append(row)
            return number

        companies: tuple[int, ...] = ()
        if chance.random() < spec.with_company:
            companies = (shelve("companies", moulds.company(place.user), name=self._people.company()),)
        contact = shelve(
            "contacts",
            moulds.contact(place.user),
            name=person.name,
            first_name=person.first_name,
            last_name=person.last_name,
            companies=companies,
            custom_fields_values=(moulds.field("PHONE", person.phone), moulds.field("EMAIL", person.email)),
        )
        lead = moulds.lead(place)
        price = chance.pick(self._price)
        shelve(
            "leads",
            lead,
            name=self._name(f"{next(self._titles)} — {person.last_name}"),
            price=self._prices.setdefault(price, price),
            closed_at=None if lead["closed_at"] is None else updated,
            companies=companies,
            contacts=(contact,),
            main_contact_id=contact,
            tags=self._tag_ids(chance.pick(chance.pick(self._tags))),
        )

    def _name(self, name: str) -> str:
        """A name of its own: people's names don't end in digits, so that a numbered one is nobody else's."""
        self._named[name] += 1
        return name if self._named[name] == 1 else f"{name} {self._named[name]}"


def _places(account: Account, spec: LeadsSpec, chance: Chance) -> Iterator[Place]:
    """Evenly over pipelines and active users; as many are won and lost as the world says."""
    pipelines = [integer(row, "id") for row in account.rows("pipelines")]
    users = cycle([integer(row, "id") for row in account.rows("users") if row["is_active"] is True])
    reasons = [integer(row, "id") for row in account.rows("loss_reasons")]
    open_stages = {
        pipeline: [
            integer(status, "status_id")
            for status in stages(account, pipeline)
            if status["type"] != INCOMING and status["status_id"] not in (WON, LOST)
        ]
        for pipeline in pipelines
    }
    for pipeline in cycle(pipelines):
        fate = chance.random()
        status = WON if fate < spec.won else LOST if fate < spec.won + spec.lost else chance.pick(open_stages[pipeline])
        yield Place(
            pipeline=pipeline,
            status=status,
            user=next(users),
            loss_reason=chance.pick(reasons) if status == LOST else None,
        )
