"""Notes in the feeds of leads, contacts, companies and customers: by entity type, and below one entity."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import NO_CONTENT, Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Field, Parent, Special, Type
from mock_amocrm.api_v4.filters import between, one_of, word_among
from mock_amocrm.api_v4.reading import find
from mock_amocrm.api_v4.tables.fields import ACCOUNT, AUTHORSHIP, GROUP, ID, RESPONSIBLE, settle_group
from mock_amocrm.api_v4.tables.note_types import EVERY_PARAM, WRITABLE, printed
from mock_amocrm.api_v4.validation import checked_object
from mock_amocrm.api_v4.verbs import OFTEN
from mock_amocrm.api_v4.view import View, text
from mock_amocrm.state.account import Row

KINDS = ("leads", "contacts", "companies", "customers")


def parse_params(draft: Draft, value: object, path: str) -> object:
    """What the note's type keeps; nobody knows what that is of a type that does not exist."""
    note_type = draft.sent.get("note_type")
    fields = WRITABLE.get(note_type) if isinstance(note_type, str) else None
    return checked_object(draft, fields or (), value, path)


def show_params(_: View, row: Row) -> object:
    """As real answers have them: every key of the type, null where nothing was said."""
    params = row.get("params")
    return printed(text(row, "note_type"), params if isinstance(params, Mapping) else {})


def check_type(draft: Draft) -> None:
    """A change names type and params too; it makes no other type of the note, and no other entity's (guesses)."""
    if draft.before is None:
        return
    for name in ("note_type", "params"):
        if draft.sent.get(name) is None:
            draft.refuse("FieldMissing", name)
    if draft.values.get("note_type", draft.before["note_type"]) != draft.before["note_type"]:
        draft.refuse("NotSupportedChoice", "note_type")
    draft.values.pop("entity_id", None)


def existing(kind: str) -> Callable[[Draft], None]:
    """The rule that a new note is of an entity that there is, whether the path or the body names it."""

    def check(draft: Draft) -> None:
        number = draft.values.get("entity_id")
        if draft.before is None and isinstance(number, int) and draft.seen(kind, number) is None:
            draft.refuse("NotSupportedChoice" if number > 0 else "TooLow", "entity_id")

    return check


def own_path(kind: str) -> Callable[[View, Row], str]:
    """Below its entity, however it was come by."""
    return lambda _, row: f"{kind}/{row['entity_id']}/notes/{row['id']}"


def notes_of(kind: str) -> Entity:
    """Notes of every entity of a kind."""
    return Entity(
        kind="notes",
        path=f"{kind}/notes",
        verbs=OFTEN,
        fields=(
            ID,
            Field(name="entity_id", required=True),
            *AUTHORSHIP,
            RESPONSIBLE,
            GROUP,
            Field(name="note_type", type=Type.STRING, required=True, among=WRITABLE),
            Field(
                name="params",
                type=Type.OBJECT,
                required=True,
                fields=tuple(replace(field, required=False) for field in EVERY_PARAM),
                parse=parse_params,
                show=show_params,
            ),
            ACCOUNT,
            Field(name="is_pinned", type=Type.BOOL, default=constant(False), writable=False, asked=True),
            Field(name="is_need_to_trigger_digital_pipeline", type=Type.BOOL, default=constant(True), write_only=True),
        ),
        scope={"entity_type": kind},
        self_path=own_path(kind),
        links_repeat_query=True,
        filters={
            "id": one_of("id"),
            "entity_id": one_of("entity_id"),
            "note_type": word_among("note_type"),
            "updated_at": between("updated_at", plain_is_from=True),
        },
        orders=("updated_at", "id"),
        rules=(check_type, existing(kind)),
        settle=settle_group,
        created_keys=("id", "entity_id", "request_id"),
        changed_keys=("id", "entity_id", "updated_at", "request_id"),
    )


def notes_below(kind: str) -> Entity:
    """Notes of one entity, which the path names; one that does not exist has none."""
    every = notes_of(kind)
    named = Field(name="entity_id", writable=False)
    return replace(
        every,
        path=f"{kind}/{{entity_id}}/notes",
        parents=(Parent(kind=kind, key="entity_id", missing=None),),
        fields=tuple(named if field.name == "entity_id" else field for field in every.fields),
        filters={name: read for name, read in every.filters.items() if name != "entity_id"},
    )


def pins_of(kind: str) -> tuple[Special, Special]:
    """Pin and unpin."""
    notes = notes_of(kind)

    def pin(call: Call, _: list[Draft]) -> Answer:
        """Keep a note on top of its entity's feed."""
        return _pinned(call, notes, is_pinned=True)

    def unpin(call: Call, _: list[Draft]) -> Answer:
        """Let a note go down its entity's feed again."""
        return _pinned(call, notes, is_pinned=False)

    path = f"{notes.path}/{{id}}"
    return (
        Special(method="POST", path=f"{path}/pin", handler=pin, status=204),
        Special(method="POST", path=f"{path}/unpin", handler=unpin, status=204),
    )


def _pinned(call: Call, notes: Entity, *, is_pinned: bool) -> Answer:
    before = find(call, notes)
    if before is None:
        raise errors.refused("NotSupportedChoice", "id")
    after = {**before, "is_pinned": is_pinned}
    call.commit(notes.kind, before, after)
    return NO_CONTENT


NOTES = {kind: notes_of(kind) for kind in KINDS}
ENTITIES = (*NOTES.values(), *map(notes_below, KINDS))
SPECIALS = tuple(special for kind in KINDS for special in pins_of(kind))
