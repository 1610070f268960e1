"""Leads, contacts and companies: the same calls for each."""

from tests.fidelity.use import Chapter, Use


def entity(name: str, model: str, other: str, other_model: str, *, shown: bool) -> Chapter:
    """The same for leads, contacts and companies; `other` is what can be linked to them."""
    linked = {"to_entity_type": other, "to_entity_id": int}
    fields = f"amo.{name}.custom_fields"
    notes = f"amo.{name}.notes"
    return Chapter(
        name.capitalize(),
        [
            Use(
                f"amo.{name}.create",
                f"[ref] = await amo.{name}.create([{model}(name='Стіл', responsible_user_id=admin)]); ref",
                {"id": int, "request_id": "0"},
                f"POST {name}",
                {f"{name}/{{id}}": {"name": "Стіл"}},
            ),
            Use(
                f"amo.{name}.get",
                f"one = await amo.{name}.get(ref.id, with_=['{other}']); one",
                {"name": "Стіл", "is_deleted": False, "custom_fields_values": None},
                f"GET {name}/{{id}}",
            ),
            Use(
                f"amo.{name}.update",
                f"one.name = 'Шафа'; [ref] = await amo.{name}.update([one]); ref",
                {"id": int, "updated_at": int},
                f"PATCH {name}",
                {f"{name}/{{id}}": {"name": "Шафа"}},
            ),
            Use(
                f"amo.{name}.get_page",
                f"[each.name for each in await amo.{name}.get_page(query='Шаф')]",
                ["Шафа"],
                f"GET {name}",
            ),
            Use(
                f"amo.{name}.iterate",
                f"await amo.{name}.create([{model}(name=str(n)) for n in range(4)]);"
                f" len([each async for each in amo.{name}.iterate(limit=2, order={{'id': 'asc'}})])",
                5,
                (f"POST {name}", f"GET {name}", f"GET {name}", f"GET {name}"),
            ),
            Use(
                f"amo.{name}.link",
                f"[else_] = await amo.{other}.create([{other_model}(name='Олег')]);"
                f" await amo.{name}.link(ref.id, '{other}', else_.id)",
                [{**linked, "entity_id": int}],
                (f"POST {other}", f"POST {name}/{{entity_id}}/link"),
            ),
            Use(f"amo.{name}.links", f"await amo.{name}.links(ref.id)", [linked], f"GET {name}/{{entity_id}}/links"),
            Use(
                f"amo.{name}.unlink",
                f"await amo.{name}.unlink(ref.id, '{other}', else_.id); ref",
                {"id": int},
                f"POST {name}/{{entity_id}}/unlink",
                {f"{name}/{{id}}/links": {"_embedded": {"links": []}}},
            ),
            Use(
                f"{notes}.create",
                f"[note] = await {notes}.create([Note.common(ref.id, 'Передзвонити')]); note",
                {"id": int, "entity_id": int},
                f"POST {name}/notes",
                {f"{name}/notes/{{id}}": {"note_type": "common", "params": {"text": "Передзвонити"}}},
            ),
            Use(
                f"{notes}.get",
                f"(await {notes}.get(note.id, entity_id=ref.id)).text",
                "Передзвонити",
                f"GET {name}/{{entity_id}}/notes/{{id}}",
            ),
            Use(
                f"{notes}.get_page",
                f"[each.id for each in await {notes}.get_page()] == [note.id]",
                True,
                f"GET {name}/notes",
            ),
            Use(
                f"{notes}.iterate",
                f"[each.id async for each in {notes}.iterate(entity_id=ref.id)] == [note.id]",
                True,
                f"GET {name}/{{entity_id}}/notes",
            ),
            Use(
                f"{fields}.get_page",
                f"await amo.request('POST', '{name}/custom_fields', json=[{{'name': 'Колір', 'type': 'text'}}]);"
                f" page = await {fields}.get_page(); [each.name for each in page][-1:]",
                ["Колір"],
                (f"POST {name}/custom_fields", f"GET {name}/custom_fields"),
            ),
            Use(
                f"{fields}.iterate",
                f"[each.id async for each in {fields}.iterate()] == [each.id for each in page]",
                True,
                f"GET {name}/custom_fields",
            ),
            Use(
                f"{fields}.get",
                f"color = await {fields}.get(page.items[-1].id); color.type",
                "text",
                f"GET {name}/custom_fields/{{id}}",
            ),
        ],
    )


LEADS = entity("leads", "Lead", "contacts", "Contact", shown=True)


CONTACTS = entity("contacts", "Contact", "companies", "Company", shown=True)


COMPANIES = entity("companies", "Company", "contacts", "Contact", shown=True)
