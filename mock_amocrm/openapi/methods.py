"""What each method takes and answers, told from its declaration: a verb of an entity, a special, or its own words."""

from dataclasses import dataclass, field

from mock_amocrm.api_v4.entity import Entity, Schema, Special, Takes, Verb
from mock_amocrm.api_v4.wire import HAL_JSON
from mock_amocrm.endpoint import About, Endpoint
from mock_amocrm.openapi.schemas import (
    LINKS,
    NUMBER,
    REQUEST_ID,
    body,
    printed,
    printed_field,
    record,
    sent,
    wrapped,
    written,
)

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
READS = (401, 402, 403, 429)  # refusals that every method with a token can give
WRITES = (*READS, 400, 422)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A method in OpenAPI's words."""

    summary: str
    statuses: frozenset[int]
    refuses: tuple[int, ...]
    body: Schema | None = None
    body_required: bool = True
    takes: tuple[str, ...] = (JSON,)
    answers: Schema | None = None
    own_400: Schema | None = None
    content_type: str = HAL_JSON
    refusal: Schema | None = None
    needs_token: bool = True
    headers: tuple[Schema, ...] = field(default_factory=tuple)


def described(endpoint: Endpoint, schemas: dict[str, object]) -> Described:
    """A method; the items of entities are put under `schemas` once."""
    about = endpoint.about
    if isinstance(about, Special):
        return _special(about)
    if isinstance(about, About):
        return _own_words(endpoint, about)
    assert isinstance(about, tuple)  # an endpoint of the API's tables carries what it was made from
    entity, verb = about
    return _verb(entity, verb, schemas)


def _verb(entity: Entity, verb: Verb, schemas: dict[str, object]) -> Described:
    name = entity.path.replace("{", "").replace("}", "").replace("/", ".")
    schemas.setdefault(name, printed(entity))
    whole: Schema = {"$ref": f"#/components/schemas/{name}"}
    missing: tuple[int, ...] = (404,) if entity.missing or entity.parents or "{" in verb.rule else ()
    missing += (422,) if entity.opened is not None else ()
    if verb.method == "GET":
        is_list = verb.rule == "" and not (entity.locate and not entity.parents and entity.path == "account")
        if not is_list:
            statuses = {200} if entity.missing or verb.rule == "" else {200, 204}
            return _get(f"One of {name}" if verb.rule else name, statuses, whole, missing)
        statuses = {200} if entity.shows_empty else {200, 204}
        return _get(f"The list of {name}", statuses, wrapped(entity.embedded_key, whole, entity.envelope), missing)
    if verb.method == "DELETE":
        return Described(
            summary=f"Delete one of {name}", statuses=frozenset({verb.status}), refuses=(*WRITES, *missing)
        )
    creating = verb.method == "POST"
    keys = entity.created_keys if creating else entity.changed_keys
    links = {"_links": LINKS} if entity.item_links else {}
    item: Schema = whole if verb.whole else record({**{key: _key(entity, key) for key in keys}, **links})
    return Described(
        summary=f"{'Add to' if creating else 'Change'} {name}",
        statuses=frozenset({verb.status}),
        refuses=(*WRITES, *missing),
        body=body(_item(entity, verb, creating=creating), verb.takes, most=entity.batch_max),
        answers=item if verb.envelope is None else wrapped(entity.embedded_key, item, verb.envelope),
    )


def _item(entity: Entity, verb: Verb, *, creating: bool) -> Schema:
    item = written(entity, creating=creating)
    if creating or verb.takes is Takes.ARRAY:
        return item
    return {**item, "required": []}  # the id stands in the path


def _key(entity: Entity, key: str) -> Schema:
    if key == "request_id":
        return REQUEST_ID
    declared = next((field for field in entity.fields if field.name == key), None)
    return NUMBER if declared is None else printed_field(declared)


def _get(summary: str, statuses: set[int], answers: Schema, missing: tuple[int, ...]) -> Described:
    return Described(summary=summary, statuses=frozenset(statuses), refuses=(*READS, 400, *missing), answers=answers)


def _special(special: Special) -> Described:
    summary = (special.handler.__doc__ or special.path).partition("\n")[0].rstrip(".")
    item: Schema = record(
        {each.name: sent(each) for each in special.fields if each.writable},
        required=[each.name for each in special.fields if each.required],
    )
    if special.like is not None:
        item = written(special.like, creating=True)
    takes = special.takes
    reading = special.method == "GET"
    return Described(
        summary=summary,
        statuses=frozenset({special.status, *((200, 204) if reading and special.status == 200 else ())}),
        refuses=(*(READS if reading else WRITES), 400, 404),
        body=None if takes is Takes.NOTHING else body(item, takes, most=special.batch_max),
        body_required=takes is not Takes.LEAVE,
        answers=special.answers,
        own_400=special.own_400,
    )


def _own_words(endpoint: Endpoint, about: About) -> Described:
    return Described(
        summary=about.summary,
        statuses=frozenset(endpoint.success),
        refuses=about.refuses,
        body=about.takes,
        takes=(JSON, FORM) if about.form else (JSON,),
        answers=about.answers,
        content_type=about.content_type,
        refusal=about.refusal,
        needs_token=False,
        headers=tuple(
            {"name": name, "in": "header", "required": True, "schema": {"type": "string"}} for name in about.headers
        ),
    )
