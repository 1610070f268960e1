"""Stories of the cause webhook_of_other_account."""

from collections.abc import Mapping
from dataclasses import replace

import story
from parts import ADDED, READ, SHOWN

from harness.wire.exchange import Exchange
from stories import Story


def asked(account: str | None, path: str) -> Exchange:
    """A read of leads in some account, while the webhook is taken."""
    return replace(READ, account=account, url=f"http://{account}.amocrm.ru/api/v4/{path}")


WEBHOOK = story.webhook(30, 40, ADDED)

PROVED: Mapping[str, Story] = {
    "": (WEBHOOK, asked("marko-crm", "leads?with=contacts&filter%5Bid%5D%5B%5D=2&limit=50"), *SHOWN),
}

LIKENESSES: Mapping[str, Story] = {
    "read in its own account": (WEBHOOK, asked("olena-crm", "leads?filter[id][]=2")),
    "another account's own list": (WEBHOOK, asked("marko-crm", "leads?page=2&limit=50")),
    "another lead of another account": (WEBHOOK, asked("marko-crm", "leads?filter[id][]=7"), READ),
    "a contact of that number": (WEBHOOK, asked("marko-crm", "contacts?filter[id][]=2")),
    "asked by one's number, before the webhook": (
        replace(asked("marko-crm", "leads/2"), started_ns=story.ns(5), ended_ns=story.ns(8)),
        WEBHOOK,
    ),
    "an account that nobody knows": (WEBHOOK, replace(READ, account=None, url="http://127.0.0.1/api/v4/leads/2")),
}
