"""Events and calls."""

from tests.fidelity.clients.amocrm_api.tokens import NO_SUCH
from tests.fidelity.use import Chapter, Throws, Use

EVENTS = Chapter(
    "Events and calls",
    [
        Use(
            "Event.objects.all",
            "deal = Lead.objects.create(name='Стіл'); Lead.objects.update(deal.id, status_id=142); [each.type for each in Event.objects.all()].count('lead_added')",
            1,
            ("POST leads", "PATCH leads/{id}", "GET events"),
        ),
        Use(
            "Event.objects.filter",
            "[moved] = Event.objects.filter(filters=[filters.SingleFilter('type')('lead_status_changed')]); moved.value_after",
            {"id": 142},
            "GET events",
        ),
        Use(
            "Event.objects.get",
            "Event.objects.get(moved.id).value_before",
            {"id": int, "pipeline_id": int},
            "GET events/{id}",
        ),
        Use("Event.created_by", "moved.created_by.id == USERS[0]", True, "GET users/{id}"),
        Use(
            "EventsInteraction.get_all",
            "len(list(events.EventsInteraction().get_all(filters=[filters.SingleListFilter('entity')('lead')]))) > 1",
            True,
            "GET events",
        ),
        Use(
            "Event.objects.create",
            "Event.objects.create(type='lead_added')",
            Throws("Wrong status 405"),
            "POST events 405",
            why=NO_SUCH,
        ),
        Use(
            "Event.objects.update",
            "Event.objects.update(moved.id, type='x')",
            Throws("Wrong status 405"),
            "PATCH events/{} 405",
            why=NO_SUCH,
        ),
        Use(
            "Call.create",
            "person = Contact.objects.create(name='Олег', custom_fields_values=[{'field_code': 'PHONE', 'values': [{'value': '+380501112233'}]}]);"
            " Call().create('inbound', '+380501112233', 'АТС', timedelta(seconds=30), uniq='1', link='https://pbx.example/1', result='ok', status=4,"
            " created_by=USERS[0], updated_by=USERS[0], created_at=datetime(2024, 1, 1), updated_at=datetime(2024, 1, 1))",
            {"entity_type": "contact", "entity_id": int},
            ("POST contacts", "POST calls"),
            {"contacts/{entity_id}/notes": {"_embedded": {"notes": [{"note_type": "call_in"}]}}},
        ),
        *[
            Use(
                f"Call.{name}",
                f"Call().{name}()",
                Throws("TypeError"),
                why="It says so itself, and means `NotImplementedError` (`entity/call.py`).",
            )
            for name in ("get", "get_list", "get_all", "update")
        ],
    ],
)
