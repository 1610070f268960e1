"""An account whose webhooks go to a receiver of the test's own, and the control API to look after them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aioamocrm import Webhook, parse_webhook
from api_client import Api, Json, open_api
from control_api import Control
from receiver import Receiver, receiving

from mock_amocrm.server import MockAmoCRM

HOOKS = "/_mock/accounts/{subdomain}/webhooks"
LEADS_BY_HAND = "/_mock/accounts/{subdomain}/leads"
DELIVERIES = "/_mock/accounts/{subdomain}/deliveries"
MINUTE = 60


@dataclass
class Hooked:
    """An account, its API, its receiver."""

    api: Api
    backend: Receiver
    control: Control

    def call(self, method: str, path: str, body: object = None, *, status: int = 200, **names: str) -> Json:
        """A control request about the account."""
        subdomain = self.api.account.subdomain
        return self.control.call(method, path, body, status=status, subdomain=subdomain, **names)

    def subscribe(self, *settings: str, path: str = "/hook") -> Json:
        """By the API."""
        body = {"destination": self.backend.url + path, "settings": list(settings)}
        answer = self.api.send("POST", "webhooks", body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def settled(self) -> None:
        """Whatever had to be sent by now has been sent."""
        self.control.call("POST", "/_mock/outgoing/settle")

    @property
    def heard(self) -> list[Webhook]:
        """What has arrived, as a published library reads it."""
        self.settled()
        return [parse_webhook(visit.body) for visit in self.backend.visits]

    @property
    def events(self) -> list[tuple[str, str]]:
        """Key and action of what has arrived."""
        return [(event.entity, event.action) for webhook in self.heard for event in webhook.events]

    def item(self, number: int = -1) -> Json:
        """What one webhook says of its entity, the last one unless told otherwise."""
        [event] = self.heard[number].events
        return event.payload

    def advance(self, seconds: float) -> list[Json]:
        """Let time pass; what happened meanwhile."""
        moved = self.call("POST", "/_mock/accounts/{subdomain}/clock/advance", {"seconds": seconds})
        fired = moved["fired"]
        assert isinstance(fired, list)
        return fired

    def deliveries(self) -> list[Json]:
        """As the control API tells them."""
        self.settled()
        found = self.call("GET", DELIVERIES)["deliveries"]
        assert isinstance(found, list)
        return found

    def lead(self, **values: object) -> int:
        """A new lead."""
        [made] = self.api.create("leads", values)
        number = made["id"]
        assert isinstance(number, int)
        return number

    def is_disabled(self) -> bool:
        """Whether amoCRM has given its one receiver up."""
        [shown] = self.api.listed("webhooks")
        return shown["disabled"] is True


@contextmanager
def hooked(mock: MockAmoCRM, world: str = "demo", *, lang: str = "ru") -> Iterator[Hooked]:
    """A fresh account of a world."""
    with receiving() as backend:
        yield Hooked(open_api(mock, world, lang=lang), backend, Control(mock))
