"""Stages of a pipeline as a resource of their own."""

from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Parent, Type
from mock_amocrm.api_v4.tables.fields import ACCOUNT, NAME, show_none
from mock_amocrm.api_v4.tables.stages import is_shown, stage
from mock_amocrm.api_v4.verbs import LIST, ONE
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Account, Row


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


STATUSES = Entity(
    kind="statuses",
    path="leads/pipelines/{pipeline_id}/statuses",
    verbs=(LIST, ONE),
    fields=(
        Field(name="id", writable=False, show=show_id),
        NAME,
        Field(name="sort"),
        Field(name="is_editable", type=Type.BOOL, writable=False),
        Field(name="pipeline_id", writable=False),
        Field(name="color", type=Type.STRING),
        Field(name="type", writable=False),
        ACCOUNT,
        Field(name="descriptions", type=Type.ARRAY, show=show_none, asked=True),
    ),
    envelope=Envelope.TOTAL,
    shows_empty=True,
    self_path=own_path,
    parents=(Parent(kind="pipelines", key="pipeline_id", missing="Pipeline not found"),),
    listed=is_listed,
    locate=by_path,
    default_order=("sort", "status_id"),
    missing="Status not found",
)
