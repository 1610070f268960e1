"""Pipelines: unpaged, each with its stages inside; one of them is the main one."""

from mock_amocrm.api_v4 import errors
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.call import Call
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Envelope, Field, Type
from mock_amocrm.api_v4.reading import show
from mock_amocrm.api_v4.tables.fields import ACCOUNT, ID
from mock_amocrm.api_v4.tables.stages import LOST, SYSTEM, WON, all_stages, main_pipeline, new_stages, stages
from mock_amocrm.api_v4.tables.statuses import COLOR, COLORS, MOST, NAME, STATUSES
from mock_amocrm.api_v4.verbs import CHANGE_ONE_WHOLE, CREATE_WHOLE, DELETE_ONE, LIST, ONE, for_admins
from mock_amocrm.api_v4.view import View, integer, text
from mock_amocrm.languages import LANGUAGES
from mock_amocrm.state.account import Account, Row

MOST_PIPELINES = 50
STAGE = (  # of a new pipeline; 142 and 143 are there anyway, and get another name by their id
    Field(name="id", choice=lambda _, number: number in SYSTEM),
    NAME,
    Field(name="sort"),
    COLOR,
)


def show_stages(view: View, row: Row) -> object:
    """The stages of a pipeline, whole."""
    return [show(view, STATUSES, status) for status in stages(view.account, integer(row, "id"))]


def admit(call: Call, more: int) -> None:
    """An account has no place for more than fifty."""
    if call.account.count("pipelines") + more > MOST_PIPELINES:
        raise errors.unprocessable(f"Limit {MOST_PIPELINES} pipelines per account")


def check_stages(draft: Draft) -> None:
    """A new pipeline has no more of them than an old one may get."""
    if len(_own(draft.embedded.get("statuses", ()))) + 1 + len(SYSTEM) > MOST:
        raise errors.unprocessable(f"Limit {MOST} statuses per pipeline")


def keep_one_main(draft: Draft, row: dict[str, object]) -> None:
    """Somewhere leads must go: the only main pipeline stays main, whatever is sent. A guess."""
    if main_pipeline(draft.account) in (None, row["id"]):
        row["is_main"] = True


def furnish(call: Call, draft: Draft, row: Row) -> None:
    """Give a new pipeline its stages; a new main one takes the place of the other."""
    account = call.account
    if draft.before is None:
        account.put("statuses", _stages(account, draft, integer(row, "id")))
    for other in account.rows("pipelines"):
        if row["is_main"] is True and other["is_main"] is True and other["id"] != row["id"]:
            call.commit("pipelines", other, {**other, "is_main": False})


def check_removable(call: Call, row: Row) -> None:
    """Neither the last one nor one that holds leads."""
    if call.account.count("pipelines") < 2:
        raise errors.impossible("The last pipeline can not be deleted")
    if any(lead["pipeline_id"] == row["id"] and not lead.get("is_deleted") for lead in call.account.rows("leads")):
        raise errors.impossible("A pipeline with leads can not be deleted")


def remove_stages(call: Call, row: Row) -> None:
    """Its stages go too; if it was the main one, the next becomes that."""
    account = call.account
    for status in all_stages(account, integer(row, "id")):
        call.commit("statuses", status, None)
    heir = account.row("pipelines", main_pipeline(account) or 0)
    if heir is not None and heir["is_main"] is not True:
        call.commit("pipelines", heir, {**heir, "is_main": True})


def _own(sent: tuple[Row, ...]) -> list[Row]:
    own = [{"color": COLORS[0], **item} for item in sent if "id" not in item]
    return sorted(own, key=lambda item: integer(item, "sort"))


def _stages(account: Account, draft: Draft, pipeline: int) -> list[Row]:
    sent = draft.embedded.get("statuses", ())
    names = {integer(item, "id"): text(item, "name") for item in sent if "id" in item}
    # What a pipeline gets that is created without stages isn't documented; those of a fresh account are a guess.
    usual = [{"name": name, "color": COLORS[0]} for name in LANGUAGES[account.lang].stages]
    return new_stages(account, pipeline, _own(sent) or usual, won=names.get(WON, ""), lost=names.get(LOST, ""))


PIPELINES = Entity(
    kind="pipelines",
    path="leads/pipelines",
    verbs=(LIST, ONE, *for_admins(CREATE_WHOLE, CHANGE_ONE_WHOLE, DELETE_ONE)),
    fields=(
        ID,
        NAME,
        Field(name="sort", required=True),
        Field(name="is_main", type=Type.BOOL, required=True),
        Field(name="is_unsorted_on", type=Type.BOOL, required=True),
        Field(name="is_archive", type=Type.BOOL, default=constant(False), writable=False),
        ACCOUNT,
    ),
    embeds=(Embed(name="statuses", show=show_stages, fields=STAGE),),
    envelope=Envelope.TOTAL,
    shows_empty=True,
    default_order=("sort", "id"),
    missing="Pipeline not found",
    admit=admit,
    rules=(check_stages,),
    settle=keep_one_main,
    stored=furnish,
    removable=check_removable,
    removed=remove_stages,
)
