"""Contacts and companies."""

from tests.fidelity.clients.amocrm_api.models import managed, people, surroundings
from tests.fidelity.use import Chapter, Use

CONTACTS = Chapter(
    "Contacts",
    [
        *managed("Contact", "contacts"),
        *people("Contact", "contacts"),
        *surroundings("Contact", "contacts"),
        Use(
            "Contact.company",
            "firm = Company.objects.create(name='Ліс'); person.company = firm; Contact.objects.get(person.id).company.name",
            "Ліс",
            ("POST companies", "POST contacts/{entity_id}/link", "GET contacts/{id}", "GET companies/{id}"),
        ),
        Use(
            "Contact.leads",
            "deal = Lead.objects.create(name='Стіл'); person.leads.append(deal); [each.name for each in Contact.objects.get(person.id).leads]",
            ["Стіл"],
            ("POST leads", "POST contacts/{entity_id}/link", "GET contacts/{id}", "GET leads/{id}"),
        ),
    ],
)


COMPANIES = Chapter(
    "Companies",
    [
        *managed("Company", "companies"),
        *people("Company", "companies"),
        *surroundings("Company", "companies"),
        Use(
            "Company.leads",
            "deal = Lead.objects.create(name='Стіл'); firm.leads.append(deal); [each.name for each in Company.objects.get(firm.id).leads]",
            ["Стіл"],
            ("POST leads", "POST companies/{entity_id}/link", "GET companies/{id}", "GET leads/{id}"),
        ),
        Use(
            "Company.contacts",
            "person = Contact.objects.create(name='Олег'); firm.contacts.append(person);"
            " [each.name for each in Company.objects.get(firm.id).contacts]",
            ["Олег"],
            ("POST contacts", "POST companies/{entity_id}/link", "GET companies/{id}", "GET contacts/{id}"),
        ),
        Use(
            "Company.customers",
            "customer.CustomersInteraction().enable('periodicity'); buyer = Customer.objects.create(name='Олена', next_date=2000000000);"
            " firm.customers.append(buyer); [each.name for each in Company.objects.get(firm.id).customers]",
            ["Олена"],
            (
                "PATCH customers/mode",
                "POST customers",
                "POST companies/{entity_id}/link",
                "GET companies/{id}",
                "GET customers/{id}",
            ),
        ),
    ],
)
