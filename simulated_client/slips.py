"""What developers once wrote in single places of the app: the code that its known bugs put in."""

from collections.abc import Mapping
from dataclasses import replace

from simulated_client.api_client import Answer, ApiClient
from simulated_client.api_shape import Call
from simulated_client.crm_account import Pipelines, load_pipelines
from simulated_client.failures import ScreenCrashed, ScriptFailed
from simulated_client.lead_filter import LeadFilter, values
from simulated_client.leads import LeadCard, LeadDetail, as_number, as_text


def state_by_buffer(_whose: Mapping[str, object]) -> str:
    """`Buffer.from(…).toString("base64")`: neither a phone nor a browser has a Buffer."""
    raise ScriptFailed("ReferenceError: Buffer is not defined")


def effect_before_queries() -> None:
    """`useFocusEffect(… refetchLeads …)` above the `const` that declares it."""
    raise ScreenCrashed("ReferenceError: Cannot access 'refetchLeads' before initialization")


def load_stages_one_by_one(api: ApiClient, call: Call) -> Pipelines:
    """`pipelines.map(pipeline => getStages(pipeline.id))`."""
    loaded = load_pipelines(api, call)
    for pipeline in loaded.choices:
        if api.shape.stages is not None:
            api.call(api.shape.stages, pipeline_id=pipeline.id)
    return loaded


def undefined_for_nothing(chosen: LeadFilter) -> Mapping[str, object]:
    """`?stageId=${stageId}`, whatever stageId is."""
    return {name: "undefined" if value is None else value for name, value in values(chosen).items()}


def reset_on_close(chosen: LeadFilter) -> LeadFilter:
    """`onClose={() => setPipeline(null)}`, which runs after a choice as well."""
    return replace(chosen, pipeline=None, stage=None)


def local_id_for_both(card: LeadCard) -> Mapping[str, object]:
    """`router.push(`/lead/${lead.id}`)`."""
    return {"id": card.id, "amo_id": card.id}


def read_as_in_the_list(answer: Answer, _card: LeadCard) -> LeadDetail:
    """`lead.guestName`, `lead.guestPhone`: of amoCRM's raw lead only `price` is called so."""
    return LeadDetail(
        name=as_text(answer.at("data.lead.guestName")) or "",
        phone=as_text(answer.at("data.lead.guestPhone")),
        price=as_number(answer.at("data.lead.price")),
    )
