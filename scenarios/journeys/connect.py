"""From the connect button to the callback page."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from harness.ports import Account, Person, Stage
from scenarios.journeys import app
from scenarios.messages import unmet


def press_connect(stage: Stage, person: Person) -> None:
    """Press «Підключити»; the system browser opens the consent page."""
    person.consent_url = person.client.press_connect()
    stage.cast.moved(person, "consent_started", url=person.consent_url)
    person.browser.open(person.consent_url)
    if state_of(person.consent_url) is None:  # a page of the backend's, which only leads to amoCRM
        person.consent_url = person.browser.url


def sign_in_to_amocrm(stage: Stage, person: Person) -> None:
    """Sign in as the administrator of one's own account."""
    admin = account_of(stage, person).admin
    person.browser.sign_in(email=admin.email, password=admin.password)


def allow(stage: Stage, person: Person) -> None:
    """Press «Разрешить»."""
    person.browser.allow(subdomain=account_of(stage, person).subdomain)


def deny(stage: Stage, person: Person) -> None:
    """Press «Отказать»."""
    person.browser.deny(subdomain=account_of(stage, person).subdomain)


def allow_but(stage: Stage, person: Person, meanwhile: Callable[[str], str]) -> None:
    """Press «Разрешить», and something happens to the redirect on its way to the backend."""
    person.browser.allow(subdomain=account_of(stage, person).subdomain, redirect=meanwhile)


def with_state(url: str, state: str | None) -> str:
    """A redirect with another state, or with none."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "state"]
    if state is not None:
        query.append(("state", state))
    return urlunsplit(parts._replace(query=urlencode(query)))


def state_of(url: str) -> str | None:
    """The state on a consent URL, if it has one."""
    return dict(parse_qsl(urlsplit(url).query)).get("state")


def connect(stage: Stage, person: Person) -> None:
    """The whole way, from the button to the list of leads."""
    press_connect(stage, person)
    sign_in_to_amocrm(stage, person)
    allow(stage, person)
    app.follow_deep_link(stage, person)


def account_of(stage: Stage, person: Person) -> Account:
    """The person's account; whoever has none can't sign in to amoCRM."""
    if person.account is None:
        raise unmet(stage, "no_account", person=person.name)
    return person.account
