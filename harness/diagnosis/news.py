"""What amoCRM's webhooks said of leads, read from the forms on the wire."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

ROLE: Final = "webhook"
_KEY: Final = re.compile(r"leads\[(?P<action>\w+)\]\[(?P<place>\d+)\]\[(?P<column>\w+)\]")


@dataclass(frozen=True, slots=True)
class LeadNews:
    """One lead in one webhook; `price` is None where the webhook doesn't say it."""

    webhook: Exchange
    action: str  # add, update, status, responsible, delete, restore
    lead: int
    price: float | None

    @property
    def event(self) -> str:
        """As it stands in the form."""
        return f"leads[{self.action}]"


def webhooks(timeline: Timeline) -> list[Exchange]:
    """Everything that amoCRM has sent by webhooks, in the order of its beginning."""
    return timeline.exchanges(role=ROLE, caller="amocrm")


def is_taken(webhook: Exchange) -> bool:
    """Whether the backend itself has said that it has the webhook."""
    return webhook.fault is None and 100 <= webhook.status <= 299


def lead_news(webhook: Exchange) -> Iterator[LeadNews]:
    """Each lead that a webhook is about."""
    told: dict[tuple[str, str], dict[str, str]] = {}
    for key, value in parse_qsl(webhook.request.body, keep_blank_values=True):
        if found := _KEY.fullmatch(key):
            told.setdefault((found["action"], found["place"]), {})[found["column"]] = value
    for (action, _), columns in told.items():
        if columns.get("id", "").isdecimal():
            yield LeadNews(webhook, action, int(columns["id"]), _number(columns.get("price")))


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
