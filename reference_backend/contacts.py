"""The person behind a lead: a lead names its contacts by id only, name and phone are read from the contacts."""

from collections.abc import Sequence
from dataclasses import dataclass

from reference_backend.json_values import JsonObject, as_integer, as_object, as_objects, as_text, ids_of
from reference_backend.reading import AccountReader


@dataclass(frozen=True, slots=True)
class Contact:
    name: str | None
    phone: str | None
    email: str | None


def contacts_of_lead(lead: JsonObject) -> list[JsonObject]:
    """The links to contacts, the main contact first."""
    links = as_objects(as_object(lead.get("_embedded")).get("contacts"))
    return sorted(links, key=lambda link: link.get("is_main") is not True)


def main_contact_id(lead: JsonObject) -> int | None:
    return next(ids_of(contacts_of_lead(lead)), None)


def read_contacts(reader: AccountReader, leads: Sequence[JsonObject]) -> dict[int, Contact]:
    ids = sorted({contact_id for lead in leads if (contact_id := main_contact_id(lead)) is not None})
    return {as_integer(item.get("id")) or 0: _contact(item) for item in reader.by_ids("contacts", ids)}


def _contact(item: JsonObject) -> Contact:
    fields = as_objects(item.get("custom_fields_values"))
    return Contact(name=as_text(item.get("name")), phone=_first(fields, "PHONE"), email=_first(fields, "EMAIL"))


def _first(fields: Sequence[JsonObject], code: str) -> str | None:
    for custom_field in fields:
        if custom_field.get("field_code") == code:
            return next((as_text(value.get("value")) for value in as_objects(custom_field.get("values"))), None)
    return None
