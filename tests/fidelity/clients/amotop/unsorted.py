"""Incoming leads."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Throws, Use

SIP = (
    "[{source_uid: 'pbx', source_name: 'АТС', pipeline_id: pipeline.id, created_at: 1700000000, metadata: {phone: '+380501112233',"
    " from: '380501112233', called_at: 1700000000, duration: 30, link: 'https://pbx.example/1', service_code: 'pbx', uniq: '1',"
    " is_call_event_needed: true}, _embedded: {leads: [{name: 'Дзвінок'}]}}]"
)


FORM = (
    "[{source_uid: 'site', source_name: 'Сайт', metadata: {form_id: 'f1', form_name: 'Замовлення', form_page: 'https://shop.example',"
    " ip: '127.0.0.1', form_sent_at: 1700000000, referer: 'https://search.example'}, _embedded: {leads: [{name: 'Форма'}],"
    " contacts: [{name: 'Олег'}]}}]"
)


UNSORTED = Chapter(
    "Incoming leads",
    [
        Use(
            f"{API}.addUnsortedSip",
            f"pipeline = first(await amo.getPipelines()); call = first(await amo.addUnsortedSip({SIP})); call",
            {"uid": str, "_embedded": {"leads": [{"id": int}]}},
            ("GET leads/pipelines", "POST leads/unsorted/sip"),
            {"leads/unsorted/{uid}": {"category": "sip"}},
        ),
        Use(
            f"{API}.addUnsortedForms",
            f"form = first(await amo.addUnsortedForms({FORM})); form",
            {"uid": str, "_embedded": {"leads": [{"id": int}], "contacts": [{"id": int}]}},
            "POST leads/unsorted/forms",
            {"leads/unsorted/{uid}": {"category": "forms"}},
        ),
        Use(f"{API}.getUnsorted", "(await amo.getUnsorted({}))._embedded.unsorted.length", 3, "GET leads/unsorted"),
        Use(
            f"{API}.getUnsortedByUID",
            "await amo.getUnsortedByUID(form.uid)",
            {"source_name": "Сайт"},
            "GET leads/unsorted/{uid}",
        ),
        Use(
            f"{API}.acceptUnsorted",
            "stage = pipeline._embedded.statuses.find((each) => each.is_editable);"
            " taken = await amo.acceptUnsorted(form.uid, USERS[0], stage.id); taken._embedded.leads[0]",
            {"id": int},
            "POST leads/unsorted/{uid}/accept",
            {"leads/{id}": {"name": "Форма", "is_deleted": False}},
        ),
        Use(
            f"{API}.linkUnsorted",
            "await amo.linkUnsorted(CHAT.uid, {link: {entity_id: taken._embedded.leads[0].id, entity_type: 'leads'}}); CHAT",
            {"uid": str},
            "POST leads/unsorted/{uid}/link",
            {"leads/unsorted?filter[category][]=chats": None},
        ),
        Use(
            f"{API}.linkUnsorted",
            "await amo.linkUnsorted(call.uid, {link: {entity_id: taken._embedded.leads[0].id, entity_type: 'leads'}})",
            Throws("status code 400"),
            "POST leads/unsorted/{uid}/link 400",
            why="Only an incoming lead from a chat can be linked; a call can't.",
        ),
        Use(
            f"{API}.declineUnsorted",
            "await amo.declineUnsorted(call.uid, USERS[0])",
            {"uid": str},
            "DELETE leads/unsorted/{uid}/decline",
        ),
        Use(
            f"{API}.getUnsortedSummary",
            "await amo.getUnsortedSummary()",
            {"total": int, "accepted": 2, "declined": 1},
            "GET leads/unsorted/summary",
        ),
    ],
    given={"CHAT": ("unsorted", {"contact": "Марія"})},
)
