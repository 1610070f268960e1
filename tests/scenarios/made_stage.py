"""A stage with made screens and a made wire: people who see what a test says, leads that amoCRM holds, exchanges."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import cast

from harness.ports import Account, CrmUser, Person, Refusal, Stage
from harness.ports.crm import CrmLead
from harness.wire.exchange import (
    Actor,
    DeepLink,
    Entry,
    Exchange,
    LeadCard,
    Message,
    PersonMoved,
    Screen,
    ScreenSeen,
)
from harness.wire.timeline import Timeline


class MadeCrm:
    """Accounts that hold what they were given."""

    def __init__(self, leads: Mapping[str, Sequence[CrmLead]]) -> None:
        self._leads = leads
        self.listening: dict[str, bool | None] = {}

    def leads(self, account: Account) -> Sequence[CrmLead]:
        return self._leads[account.subdomain]

    def listens(self, account: Account) -> bool | None:
        return self.listening.get(account.subdomain)


def stage(*entries: Entry, people: Sequence[Person] = (), lang: str = "en", **leads: Sequence[CrmLead]) -> Stage:
    """A stage in front of which all of this has happened; `leads` are those of each person's account."""
    expected: list[Refusal] = []
    return cast(
        Stage,
        SimpleNamespace(
            lang=lang,
            crm=MadeCrm(leads),
            people={person.name: person for person in people},
            timeline=lambda: Timeline.of(entries),
            expected=expected,
            expect=expected.append,
        ),
    )


def seeing(screen: Screen, name: str = "Ann", *, owns: bool = False, in_front: bool = True) -> Person:
    """Somebody who sees this, or saw it last; who owns an account has one of the same name."""
    admin = CrmUser(name, f"{name}@example.com", "secret")
    account = SimpleNamespace(subdomain=name, host=f"{name}.amocrm.ru", admin=admin, user=admin) if owns else None
    client = SimpleNamespace(screen=screen, in_front=in_front)
    return cast(Person, SimpleNamespace(name=name, client=client, account=account))


def screen(
    shown: str,
    *texts: str,
    buttons: Sequence[str] = (),
    connected: bool | None = True,
    leads_state: str = "none",
    leads: Sequence[LeadCard] = (),
    reason: str | None = None,
) -> Screen:
    """Any screen."""
    return Screen(shown, texts, tuple(buttons), connected, leads_state, tuple(leads), reason)


def listing(*cards: LeadCard | str) -> Screen:
    """The CRM tab with these leads; a name alone is a lead without a price that amoCRM doesn't know."""
    made = [
        LeadCard(f"b{place}", None, card, None) if isinstance(card, str) else card for place, card in enumerate(cards)
    ]
    return screen("crm.connected", leads_state="list" if cards else "empty", leads=made)


def card(name: str, price: float | None = None, amo_id: int | None = None) -> LeadCard:
    """One lead as the list shows it."""
    return LeadCard(f"b-{name}", amo_id, name, price)


def seen(shown: Screen, at: int = 0, person: str = "Ann") -> ScreenSeen:
    """A screen at some moment."""
    return ScreenSeen(shown, person, at, "")


def returned(at: int, person: str = "Ann") -> PersonMoved:
    """Somebody came back to the app."""
    return PersonMoved("returned", person, at, "")


def link(at: int = 0, *, code: str | None = None, **parameters: str) -> DeepLink:
    """A link that left the browser."""
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    return DeepLink(f"foryoure://amo?{query}", parameters, {"code": code} if code else {}, "Ann", at, "")


def asked(
    role: str,
    status: int = 200,
    at: int = 0,
    *,
    caller: Actor = "client",
    person: str | None = "Ann",
    path: str = "",
    method: str = "GET",
    sent: str = "",
    answer: str = "",
    code: str | None = None,
) -> Exchange:
    """A request of somebody's: the app's to the backend unless it is said otherwise."""
    to_crm = role in ("token", "api", "consent")
    return Exchange(
        number=at,
        caller=caller,
        callee="amocrm" if to_crm else "backend",
        role=role,
        method=method,
        url=f"http://host{path or '/' + role}",
        status=status,
        started_ns=at,
        ended_ns=at,
        wall="",
        person=person,
        request=Message(body=sent),
        response=Message(body=answer),
        fingerprints={"code": code} if code else {},
    )


def token(status: int = 200, at: int = 0, *, sent: str = "", answer: str = "", code: str | None = None) -> Exchange:
    """The backend at amoCRM's token endpoint."""
    return asked("token", status, at, caller="backend", method="POST", sent=sent, answer=answer, code=code)


def api(path: str, status: int = 200, at: int = 0, *, method: str = "GET") -> Exchange:
    """The backend at amoCRM's API."""
    return asked("api", status, at, caller="backend", path=path, method=method)
