"""The list of leads on the CRM tab: whose they are, how many, which, and in what order."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from harness.gherkin.tables import Row
from harness.ports import CrmLead, Person, Stage
from harness.wire.exchange import LeadCard, Screen
from scenarios.messages import say, unmet
from scenarios.outcomes.lead_names import Called, called, price_of, shows
from scenarios.outcomes.likeness import alike, hint, listed, same
from scenarios.outcomes.screen import crm_tab, told

Wanted = TypeVar("Wanted")
Shown = TypeVar("Shown")


def own_leads(stage: Stage, person: Person) -> None:
    """The list holds exactly the leads of the person's account, each once, with its price; of an empty one, none."""
    if person.account is None:
        raise unmet(stage, "no_account", person=person.name)
    leads = stage.crm.leads(person.account)
    if not leads:
        no_leads(stage, person)
        return
    screen = crm_tab(stage, person)
    # Leads under the offer to connect come from an old table: that they are there says nothing about the connection.
    if screen.leads and screen.connected is not True:
        raise unmet(stage, "leads_unconnected", person=person.name, screen=told(stage, screen))
    if screen.leads_state != "list":
        raise unmet(stage, "no_list", person=person.name, screen=told(stage, screen), wanted=len(leads))
    ids = {lead.id: lead for lead in leads}
    for card in screen.leads:
        if card.amo_id in ids and not shows(card, ids[card.amo_id]):
            names = {"lead": ids[card.amo_id].name, "shown": card.name}
            raise unmet(stage, "other_name", person=person.name, **names)
    pairs = _paired(leads, screen.leads, _is)
    missing = [lead.name for index, lead in enumerate(leads) if index not in pairs]
    foreign = [card.name for index, card in enumerate(screen.leads) if index not in pairs.values()]
    if missing or foreign:
        raise unmet(
            stage,
            "other_leads",
            person=person.name,
            shown=len(screen.leads),
            wanted=len(leads),
            missing=_names(missing) or say(stage, "nothing"),
            foreign=_names(foreign) or say(stage, "nothing"),
        )


def lead_count(stage: Stage, person: Person, count: int) -> None:
    """The list has been loaded and has this many leads."""
    if count == 0:
        no_leads(stage, person)
        return
    screen = crm_tab(stage, person)
    if len(screen.leads) != count:
        numbers = {"shown": len(screen.leads), "wanted": count}
        raise unmet(stage, "other_count", person=person.name, screen=told(stage, screen), **numbers)


def at_least(stage: Stage, person: Person, count: int) -> None:
    """The list has been loaded and has this many leads or more."""
    if count < 1:
        raise unmet(stage, "always", count=count)
    screen = crm_tab(stage, person)
    if len(screen.leads) < count:
        numbers = {"shown": len(screen.leads), "wanted": count}
        raise unmet(stage, "fewer_leads", person=person.name, screen=told(stage, screen), **numbers)


def no_leads(stage: Stage, person: Person) -> None:
    """The list has been loaded, and it is empty."""
    screen = crm_tab(stage, person)
    if screen.leads:
        raise unmet(stage, "leads_shown", person=person.name, shown=len(screen.leads), first=screen.leads[0].name)
    if screen.leads_state != "empty":
        raise unmet(stage, "not_empty", person=person.name, screen=told(stage, screen))


def lead(stage: Stage, person: Person, name: str) -> None:
    """The list has a lead of this name."""
    _places(stage, person, name)


def lead_with_price(stage: Stage, person: Person, name: str, price: int) -> None:
    """The list has a lead of this name and this price; one without a price is one of 0, as amoCRM has it."""
    prices = [price_of(card) for card in _places(stage, person, name).values()]
    if price not in prices:
        told_prices = ", ".join(f"{each:g}" for each in prices)
        raise unmet(stage, "other_price", person=person.name, lead=name, wanted=price, shown=told_prices)


def no_lead(stage: Stage, person: Person, name: str) -> None:
    """The list has been loaded and has no lead of this name, nor one that could be taken for it."""
    screen = _loaded(stage, person)
    for each in called(stage, screen.leads):
        shown = each.card.name
        if same(shown, name):
            raise unmet(stage, "lead_shown", person=person.name, lead=name, hint="")
        for known in (shown, *each.names):
            if same(known, name) or alike(known, name):
                why = say(stage, "card_says", shown=shown) if same(known, name) else hint(stage, name, [known])
                raise unmet(stage, "lead_shown", person=person.name, lead=name, hint=why)


def first(stage: Stage, person: Person, name: str) -> None:
    """The topmost card is this lead's."""
    _at_end(stage, person, name, index=0, otherwise="not_first")


def last(stage: Stage, person: Person, name: str) -> None:
    """The lowest card is this lead's."""
    _at_end(stage, person, name, index=-1, otherwise="not_last")


def above(stage: Stage, person: Person, upper: str, lower: str) -> None:
    """Every lead of the one name stands above every lead of the other."""
    if same(upper, lower):
        raise unmet(stage, "above_itself", lead=upper)
    if max(_places(stage, person, upper)) > min(_places(stage, person, lower)):
        order = _order(stage, _loaded(stage, person))
        raise unmet(stage, "not_above", person=person.name, upper=upper, lower=lower, shown=order)


def only_these(stage: Stage, person: Person, rows: Sequence[Row]) -> None:
    """The list holds the table's leads, each once, and no other, in whatever order."""
    _exactly(stage, person, rows, ordered=False)


def these_in_order(stage: Stage, person: Person, rows: Sequence[Row]) -> None:
    """The list holds the table's leads and no other, in the table's order."""
    _exactly(stage, person, rows, ordered=True)


def _exactly(stage: Stage, person: Person, rows: Sequence[Row], *, ordered: bool) -> None:
    screen = _loaded(stage, person)
    shown = called(stage, screen.leads)
    if ordered and len(shown) == len(rows) and all(map(_fits, rows, shown)):
        return
    pairs = _paired(rows, shown, _fits)
    missing = [_row_told(row) for index, row in enumerate(rows) if index not in pairs]
    extra = [_card_told(each.card) for index, each in enumerate(shown) if index not in pairs.values()]
    if not missing and not extra and not ordered:
        return
    if not missing and not extra:
        raise unmet(stage, "other_order", person=person.name, shown=_order(stage, screen))
    raise unmet(
        stage,
        "other_table",
        person=person.name,
        screen=told(stage, screen),
        missing=listed(stage, missing),
        extra=listed(stage, extra),
    )


def _paired(wanted: Sequence[Wanted], shown: Sequence[Shown], fits: Callable[[Wanted, Shown], bool]) -> dict[int, int]:
    """What is shown for as much of the wanted as can have it, each for one: a card with two names may fit two rows."""
    row_of: dict[int, int] = {}
    card_of: dict[int, int] = {}

    def place(row: int) -> None:
        """Give the row a card, be it that others move on to other cards: the shortest way there is."""
        wanted_by: dict[int, int] = {}
        movers = deque([row])
        while movers:
            mover = movers.popleft()
            for card, each in enumerate(shown):
                if card in wanted_by or not fits(wanted[mover], each):
                    continue
                wanted_by[card] = mover
                if card not in row_of:
                    hand_over(card, wanted_by)
                    return
                movers.append(row_of[card])

    def hand_over(free: int, wanted_by: Mapping[int, int]) -> None:
        card: int | None = free
        while card is not None:
            row = wanted_by[card]
            row_of[card], before = row, card_of.get(row)
            card_of[row] = card
            card = before

    for row in range(len(wanted)):
        place(row)
    return card_of


def _is(lead: CrmLead, card: LeadCard) -> bool:
    return card.amo_id in (None, lead.id) and price_of(card) == lead.price and shows(card, lead)


def _fits(row: Row, each: Called) -> bool:
    return each.is_called(str(row["name"])) and ("price" not in row or price_of(each.card) == (row["price"] or 0))


def _at_end(stage: Stage, person: Person, name: str, *, index: int, otherwise: str) -> None:
    places = _places(stage, person, name)
    screen = _loaded(stage, person)
    if range(len(screen.leads))[index] not in places:
        raise unmet(stage, otherwise, person=person.name, lead=name, shown=_order(stage, screen))


def _places(stage: Stage, person: Person, name: str) -> dict[int, LeadCard]:
    """Where the cards of that name stand; there must be one at least."""
    everybody = called(stage, _loaded(stage, person).leads)
    found = {place: each.card for place, each in enumerate(everybody) if each.is_called(name)}
    if not found:
        shown = listed(stage, [each.card.name for each in everybody])
        raise unmet(stage, "no_lead", person=person.name, lead=name, hint=_why(stage, everybody, name), shown=shown)
    return found


def _why(stage: Stage, everybody: Sequence[Called], name: str) -> str:
    """Why no card is that lead's, as a sentence's end."""
    for each in everybody:
        if each.lead is not None and same(each.lead, name):
            return say(stage, "card_says", shown=each.card.name)
        if same(each.card.name, name):
            return say(stage, "card_of_other")
    return hint(stage, name, [known for each in everybody for known in each.names])


def _loaded(stage: Stage, person: Person) -> Screen:
    screen = crm_tab(stage, person)
    if screen.leads_state not in ("list", "empty"):
        raise unmet(stage, "not_loaded", person=person.name, screen=told(stage, screen))
    return screen


def _order(stage: Stage, screen: Screen) -> str:
    return listed(stage, [card.name for card in screen.leads])


def _row_told(row: Row) -> str:
    return f"{row['name']} ({row['price'] or 0})" if "price" in row else str(row["name"])


def _card_told(card: LeadCard) -> str:
    return f"{card.name} ({price_of(card):g})"


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + ("…" if len(names) > 5 else "")
