"""What a person does with the app."""

import time
from typing import Final

from harness.ports import Client, Person, Refusal, Stage
from harness.wire.exchange import LeadCard
from scenarios.messages import say, unmet
from scenarios.outcomes.lead_names import called
from scenarios.outcomes.likeness import hint, listed

EVERY_STATUS: Final = ("всі", "все", "all")
"""What the app offers beside its statuses, in the three languages."""


def sign_in(stage: Stage, person: Person) -> None:
    """Sign in with a user of the app that is made for this scenario, and open the CRM tab."""
    if person.app_user is None:
        person.app_user = stage.backend.new_user(person.name)
    person.client.sign_in(email=person.app_user.email, password=person.app_user.password)
    person.client.open_crm()


def mistype_app_password(stage: Stage, person: Person) -> None:
    """Try to sign in to the app with a password that is not quite right; no other tab is opened after that."""
    if person.app_user is None:
        person.app_user = stage.backend.new_user(person.name)
    stage.expect(Refusal("client", "sign_in", (400, 401, 403, 422), since_ns=time.monotonic_ns()))
    person.client.sign_in(email=person.app_user.email, password=f"{person.app_user.password}?")


def outlive_session(stage: Stage, person: Person, *, renewable: bool) -> None:
    """The backend no longer takes the session that the app has; the app may find out by being refused."""
    if person.app_user is None:
        raise unmet(stage, "not_signed_in", person=person.name)
    told = say(stage, "session_idle", person=person.name)
    stage.expect(Refusal("client", "", (401, 403), at_most=None, since_ns=time.monotonic_ns(), told=told))
    person.client.spoil_session(renewable=renewable)


def go_offline(stage: Stage, person: Person) -> None:
    """Nothing that the app asks leaves the phone."""
    told = say(stage, "offline_idle", person=person.name)
    stage.expect(Refusal("client", "", (0,), at_most=None, since_ns=time.monotonic_ns(), told=told))
    person.client.go_offline()


def sign_in_on_another_phone(stage: Stage, person: Person) -> None:
    """Sign in with the same user of the app on a phone that knows nothing yet."""
    if person.app_user is None:
        raise unmet(stage, "no_app_user", person=person.name)
    stage.cast.new_phone(person)
    sign_in(stage, person)


def take_other_phone(stage: Stage, person: Person) -> None:
    """Put one phone away and take up the one before it, as it was left."""
    if not person.put_away:
        raise unmet(stage, "no_other_phone", person=person.name)
    current = (person.client, person.browser, person.signed_in_to)
    person.client, person.browser, person.signed_in_to = person.put_away.pop()
    person.put_away.append(current)


def follow_deep_link(stage: Stage, person: Person) -> None:
    """Press the callback page's button and let the system hand the link to the app."""
    person.deep_link = person.browser.return_to_app()
    _deliver(stage, person, person.deep_link)


def follow_deep_link_again(stage: Stage, person: Person, owner: Person | None = None) -> None:
    """Open a link that has led to an app before, one's own or another person's."""
    owner = owner or person
    if owner.deep_link is None:
        raise unmet(stage, "no_deep_link", person=owner.name)
    _deliver(stage, person, owner.deep_link)


def switch_back(stage: Stage, person: Person) -> None:
    """Return by the app switcher; the browser stays where it is."""
    stage.cast.moved(person, "returned")
    person.client.to_foreground()


def launch(stage: Stage, person: Person) -> None:
    """Tap the app's icon."""
    stage.cast.moved(person, "returned")
    person.client.launch()


def lose_app(stage: Stage, person: Person) -> None:
    """The system needs the memory and ends the app in the background."""
    stage.cast.moved(person, "killed")
    person.client.kill()


def disconnect(stage: Stage, person: Person) -> None:
    """Disconnect amoCRM and confirm."""
    stage.cast.moved(person, "disconnected")
    person.client.disconnect()


def open_crm(stage: Stage, person: Person) -> None:
    """Tap the tab, coming from another one; what the app then asks is no longer because of the return."""
    stage.cast.moved(person, "acted")
    person.client.open_crm()


def refresh_leads(stage: Stage, person: Person) -> None:
    """Pull the list down."""
    stage.cast.moved(person, "acted")
    person.client.pull_to_refresh()


def retry(stage: Stage, person: Person) -> None:
    """Press the button of a list that could not be loaded."""
    stage.cast.moved(person, "acted")
    person.client.retry()


def back_to_crm(stage: Stage, person: Person) -> None:
    """Leave the callback's error screen by its button, any other screen by the tab."""
    stage.cast.moved(person, "acted")
    if person.client.screen.id == "callback.error":
        person.client.back_to_crm()
    else:
        person.client.open_crm()


def choose_status(stage: Stage, person: Person, word: str) -> None:
    """Narrow the list to one of the app's statuses, or show every status again."""
    every = word.casefold() in EVERY_STATUS
    stage.cast.moved(person, "chose", choice=None if every else "status")
    person.client.choose_status(None if every else word)


def choose_pipeline(stage: Stage, person: Person, name: str) -> None:
    """Narrow the list to a pipeline."""
    stage.cast.moved(person, "chose", choice="pipeline_id")
    person.client.choose_pipeline(name)


def choose_stage(stage: Stage, person: Person, name: str) -> None:
    """Narrow the list to a stage."""
    stage.cast.moved(person, "chose", choice="stage_id")
    person.client.choose_stage(name)


def clear_filter(stage: Stage, person: Person) -> None:
    """Show all leads again."""
    stage.cast.moved(person, "acted")
    person.client.clear_filter()


def open_lead(stage: Stage, person: Person, name: str) -> None:
    """Tap the card of this lead, by whichever of its names; of one that isn't there the app tells the nearest."""
    stage.cast.moved(person, "acted")
    shown, which = _card(stage, person.client, name)
    person.client.open_lead(shown, which=which)


def open_lead_on_both(stage: Stage, person: Person, name: str) -> None:
    """Tap the card on the phone in hand and on the one before it, so that both ask the backend at once."""
    if not person.put_away:
        raise unmet(stage, "no_other_phone", person=person.name)
    stage.cast.moved(person, "acted")
    taps = [(client, *_card(stage, client, name)) for client in (person.client, person.put_away[-1][0])]
    for come_of_it in [client.tap_lead(shown, which=which) for client, shown, which in taps]:
        come_of_it()


def _card(stage: Stage, client: Client, name: str) -> tuple[str, int]:
    """What the card of this lead shows as its name, and which of the cards that show it is meant."""
    cards = client.screen.leads
    found = _called(stage, client, name)
    if found is None:
        return name, 0
    return found.name, [card for card in cards if card.name == found.name].index(found)


def open_lead_of(stage: Stage, person: Person, name: str, owner: Person) -> None:
    """Open a link to a lead that another person's app shows."""
    stage.cast.moved(person, "acted")
    found = _called(stage, owner.client, name)
    if found is None:
        names = [each.card.name for each in called(stage, owner.client.screen.leads)]
        shown = listed(stage, names)
        raise unmet(stage, "no_lead", person=owner.name, lead=name, hint=hint(stage, name, names), shown=shown)
    person.client.open_shared_lead(found)


def _called(stage: Stage, client: Client, name: str) -> LeadCard | None:
    return next((each.card for each in called(stage, client.screen.leads) if each.is_called(name)), None)


def _deliver(stage: Stage, person: Person, link: str) -> None:
    stage.cast.moved(person, "returned")
    person.client.deliver_link(link)
