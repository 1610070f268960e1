"""Bodies of webhooks, parsed."""

from tests.fidelity.use import Chapter, Use

WEBHOOK = (
    "b'leads%5Badd%5D%5B0%5D%5Bid%5D=5&leads%5Badd%5D%5B0%5D%5Bcustom_fields%5D%5B0%5D%5Bid%5D=7&leads%5Badd%5D%5B0%5D"
    "%5Bcustom_fields%5D%5B0%5D%5Bvalues%5D%5B0%5D%5Bvalue%5D=x&account%5Bid%5D=9&account%5Bsubdomain%5D=demo'"
)


WEBHOOKS = Chapter(
    "Webhooks",
    [
        Use("parse_webhook", f"hook = parse_webhook({WEBHOOK}); [event] = hook.events; event.action", "add"),
        Use("Webhook.subdomain", "hook.subdomain", "demo"),
        Use("Webhook.account_id", "hook.account_id", 9),
        Use("WebhookEvent.id", "event.id", 5),
        Use("WebhookEvent.custom_fields", "event.custom_fields", [{"id": "7"}]),
        Use("WebhookEvent.field_value", "event.field_value(7)", "x"),
        Use("WebhookEvent.field_values", "event.field_values(7)", ["x"]),
    ],
)
