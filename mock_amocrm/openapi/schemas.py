"""JSON Schemas of what entities look like on the wire, read and written."""

from mock_amocrm.api_v4.author import nothing
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Schema, Takes, Type
from mock_amocrm.api_v4.reading import TRASHED_KEYS

JSON_TYPES = {
    Type.INT: "integer",
    Type.FLOAT: "number",
    Type.STRING: "string",
    Type.BOOL: "boolean",
    Type.ARRAY: "array",
    Type.OBJECT: "object",
}
HREF = {"type": "object", "properties": {"href": {"type": "string", "format": "uri"}}, "required": ["href"]}
LINKS = {"type": "object", "properties": {"self": HREF}, "required": ["self"]}
NUMBER = {"type": "integer"}
REQUEST_ID = {"type": ["string", "integer"]}
TAG = {"type": "object", "properties": {"id": NUMBER, "name": {"type": "string"}}}


def record(properties: Schema, *, required: list[str] | None = None) -> dict[str, object]:
    """An object with these keys at least; all of them unless told otherwise."""
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties if required is None else required),
    }


def listing(of: Schema) -> dict[str, object]:
    """An array."""
    return {"type": "array", "items": of}


def printed(entity: Entity) -> dict[str, object]:
    """One item as it is read."""
    fields = [field for field in entity.fields if not field.write_only]
    properties: dict[str, object] = {field.name: printed_field(field) for field in fields}
    required = [field.name for field in fields if not field.asked]
    if entity.item_links:
        properties["_links"] = LINKS
        required.append("_links")
    if entity.embeds:
        embedded: dict[str, object] = {embed.name: {} for embed in entity.embeds}
        always = [embed.name for embed in entity.embeds if embed.asked_by is None]
        properties["_embedded"] = record(embedded, required=always)
    whole = record(properties, required=required)
    if not entity.trash:
        return whole
    trashed = record({**{key: properties[key] for key in TRASHED_KEYS}, "_links": LINKS})
    return {"anyOf": [whole, trashed]}


def written(entity: Entity, *, creating: bool) -> dict[str, object]:
    """One item as it is sent."""
    properties: dict[str, object] = {} if creating else {"id": NUMBER}
    properties |= {field.name: sent(field) for field in entity.fields if field.writable and field.name != "id"}
    embedded: dict[str, object] = {
        embed.name: listing(_inner(embed.fields) if embed.fields else record({"id": NUMBER}))
        for embed in entity.embeds
        if creating and (embed.link is not None or embed.fields)
    }
    if entity.tagged:
        embedded["tags"] = {"type": ["array", "null"], "items": TAG}
        properties |= {"tags_to_add": listing(TAG), "tags_to_delete": listing(TAG)}
    if embedded:
        properties["_embedded"] = record(embedded, required=[])
    properties["request_id"] = REQUEST_ID
    required = [field.name for field in entity.fields if field.required and field.writable] if creating else ["id"]
    return record(properties, required=required)


def sent(field: Field) -> dict[str, object]:
    """A field as it is sent."""
    if field.type is Type.ANY:
        return {}
    described: dict[str, object] = {"type": JSON_TYPES[field.type]}
    if field.fields:
        inner = _inner(field.fields)
        described = listing(inner) if field.type is Type.ARRAY else inner
    if field.among is not None:
        described["enum"] = sorted(field.among)
    if field.longest is not None:
        described["maxLength"] = field.longest
    if field.nullable:
        return {"anyOf": [described, {"type": "null"}]}
    return described


def _inner(fields: tuple[Field, ...]) -> dict[str, object]:
    return record(
        {each.name: sent(each) for each in fields if each.writable},
        required=[each.name for each in fields if each.required and each.writable],
    )


def body(item: Schema, takes: Takes, *, most: int) -> dict[str, object]:
    """A request body of such items."""
    many = {**listing(item), "minItems": 1, "maxItems": most}
    if takes is Takes.ARRAY:
        return many
    return {"anyOf": [item, many]} if takes is Takes.EITHER else dict(item)


def wrapped(key: str, items: Schema, envelope: Envelope) -> dict[str, object]:
    """A list in its envelope."""
    properties: dict[str, object] = {"_links": LINKS, "_embedded": record({key: listing(items)})}
    if envelope in (Envelope.TOTAL, Envelope.PAGED_TOTALS):
        properties["_total_items"] = NUMBER
    if envelope in (Envelope.PAGED, Envelope.PAGED_TOTALS):
        properties["_page"] = NUMBER
    if envelope is Envelope.PAGED_TOTALS:
        properties["_page_count"] = NUMBER
    return record(properties)


def printed_field(field: Field) -> dict[str, object]:
    """A field as it is read."""
    if field.type is Type.ANY:
        return {}
    kind = JSON_TYPES[field.type]
    if field.name == "id":
        return {"type": kind}
    # Nothing but a default that is something promises that there always is a value.
    return {"type": [kind, "null"] if field.nullable or field.default is nothing else kind}
