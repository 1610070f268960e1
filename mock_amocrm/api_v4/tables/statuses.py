"""Stages of a pipeline as a resource of their own: their place in the order, their colours, what deleting one does."""

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Parent, Type
from mock_amocrm.api_v4.tables.descriptions import DESCRIPTIONS, keep_descriptions
from mock_amocrm.api_v4.tables.fields import ACCOUNT
from mock_amocrm.api_v4.tables.stages import STEP, UNSORTED_SORT, all_stages, entrance, is_shown, stage
from mock_amocrm.api_v4.verbs import CHANGE_ONE_WHOLE, CREATE_WHOLE, DELETE_ONE, LIST, ONE, for_admins, showing
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Account, Row

MOST = 100  # of one pipeline, with the three that the system made
COLORS = (
    *("#fffeb2", "#fffd7f", "#fff000", "#ffeab2", "#ffdc7f", "#ffce5a", "#ffdbdb", "#ffc8c8", "#ff8f92", "#d6eaff"),
    *("#c1e0ff", "#98cbff", "#ebffb1", "#deff81", "#87f2c0", "#f9deff", "#f3beff", "#ccc8f9", "#eb93ff", "#f2f3f4"),
    "#e6e8ea",
)


def show_id(_: View, row: Row) -> object:
    """The id that the API knows: 142 and 143 in every pipeline."""
    return row["status_id"]


def own_path(_: View, row: Row) -> str:
    """Below the pipeline."""
    return f"leads/pipelines/{row['pipeline_id']}/statuses/{row['status_id']}"


def is_listed(account: Account, row: Row) -> bool:
    """Not the incoming stage of a pipeline that does without."""
    return is_shown(row, pipeline=account.row("pipelines", integer(row, "pipeline_id")))


def by_path(call: Call) -> Row | None:
    """A stage by pipeline and id."""
    return stage(call.account, call.ids["pipeline_id"], call.ids["id"])


def admit(call: Call, more: int) -> None:
    """A pipeline has no place for more than a hundred."""
    if len(all_stages(call.account, call.ids["pipeline_id"])) + more > MOST:
        raise errors.unprocessable(f"Limit {MOST} statuses per pipeline")


def parse_color(draft: Draft, sent: object, path: str) -> object:
    """One of the palette. A stage may keep what it has: the colours of the first stages are not in the palette."""
    if not isinstance(sent, str):
        draft.refuse_type(Type.STRING.told, path)
        return None
    kept = draft.before is not None and draft.before.get("color") == sent
    if not kept and sent.lower() not in COLORS:
        draft.refuse("NotSupportedChoice", path)
    return sent if kept else sent.lower()


def keep_system_stages(draft: Draft) -> None:
    """The three that every pipeline has stay as they are."""
    if draft.before is not None and draft.before["is_editable"] is not True:
        raise errors.impossible("Status is not editable")


def settle(_: Draft, row: dict[str, object]) -> None:
    """A new stage prints the id of its row."""
    row.setdefault("status_id", row["id"])


def put_in_place(call: Call, draft: Draft, row: Row) -> None:
    """Number the pipeline's own stages in tens again, after the incoming one.

    That a stage which is moved onto another's place takes it, pushing that one aside, is a guess.
    """
    before = integer(draft.before or {}, "sort")
    pushes = 1 if draft.before is not None and integer(row, "sort") > before else -1
    own = [one for one in all_stages(call.account, integer(row, "pipeline_id")) if one["is_editable"] is True]
    own.sort(key=lambda one: (integer(one, "sort"), pushes if one["id"] == row["id"] else 0, integer(one, "id")))
    for number, one in enumerate(own, start=1):
        sort = UNSORTED_SORT + STEP * number
        if one["sort"] != sort:
            call.commit("statuses", one, {**one, "sort": sort})


def check_removable(call: Call, row: Row) -> None:
    """Neither a system stage nor the last one where leads can be; the second is a guess."""
    if row["is_editable"] is not True:
        raise errors.impossible("Status is not editable")
    rows = all_stages(call.account, integer(row, "pipeline_id"))
    if sum(one["is_editable"] is True for one in rows) < 2:
        raise errors.impossible("The last status of a pipeline can not be deleted")


def move_leads(call: Call, row: Row) -> None:
    """Leads of a deleted stage go to the first one."""
    account, now, pipeline = call.account, call.account.clock.now(), integer(row, "pipeline_id")
    moved = {"status_id": entrance(account, pipeline), "updated_at": now, "updated_by": call.user_id}
    for lead in account.rows("leads"):
        if lead["pipeline_id"] == pipeline and lead["status_id"] == row["status_id"]:
            call.commit("leads", lead, {**lead, **moved})


NAME = Field(name="name", type=Type.STRING, required=True, longest=255)
SORT = Field(name="sort", required=True)
COLOR = Field(name="color", type=Type.STRING, default=constant(COLORS[0]), parse=parse_color)
STATUSES = Entity(
    kind="statuses",
    path="leads/pipelines/{pipeline_id}/statuses",
    verbs=(LIST, ONE, *for_admins(*showing("descriptions", CREATE_WHOLE, CHANGE_ONE_WHOLE), DELETE_ONE)),
    fields=(
        Field(name="id", writable=False, show=show_id),
        NAME,
        SORT,
        Field(name="is_editable", type=Type.BOOL, default=constant(True), writable=False),
        Field(name="pipeline_id", writable=False),
        COLOR,
        Field(name="type", default=constant(0), writable=False),
        ACCOUNT,
        DESCRIPTIONS,
    ),
    envelope=Envelope.TOTAL,
    shows_empty=True,
    self_path=own_path,
    parents=(Parent(kind="pipelines", key="pipeline_id", missing="Pipeline not found"),),
    listed=is_listed,
    locate=by_path,
    default_order=("sort", "status_id"),
    missing="Status not found",
    admit=admit,
    rules=(keep_system_stages, keep_descriptions),
    settle=settle,
    stored=put_in_place,
    removable=check_removable,
    removed=move_leads,
)
