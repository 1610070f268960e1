"""Events over the API: a log that is only read, newest first, and the types that there are."""

from dataclasses import replace

from mock_amocrm.api_v4 import envelope
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Show, Special, Type, Verb
from mock_amocrm.api_v4.filters import word_among
from mock_amocrm.api_v4.nouns import COLLECTIONS
from mock_amocrm.api_v4.reading import many
from mock_amocrm.api_v4.tables.event_filters import by_entity, by_time, by_type, by_ulid, by_user, by_value
from mock_amocrm.api_v4.tables.fields import ACCOUNT
from mock_amocrm.api_v4.verbs import LIST, ONE
from mock_amocrm.api_v4.view import View, integer, text
from mock_amocrm.events.recording import EVENTS as KIND
from mock_amocrm.events.recording import write_down
from mock_amocrm.events.shapes import SHAPES
from mock_amocrm.events.types import FIELD, event_types, field_type, shape_of
from mock_amocrm.events.ulid import number_of, ulid
from mock_amocrm.state.account import Row

ELEMENTS = "catalog_"  # and the catalog's id is what amoCRM calls the elements of a catalog here


def log(call: Call, entity: Entity, verb: Verb) -> Answer:
    """The list, after all that has happened is in it."""
    write_down(call.account)
    return many(call, entity, verb)


def show_id(_: View, row: Row) -> object:
    """The id as text; only the number is stored."""
    return ulid(integer(row, "id"), at=integer(row, "created_at"))


def by_id(call: Call) -> Row | None:
    """An event by the id in the path."""
    write_down(call.account)
    number = number_of(call.names["id"])
    row = None if number is None else call.account.row(KIND, number)
    return row if row is not None and show_id(call.view(), row) == call.names["id"].lower() else None


def show_values(column: str) -> Show:
    """One side of an event, each element in the shape of the event's type."""

    def show(_: View, row: Row) -> object:
        elements, shape = row[column], shape_of(text(row, "type"))
        return [SHAPES[shape](element) for element in elements] if isinstance(elements, tuple) and shape else []

    return show


def show_entity(view: View, row: Row) -> object:
    """Whom it happened to; its name where `with=` asks for names of its kind. What `with=note` adds isn't known."""
    noun, number = text(row, "entity_type"), integer(row, "entity_id")
    if noun.startswith(ELEMENTS):
        kind, asked = "catalog_elements", "catalog_element_name"
        path = f"catalogs/{noun.removeprefix(ELEMENTS)}/elements/{number}"
    else:
        kind, asked = COLLECTIONS[noun], f"{noun}_name"
        path = f"{kind}/{number}"
    shown: dict[str, object] = {"id": number, "_links": view.links(path)}
    if asked in view.withs:
        shown["name"] = text(view.account.row(kind, number) or {}, "name")
    return shown


EVENTS = Entity(
    kind=KIND,
    path="events",
    verbs=(replace(LIST, handler=log), replace(ONE, rule="/{id:string}")),
    fields=(
        Field(name="id", type=Type.STRING, show=show_id, writable=False),
        Field(name="type", type=Type.STRING, writable=False),
        Field(name="entity_id", writable=False),
        Field(name="entity_type", type=Type.STRING, writable=False),
        Field(name="created_by", writable=False),
        Field(name="created_at", writable=False),
        Field(name="value_after", type=Type.ARRAY, show=show_values("value_after"), writable=False),
        Field(name="value_before", type=Type.ARRAY, show=show_values("value_before"), writable=False),
        ACCOUNT,
    ),
    embeds=(Embed(name="entity", show=show_entity),),
    withs=(
        *("contact_name", "lead_name", "company_name", "customer_name", "catalog_element_name", "catalog_name"),
        "note",
    ),
    self_path=lambda view, row: f"events/{show_id(view, row)}",
    locate=by_id,
    filters={
        "id": by_ulid,
        "created_at": by_time,
        "created_by": by_user,
        "entity": word_among("entity_type"),
        "type": by_type,
    },
    joint_filters={
        "entity_id": by_entity,
        "value_before": by_value("value_before"),
        "value_after": by_value("value_after"),
    },
    # Newest first is a guess: no page says so, amoCRM's own feed is.
    default_order=("created_at", "id"),
    descending=True,
    limit_max=100,
)


def types(call: Call, _: list[Draft]) -> Answer:
    """Every type of event by its key, its number and its name in a language: also one for each custom field."""
    known = event_types()
    lang = (call.query.scalar("language_code") or "").lower()
    lang = lang if lang in known[FIELD].names else call.account.lang
    named = [(each.key, each.number, each.names[lang]) for each in known.values()]
    any_field = known[FIELD]
    for field in call.account.rows("custom_fields"):
        name = f'{any_field.names[lang]} "{text(field, "name")}"'
        named.append((field_type(integer(field, "id")), any_field.number, name))
    items: list[envelope.Payload] = [{"key": key, "type": number, "lang": name} for key, number, name in named]
    links: envelope.Payload = {"self": {"href": f"{call.origin}/api/v4/events/types"}}
    return Answer(envelope.unpaged("events_types", items, links=links))


TYPE = {
    "type": "object",
    "properties": {"key": {"type": "string"}, "type": {"type": "integer"}, "lang": {"type": "string"}},
    "required": ["key", "lang", "type"],
}
TYPES = Special(
    method="GET",
    path="events/types",
    handler=types,
    query=("language_code",),
    answers={
        "type": "object",
        "properties": {
            "_total_items": {"type": "integer"},
            "_embedded": {
                "type": "object",
                "properties": {"events_types": {"type": "array", "items": TYPE}},
                "required": ["events_types"],
            },
        },
        "required": ["_embedded", "_links", "_total_items"],
    },
)
