"""Custom fields and their groups."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Use


def fields(name: str, plural: str, singular: str) -> list[Use]:
    """Field definitions and their groups, the same for three entities."""
    return [
        Use(
            f"{API}.get{plural}CustomFields",
            f"field = (await amo.get{plural}CustomFields({{limit: 50}}))._embedded.custom_fields[0]; field",
            {"id": int, "type": str, "entity_type": name},
            f"GET {name}/custom_fields",
        ),
        Use(
            f"{API}.get{plural}CustomFieldById",
            f"await amo.get{plural}CustomFieldById(field.id)",
            {"id": int, "name": str},
            f"GET {name}/custom_fields/{{id}}",
        ),
        Use(
            f"{API}.get{plural}CustomFieldGroups",
            f"group = first(await amo.get{plural}CustomFieldGroups()); group",
            {"id": str, "name": str, "is_predefined": True},
            f"GET {name}/custom_fields/groups",
        ),
        Use(
            f"{API}.get{plural}CustomFieldGroupById",
            f"await amo.get{plural}CustomFieldGroupById(group.id)",
            {"id": str, "entity_type": name},
            f"GET {name}/custom_fields/groups/{{id}}",
        ),
    ]


FIELDS = Chapter(
    "Custom fields",
    [
        Use(
            f"{API}.addLeadsCustomFields",
            "first(await amo.addLeadsCustomFields([{name: 'Колір', type: 'select', enums: [{value: 'білий', sort: 1}]}]))",
            {"id": int, "type": "select", "enums": [{"id": int, "value": "білий"}]},
            "POST leads/custom_fields",
            {"leads/custom_fields/{id}": {"name": "Колір"}},
        ),
        Use(
            f"{API}.addContactsCustomFields",
            "first(await amo.addContactsCustomFields([{name: 'Розмір', type: 'numeric'}]))",
            {"id": int, "type": "numeric"},
            "POST contacts/custom_fields",
            {"contacts/custom_fields/{id}": {"name": "Розмір"}},
        ),
        *fields("leads", "Leads", "Lead"),
        *fields("contacts", "Contacts", "Contact"),
        *fields("companies", "Companies", "Company"),
        Use(
            f"{API}.getCustomFieldsByEntityType",
            "first(await amo.getCustomFieldsByEntityType('contacts', {page: 1}))",
            {"id": int},
            "GET contacts/custom_fields",
        ),
        Use(
            f"{API}.getCustomFieldById",
            "await amo.getCustomFieldById('companies', field.id)",
            {"id": int},
            "GET companies/custom_fields/{id}",
        ),
    ],
)
