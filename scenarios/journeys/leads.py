"""What a person does to leads in amoCRM itself, behind every integration's back."""

from collections.abc import Sequence

from harness.ports import CrmLead, LeadDraft, Person, Refusal, Stage
from harness.wire.exchange import ScreenSeen
from scenarios.givens.accounts import check_count, check_leads, check_name, check_price, numbered
from scenarios.journeys.connect import account_of
from scenarios.messages import unmet
from scenarios.outcomes.likeness import hint, same


def add(stage: Stage, person: Person, drafts: Sequence[LeadDraft]) -> None:
    """New leads appear."""
    check_leads(stage, drafts)
    stage.crm.add_leads(account_of(stage, person), drafts)
    _known_to_all(stage, person)


def add_many(stage: Stage, person: Person, count: int) -> None:
    """As many new leads as wanted, numbered on from those that are there."""
    check_count(stage, count, least=1)
    add(stage, person, numbered(count, first=len(stage.crm.leads(account_of(stage, person))) + 1))


def change_price(stage: Stage, person: Person, name: str, price: int) -> None:
    """Another budget."""
    check_price(stage, price)
    stage.crm.change_lead(account_of(stage, person), lead_called(stage, person, name), price=price)


def rename(stage: Stage, person: Person, name: str, new_name: str) -> None:
    """Another name."""
    check_name(stage, new_name)
    stage.crm.change_lead(account_of(stage, person), lead_called(stage, person, name), name=new_name)


def move(stage: Stage, person: Person, name: str, wanted: str) -> None:
    """Another stage of the pipeline."""
    account = account_of(stage, person)
    lead, stages = lead_called(stage, person, name), stage.crm.stages(account)
    found = next((known for known in stages if same(known.casefold(), wanted.casefold())), None)
    if found is None:
        raise unmet(stage, "no_stage", name=wanted, hint=hint(stage, wanted, stages), known=", ".join(stages))
    stage.crm.move_lead(account, lead, stage=found)


def add_contact(stage: Stage, person: Person, name: str, contact: str) -> None:
    """One more contact; the main one stays that."""
    check_name(stage, contact)
    stage.crm.add_contact(account_of(stage, person), lead_called(stage, person, name), name=contact)
    stage.cast.account_known(person)


def delete(stage: Stage, person: Person, name: str) -> None:
    """The lead goes to the trash; an app that still shows it may be told that it isn't there."""
    lead = lead_called(stage, person, name)
    stage.crm.delete_lead(account_of(stage, person), lead)
    _known_to_all(stage, person)
    ids = _known_as(stage, lead)
    stage.expect(Refusal("client", "lead", (404, 410), at_most=None, at_least=0, ids=ids))


def _known_to_all(stage: Stage, person: Person) -> None:
    """Write down what the account holds now for everybody who works in it."""
    subdomain = account_of(stage, person).subdomain
    for sharer in stage.people.values():
        if sharer.account is not None and sharer.account.subdomain == subdomain:
            stage.cast.account_known(sharer)


def _known_as(stage: Stage, lead: CrmLead) -> frozenset[str]:
    """The lead's id at amoCRM, and those that apps have for it by now: a backend may have its own."""
    cards = [card for seen in stage.timeline().every(ScreenSeen) for card in seen.screen.leads]
    cards = [card for card in cards if card.amo_id == lead.id or (card.amo_id is None and same(card.name, lead.name))]
    return frozenset({str(lead.id)} | {card.id for card in cards})


def lead_called(stage: Stage, person: Person, name: str) -> CrmLead:
    """The lead of this name in the person's account."""
    leads = stage.crm.leads(account_of(stage, person))
    for lead in leads:
        if same(lead.name, name):
            return lead
    raise unmet(
        stage, "no_amo_lead", name=name, person=person.name, hint=hint(stage, name, [lead.name for lead in leads])
    )
