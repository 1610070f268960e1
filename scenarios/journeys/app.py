"""What a person does with the app."""

from harness.ports import Person, Stage


def sign_in(stage: Stage, person: Person) -> None:
    """Sign in with a user of the app that is made for this scenario, and open the CRM tab."""
    if person.app_user is None:
        person.app_user = stage.backend.new_user(person.name)
    person.client.sign_in(email=person.app_user.email, password=person.app_user.password)
    person.client.open_crm()


def follow_deep_link(stage: Stage, person: Person) -> None:
    """Press the callback page's button and let the system hand the link to the app."""
    person.deep_link = person.browser.return_to_app()
    stage.cast.moved(person, "returned")
    person.client.deliver_link(person.deep_link)


def switch_back(stage: Stage, person: Person) -> None:
    """Return by the app switcher; the browser stays where it is."""
    stage.cast.moved(person, "returned")
    person.client.to_foreground()


def lose_app(stage: Stage, person: Person) -> None:
    """The system needs the memory and ends the app in the background."""
    stage.cast.moved(person, "killed")
    person.client.kill()


def disconnect(stage: Stage, person: Person) -> None:
    """Disconnect amoCRM and confirm."""
    stage.cast.moved(person, "disconnected")
    person.client.disconnect()


def back_to_crm(person: Person) -> None:
    """Leave the callback's error screen by its button, any other screen by the tab."""
    if person.client.screen.id == "callback.error":
        person.client.back_to_crm()
    else:
        person.client.open_crm()
