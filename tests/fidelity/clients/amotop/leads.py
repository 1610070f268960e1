"""Leads, pipelines, tags."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Use

LEADS = Chapter(
    "Leads and pipelines",
    [
        Use(
            f"{API}.getPipelines",
            "pipeline = first(await amo.getPipelines()); pipeline",
            {"is_main": True},
            "GET leads/pipelines",
        ),
        Use(
            f"{API}.getPipelineById",
            "await amo.getPipelineById(pipeline.id)",
            {"name": str},
            "GET leads/pipelines/{id}",
        ),
        Use(
            f"{API}.getPipelineStatuses",
            "stage = (await amo.getPipelineStatuses(pipeline.id))._embedded.statuses[1]; stage",
            {"is_editable": True},
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
        Use(
            f"{API}.getBaseLeadPayload",
            "amo.getBaseLeadPayload('Стіл', 1500)",
            {"name": "Стіл", "price": 1500, "created_by": 0},
        ),
        Use(
            f"{API}.getPipelineLeadPayload",
            "amo.getPipelineLeadPayload(pipeline.id, stage.id)",
            {"pipeline_id": int, "status_id": int},
        ),
        Use(
            f"{API}.addLead",
            "lead = first(await amo.addLead({...amo.getBaseLeadPayload('Стіл', 1500),"
            " ...amo.getPipelineLeadPayload(pipeline.id, stage.id)})); lead",
            {"id": int, "request_id": "0"},
            "POST leads",
            {"leads/{id}": {"name": "Стіл", "price": 1500, "created_by": 0}},
        ),
        Use(
            f"{API}.updateLead",
            "await amo.updateLead([{id: lead.id, price: 2000}]); lead",
            {"id": int},
            "PATCH leads",
            {"leads/{id}": {"price": 2000}},
        ),
        Use(
            f"{API}.getLeads",
            "(await amo.getLeads({query: 'Стіл', with: 'contacts'}))._embedded.leads",
            [{"price": 2000}],
            "GET leads",
        ),
        Use(
            f"{API}.getLeadsWithFilter",
            "(await amo.getLeadsWithFilter({filter: {createdAtFrom: 1, createdAtTo: 4000000000}}))._embedded.leads",
            [{"price": 2000}],
            "GET leads",
        ),
        Use(
            f"{API}.getLeadById",
            "await amo.getLeadById(lead.id, {contacts: true})",
            {"name": "Стіл", "_embedded": {"contacts": []}},
            "GET leads/{id}",
        ),
        Use(
            f"{API}.addTagForLeads",
            "tag = first(await amo.addTagForLeads({name: 'сайт', color: 'D0D0D0'})); tag",
            {"id": int, "name": "сайт", "color": "D0D0D0"},
            "POST leads/tags",
        ),
        Use(
            f"{API}.getTagsForLeads",
            "(await amo.getTagsForLeads({}))._embedded.tags",
            [{"name": "сайт"}],
            "GET leads/tags",
        ),
        Use(
            f"{API}.getLeadsTags",
            "(await amo.getLeadsTags({limit: 10}))._embedded.tags",
            [{"name": "сайт"}],
            "GET leads/tags",
        ),
        Use(
            f"{API}.appendTagsToLead",
            "await amo.appendTagsToLead(lead.id, [{id: tag.id}, {name: 'дзвінок'}])",
            {"id": int, "updated_at": int},
            "PATCH leads/{id}",
            {"leads/{id}": {"_embedded": {"tags": [{"name": "сайт"}, {"name": "дзвінок"}]}}},
        ),
        Use(
            f"{API}.getLossReasons",
            "(await amo.getLossReasons())._embedded.loss_reasons.length > 0",
            True,
            "GET leads/loss_reasons",
        ),
    ],
)
