"""Customers."""

from tests.fidelity.clients.amocrm_api.models import managed, people, surroundings
from tests.fidelity.use import Chapter, Use

CUSTOMERS = Chapter(
    "Customers",
    [
        Use(
            "CustomersInteraction.enable",
            "customer.CustomersInteraction().enable('periodicity')",
            {"mode": "periodicity", "is_enabled": True},
            "PATCH customers/mode",
        ),
        *managed("Customer", "customers"),
        *people("Customer", "customers"),
        *surroundings("Customer", "customers")[:2],
        *surroundings("Customer", "customers")[3:],
        Use(
            "Customer.contacts",
            "person = Contact.objects.create(name='Олег'); buyer.contacts.append(person);"
            " [each.name for each in Customer.objects.get(buyer.id).contacts]",
            ["Олег"],
            ("POST contacts", "POST customers/{entity_id}/link", "GET customers/{id}", "GET contacts/{id}"),
        ),
        Use(
            "Customer.company",
            "firm = Company.objects.create(name='Ліс'); buyer.company = firm; Customer.objects.get(buyer.id).company.name",
            "Ліс",
            ("POST companies", "POST customers/{entity_id}/link", "GET customers/{id}", "GET companies/{id}"),
        ),
        Use(
            "CustomersInteraction.set",
            "customer.CustomersInteraction().set(True, mode='segments')",
            {"mode": "segments"},
            "PATCH customers/mode",
        ),
        Use(
            "CustomersInteraction.disable",
            "customer.CustomersInteraction().disable()",
            {"is_enabled": False},
            "PATCH customers/mode",
        ),
    ],
)
