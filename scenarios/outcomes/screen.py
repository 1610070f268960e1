"""Which screen of the app a person sees, by state ids, not by texts."""

from harness.ports import Person, Stage
from harness.wire.exchange import Screen, ScreenSeen
from scenarios.messages import say, unmet


def connected(stage: Stage, person: Person) -> None:
    """The CRM tab says that amoCRM is connected."""
    screen = crm_tab(stage, person)
    if screen.connected is not True:
        raise unmet(stage, "not_connected", person=person.name, screen=told(stage, screen))


def not_connected(stage: Stage, person: Person) -> None:
    """The CRM tab offers to connect; an answer of null counts as a broken one, not as a false one."""
    screen = crm_tab(stage, person)
    if screen.connected is None:
        raise unmet(stage, "status_null", person=person.name, screen=told(stage, screen))
    if screen.connected:
        raise unmet(stage, "connected", person=person.name, screen=told(stage, screen))
    if screen.id != "crm.not_connected":
        raise unmet(stage, "no_offer", person=person.name, screen=told(stage, screen))


def offer_to_connect(stage: Stage, person: Person) -> None:
    """The CRM tab offers to connect, whether the status said false or didn't come at all."""
    _shows(stage, person, "crm.not_connected", otherwise="no_offer")


def status_unknown(stage: Stage, person: Person) -> None:
    """The CRM tab says that the status could not be loaded, which is no word about the connection."""
    screen = crm_tab(stage, person)
    if screen.connected is not None or screen.reason is None:
        raise unmet(stage, "status_known", person=person.name, screen=told(stage, screen))


def never_offered_after_return(stage: Stage, person: Person) -> None:
    """Since the last return the CRM tab has not offered to connect, not even for a moment."""
    ids = _ids_since_return(stage, person)
    if "crm.not_connected" in ids or not any(each.startswith("crm.") for each in ids):
        raise unmet(stage, "offered", person=person.name, screens=" → ".join(ids) or say(stage, "nothing"))


def sign_in(stage: Stage, person: Person) -> None:
    """The app asks who it is."""
    _shows(stage, person, "sign_in", otherwise="no_sign_in")


def home(stage: Stage, person: Person) -> None:
    """The tab in front after signing in."""
    _shows(stage, person, "home", otherwise="no_home")


def connection_error(stage: Stage, person: Person) -> None:
    """The callback screen says that connecting failed."""
    _shows(stage, person, "callback.error", otherwise="no_error")


def lead_error(stage: Stage, person: Person) -> None:
    """The screen of one lead says that there is nothing to show."""
    _shows(stage, person, "lead.error", otherwise="no_lead_error")


def leads_error(stage: Stage, person: Person) -> None:
    """The CRM tab says that the list could not be loaded."""
    screen = crm_tab(stage, person)
    if screen.leads_state != "error":
        raise unmet(stage, "no_leads_error", person=person.name, screen=told(stage, screen))


def success_after_return(stage: Stage, person: Person) -> None:
    """The callback screen said, since the last return, that connecting succeeded; it goes away by itself."""
    ids = _ids_since_return(stage, person)
    if "callback.success" not in ids:
        raise unmet(stage, "no_success", person=person.name, screens=" → ".join(ids) or say(stage, "nothing"))


def in_sight(stage: Stage, person: Person) -> Screen:
    """What the person sees now; of an app that is in the background or ended, nobody sees anything."""
    screen = person.client.screen
    if not person.client.in_front:
        raise unmet(stage, "not_in_front", person=person.name)
    return screen


def crm_tab(stage: Stage, person: Person) -> Screen:
    """The CRM tab, which the person must see."""
    screen = in_sight(stage, person)
    if not screen.id.startswith("crm."):
        raise unmet(stage, "not_crm", person=person.name, screen=told(stage, screen))
    return screen


def told(stage: Stage, screen: Screen) -> str:
    """A screen in a few words."""
    reason = say(stage, "reason", reason=screen.reason) if screen.reason else ""
    return say(stage, "screen", id=screen.id, state=screen.leads_state, count=len(screen.leads), reason=reason)


def _ids_since_return(stage: Stage, person: Person) -> list[str]:
    """The screens that the app has shown since the last return, in their order."""
    timeline = stage.timeline()
    back = timeline.returns(person.name)
    if not back:
        raise unmet(stage, "never_returned", person=person.name)
    seen = [each for each in timeline.every(ScreenSeen) if each.person == person.name and each.at_ns >= back[-1].at_ns]
    return [each.screen.id for each in seen]


def _shows(stage: Stage, person: Person, shown: str, *, otherwise: str) -> None:
    screen = in_sight(stage, person)
    if screen.id != shown:
        raise unmet(stage, otherwise, person=person.name, screen=told(stage, screen))
