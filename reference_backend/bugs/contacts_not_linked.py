"""Name and phone of a contact are sought in the lead, where amoCRM puts no more than the contact's id."""

from collections.abc import Sequence

from reference_backend.contacts import Contact, contacts_of_lead, main_contact_id
from reference_backend.json_values import JsonObject, as_text
from reference_backend.reading import AccountReader
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.read_contacts = _embedded_in_leads


def _embedded_in_leads(_reader: AccountReader, leads: Sequence[JsonObject], /) -> dict[int, Contact]:
    found = {}
    for lead in leads:
        if (number := main_contact_id(lead)) is not None:
            contact = contacts_of_lead(lead)[0]
            name, phone, email = (as_text(contact.get(key)) for key in ("name", "phone", "email"))
            found[number] = Contact(name, phone, email)
    return found
