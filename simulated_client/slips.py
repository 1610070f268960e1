"""What developers once wrote in single places of the app: the code that its known bugs put in."""

from collections.abc import Mapping
from dataclasses import replace

from simulated_client.answers import Answer
from simulated_client.api_client import ApiClient
from simulated_client.api_shape import Call
from simulated_client.crm_account import AmoStatus, Pipelines, load_pipelines, load_status
from simulated_client.failures import CallFailed, ScreenCrashed, ScriptFailed
from simulated_client.lead_filter import LeadFilter, values
from simulated_client.leads import LeadCard, LeadDetail, as_number, as_text
from simulated_client.session_answers import Login, read_renewal
from simulated_client.wire import Response


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


def any_login(call: Call, response: Response) -> Login:
    """Nobody looks at the status; what isn't in the answer is kept as the word that JavaScript makes of it."""
    try:
        token = Answer(call, response).read("token")
    except CallFailed:
        token = None
    return Login(token if isinstance(token, str) else "undefined")


def renewal_at_the_top(call: Call, response: Response) -> Login:
    """`response.data.accessToken`, where axios's own data is meant and the backend's is one level deeper."""
    return read_renewal(replace(call, read={"token": "accessToken", "refresh_token": "refreshToken"}), response)


def is_401(response: Response) -> bool:
    """`if (error.response.status === 401)`."""
    return response.status == 401


def status_or_false(api: ApiClient) -> AmoStatus:
    """`catch { return { connected: false } }`."""
    try:
        return load_status(api)
    except CallFailed:
        return AmoStatus(connected=False)
