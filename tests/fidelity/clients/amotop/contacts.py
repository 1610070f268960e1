"""Contacts, companies and links."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Use

CONTACTS = Chapter(
    "Contacts, companies and links",
    [
        Use(
            f"{API}.getContactPayload",
            "amo.getContactPayload('Олег', '+380501112233')",
            {"name": "Олег", "created_at": int},
        ),
        Use(
            f"{API}.addContact",
            "person = first(await amo.addContact(amo.getContactPayload('Олег', '+380501112233'))); person",
            {"id": int, "request_id": "0"},
            "POST contacts",
            {
                "contacts/{id}": {
                    "name": "Олег",
                    "custom_fields_values": [{"field_code": "PHONE", "values": [{"value": "+380501112233"}]}],
                }
            },
        ),
        Use(
            f"{API}.updateContact",
            "await amo.updateContact(person.id, {first_name: 'Олег', last_name: 'Лис'})",
            {"id": int, "updated_at": int},
            "PATCH contacts/{id}",
            {"contacts/{id}": {"name": "Олег Лис"}},
        ),
        Use(
            f"{API}.getContacts",
            "(await amo.getContacts({query: 'Лис', with: 'leads'}))._embedded.contacts",
            [{"name": "Олег Лис"}],
            "GET contacts",
        ),
        Use(
            f"{API}.getContact",
            "await amo.getContact(person.id, {leads: true})",
            {"_embedded": {"leads": []}},
            "GET contacts/{id}",
        ),
        Use(
            f"{API}.addCompany",
            "company = first(await amo.addCompany({name: 'ТОВ «Ліс»', _embedded: {tags: [{name: 'опт'}]}})); company",
            {"id": int},
            "POST companies",
            {"companies/{id}": {"name": "ТОВ «Ліс»", "_embedded": {"tags": [{"name": "опт"}]}}},
        ),
        Use(
            f"{API}.getCompanies",
            "(await amo.getCompanies({query: 'Ліс'}))._embedded.companies",
            [{"name": "ТОВ «Ліс»"}],
            "GET companies",
        ),
        Use(
            f"{API}.getCompany",
            "await amo.getCompany(company.id, {leads: true})",
            {"_embedded": {"leads": []}},
            "GET companies/{id}",
        ),
        Use(
            f"{API}.getCompaniesTags",
            "(await amo.getCompaniesTags({}))._embedded.tags",
            [{"name": "опт"}],
            "GET companies/tags",
        ),
        Use(
            f"{API}.getContactsTags",
            "await amo.updateContact(person.id, {_embedded: {tags: [{name: 'vip'}]}}); (await amo.getContactsTags({}))._embedded.tags",
            [{"name": "vip"}],
            ("PATCH contacts/{id}", "GET contacts/tags"),
        ),
        Use(
            f"{API}.getLeadLinks",
            "lead = first(await amo.addLead({name: 'Стіл', _embedded: {contacts: [{id: person.id}]}}));"
            " (await amo.getLeadLinks(lead.id))._embedded.links",
            [{"to_entity_type": "contacts", "to_entity_id": int, "metadata": {"main_contact": True}}],
            ("POST leads", "GET leads/{entity_id}/links"),
        ),
        Use(
            f"{API}.getContactLinks",
            "(await amo.getContactLinks(person.id))._embedded.links",
            [{"to_entity_type": "leads"}],
            "GET contacts/{entity_id}/links",
        ),
        Use(
            f"{API}.getLinksByEntityType",
            "(await amo.getLinksByEntityType('companies', company.id))._embedded.links",
            [],
            "GET companies/{entity_id}/links",
        ),
        Use(
            f"{API}.getCompanyLinks",
            "(await amo.getCompanyLinks(person.id))._embedded.links",
            [{"to_entity_type": "leads"}],
            "GET contacts/{entity_id}/links",
            why="It asks for the links of a contact: `getCompanyLinks` passes `'contacts'` on in `AmoApiClient.js`.",
        ),
    ],
)
