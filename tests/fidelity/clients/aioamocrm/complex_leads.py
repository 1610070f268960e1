"""Leads made together with their contact and company, and what models know of custom fields."""

from tests.fidelity.use import Chapter, Use

COMPLEX = Chapter(
    "Leads together with their contact, and fields",
    [
        Use(
            "amo.leads.create_complex",
            "oleg = Contact(first_name='Олег'); oleg.set_field('PHONE', '+380501112233', enum_code='WORK');"
            " lead = Lead(name='Стіл', price=1500, embedded=Embedded(contacts=[oleg], companies=[Company(name='Ліс')]));"
            " [made] = await amo.leads.create_complex([lead]); made",
            {"id": int, "contact_id": int, "company_id": int, "merged": False, "request_id": list},
            "POST leads/complex",
            {
                "leads/{id}?with=contacts": {
                    "name": "Стіл",
                    "price": 1500,
                    "_embedded": {"contacts": [{"is_main": True}]},
                },
                "contacts/{contact_id}": {"first_name": "Олег"},
                "companies/{company_id}": {"name": "Ліс"},
            },
        ),
        Use("Company.set_field", "oleg.set_field('EMAIL', 'oleg@example.com'); len(oleg.custom_fields_values)", 2),
        Use(
            "Company.field",
            "read = await amo.contacts.get(made.contact_id); read.field('PHONE').field_id",
            int,
            "GET contacts/{id}",
        ),
        Use("Company.field_value", "read.field_value('PHONE', enum_code='WORK')", "+380501112233"),
        Use("Company.field_values", "read.field_values('PHONE')", ["+380501112233"]),
        Use("CustomFieldValues.matches", "[each.matches('phone') for each in read.custom_fields_values]", [True]),
        Use("Company.to_api", "'account_id' in read.to_api()", False),
        Use("Embedded.to_api", "lead.embedded.to_api()", {"companies": [{"name": "Ліс"}]}),
        Use(
            "CustomField.enum_id",
            "phone = await amo.contacts.custom_fields.get(read.field('PHONE').field_id); phone.enum_id('WORK')",
            int,
            "GET contacts/custom_fields/{id}",
        ),
        Use("Note.common", "note = Note.common(made.id, 'Увага'); note.to_api()", {"entity_id": int}),
        Use("Note.text", "note.text", "Увага"),
    ],
)
