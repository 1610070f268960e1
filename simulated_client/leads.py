"""The list of leads: every page of it, parsed into cards, and one lead in detail."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulated_client.answers import Answer, read_path
from simulated_client.api_client import ApiClient
from simulated_client.api_shape import Call
from simulated_client.failures import WrongShape


@dataclass(frozen=True, slots=True)
class LeadCard:
    """One lead as the list shows it; `id` is the backend's own, `amo_id` is amoCRM's."""

    id: str
    amo_id: int | None
    name: str
    phone: str | None
    price: float | None
    status: str | None


@dataclass(frozen=True, slots=True)
class LeadDetail:
    """One lead as its own screen shows it."""

    name: str
    phone: str | None
    price: float | None


def load_leads(api: ApiClient, chosen: Mapping[str, object]) -> tuple[LeadCard, ...]:
    """All leads of all pages with these values of the filter; a path without {page} has only one."""
    call = api.shape.leads
    cards: list[LeadCard] = []
    page = total = 1
    while page <= total:
        answer = api.call(call, page=page, **chosen)
        items = answer.read("items")
        if not isinstance(items, list):
            raise WrongShape(f"{call.path} has no list at {call.read['items']!r}")
        cards += [_card(call, item) for item in items]
        if not items or "page" not in call.placeholders():
            break
        total = _total_pages(call, answer)
        page += 1
    return tuple(cards)


def lead_ids(card: LeadCard) -> Mapping[str, object]:
    """By what the lead can be asked for: the backend's own id, or amoCRM's where the list says it."""
    return {"id": card.id, "amo_id": card.id if card.amo_id is None else card.amo_id}


def read_lead(answer: Answer, card: LeadCard) -> LeadDetail:
    """One lead by itself; what the answer leaves out is taken from the card that was tapped."""
    phone, price = as_text(answer.read("phone")), as_number(answer.read("price"))
    return LeadDetail(
        name=as_text(answer.read("name")) or card.name,
        phone=card.phone if phone is None else phone,
        price=card.price if price is None else price,
    )


def _card(call: Call, item: object) -> LeadCard:
    def at(name: str) -> object:
        return read_path(call.read.get(name), item)

    identity = at("id")
    if not isinstance(item, dict) or isinstance(identity, bool) or not isinstance(identity, str | int):
        raise WrongShape(f"{call.path} has an item without {call.read['id']!r}")
    amo_id = as_number(at("amo_id"))
    return LeadCard(
        id=str(identity),
        amo_id=None if amo_id is None else int(amo_id),
        name=as_text(at("name")) or "",
        phone=as_text(at("phone")),
        price=as_number(at("price")),
        status=as_text(at("status")),
    )


def _total_pages(call: Call, answer: Answer) -> int:
    if "total_pages" not in call.read:
        return 1
    total = answer.read("total_pages")
    if isinstance(total, bool) or not isinstance(total, int):
        raise WrongShape(f"{call.path} has no number of pages at {call.read['total_pages']!r}")
    return total


def as_text(value: object) -> str | None:
    """A string, or nothing."""
    return value if isinstance(value, str) else None


def as_number(value: object) -> float | None:
    """A number, also one that a database driver handed over as a string, as `numeric` and `bigint` often are."""
    if isinstance(value, str):
        try:
            value = float(value) if "." in value else int(value)
        except ValueError:
            return None
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value
