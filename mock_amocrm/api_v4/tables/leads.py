"""Leads: their columns in the order of real answers, their way through the stages, what closing does."""

from collections.abc import Mapping

from mock_amocrm import messages
from mock_amocrm.api_v4.author import constant
from mock_amocrm.api_v4.custom_fields import texts_of
from mock_amocrm.api_v4.draft import Draft
from mock_amocrm.api_v4.entity import Embed, Entity, Field, Type
from mock_amocrm.api_v4.filters import between, one_of, pairs_of, text_among
from mock_amocrm.api_v4.linking import COMPANY, CONTACTS
from mock_amocrm.api_v4.reading import show
from mock_amocrm.api_v4.tables.fields import (
    ACCOUNT,
    AUTHORSHIP,
    BY_VALUES,
    CLOSEST_TASK,
    CUSTOM_FIELDS,
    DELETED,
    GROUP,
    ID,
    NAME,
    RESPONSIBLE,
    TAGS,
    exists,
    settle_group,
    show_elements,
    show_linked,
)
from mock_amocrm.api_v4.tables.loss_reasons import LOSS_REASONS
from mock_amocrm.api_v4.tables.sources import source_of
from mock_amocrm.api_v4.tables.stages import LOST, WON, entrance, main_pipeline, pipelines_of, stage
from mock_amocrm.api_v4.verbs import OFTEN
from mock_amocrm.api_v4.view import View, ids, integer, text
from mock_amocrm.state.account import Row


def show_contacts(view: View, row: Row) -> object:
    """Contacts of a lead: ids only, one of them the main one."""
    main = row.get("main_contact_id")
    return [
        {"id": number, "is_main": number == main, "_links": view.links(f"contacts/{number}")}
        for number in ids(row, "contacts")
    ]


def show_loss_reason(view: View, row: Row) -> object:
    """The reason as an array of at most one, as the API prints it."""
    reason = view.account.row("loss_reasons", integer(row, "loss_reason_id"))
    return [] if reason is None else [show(view, LOSS_REASONS, reason)]


def show_source(view: View, row: Row) -> object:
    """Where a lead came from; null for one that came by itself."""
    source = view.account.row("sources", integer(row, "source_id"))
    return None if source is None else {"id": source["id"], "name": source["name"]}


def come_from_source(draft: Draft) -> None:
    """A new lead may name a source of the integration, and then comes into its pipeline unless another one is named.

    That an unknown source is refused as any other unknown reference is a guess.
    """
    embedded = draft.sent.get("_embedded")
    said = embedded.get("source") if isinstance(embedded, Mapping) and draft.before is None else None
    external_id = said.get("external_id") if isinstance(said, Mapping) else None
    if external_id is None:
        return
    source = source_of(draft.account, draft.client_id, external_id) if isinstance(external_id, str) else None
    if source is None:
        draft.refuse("NotSupportedChoice", "_embedded.source.external_id")
        return
    draft.values["source_id"] = source["id"]
    is_there = draft.account.row("pipelines", integer(source, "pipeline_id")) is not None
    if is_there and not {"pipeline_id", "status_id"} & draft.values.keys():
        draft.values["pipeline_id"] = source["pipeline_id"]


def choose_stage(draft: Draft) -> None:
    """A stage brings its pipeline, a pipeline its first stage; a pair has to fit."""
    account, sent = draft.account, draft.values
    status, pipeline = sent.get("status_id"), sent.get("pipeline_id")
    if any(error["path"] in ("status_id", "pipeline_id") for error in draft.errors):
        return
    current = draft.current("pipeline_id") or main_pipeline(account)
    if isinstance(status, int):
        if not isinstance(pipeline, int):
            homes = pipelines_of(account, status)
            pipeline = current if current in homes else next(iter(homes), None)
        if not isinstance(pipeline, int) or stage(account, pipeline, status) is None:
            draft.refuse("NotSupportedChoice", "status_id")
            return
        sent |= {"pipeline_id": pipeline, "status_id": status}
    elif draft.before is None or (pipeline is not None and pipeline != draft.before["pipeline_id"]):
        home = pipeline if isinstance(pipeline, int) else current
        sent |= {"pipeline_id": home, "status_id": entrance(account, home) if isinstance(home, int) else None}


def settle(draft: Draft, row: dict[str, object]) -> None:
    """A name for the nameless; 142 and 143 close a lead, any other stage opens it; only a lost one has a reason."""
    settle_group(draft, row)
    if not text(row, "name").strip():
        row["name"] = messages.text("unnamed_lead", lang=draft.account.lang, number=str(row["id"]))
    if row["status_id"] not in (WON, LOST):
        row["closed_at"] = None
    elif row["closed_at"] is None:
        row["closed_at"] = draft.author.now
    if row["status_id"] != LOST:
        row["loss_reason_id"] = None


LEADS = Entity(
    kind="leads",
    path="leads",
    verbs=OFTEN,
    fields=(
        ID,
        NAME,
        Field(name="price", default=constant(0)),
        RESPONSIBLE,
        GROUP,
        Field(name="status_id"),
        Field(name="pipeline_id", choice=exists("pipelines")),
        Field(name="loss_reason_id", nullable=True, choice=exists("loss_reasons")),
        Field(name="source_id", writable=False, asked=True),
        *AUTHORSHIP,
        Field(name="closed_at", nullable=True),
        CLOSEST_TASK,
        DELETED,
        CUSTOM_FIELDS,
        Field(name="score", writable=False),
        ACCOUNT,
        Field(name="labor_cost", writable=False),
        Field(name="is_price_modified_by_robot", type=Type.BOOL, default=constant(False), writable=False, asked=True),
    ),
    embeds=(
        TAGS,
        Embed(name="companies", show=show_linked("companies"), link=COMPANY),
        Embed(
            name="contacts",
            show=show_contacts,
            asked_by="contacts",
            link=CONTACTS,
        ),
        Embed(name="source", show=show_source, asked_by="source"),
        Embed(name="loss_reason", show=show_loss_reason, asked_by="loss_reason"),
        Embed(name="catalog_elements", show=show_elements, asked_by="catalog_elements"),
    ),
    tagged=True,
    filters={
        **{key: one_of(key) for key in ("id", "pipeline_id", "created_by", "updated_by", "responsible_user_id")},
        **{key: between(key) for key in ("price", "created_at", "updated_at", "closed_at", "closest_task_at")},
        "name": text_among("name"),
        "statuses": pairs_of("pipeline_id", "status_id"),
    },
    account_filters=BY_VALUES,
    orders=("created_at", "updated_at", "id"),
    default_order=("updated_at", "id"),
    search=lambda row: [text(row, "name"), str(row["id"]), *texts_of(row)],
    trash=True,
    links_repeat_query=True,
    rules=(come_from_source, choose_stage),
    settle=settle,
)
