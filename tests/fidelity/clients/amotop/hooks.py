"""Webhooks, widgets, sources, templates, bots."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Use

HOOKS = Chapter(
    "Webhooks",
    [
        Use(f"{API}.getWebhookEvents", "amo.getWebhookEvents().length", 31),
        Use(
            f"{API}.setWebhook",
            "await amo.setWebhook({destination: 'https://backend.example/hook', settings: amo.getWebhookEvents()})",
            {"id": int, "destination": "https://backend.example/hook", "disabled": False},
            "POST webhooks",
            {"webhooks": {"_embedded": {"webhooks": [{"destination": "https://backend.example/hook"}]}}},
        ),
        Use(f"{API}.getWebhooks", "(await amo.getWebhooks())._embedded.webhooks", [{"settings": list}], "GET webhooks"),
        Use(
            f"{API}.deleteWebhook",
            "await amo.deleteWebhook({destination: 'https://backend.example/hook'})",
            "",
            "DELETE webhooks",
            {"webhooks": None},
        ),
    ],
)

PLACES = Chapter(
    "Templates, widgets, bots and short links",
    [
        Use(
            f"{API}.addTemplate",
            "template = first(await amo.addTemplate([{name: 'Вітання', content: 'Добрий день!'}])); template",
            {"id": int, "name": "Вітання"},
            "POST chats/templates",
        ),
        Use(
            f"{API}.getTemplates",
            "(await amo.getTemplates({}))._embedded.chat_templates",
            [{"content": "Добрий день!"}],
            "GET chats/templates",
        ),
        Use(
            f"{API}.updateTemplateById",
            "await amo.updateTemplateById(template.id, {name: 'Привітання'})",
            {"name": "Привітання"},
            "PATCH chats/templates/{id}",
        ),
        Use(
            f"{API}.getTemplateById",
            "await amo.getTemplateById(template.id)",
            {"name": "Привітання"},
            "GET chats/templates/{id}",
        ),
        Use(
            f"{API}.deleteTemplateById",
            "await amo.deleteTemplateById(template.id); await amo.getTemplates({})",
            "",
            ("DELETE chats/templates/{id}", "GET chats/templates 204"),
        ),
        Use(
            f"{API}.getShortLinkForContact",
            "person = first(await amo.addContact({name: 'Олег'})); first(await amo.getShortLinkForContact('https://shop.example', person.id))",
            {"url": str, "metadata": {"entity_type": "contacts"}},
            ("POST contacts", "POST short_links"),
        ),
        Use(f"{API}.getWidgets", "(await amo.getWidgets({}))._embedded.widgets", [{"code": "shop"}], "GET widgets"),
        Use(f"{API}.getWidget", "await amo.getWidget(WIDGET.code)", {"code": "shop"}, "GET widgets/{code}"),
        Use(f"{API}.getSalesBots", "(await amo.getSalesBots())._embedded.items", [{"name": "Продавець"}], "GET bots"),
    ],
    given={"WIDGET": ("widgets", {"code": "shop"}), "BOT": ("bots", {"name": "Продавець"})},
)

SOURCES = Chapter(
    "Sources",
    [
        Use(
            f"{API}.addSource",
            "source = first(await amo.addSource([{name: 'Сайт', external_id: 'site-1'}])); source",
            {"id": int, "external_id": "site-1"},
            "POST sources",
        ),
        Use(f"{API}.getSources", "(await amo.getSources())._embedded.sources", [{"name": "Сайт"}], "GET sources"),
        Use(f"{API}.getSourceById", "await amo.getSourceById(source.id)", {"name": "Сайт"}, "GET sources/{id}"),
        Use(
            f"{API}.deleteSourceById",
            "await amo.deleteSourceById(source.id); await amo.getSources()",
            "",
            ("DELETE sources/{id}", "GET sources 204"),
        ),
    ],
)
