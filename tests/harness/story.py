"""Entries of a timeline in the words of the field; times are milliseconds since the story began."""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from harness.wire.exchange import (
    AccountKnown,
    Actor,
    DeepLink,
    Entry,
    Exchange,
    LeadCard,
    Message,
    Move,
    PageError,
    PersonMoved,
    Screen,
    ScreenSeen,
)
from harness.wire.timeline import Timeline

REVOKED = '{"hint": "Authorization code has been revoked", "title": "Bad Request"}'


def timeline(*entries: Entry) -> Timeline:
    """A story told in any order, its exchanges numbered by their beginning."""
    told = Timeline.of(entries)
    numbers = {id(exchange): number for number, exchange in enumerate(told.every(Exchange), 1)}
    return Timeline(tuple(replace(e, number=numbers[id(e)]) if isinstance(e, Exchange) else e for e in told.entries))


def request(
    role: str,
    start: int,
    end: int,
    *,
    caller: Actor = "client",
    callee: Actor = "backend",
    person: str | None = "Olena",
    status: int = 200,
    code: str | None = None,
    state: str | None = None,
    body: str = "",
    method: str = "GET",
    **facts: object,
) -> Exchange:
    """Any exchange."""
    prints = {kind: f"#{value}" for kind, value in (("code", code), ("state", state)) if value is not None}
    return Exchange(
        number=0,
        caller=caller,
        callee=callee,
        role=role,
        method=method,
        url=f"http://127.0.0.1:3000/{role}?x=1",
        status=status,
        started_ns=ns(start),
        ended_ns=ns(end),
        wall=wall(start),
        person=person,
        fingerprints=prints,
        facts=facts,
        response=Message(body=body),
    )


def callback(
    start: int, end: int, *, code: str | None = "c1", state: str | None = "s1", person: str = "Olena"
) -> Exchange:
    """amoCRM's redirect reaches the backend."""
    return request("callback", start, end, caller="browser", person=person, code=code, state=state)


def token(start: int, end: int, *, code: str | None = "c1", status: int = 200, body: str = "") -> Exchange:
    """The backend asks the token endpoint; without a code it refreshes."""
    return request(
        "token", start, end, caller="backend", callee="amocrm", code=code, status=status, body=body, method="POST"
    )


def exchange_code(start: int, end: int, *, code: str = "c1", status: int = 200) -> Exchange:
    """The app sends the code to the backend."""
    return request("exchange_code", start, end, code=code, status=status, method="POST")


def status(at: int, connected: object, *, person: str = "Olena", code: int = 200) -> Exchange:
    """The app asks for the status."""
    return request("status", at, at + 1, person=person, status=code, connected=connected)


def leads(at: int, *ids: object, person: str = "Olena") -> Exchange:
    """The app asks for the leads and gets these ids of amoCRM's."""
    return request("leads", at, at + 1, person=person, amo_ids=list(ids))


def lead_list(
    at: int, *ids: object, page: int = 1, person: str = "Olena", code: int = 200, **facts: object
) -> Exchange:
    """The app asks for one page of all its leads and gets these ids of amoCRM's."""
    asked = request("leads", at, at + 1, person=person, status=code, amo_ids=list(ids), **facts)
    return replace(asked, url=f"http://127.0.0.1:3000/api/v1/leads?page={page}&limit=100")


def lead_page(
    start: int, end: int, *leads: Mapping[str, object], page: int = 1, has_next: bool = False, status: int = 200
) -> Exchange:
    """The backend reads one page of the leads of Olena's account; without any amoCRM answers 204."""
    links = {"next": {"href": "…"}} if has_next else {}
    body = json.dumps({"_page": page, "_links": links, "_embedded": {"leads": leads}}) if leads else ""
    told = status if leads or status != 200 else 204
    asked = request("api", start, end, caller="backend", callee="amocrm", status=told, body=body)
    url = f"http://olena-crm.amocrm.ru/api/v4/leads?with=contacts&page={page}&limit=50"
    return replace(asked, account="olena-crm", url=url)


def lead(number: int, *, stage: int = 10, user: int = 5) -> dict[str, object]:
    """A lead as amoCRM's API has it."""
    return {"id": number, "status_id": stage, "responsible_user_id": user}


def webhook(
    start: int, end: int, form: str, *, status: int = 200, outcome: str = "answered", fault: str | None = None
) -> Exchange:
    """amoCRM tells the backend what has become of something, in Olena's account; `form` is written without escapes."""
    told = request("webhook", start, end, caller="amocrm", status=status, method="POST")
    sent = Message(body=urlencode(parse_qsl(form, keep_blank_values=True)))
    return replace(told, account="olena-crm", request=sent, outcome=outcome, fault=fault)


def link(at: int, *, person: str = "Olena", code: str | None = None, **parameters: str) -> DeepLink:
    """A link leaves the browser."""
    told = {**parameters, **({"code": f"#{code}"} if code else {})}
    url = "foryoure://amo-crm/callback?" + "&".join(f"{name}={value}" for name, value in told.items())
    return DeepLink(url, told, {"code": f"#{code}"} if code else {}, person, ns(at), wall(at))


def page_error(at: int, *, url: str, text: str = "x is not defined", person: str = "Olena") -> PageError:
    """A script of a page throws, and nobody catches it."""
    return PageError(text, url, True, person, ns(at), wall(at))


def moved(what: Move, at: int, *, person: str = "Olena", state: str | None = None) -> PersonMoved:
    """Somebody did what is no request."""
    return PersonMoved(what, person, ns(at), wall(at), state=f"#{state}" if state else None)


def account(owner: str, *lead_ids: int, at: int = 0) -> AccountKnown:
    """An account with these leads."""
    return AccountKnown(f"{owner.lower()}-crm", owner, lead_ids, ns(at), wall(at))


def screen(
    at: int,
    shown: str,
    *,
    connected: bool | None = None,
    person: str = "Olena",
    reason: str | None = None,
    cards: int = 0,
    prices: Mapping[int, float | None] | None = None,
    local: Mapping[str, int] | None = None,
    texts: tuple[str, ...] = ("Текст",),
) -> ScreenSeen:
    """What the app shows; `prices` are those of the cards by amoCRM's number, in place of `cards` alike ones.

    Or the cards have ids of the backend's own: `local` says amoCRM's number of each.
    """
    priced = dict.fromkeys(range(cards), 1.0) if prices is None else prices
    listed = tuple(LeadCard(str(number), number, f"Лід {number}", price) for number, price in priced.items())
    if local is not None:
        listed = tuple(LeadCard(own, number, f"Лід {number}", 1.0) for own, number in local.items())
    state = Screen(shown, texts, (), connected, "list" if listed else "empty", listed, reason)
    return ScreenSeen(state, person, ns(at), wall(at))


def ns(milliseconds: int) -> int:
    return 1_000_000_000 + milliseconds * 1_000_000


def wall(milliseconds: int) -> str:
    return f"2026-08-23T10:00:{milliseconds // 1000:02}.{milliseconds % 1000:03}+00:00"
