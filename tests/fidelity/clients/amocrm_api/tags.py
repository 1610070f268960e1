"""Dictionaries of tags."""

from tests.fidelity.clients.amocrm_api.tokens import NO_SUCH
from tests.fidelity.use import Chapter, Throws, Use

NO_TAG = "`Tag` has no manager of its own (`entity/tag.py`), so a tag can't make itself: `Tag.{0}.create` does it."


def tags(kind: str) -> list[Use]:
    """The dictionary of one entity's tags."""
    return [
        Use(f"Tag.{kind}.create", f"made = Tag.{kind}.create(name='дуб'); made.id", int, f"POST {kind}/tags"),
        Use(f"Tag.{kind}.all", f"[each.name for each in Tag.{kind}.all()]", ["дуб"], f"GET {kind}/tags"),
        Use(
            f"Tag.{kind}.filter", f"[each.name for each in Tag.{kind}.filter(query='ду')]", ["дуб"], f"GET {kind}/tags"
        ),
        Use(f"Tag.{kind}.get", f"Tag.{kind}.get(query='дуб').id == made.id", True, f"GET {kind}/tags"),
    ]


TAGS = Chapter(
    "Tags",
    [
        Use(
            "CustomersInteraction.enable",
            "customer.CustomersInteraction().enable()",
            {"mode": "segments"},
            "PATCH customers/mode",
        ),
        *tags("leads"),
        Use("Tag.leads.update", "Tag.leads.update(made.id, name='бук')", {"id": int}, "PATCH leads/tags/{id}"),
        Use(
            "Tag.leads.get",
            "Tag.leads.get(made.id)",
            Throws("Wrong status 405"),
            "GET /api/v4/leads/tags/{} 405",
            why=NO_SUCH,
        ),
        *tags("contacts"),
        Use(
            "Tag.contacts.update",
            "Tag.contacts.update(made.id, name='бук')",
            Throws("Wrong status 404"),
            "PATCH /api/v4/contacts/tags/{} 404",
            why=NO_SUCH,
        ),
        *tags("companies"),
        Use(
            "Tag.companies.update",
            "Tag.companies.update(made.id, name='бук')",
            Throws("Wrong status 404"),
            "PATCH /api/v4/companies/tags/{} 404",
            why=NO_SUCH,
        ),
        *tags("customers"),
        Use(
            "Tag.customers.update",
            "Tag.customers.update(made.id, name='бук')",
            Throws("Wrong status 404"),
            "PATCH /api/v4/customers/tags/{} 404",
            why=NO_SUCH,
        ),
        Use("Tag.save", "Tag(name='клен').save()", Throws("AttributeError"), why=NO_TAG.format("leads")),
    ],
)
