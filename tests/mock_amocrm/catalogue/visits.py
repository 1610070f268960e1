"""How each documented address is visited: its body, its query, what has to be there; a row for each that needs one."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from catalogue.everything import ENTITIES, FAR_AWAY, ROLE_RIGHTS, Everything, name

Body = Callable[[Everything], object]


@dataclass(frozen=True, slots=True)
class Visit:
    """What a request carries beside its path."""

    body: Body = lambda _: None
    query: Callable[[Everything], str] = lambda _: ""
    holes: Callable[[Everything], dict[str, str]] = lambda _: {}
    prepare: Callable[[Everything], object] = lambda _: None
    arrives: Mapping[str, str] = field(default_factory=dict)  # headers
    is_raw: bool = False


def array(**item: object) -> Visit:
    """An array of one object."""
    return Visit(lambda e: [_told(e, item)])


def one(**item: object) -> Visit:
    """One object."""
    return Visit(lambda e: _told(e, item))


def of(what: str) -> Callable[[Everything], object]:
    """The id of the thing of a kind."""
    return lambda e: e.one(what)


def another(what: str) -> Callable[[Everything], object]:
    """The id of a thing to be used up."""
    return lambda e: e.new(what)


def fresh(about: str) -> Callable[[Everything], object]:
    """A name of its own."""
    return lambda _: name(about)


def _told(e: Everything, value: object) -> object:
    if callable(value):
        return value(e)
    if isinstance(value, dict):
        return {key: _told(e, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_told(e, inner) for inner in value]
    return value


def _with(*kinds: str) -> Visit:
    """A list in which there is something."""
    return Visit(prepare=lambda e: [e.one(kind) for kind in kinds])


def _entities() -> Mapping[str, Visit]:
    rows: dict[str, Visit] = {}
    for kind in ENTITIES:
        rows |= {
            f"GET {kind}": _with(kind),
            f"POST {kind}": array(name=fresh(kind)),
            f"PATCH {kind}": array(id=of(kind), name=fresh(kind)),
            f"PATCH {kind}/{{id}}": one(name=fresh(kind)),
            f"GET {kind}/notes": _with(f"{kind} notes"),
            f"GET {kind}/{{entity_id}}/notes": _with(f"{kind} notes"),
            f"POST {kind}/notes": array(entity_id=of(kind), note_type="common", params={"text": "x"}),
            f"PATCH {kind}/notes": array(id=of(f"{kind} notes"), note_type="common", params={"text": "y"}),
            f"PATCH {kind}/notes/{{id}}": one(note_type="common", params={"text": "z"}),
            f"POST {kind}/{{entity_id}}/notes": array(note_type="common", params={"text": "x"}),
            f"PATCH {kind}/{{entity_id}}/notes": array(
                id=of(f"{kind} notes"), note_type="common", params={"text": "y"}
            ),
            f"PATCH {kind}/{{entity_id}}/notes/{{id}}": one(note_type="common", params={"text": "z"}),
            f"GET {kind}/tags": Visit(prepare=_tag(kind)),
            f"POST {kind}/tags": array(name=fresh("tag")),
            **_links(kind),
            **_fields(kind, f"{kind} fields"),
            **_groups(kind, f"{kind} groups"),
            **_files(f"{kind}/{{entity_id}}"),
        }
    return rows


def _tag(kind: str) -> Callable[[Everything], object]:
    return lambda e: e.post(f"{kind}/tags", {"name": name("tag")})


def _links(kind: str) -> Mapping[str, Visit]:
    target = "contacts" if kind != "contacts" else "companies"
    link = {"to_entity_id": of(target), "to_entity_type": target}
    linked = {"entity_id": of(kind), **link}

    def prepare(e: Everything) -> object:
        return e.send("POST", f"{kind}/{e.one(kind)}/link", [_told(e, link)])

    return {
        f"GET {kind}/{{entity_id}}/links": Visit(prepare=prepare),
        f"POST {kind}/{{entity_id}}/link": array(**link),
        f"POST {kind}/{{entity_id}}/unlink": Visit(lambda e: [_told(e, link)], prepare=prepare),
        f"GET {kind}/links": Visit(query=lambda e: f"filter[entity_id][]={e.one(kind)}", prepare=prepare),
        f"POST {kind}/link": array(**linked),
        f"POST {kind}/unlink": Visit(lambda e: [_told(e, linked)], prepare=prepare),
    }


def _fields(path: str, what: str) -> Mapping[str, Visit]:
    return {
        f"GET {path}/custom_fields": _with(what),
        f"POST {path}/custom_fields": array(name=fresh("field"), type="text"),
        f"PATCH {path}/custom_fields": array(id=of(what), name=fresh("field")),
        f"PATCH {path}/custom_fields/{{id}}": one(name=fresh("field")),
    }


def _groups(path: str, what: str) -> Mapping[str, Visit]:
    return {
        f"GET {path}/custom_fields/groups": _with(what),
        f"POST {path}/custom_fields/groups": array(name=fresh("group"), sort=7),
        f"PATCH {path}/custom_fields/groups/{{id}}": one(name=fresh("group")),
    }


def _files(path: str) -> Mapping[str, Visit]:
    attach = array(file_uuid=of("files"))
    return {
        f"GET {path}/files": Visit(prepare=_attached(path)),
        f"PUT {path}/files": attach,
        f"DELETE {path}/files": Visit(attach.body, prepare=_attached(path)),
    }


def _attached(path: str) -> Callable[[Everything], object]:
    from catalogue.places import filled

    def attach(e: Everything) -> object:
        place = filled(e, f"/api/v4/{path}/files", method="PUT", more={})
        return e.send("PUT", place.removeprefix("/api/v4/"), [{"file_uuid": e.one("files")}])

    return attach


def _sip(e: Everything) -> object:
    metadata = {
        "phone": "+380501112233",
        "from": "site",
        "called_at": 1_700_000_000,
        "duration": 10,
        "link": "https://example.com/a.mp3",
        "service_code": "svc",
        "uniq": secrets.token_hex(8),
        "call_responsible": 0,
        "is_call_event_needed": True,
    }
    embedded = {"contacts": [{"name": name("caller")}]}
    return [{"source_uid": secrets.token_hex(8), "source_name": "PBX", "metadata": metadata, "_embedded": embedded}]


def _form(e: Everything) -> object:
    metadata = {
        "form_id": "7",
        "form_name": "Order",
        "form_page": "https://example.com",
        "ip": "127.0.0.1",
        "form_sent_at": 1_700_000_000,
        "referer": "https://example.com/a",
    }
    return [{"source_uid": secrets.token_hex(8), "source_name": "Site", "metadata": metadata}]


def _phone(e: Everything) -> str:
    digits = f"+38050{secrets.randbelow(10**7):07}"
    phone = {"field_code": "PHONE", "values": [{"value": digits, "enum_code": "WORK"}]}
    e.post("contacts", {"name": name("caller"), "custom_fields_values": [phone]})
    return digits


def _user(e: Everything) -> object:
    email = f"{secrets.token_hex(6)}@example.com"
    return [{"name": name("user"), "email": email, "password": "Passw0rd1", "rights": ROLE_RIGHTS}]


def _calls(e: Everything) -> object:
    return [{"direction": "inbound", "duration": 5, "source": "pbx", "phone": _phone(e)}]


def _popup(e: Everything) -> object:
    return {"add": [{"type": "phone_call", "phone_number": _phone(e), "users": [e.api.world.users[0].id]}]}


def _pipeline_id(e: Everything) -> object:
    return e.api.listed("leads/pipelines")[0]["id"]


def _customers_on(e: Everything) -> object:
    return e.one("customers")


def _periodic(e: Everything) -> object:
    return e.send("PATCH", "customers/mode", {"mode": "periodicity", "is_enabled": True})


def _new(what: str) -> Callable[[Everything], object]:
    return lambda e: e.new(what)


def _said(e: Everything) -> object:
    return e.send("POST", f"talks/{e.one('talks')}/send_message", {"text": "Hi"})


def _last_pipeline_empty(e: Everything) -> object:
    return e.one("pipelines")


def _chat_link(e: Everything) -> dict[str, object]:
    made = e.control("POST", f"/accounts/{e.api.account.subdomain}/talks", {})
    return {"contact_id": made["contact_id"], "chat_id": made["chat_id"]}


def _chat(e: Everything) -> object:
    made = _chat_link(e)
    return e.send("POST", "contacts/chats", [{"contact_id": e.one("contacts"), "chat_id": made["chat_id"]}])


def _element_linked(e: Everything) -> object:
    path = f"catalogs/{e.one('catalogs')}/elements/{e.one('elements')}/link"
    return e.send("POST", path, [{"to_entity_id": e.one("leads"), "to_entity_type": "leads"}])


def _continuation(e: Everything) -> dict[str, str]:
    made = e.control("POST", f"/accounts/{e.api.account.subdomain}/bots", {})
    return {"{bot_id}": str(made["id"]), "{continue_id}": str(made["continue_id"])}


def _review(e: Everything) -> tuple[str, str]:
    template = e.new("waba_templates")
    review = e.send("POST", f"chats/templates/{template}/review", {})
    embedded = review["_embedded"]
    assert isinstance(embedded, dict)
    return str(template), str(embedded["reviews"][0]["id"])


RUN = {"bot_id": of("bots"), "entity_id": of("leads"), "entity_type": "leads"}

ROWS: Mapping[str, Visit] = {
    **_entities(),
    "POST leads/complex": array(name=fresh("lead"), _embedded={"contacts": [{"name": fresh("contact")}]}),
    "GET leads/unsorted": _with("unsorted"),
    "POST leads/unsorted/sip": Visit(_sip),
    "POST leads/unsorted/forms": Visit(_form),
    "POST leads/unsorted/{uid}/accept": one(),
    "DELETE leads/unsorted/{uid}/decline": one(),
    "POST leads/unsorted/{uid}/link": Visit(
        lambda e: {"link": {"entity_id": e.one("leads"), "entity_type": "leads"}},
        holes=lambda e: {"{uid}": str(e.new("unsorted_chat"))},
    ),
    "POST leads/pipelines": array(name=fresh("pipeline"), sort=50, is_main=False, is_unsorted_on=True),
    "PATCH leads/pipelines/{id}": one(name=fresh("pipeline")),
    "DELETE leads/pipelines/{id}": Visit(prepare=_last_pipeline_empty),
    "POST leads/pipelines/{pipeline_id}/statuses": array(name=fresh("stage"), sort=60),
    "PATCH leads/pipelines/{pipeline_id}/statuses/{id}": one(name=fresh("stage")),
    "GET leads/loss_reasons": _with("loss_reasons"),
    "POST leads/loss_reasons": array(name=fresh("reason")),
    "PATCH leads/loss_reasons/{id}": one(name=fresh("reason")),
    "PATCH leads/tags": array(id=of("tags"), name=fresh("tag")),
    "PATCH leads/tags/{id}": one(name=fresh("tag")),
    "GET contacts/chats": Visit(query=lambda e: f"contact_id={e.one('contacts')}", prepare=_chat),
    "POST contacts/chats": Visit(lambda e: [_chat_link(e)]),
    "PATCH customers/mode": one(mode="segments", is_enabled=True),
    "GET customers/statuses": Visit(prepare=_new("customer_statuses")),
    "GET customers/statuses/{id}": Visit(prepare=_new("customer_statuses")),
    "POST customers/statuses": Visit(lambda _: [{"name": name("status"), "sort": 40}], prepare=_periodic),
    "PATCH customers/statuses/{id}": Visit(lambda _: {"name": name("status")}, prepare=_new("customer_statuses")),
    "GET customers/segments": Visit(prepare=_new("segments")),
    "GET customers/segments/{id}": Visit(prepare=_new("customers")),
    "POST customers/segments": Visit(lambda _: {"name": name("segment")}, prepare=_new("customers")),
    "PATCH customers/segments/{id}": Visit(lambda _: {"name": name("segment")}, prepare=_new("customers")),
    **_fields("customers/segments", "segments fields"),
    "GET customers/transactions": _with("transactions"),
    "POST customers/{customer_id}/transactions": array(price=100),
    "POST customers/{id}/bonus_points": one(earn=5),
    "GET catalogs": _with("catalogs"),
    "POST catalogs": array(name=fresh("catalog")),
    "PATCH catalogs": array(id=of("catalogs"), name=fresh("catalog")),
    "PATCH catalogs/{id}": one(name=fresh("catalog")),
    "GET catalogs/{catalog_id}/elements": _with("elements"),
    "POST catalogs/{catalog_id}/elements": array(name=fresh("element")),
    "PATCH catalogs/{catalog_id}/elements": array(id=of("elements"), name=fresh("element")),
    "PATCH catalogs/{catalog_id}/elements/{id}": one(name=fresh("element")),
    "GET catalogs/{catalog_id}/elements/{id}/links": Visit(prepare=_element_linked),
    "POST catalogs/{catalog_id}/elements/{id}/link": array(to_entity_id=of("leads"), to_entity_type="leads"),
    "POST catalogs/{catalog_id}/elements/{id}/unlink": Visit(
        lambda e: [{"to_entity_id": e.one("leads"), "to_entity_type": "leads"}], prepare=_element_linked
    ),
    "PATCH catalogs/products/settings": one(is_enabled=True),
    **_fields("catalogs/{catalog_id}", "catalogs fields"),
    **_groups("catalogs/{catalog_id}", "catalogs groups"),
    **_files("catalogs/{catalog_id}/{element_id}"),
    "GET tasks": _with("tasks"),
    "POST tasks": array(text="Call", complete_till=FAR_AWAY),
    "PATCH tasks": array(id=of("tasks"), text="Call again"),
    "PATCH tasks/{id}": one(text="Call later"),
    "GET events": _with("leads"),
    "GET users": Visit(),
    "POST users": Visit(_user),
    "POST users/activate": array(id=of("users")),
    "POST users/deactivate": array(id=another("users")),
    "GET roles": _with("roles"),
    "POST roles": array(name=fresh("role"), rights=ROLE_RIGHTS),
    "PATCH roles/{id}": one(name=fresh("role"), rights=ROLE_RIGHTS),
    "GET webhooks": _with("webhooks"),
    "POST webhooks": one(destination="http://127.0.0.1:9/hook", settings=["add_lead"]),
    "DELETE webhooks": one(destination=another("webhooks")),
    "GET widgets": _with("widgets"),
    "POST widgets/{code}": one(),
    "POST salesbot/{bot_id}/continue/{continue_id}": Visit(
        lambda _: {"data": {"status": "success"}}, holes=_continuation
    ),
    "POST marketingbot/{bot_id}/continue/{continue_id}": Visit(
        lambda _: {"data": {"status": "success"}}, holes=_continuation
    ),
    "GET bots": _with("bots"),
    "POST bots/run": array(**RUN),
    "POST bots/{id}/run": one(entity_id=of("leads"), entity_type="leads"),
    "POST bots/{id}/stop": one(entity_id=of("leads"), entity_type="leads"),
    "POST /api/v2/salesbot/run": array(bot_id=of("bots"), entity_id=of("leads"), entity_type=2),
    "POST calls": Visit(_calls),
    "POST /api/v2/events/": Visit(_popup),
    "GET talks": _with("talks"),
    "POST talks/{id}/close": one(force_close=True),
    "GET talks/{id}/messages": Visit(
        prepare=lambda e: e.send("POST", f"talks/{e.one('talks')}/send_message", {"text": "Hi"})
    ),
    "POST talks/{id}/send_message": one(text="Hello"),
    "GET sources": _with("sources"),
    "POST sources": array(name=fresh("source"), external_id=lambda _: secrets.token_hex(6)),
    "PATCH sources": array(id=of("sources"), name=fresh("source")),
    "PATCH sources/{id}": one(name=fresh("source")),
    "DELETE sources": array(id=another("sources")),
    "GET website_buttons": _with("buttons"),
    "POST website_buttons": one(pipeline_id=_pipeline_id, trusted_websites=["example.com"]),
    "PATCH website_buttons/{source_id}": one(trusted_websites={"add": ["example.org"]}),
    "POST website_buttons/{source_id}/online_chat": one(),
    "POST short_links": array(
        url="https://example.com", metadata={"entity_type": "contacts", "entity_id": of("contacts")}
    ),
    "GET chats/templates": _with("templates"),
    "POST chats/templates": array(name=fresh("template"), content="Hello"),
    "PATCH chats/templates": array(id=of("templates"), name=fresh("template"), content="Bye"),
    "PATCH chats/templates/{id}": one(name=fresh("template"), content="Bye"),
    "DELETE chats/templates": array(id=another("templates")),
    "POST chats/templates/{id}/review": Visit(lambda _: {}, holes=lambda e: {"{id}": str(e.new("waba_templates"))}),
    "POST chats/templates/{id}/review/{review_id}": Visit(
        lambda _: {"status": "approved"}, holes=lambda e: dict(zip(("{id}", "{review_id}"), _review(e), strict=True))
    ),
    "GET leads/{id}/subscriptions": _with("leads"),
    "GET customers/{id}/subscriptions": _with("customers"),
    "GET files/{file_uuid}/links": Visit(prepare=_attached("leads/{entity_id}")),
}
