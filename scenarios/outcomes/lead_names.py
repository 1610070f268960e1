"""What a lead's card is called: by what it shows, and by amoCRM's name of the lead that it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.ports import Stage
from harness.wire.exchange import LeadCard


@dataclass(frozen=True, slots=True)
class Called:
    """A card and the names that a person may call it by; the shown one first."""

    card: LeadCard
    names: tuple[str, ...]


def called(stage: Stage, cards: Sequence[LeadCard]) -> list[Called]:
    """Every card with its names.

    Backends show a contact's name in place of the lead's, so amoCRM's own counts as well, of whosever account it is;
    but a card that shows some other lead's name is mistaken, not renamed.
    """
    accounts = [person.account for person in stage.people.values() if person.account is not None]
    known = {lead.id: lead.name for account in accounts for lead in stage.crm.leads(account)}
    titles = set(known.values())
    return [
        Called(card, (card.name,))
        if card.amo_id not in known or card.name in titles
        else Called(card, (card.name, known[card.amo_id]))
        for card in cards
    ]


def price_of(card: LeadCard) -> float:
    """A card's price; amoCRM has no lead without one, and where it is 0, cards leave it out."""
    return float(card.price or 0)
