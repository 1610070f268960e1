"""Leads, contacts and companies: the same calls for each."""

from tests.fidelity.use import Chapter, Use


def factory(name: str, model: str, title: str) -> Chapter:
    """The same for leads, contacts and companies."""
    return Chapter(
        title,
        [
            Use(
                f"{name}.create",
                f"[ref] = await amo.{name}.create([{{name: 'Стіл'}}]); told(ref)",
                {"id": int},
                f"POST {name}",
                {f"{name}/{{id}}": {"name": "Стіл"}},
            ),
            Use(
                f"{name}.getById",
                f"one = await amo.{name}.getById(ref.id, {{with: ['leads', 'contacts']}}); told(one)",
                {"id": int, "name": "Стіл"},
                f"GET {name}/{{id}}",
            ),
            Use(
                f"{name}.update",
                f"[ref] = await amo.{name}.update([{{id: one.id, name: 'Шафа'}}]); ref.updated_at",
                int,
                f"PATCH {name}",
            ),
            Use(
                f"{name}.get",
                f"(await amo.{name}.get({{query: 'Шафа', limit: 5}})).getData().map((each) => each.name)",
                ["Шафа"],
                f"GET {name}",
            ),
            Use(
                f"{model}.create",
                f"made = new amo.{model}({{name: 'Ліжко'}}); await made.create(); told(made)",
                {"id": int},
                f"POST {name}",
                {f"{name}/{{id}}": {"name": "Ліжко"}},
            ),
            Use(
                f"{model}.fetch",
                "made = await made.fetch({with: ['contacts']}); told(made)",
                {"name": "Ліжко"},
                f"GET {name}/{{id}}",
            ),
            Use(
                f"{model}.save",
                "made.name = 'Ліжко з шухлядами'; await made.save(); told(made)",
                {"id": int},
                f"PATCH {name}",
                {f"{name}/{{id}}": {"name": "Ліжко з шухлядами"}},
            ),
            Use(
                f"{model}.update",
                "made.name = 'Комод'; await made.update(); told(made)",
                {"id": int},
                f"PATCH {name}",
                {f"{name}/{{id}}": {"name": "Комод"}},
            ),
            Use(f"{model}.getAttributes", "made.getAttributes().name", "Комод"),
            Use(
                f"{model}.setAttributes",
                "made.setAttributes({...made.getAttributes(), name: 'Стелаж'}); made.name",
                "Стелаж",
            ),
            Use(f"{model}.getEmbedded", "made.getEmbedded().tags.length", 0),
            Use(f"{model}.setEmbedded", "made.setEmbedded({tags: [{name: 'дуб'}]}); made.getEmbedded().tags.length", 1),
            Use(
                f"{model}.Task",
                "made.Task({text: 'Подзвонити', complete_till: 2000000000}).text",
                "Подзвонити",
            ),
            Use(
                f"{model}.tasks.create",
                "[task] = await made.tasks.create([{text: 'Подзвонити', complete_till: 2000000000}]); task.id",
                int,
                "POST tasks",
                {"tasks/{}": {"text": "Подзвонити", "entity_type": name, "entity_id": int}},
            ),
            Use(
                f"{model}.tasks.get",
                "(await made.tasks.get()).getData().map((each) => each.text)",
                ["Подзвонити"],
                "GET tasks",
            ),
            Use(f"{name}.getBaseUrl", f"amo.{name}.getBaseUrl()", f"/api/v4/{name}"),
            Use(f"{name}.getEmbeddedKey", f"amo.{name}.getEmbeddedKey()", name),
            Use(f"{name}.getEntityClass", f"new (amo.{name}.getEntityClass())(amo.{name}).isNew()", True),
        ],
    )


LEADS = factory("leads", "Lead", "Leads")


CONTACTS = factory("contacts", "Contact", "Contacts")


COMPANIES = factory("companies", "Company", "Companies")
