"""One of everything that an account can hold, made through the fake's own doors, for tests that visit every address."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import requests
from api_client import Api, Json

Maker = Callable[["Everything"], int | str]
ENTITIES = ("leads", "contacts", "companies", "customers")
FAR_AWAY = 2_000_000_000  # a time by which nothing is due
ALL = {"view": "A", "edit": "A", "add": "A", "delete": "A", "export": "A"}
ROLE_RIGHTS: Mapping[str, object] = {
    "leads": ALL,
    "contacts": ALL,
    "companies": ALL,
    "tasks": {"edit": "A", "delete": "A"},
    "mail_access": False,
    "catalog_access": False,
}


@dataclass
class Everything:
    """An account whose contents are made when first asked for; `new` makes another one, to be used up."""

    api: Api
    made: dict[str, int | str] = field(default_factory=dict)

    def one(self, what: str) -> int | str:
        """The thing of a kind that stays."""
        if what not in self.made:
            self.made[what] = self.new(what)
        return self.made[what]

    def new(self, what: str) -> int | str:
        """Another thing of a kind."""
        return MAKERS[what](self)

    def post(self, path: str, *items: Mapping[str, object], key: str = "id") -> int | str:
        """POST a batch; the id of the first thing in the answer."""
        answer = self.send("POST", path, list(items))
        [made, *_] = next(iter(answer["_embedded"].values()))
        return made[key]

    def send(self, method: str, path: str, body: object = None) -> Json:
        """A request that has to succeed."""
        answer = self.api.send(method, path, body)
        assert answer.ok, (method, path, answer.status_code, answer.text)
        return dict(answer.json()) if answer.content else {}

    def control(self, method: str, path: str, body: object = None) -> Json:
        """A request of the control API that has to succeed."""
        answer = requests.request(method, f"{self.api.mock.url}/_mock{path}", json=body, timeout=10)
        assert answer.ok, (method, path, answer.status_code, answer.text)
        return dict(answer.json()) if answer.content else {}


def name(of: str) -> str:
    """A name that nothing else has."""
    return f"{of} {secrets.token_hex(4)}"


def _listed(path: str, *, key: str = "id") -> Maker:
    def first(e: Everything) -> int | str:
        return e.api.listed(path)[0][key]  # type: ignore[return-value]  # JSON

    return first


def _posted(path: str, *, key: str = "id", **item: object) -> Maker:
    def post(e: Everything) -> int | str:
        return e.post(path, {"name": name(path), **item}, key=key)

    return post


def _customer(e: Everything) -> int | str:
    e.send("PATCH", "customers/mode", {"mode": "segments", "is_enabled": True})
    return e.post("customers", {"name": name("customer")})


def _periodic(e: Everything) -> None:
    e.send("PATCH", "customers/mode", {"mode": "periodicity", "is_enabled": True})


def _segment(e: Everything) -> int | str:
    e.send("PATCH", "customers/mode", {"mode": "segments", "is_enabled": True})
    return e.send("POST", "customers/segments", {"name": name("segment")})["id"]  # type: ignore[return-value]


def _customer_status(e: Everything) -> int | str:
    _periodic(e)
    return e.post("customers/statuses", {"name": name("status"), "sort": 50})


def _note(kind: str) -> Maker:
    return lambda e: e.post(f"{kind}/{e.one(kind)}/notes", {"note_type": "common", "params": {"text": "Note"}})


def _task(e: Everything) -> int | str:
    about = {"entity_id": e.one("leads"), "entity_type": "leads"}
    return e.post("tasks", {"text": "Call", "complete_till": FAR_AWAY, **about})


def _unsorted(e: Everything) -> int | str:
    metadata = {
        "form_id": "1",
        "form_name": "Form",
        "form_page": "https://example.com",
        "ip": "127.0.0.1",
        "form_sent_at": 1_700_000_000,
        "referer": "https://example.com",
    }
    item = {
        "source_uid": secrets.token_hex(8),
        "source_name": "Site",
        "metadata": metadata,
        "_embedded": {"leads": [{"name": name("lead")}], "contacts": [{"name": name("contact")}]},
    }
    return e.post("leads/unsorted/forms", item, key="uid")


def _unsorted_chat(e: Everything) -> int | str:
    made = e.control("POST", f"/accounts/{e.api.account.subdomain}/unsorted", {"category": "chats"})
    return str(made["uid"])


def _pipeline(e: Everything) -> int | str:
    shape = {"sort": 50, "is_main": False, "is_unsorted_on": True}
    return e.post("leads/pipelines", {"name": name("pipeline"), **shape})


def _field(path: str) -> Maker:
    return lambda e: e.post(f"{_filled(e, path)}/custom_fields", {"name": name("field"), "type": "text"})


def _group(path: str) -> Maker:
    return lambda e: e.post(f"{_filled(e, path)}/custom_fields/groups", {"name": name("group"), "sort": 5})


def _filled(e: Everything, path: str) -> str:
    return path.format(catalogs=e.one("catalogs")) if "{" in path else path


def _element(e: Everything) -> int | str:
    return e.post(f"catalogs/{e.one('catalogs')}/elements", {"name": name("element")})


def _products(e: Everything) -> int | str:
    return e.post("catalogs", {"name": name("products"), "type": "products"})


def _event(e: Everything) -> int | str:
    e.one("leads")
    return e.api.listed("events?limit=1")[0]["id"]  # type: ignore[return-value]


def _user(e: Everything) -> int | str:
    email = f"{secrets.token_hex(6)}@example.com"
    return e.post("users", {"name": name("user"), "email": email, "password": "Passw0rd1", "rights": ROLE_RIGHTS})


def _role(e: Everything) -> int | str:
    return e.post("roles", {"name": name("role"), "rights": ROLE_RIGHTS})


def _webhook(e: Everything) -> int | str:
    destination = f"http://127.0.0.1:9/{secrets.token_hex(4)}"
    e.send("POST", "webhooks", {"destination": destination, "settings": ["add_lead"]})
    return destination


def _source(e: Everything) -> int | str:
    return e.post("sources", {"name": name("source"), "external_id": secrets.token_hex(6)})


def _template(e: Everything) -> int | str:
    return e.post("chats/templates", {"name": name("template"), "content": "Hello"})


def _waba_template(e: Everything) -> int | str:
    item = {"name": name("template"), "content": "Hello", "type": "waba", "waba_category": "UTILITY"}
    return e.post("chats/templates", item)


def _transaction(e: Everything) -> int | str:
    return e.post(f"customers/{e.one('customers')}/transactions", {"price": 100})


def _button(e: Everything) -> int | str:
    pipeline = e.api.listed("leads/pipelines")[0]["id"]
    made = e.send("POST", "website_buttons", {"pipeline_id": pipeline, "trusted_websites": ["example.com"]})
    return made["source_id"]  # type: ignore[return-value]


def _controlled(what: str, key: str) -> Maker:
    def make(e: Everything) -> int | str:
        return e.control("POST", f"/accounts/{e.api.account.subdomain}/{what}", {})[key]  # type: ignore[return-value]

    return make


MAKERS: Mapping[str, Maker] = {
    "leads": _posted("leads"),
    "contacts": _posted("contacts"),
    "companies": _posted("companies"),
    "customers": _customer,
    "segments": _segment,
    "customer_statuses": _customer_status,
    "transactions": _transaction,
    "tasks": _task,
    "unsorted": _unsorted,
    "unsorted_chat": _unsorted_chat,
    "pipelines": _pipeline,
    "statuses": lambda e: e.post(f"leads/pipelines/{e.one('pipelines')}/statuses", {"name": name("stage"), "sort": 70}),
    "loss_reasons": _posted("leads/loss_reasons"),
    "catalogs": _posted("catalogs"),
    "products": _products,
    "elements": _element,
    "events": _event,
    "users": _user,
    "roles": _role,
    "webhooks": _webhook,
    "sources": _source,
    "templates": _template,
    "waba_templates": _waba_template,
    "buttons": _button,
    "tags": _posted("leads/tags"),
    "widgets": _controlled("widgets", "code"),
    "bots": _controlled("bots", "id"),
    "talks": _controlled("talks", "talk_id"),
    "files": _controlled("files", "uuid"),
    **{f"{kind} notes": _note(kind) for kind in ENTITIES},
    **{f"{kind} fields": _field(kind) for kind in ENTITIES},
    "catalogs fields": _field("catalogs/{catalogs}"),
    "segments fields": _field("customers/segments"),
    **{f"{kind} groups": _group(kind) for kind in ENTITIES},
    "catalogs groups": _group("catalogs/{catalogs}"),
}
