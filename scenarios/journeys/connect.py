"""From the connect button to the callback page."""

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from harness.ports import Account, Fault, Person, Refusal, Stage
from scenarios.givens.moods import TOKEN
from scenarios.journeys import app
from scenarios.messages import unmet

TOGETHER_SECONDS: Final = 0.2


def press_connect(stage: Stage, person: Person) -> None:
    """Press «Підключити»; the system browser opens the consent page."""
    person.consent_url = person.client.press_connect()
    stage.cast.moved(person, "consent_started", url=person.consent_url)
    person.browser.open(person.consent_url)
    if state_of(person.consent_url) is None:  # a page of the backend's, which only leads to amoCRM
        person.consent_url = person.browser.url


def sign_in_to_amocrm(stage: Stage, person: Person, owner: Person | None = None) -> None:
    """Sign in as oneself, or as somebody whose account it then is that is allowed."""
    account = account_of(stage, owner or person)
    if person.browser.asks_to_allow:
        raise unmet(stage, "signed_in_already", person=person.name)
    if not person.browser.asks_to_sign_in:
        raise unmet(stage, "no_sign_in_form", person=person.name, page=person.browser.text[:200] or "–")
    if not person.browser.sign_in(email=account.user.email, password=account.user.password):
        raise unmet(stage, "sign_in_refused", person=person.name, page=person.browser.text[:200])
    person.signed_in_to = account if owner else None


def mistype_password(stage: Stage, person: Person) -> None:
    """Try to sign in with a password that is not quite right."""
    user = account_of(stage, person).user
    stage.expect(Refusal("browser", "consent", (401,)))
    if person.browser.sign_in(email=user.email, password=f"{user.password}?"):
        raise unmet(stage, "wrong_password_taken", person=person.name)


def allow(stage: Stage, person: Person) -> None:
    """Press «Разрешить»."""
    _look_for_consent(stage, person)
    person.browser.allow(subdomain=_chosen(stage, person).subdomain)


def deny(stage: Stage, person: Person) -> None:
    """Press «Отказать»."""
    _look_for_consent(stage, person)
    person.browser.deny(subdomain=_chosen(stage, person).subdomain)


def allow_but(stage: Stage, person: Person, meanwhile: Callable[[str], str]) -> None:
    """Press «Разрешить», and something happens to the redirect on its way to the backend."""
    _look_for_consent(stage, person)
    person.browser.allow(subdomain=_chosen(stage, person).subdomain, redirect=meanwhile)


def allow_in_two_tabs(stage: Stage, person: Person) -> None:
    """Press «Разрешить», and the browser opens the callback page twice at the same moment.

    amoCRM takes its time with the first token, or one page could be done before the other has begun.
    """
    account = account_of(stage, person)

    def twice(url: str) -> str:
        stage.crm.order(Fault(path=TOKEN.path, kind="slow", seconds=TOGETHER_SECONDS, times=1, account=account))
        person.browser.open_beside(url)
        return url

    allow_but(stage, person, twice)


def look_for_allow(stage: Stage, person: Person) -> None:
    """Be shown no button that allows, because amoCRM has refused the page to this user."""
    stage.expect(Refusal("browser", "consent", (403,), at_most=None))
    if person.browser.asks_to_allow:
        raise unmet(stage, "may_allow", person=person.name)


def open_consent_again(stage: Stage, person: Person) -> None:
    """Go back to the page that «Підключити» opened, in a browser that knows who is signed in."""
    if person.consent_url is None:
        raise unmet(stage, "no_state", person=person.name)
    person.browser.open(person.consent_url)


def open_callback_of(stage: Stage, person: Person, owner: Person) -> None:
    """Open the very callback page that another browser shows."""
    if not owner.browser.url.startswith(stage.backend.redirect_uri):
        raise unmet(stage, "no_callback", person=owner.name)
    person.browser.open(owner.browser.url)


def with_state(url: str, state: str | None) -> str:
    """A redirect with another state, or with none."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "state"]
    if state is not None:
        query.append(("state", state))
    return urlunsplit(parts._replace(query=urlencode(query)))


def without_code(url: str) -> str:
    """A redirect that has lost its code."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "code"]
    return urlunsplit(parts._replace(query=urlencode(query)))


def state_of(url: str) -> str | None:
    """The state on a consent URL, if it has one."""
    return dict(parse_qsl(urlsplit(url).query)).get("state")


def connect(stage: Stage, person: Person) -> None:
    """The whole way, from the button to the list of leads; whoever is still signed in to amoCRM isn't asked again."""
    press_connect(stage, person)
    if not person.browser.asks_to_allow:
        sign_in_to_amocrm(stage, person)
    allow(stage, person)
    app.follow_deep_link(stage, person)


def account_of(stage: Stage, person: Person) -> Account:
    """The person's account; whoever has none can't sign in to amoCRM."""
    if person.account is None:
        raise unmet(stage, "no_account", person=person.name)
    return person.account


def _look_for_consent(stage: Stage, person: Person) -> None:
    if not person.browser.asks_to_allow:
        raise unmet(stage, "no_consent_form", person=person.name, page=person.browser.text[:200] or "–")


def _chosen(stage: Stage, person: Person) -> Account:
    account = person.signed_in_to or account_of(stage, person)
    if person.signed_in_to:  # whoever opens it to their app may see its leads there
        stage.cast.account_known(person, account)
    return account
