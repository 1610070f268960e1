"""Buttons that a website shows to its visitors: each is a source of leads for one pipeline."""

from dataclasses import replace

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Answer, Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Field, Special, Takes, Type
from mock_amocrm.api_v4.reading import show
from mock_amocrm.api_v4.tables.fields import ACCOUNT, exists
from mock_amocrm.api_v4.verbs import LIST, ONE
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Row

KIND = "website_buttons"
MISSING = "Website button not found"
REFERENCE = {"$ref": f"#/components/schemas/{KIND}"}


def show_id(_: View, row: Row) -> object:
    """The id of the source that the button is."""
    return row["id"]


def show_scripts(view: View, row: Row) -> object:
    """What a page includes to have the button."""
    return [f'<script async src="{view.base.removesuffix("api/v4/")}website_button/{row["id"]}.js"></script>']


def by_source(call: Call) -> Row | None:
    """The button that the path names."""
    return call.account.row(KIND, call.ids["source_id"])


def own_path(_: View, row: Row) -> str:
    """Buttons live under the ids of their sources."""
    return f"{KIND}/{row['id']}"


def create(call: Call, drafts: list[Draft]) -> Answer:
    """Make a button; amoCRM does it in the background, hence 202."""
    [draft] = drafts
    row = {
        "id": call.account.next_id(KIND),
        "name": None,
        "online_chat": False,
        "is_used_in_app": False,
        "is_duplication_control_enabled": True,
        **draft.values,
        "trusted_websites": _sites(draft.values["trusted_websites"]),
    }
    call.commit(KIND, None, row)
    return Answer({"source_id": row["id"], "trusted_websites": row["trusted_websites"]}, 202)


def trust(call: Call, drafts: list[Draft]) -> Answer:
    """Let more websites show a button."""
    before, [draft] = _wanted(call), drafts
    asked = draft.values["trusted_websites"]
    assert isinstance(asked, dict)  # checked against the fields
    sites = dict.fromkeys((*_sites(before["trusted_websites"]), *_sites(asked["add"])))
    return Answer(show(call.view(), WEBSITE_BUTTONS, _stored(call, before, {"trusted_websites": tuple(sites)})))


def add_online_chat(call: Call, _: list[Draft]) -> Answer:
    """Give a button an online chat; done in the background."""
    _stored(call, _wanted(call), {"online_chat": True})
    return Answer(None, 202)


def _sites(sent: object) -> tuple[str, ...]:
    if not isinstance(sent, list | tuple) or not all(isinstance(site, str) for site in sent):
        raise errors.refused("InvalidType", "trusted_websites", detail="This value should be of type string.")
    return tuple(sent)


def _wanted(call: Call) -> Row:
    button = by_source(call)
    if button is None:
        raise errors.missing(MISSING)
    return button


def _stored(call: Call, before: Row, changes: dict[str, object]) -> Row:
    row = {**before, **changes}
    call.commit(KIND, before, row)
    return call.account.row(KIND, integer(row, "id")) or row


WEBSITE_BUTTONS = Entity(
    kind=KIND,
    path=KIND,
    verbs=(LIST, replace(ONE, rule="/{source_id}")),
    fields=(
        ACCOUNT,
        Field(name="source_id", show=show_id),
        Field(name="name", type=Type.STRING),
        Field(name="pipeline_id"),
        Field(name="trusted_websites", type=Type.ARRAY, default=constant(())),
        Field(name="is_used_in_app", type=Type.BOOL, default=constant(False)),
        Field(name="is_duplication_control_enabled", type=Type.BOOL, default=constant(True)),
        Field(name="online_chat", type=Type.BOOL, default=constant(False)),
        Field(name="scripts", type=Type.ARRAY, show=show_scripts, asked=True),
    ),
    limit=250,
    missing=MISSING,
    locate=by_source,
    self_path=own_path,
    withs=("deleted",),  # no method of the API deletes one
)
SPECIALS = (
    Special(
        method="POST",
        path=KIND,
        handler=create,
        status=202,
        takes=Takes.OBJECT,
        fields=(
            Field(name="pipeline_id", required=True, choice=exists("pipelines")),
            Field(name="trusted_websites", type=Type.ARRAY, required=True),
            Field(name="is_used_in_app", type=Type.BOOL),
            Field(name="is_duplication_control_enabled", type=Type.BOOL),
        ),
        answers={
            "type": "object",
            "properties": {"source_id": {"type": "integer"}, "trusted_websites": {"type": "array"}},
            "required": ["source_id", "trusted_websites"],
        },
    ),
    Special(
        method="PATCH",
        path=f"{KIND}/{{source_id}}",
        handler=trust,
        takes=Takes.OBJECT,
        fields=(
            Field(
                name="trusted_websites",
                type=Type.OBJECT,
                required=True,
                fields=(Field(name="add", type=Type.ARRAY, required=True),),
            ),
        ),
        answers=REFERENCE,
    ),
    Special(
        method="POST", path=f"{KIND}/{{source_id}}/online_chat", handler=add_online_chat, status=202, takes=Takes.LEAVE
    ),
)
