"""A phone's screen as the harness keeps it."""

import simulated_client
from harness.wire.exchange import LeadCard, Screen


def as_seen(screen: simulated_client.Screen) -> Screen:
    """What of it a person sees."""
    cards = tuple(
        LeadCard(id=str(card.id), amo_id=card.amo_id, name=card.name, price=card.price) for card in screen.leads
    )
    return Screen(
        id=screen.id,
        texts=screen.texts,
        buttons=screen.buttons,
        connected=screen.connected,
        leads_state=screen.leads_state,
        leads=cards,
        reason=screen.reason,
    )


def shared_card(card: LeadCard) -> simulated_client.LeadCard:
    """What a link to a lead that somebody shares holds of it: its ids."""
    return simulated_client.LeadCard(id=card.id, amo_id=card.amo_id, name="", phone=None, price=None, status=None)
