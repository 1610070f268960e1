"""What a lead's card is called: by what it shows, and by amoCRM's name of the lead that it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.ports import CrmLead, Stage
from harness.wire.exchange import LeadCard
from scenarios.outcomes.likeness import same


@dataclass(frozen=True, slots=True)
class Called:
    """A card and the names that a person may call it by, the shown one first; `lead` is amoCRM's name of its id."""

    card: LeadCard
    names: tuple[str, ...]
    lead: str | None = None

    def is_called(self, name: str) -> bool:
        """Whether one of its names is this one."""
        return any(same(known, name) for known in self.names)


def called(stage: Stage, cards: Sequence[LeadCard]) -> list[Called]:
    """Every card with its names.

    Backends show a contact's name in place of the lead's, so amoCRM's own counts as well, of whosever account it is.
    A card that shows the name of another lead than that of its id is mistaken, and has no name at all.
    """
    accounts = [person.account for person in stage.people.values() if person.account is not None]
    known = {lead.id: lead for account in accounts for lead in stage.crm.leads(account)}
    return [_called(card, known) for card in cards]


def shows(card: LeadCard, lead: CrmLead) -> bool:
    """Whether a card shows the lead's name or its contact's; of a lead without either, the app says what it likes."""
    names = [name for name in (lead.name, lead.contact) if name]
    return not names or any(same(card.name, name) for name in names)


def price_of(card: LeadCard) -> float:
    """A card's price; amoCRM has no lead without one, and where it is 0, cards leave it out."""
    return float(card.price or 0)


def _called(card: LeadCard, known: dict[int, CrmLead]) -> Called:
    if card.amo_id is None:
        return Called(card, (card.name,))
    lead = known.get(card.amo_id)
    if lead is not None and shows(card, lead):
        return Called(card, (card.name, lead.name or card.name), lead.name)
    # An old name is still a name; another lead's is not.
    names = () if any(shows(card, each) for each in known.values() if each.name) else (card.name,)
    return Called(card, names, lead.name if lead else None)
