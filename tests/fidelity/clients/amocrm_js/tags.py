"""Tags, and the plugin that writes them."""

from tests.fidelity.use import Chapter, Throws, Use


def tags(name: str) -> list[Use]:
    """Tags of an entity."""
    return [
        Use(
            f"{name}.tags.create",
            f"(await amo.{name}.tags.create([{{name: 'дуб'}}])).map((tag) => tag.getAttributes())",
            [{"id": int, "name": "дуб"}],
            f"POST {name}/tags",
        ),
        Use(
            f"{name}.tags.get",
            f"(await amo.{name}.tags.get()).getData().map(told)",
            [{"id": int, "name": "дуб"}],
            f"GET {name}/tags",
        ),
        Use(f"{name}.tags.getBaseUrl", f"amo.{name}.tags.getBaseUrl()", f"/api/v4/{name}/tags"),
        Use(f"{name}.tags.getEmbeddedKey", f"amo.{name}.tags.getEmbeddedKey()", "tags"),
        Use(f"{name}.tags.getEntityClass", f"typeof amo.{name}.tags.getEntityClass()", "function"),
    ]


TAGS = Chapter(
    "Tags",
    [
        *tags("leads"),
        *tags("companies"),
        Use(
            "Tag.getAttributes",
            "amo.leads.tags.from({id: 1, name: 'x', color: null}).getAttributes()",
            {"id": 1, "name": "x"},
        ),
        Use("Tag.setAttributes", "amo.leads.tags.from({id: 1, name: 'x'}).name", "x"),
        Use(
            "tagging.leads.setTagsFor",
            "[lead] = await amo.leads.create([{name: 'Стіл'}]); await tagging.leads.setTagsFor([{id: lead.id}], [{name: 'a'}]); lead.id",
            int,
            ("POST leads", "PATCH leads"),
            {"leads/{}": {"_embedded": {"tags": [{"name": "a"}]}}},
        ),
        Use("tagging.leads.tagList", "Object.keys(tagging.leads.tagList)", ["setFor", "clearFor", "set"]),
        Use(
            "tagging.leads.tagList.setFor",
            "await tagging.leads.tagList.setFor([{id: lead.id}], [{name: 'b'}]); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": [{"name": "b"}]}}},
        ),
        Use(
            "tagging.leads.tagList.clearFor",
            "await tagging.leads.tagList.clearFor([{id: lead.id}]); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": []}}},
        ),
        Use(
            "tagging.leads.clearTagsFor", "(await tagging.leads.clearTagsFor([{id: lead.id}])).length", 1, "PATCH leads"
        ),
        Use(
            "TaggedLead.updateTags",
            "tagged = new tagging.Lead({id: lead.id}); await tagged.updateTags([{name: 'c'}]); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": [{"name": "c"}]}}},
        ),
        Use(
            "TaggedLead.clearTags",
            "await tagged.clearTags(); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": []}}},
        ),
        Use("TaggedLead.Task", "tagged.Task({text: 'Подзвонити'}).text", "Подзвонити"),
        Use("tagging.leads.getEntityClass", "typeof tagging.leads.getEntityClass()", "function"),
        Use("TaggedLead.tagList", "Object.keys(tagged.tagList)", ["update", "clear"]),
        Use("TaggedLead.tagList.update", "(await tagged.tagList.update([{name: 'd'}])).length", 1, "PATCH leads"),
        Use("TaggedLead.tagList.clear", "(await tagged.tagList.clear()).length", 1, "PATCH leads"),
        Use(
            "tagging.leads.setTags",
            "await tagging.leads.setTags([{name: 'e'}])",
            Throws("API_RESPONSE_ERROR"),
            "PATCH leads 400",
            why="It sends one object without an id where `PATCH /leads` takes an array (`plugins/factories/hasUpdatableTags.js`).",
        ),
        Use(
            "tagging.leads.tagList.set",
            "await tagging.leads.tagList.set([{name: 'e'}])",
            Throws("API_RESPONSE_ERROR"),
            "PATCH leads 400",
            why="It is `setTags` by another name.",
        ),
    ],
)
