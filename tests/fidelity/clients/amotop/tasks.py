"""Tasks, events and calls."""

from tests.fidelity.clients.amotop.words import API, WRAPPED
from tests.fidelity.use import Chapter, Use

TASKS = Chapter(
    "Tasks, events and calls",
    [
        Use(
            f"{API}.addTask",
            "task = first(await amo.addTask([{text: 'Подзвонити', complete_till: 2000000000}])); task",
            {"id": int, "request_id": "0"},
            "POST tasks",
            {"tasks/{id}": {"text": "Подзвонити", "is_completed": False}},
        ),
        Use(
            f"{API}.getTaskById",
            "await amo.getTaskById(task.id)",
            {"text": "Подзвонити", "result": []},
            "GET tasks/{id}",
        ),
        Use(f"{API}.getTasks", "(await amo.getTasks({}))._embedded.tasks", [{"text": "Подзвонити"}], "GET tasks"),
        Use(
            f"{API}.editTask",
            "await amo.editTask(task.id, {text: 'Зустрітися'})",
            {"id": int},
            "PATCH tasks/{id}",
            {"tasks/{id}": {"text": "Подзвонити"}},
            why=WRAPPED.format(what="the task's fields", method="editTask")
            + " The fake passes over what it doesn't know, so the answer is 200 and nothing has changed; what amoCRM answers isn't known.",
        ),
        Use(
            f"{API}.getEvents",
            "lead = first(await amo.addLead({name: 'Стіл'})); event = (await amo.getEvents({}))._embedded.events.find((each) => each.type === 'lead_added'); event",
            {"id": str, "entity_type": "lead", "entity_id": int},
            ("POST leads", "GET events"),
        ),
        Use(
            f"{API}.getEventById",
            "await amo.getEventById(event.id, {contacts: true})",
            {"type": "lead_added"},
            "GET events/{id}",
        ),
        Use(
            f"{API}.getEventTypes",
            "(await amo.getEventTypes())._embedded.events_types[0]",
            {"key": str, "type": int, "lang": str},
            "GET events/types",
        ),
        Use(
            f"{API}.addPhoneCall",
            "person = first(await amo.addContact(amo.getContactPayload('Олег', '+380501112233')));"
            " first(await amo.addPhoneCall({direction: 'inbound', duration: 30, source: 'АТС', phone: '+380501112233',"
            " call_responsible: 'Олена', call_result: 'ok', call_status: 4}))",
            {"entity_type": "contact", "entity_id": int},
            ("POST contacts", "POST calls"),
            {
                "contacts/{entity_id}/notes": {
                    "_embedded": {"notes": [{"note_type": "call_in", "params": {"duration": 30}}]}
                }
            },
        ),
        Use(
            f"{API}.notifyPhoneCall",
            "first(await amo.notifyPhoneCall('+380501112233', [USERS[0]]))",
            {"phone_number": "+380501112233"},
            "POST /api/v2/events/",
        ),
    ],
)
