"""Pipelines: unpaged, each with its stages inside."""

from mock_amocrm.api_v4.entity import Embed, Entity, Envelope, Field, Type
from mock_amocrm.api_v4.reading import show
from mock_amocrm.api_v4.tables.fields import ACCOUNT, ID, NAME
from mock_amocrm.api_v4.tables.stages import stages
from mock_amocrm.api_v4.tables.statuses import STATUSES
from mock_amocrm.api_v4.verbs import LIST, ONE
from mock_amocrm.api_v4.view import View, integer
from mock_amocrm.state.account import Row


def show_stages(view: View, row: Row) -> object:
    """The stages of a pipeline, whole."""
    return [show(view, STATUSES, status) for status in stages(view.account, integer(row, "id"))]


PIPELINES = Entity(
    kind="pipelines",
    path="leads/pipelines",
    verbs=(LIST, ONE),
    fields=(
        ID,
        NAME,
        Field(name="sort"),
        Field(name="is_main", type=Type.BOOL),
        Field(name="is_unsorted_on", type=Type.BOOL),
        Field(name="is_archive", type=Type.BOOL),
        ACCOUNT,
    ),
    embeds=(Embed(name="statuses", show=show_stages),),
    envelope=Envelope.TOTAL,
    shows_empty=True,
    default_order=("sort", "id"),
    missing="Pipeline not found",
)
