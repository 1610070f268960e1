"""Tags as resources: a dictionary for each entity type; those of leads may have colours and can be changed."""

from collections.abc import Callable
from dataclasses import replace

from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Type
from mock_amocrm.api_v4.filters import one_of, text_among
from mock_amocrm.api_v4.tables.fields import ID
from mock_amocrm.api_v4.tagging import tag_named
from mock_amocrm.api_v4.verbs import CHANGE_MANY, CHANGE_ONE, CREATE, LIST
from mock_amocrm.api_v4.view import text
from mock_amocrm.state.account import Row

KINDS = ("leads", "contacts", "companies", "customers")
COLORS = (  # without the # that colours of stages have
    *("EBEBEB", "D0D0D0", "F2DDF7", "D1A4DC", "FF8F92", "FFC8C8", "C7DB8C", "DDEBB5", "8699DA", "AABDFF", "FFCE5A"),
    *("FFE193", "90CDB0", "C6F4DE", "A9A5D7", "D8D5FF", "86C0FC", "832161", "6A0F49", "0C7C59", "10599D", "9D2B32"),
    "247BA0",
)
PRINTED = ("id", "name", "color", "request_id")


def strip_name(draft: Draft) -> None:
    """A name is the same with spaces around it, as it is inside of entities."""
    name = draft.values.get("name")
    if isinstance(name, str):
        draft.values["name"] = name.strip()


def named_alike(kind: str) -> Callable[[Draft], Row | None]:
    """The tag that has the name already: it is answered as it is, whatever colour was sent (a guess)."""
    return lambda draft: tag_named(draft.account, kind, text(draft.values, "name"))


def stay_apart(kind: str) -> Callable[[Draft], None]:
    """The rule that a tag takes no other one's name. What amoCRM says then isn't known: a guess."""

    def check(draft: Draft) -> None:
        if draft.before is not None and "name" in draft.values:
            other = tag_named(draft.account, kind, text(draft.values, "name"))
            if other is not None and other["id"] != draft.before["id"]:
                draft.refuse("NotUnique", "name")

    return check


def tags_of(kind: str) -> Entity:
    """The dictionary of an entity type."""
    is_coloured = kind == "leads"
    writes = (CREATE, CHANGE_MANY) if is_coloured else (CREATE,)
    return Entity(
        kind="tags",
        path=f"{kind}/tags",
        verbs=(
            LIST,
            *(replace(verb, envelope=Envelope.TOTAL) for verb in writes),
            *([CHANGE_ONE] if is_coloured else ()),
        ),
        fields=(
            ID,
            Field(name="name", type=Type.STRING, required=True),
            Field(name="color", type=Type.STRING, nullable=True, writable=is_coloured, among=COLORS),
        ),
        scope={"entity_type": kind},
        item_links=False,
        filters={"id": one_of("id"), "name": text_among("name")},
        search=lambda row: [text(row, "name")],
        rules=(strip_name, stay_apart(kind)),
        twin=named_alike(kind),
        created_keys=PRINTED,
        changed_keys=PRINTED,
    )


ENTITIES = tuple(map(tags_of, KINDS))
