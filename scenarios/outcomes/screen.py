"""What a person sees in the app, by state ids and data, not by texts."""

from collections import Counter
from collections.abc import Mapping

from harness.ports import Person, Stage
from harness.wire.exchange import Screen


def connected(person: Person) -> None:
    """The CRM tab says that amoCRM is connected."""
    screen = _crm(person)
    assert screen.connected is True, f"{person.name} sees {_told(screen)}, not a connected amoCRM"


def not_connected(person: Person) -> None:
    """The CRM tab offers to connect; an answer of null counts as a broken one, not as a false one."""
    screen = _crm(person)
    assert screen.connected is not None, f"{person.name}: the status is null instead of false ({_told(screen)})"
    assert screen.connected is False, f"{person.name} sees {_told(screen)}, although nothing is connected"
    assert screen.id == "crm.not_connected", f"{person.name} sees {_told(screen)}, not the offer to connect"


def own_leads(stage: Stage, person: Person) -> None:
    """The list holds exactly the leads of the person's account, each once, with its price."""
    assert person.account is not None
    leads = stage.crm.leads(person.account)
    screen = _crm(person)
    assert screen.leads_state == "list", f"{person.name} sees {_told(screen)} instead of {len(leads)} leads"
    # A card may show the contact's name instead of the lead's, so amoCRM's id decides where the backend has it.
    by_id = all(card.amo_id is not None for card in screen.leads)
    wanted = Counter((str(lead.id) if by_id else lead.name, float(lead.price)) for lead in leads)
    shown = Counter((str(card.amo_id) if by_id else card.name, float(card.price or 0)) for card in screen.leads)
    names = {str(lead.id): lead.name for lead in leads} | {str(card.amo_id): card.name for card in screen.leads}
    assert shown == wanted, (
        f"{person.name} sees {shown.total()} leads of {wanted.total()};"
        f" missing: {_names(wanted - shown, names)}; not of this account: {_names(shown - wanted, names)}"
    )


def lead_count(person: Person, count: int) -> None:
    """The list has this many leads."""
    screen = _crm(person)
    assert len(screen.leads) == count, f"{person.name} sees {len(screen.leads)} leads, not {count} ({_told(screen)})"


def no_leads(person: Person) -> None:
    """The list has been loaded, and it is empty."""
    screen = _crm(person)
    assert not screen.leads, f"{person.name} sees {len(screen.leads)} leads, the first is “{screen.leads[0].name}”"
    assert screen.leads_state == "empty", f"{person.name} sees {_told(screen)}, not a loaded and empty list"


def connection_error(person: Person) -> None:
    """The callback screen says that connecting failed."""
    screen = person.client.screen
    assert screen.id == "callback.error", f"{person.name} sees {_told(screen)}, not the connection error"


def lead_card(person: Person, name: str) -> None:
    """The screen of one lead."""
    screen = person.client.screen
    assert screen.id == "lead", f"{person.name} sees {_told(screen)}, not the lead “{name}”"
    assert any(name in text for text in screen.texts), f"the lead's screen doesn't name “{name}”: {screen.texts}"


def _crm(person: Person) -> Screen:
    screen = person.client.screen
    assert screen.id.startswith("crm."), f"{person.name} sees {_told(screen)}, not the CRM tab"
    return screen


def _told(screen: Screen) -> str:
    reason = f", reason {screen.reason}" if screen.reason else ""
    return f"the screen {screen.id} (leads: {screen.leads_state}, {len(screen.leads)}{reason})"


def _names(counter: Counter[tuple[str, float]], names: Mapping[str, str]) -> str:
    listed = [names.get(key, key) for key, _ in counter.elements()]
    return (", ".join(listed[:5]) + ("…" if len(listed) > 5 else "")) or "none"
