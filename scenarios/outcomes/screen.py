"""What a person sees in the app, by state ids and data, not by texts."""

from collections import Counter
from collections.abc import Mapping

from harness.ports import Person, Stage
from harness.wire.exchange import Screen
from scenarios.messages import say, unmet


def connected(stage: Stage, person: Person) -> None:
    """The CRM tab says that amoCRM is connected."""
    screen = _crm(stage, person)
    if screen.connected is not True:
        raise unmet(stage, "not_connected", person=person.name, screen=told(stage, screen))


def not_connected(stage: Stage, person: Person) -> None:
    """The CRM tab offers to connect; an answer of null counts as a broken one, not as a false one."""
    screen = _crm(stage, person)
    if screen.connected is None:
        raise unmet(stage, "status_null", person=person.name, screen=told(stage, screen))
    if screen.connected:
        raise unmet(stage, "connected", person=person.name, screen=told(stage, screen))
    if screen.id != "crm.not_connected":
        raise unmet(stage, "no_offer", person=person.name, screen=told(stage, screen))


def own_leads(stage: Stage, person: Person) -> None:
    """The list holds exactly the leads of the person's account, each once, with its price."""
    if person.account is None:
        raise unmet(stage, "no_account", person=person.name)
    leads = stage.crm.leads(person.account)
    screen = _crm(stage, person)
    if screen.leads_state != "list":
        raise unmet(stage, "no_list", person=person.name, screen=told(stage, screen), wanted=len(leads))
    # A card may show the contact's name instead of the lead's, so amoCRM's id decides where the backend has it.
    by_id = all(card.amo_id is not None for card in screen.leads)
    wanted = Counter((str(lead.id) if by_id else lead.name, float(lead.price)) for lead in leads)
    shown = Counter((str(card.amo_id) if by_id else card.name, float(card.price or 0)) for card in screen.leads)
    if shown == wanted:
        return
    names = {str(lead.id): lead.name for lead in leads} | {str(card.amo_id): card.name for card in screen.leads}
    raise unmet(
        stage,
        "other_leads",
        person=person.name,
        shown=shown.total(),
        wanted=wanted.total(),
        missing=_names(wanted - shown, names) or say(stage, "nothing"),
        foreign=_names(shown - wanted, names) or say(stage, "nothing"),
    )


def lead_count(stage: Stage, person: Person, count: int) -> None:
    """The list has been loaded and has this many leads."""
    if count == 0:
        no_leads(stage, person)
        return
    screen = _crm(stage, person)
    if len(screen.leads) != count:
        numbers = {"shown": len(screen.leads), "wanted": count}
        raise unmet(stage, "other_count", person=person.name, screen=told(stage, screen), **numbers)


def no_leads(stage: Stage, person: Person) -> None:
    """The list has been loaded, and it is empty."""
    screen = _crm(stage, person)
    if screen.leads:
        raise unmet(stage, "leads_shown", person=person.name, shown=len(screen.leads), first=screen.leads[0].name)
    if screen.leads_state != "empty":
        raise unmet(stage, "not_empty", person=person.name, screen=told(stage, screen))


def connection_error(stage: Stage, person: Person) -> None:
    """The callback screen says that connecting failed."""
    screen = person.client.screen
    if screen.id != "callback.error":
        raise unmet(stage, "no_error", person=person.name, screen=told(stage, screen))


def lead_card(stage: Stage, person: Person, name: str) -> None:
    """The screen of one lead."""
    screen = person.client.screen
    if screen.id != "lead":
        raise unmet(stage, "no_card", person=person.name, screen=told(stage, screen), lead=name)
    if name not in screen.texts:  # «Flat» is no part of «Flat in Soho»
        raise unmet(stage, "other_card", lead=name, texts=" · ".join(screen.texts))


def told(stage: Stage, screen: Screen) -> str:
    """A screen in a few words."""
    reason = say(stage, "reason", reason=screen.reason) if screen.reason else ""
    return say(stage, "screen", id=screen.id, state=screen.leads_state, count=len(screen.leads), reason=reason)


def _crm(stage: Stage, person: Person) -> Screen:
    screen = person.client.screen
    if not screen.id.startswith("crm."):
        raise unmet(stage, "not_crm", person=person.name, screen=told(stage, screen))
    return screen


def _names(counter: Counter[tuple[str, float]], names: Mapping[str, str]) -> str:
    listed = [names.get(key, key) for key, _ in counter.elements()]
    return ", ".join(listed[:5]) + ("…" if len(listed) > 5 else "")
