"""Why leads are lost: a small ordered dictionary."""

from mock_amocrm.api_v4.author import moment
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Entity, Envelope, Field, Type
from mock_amocrm.api_v4.tables.fields import ID
from mock_amocrm.api_v4.verbs import CHANGE_ONE_WHOLE, CREATE_WHOLE, DELETE_ONE, LIST, ONE, for_admins
from mock_amocrm.api_v4.view import integer


def settle(draft: Draft, row: dict[str, object]) -> None:
    """Without a place of its own a reason comes last."""
    if row["sort"] is None:
        row["sort"] = max((integer(other, "sort") for other in draft.account.rows("loss_reasons")), default=0) + 1


LOSS_REASONS = Entity(
    kind="loss_reasons",
    path="leads/loss_reasons",
    verbs=(LIST, ONE, *for_admins(CREATE_WHOLE, CHANGE_ONE_WHOLE, DELETE_ONE)),
    fields=(
        ID,
        Field(name="name", type=Type.STRING, required=True, longest=255),
        Field(name="sort"),
        Field(name="created_at", default=moment, writable=False),
        Field(name="updated_at", default=moment, touch=moment, writable=False),
    ),
    envelope=Envelope.TOTAL,
    default_order=("sort", "id"),
    missing="Loss reason not found",
    settle=settle,
)
