"""Webhooks that the fake sends, received and parsed."""

from tests.fidelity.use import Chapter, Use

WEBHOOKS = Chapter(
    "Webhooks",
    [
        Use(
            "parse_webhook",
            "person = Contact(name='Олег'); person.set_field('PHONE', '+380501112233', enum_code='WORK');"
            " hook = parse_webhook(await hooked('add_contact', lambda: amo.contacts.create([person]))); [event] = hook.events;"
            " [event.entity, event.action, event.payload['name']]",
            ["contacts", "add", "Олег"],
            ("POST webhooks", "POST contacts"),
        ),
        Use("Webhook.subdomain", "hook.subdomain == SUBDOMAIN", True),
        Use("Webhook.account_id", "hook.account_id == (await amo.account.get()).id", True, "GET account"),
        Use("WebhookEvent.id", "(await amo.contacts.get(event.id)).name", "Олег", "GET contacts/{id}"),
        Use("WebhookEvent.custom_fields", "event.custom_fields", [{"id": str, "code": "PHONE"}]),
        Use("WebhookEvent.field_value", "event.field_value('PHONE')", "+380501112233"),
        Use("WebhookEvent.field_values", "event.field_values('PHONE')", ["+380501112233"]),
        Use(
            "parse_webhook",
            "[ref] = await amo.leads.create([Lead(name='Стіл')]);"
            " [event] = parse_webhook(await hooked('status_lead', lambda: amo.leads.update([Lead(id=ref.id, status_id=142)]))).events;"
            " [event.entity, event.action, event.id == ref.id, event.payload['status_id']]",
            ["leads", "status", True, "142"],
            ("POST leads", "POST webhooks", "PATCH leads"),
        ),
    ],
)
