"""Notes."""

from tests.fidelity.clients.amotop.words import API, WRAPPED
from tests.fidelity.use import Chapter, Throws, Use

MADE_NOTE = (
    "(await amo.axios.post(`/api/v4/{0}/${{{1}.id}}/notes`, [{{note_type: 'common', params: {{text: 'Увага'}}}}])).data"
)


def noted(name: str, thing: str) -> str:
    """Code that adds a note as it must be added, by the client's own axios."""
    return f"note = first({MADE_NOTE.format(name, thing)})"


NOTES = Chapter(
    "Notes",
    [
        Use(
            f"{API}.addNoteToLead",
            "lead = first(await amo.addLead({name: 'Стіл'})); await amo.addNoteToLead(lead.id, {note_type: 'common', params: {text: 'Увага'}})",
            Throws("status code 400"),
            ("POST leads", "POST leads/{entity_id}/notes 400"),
            why=WRAPPED.format(what="an array of notes", method="addNote"),
        ),
        Use(
            f"{API}.addNoteToContact",
            "person = first(await amo.addContact({name: 'Олег'})); await amo.addNoteToContact(person.id, {note_type: 'common', params: {text: 'Увага'}})",
            Throws("status code 400"),
            ("POST contacts", "POST contacts/{entity_id}/notes 400"),
            why=WRAPPED.format(what="an array of notes", method="addNote"),
        ),
        Use(
            f"{API}.addNote",
            "company = first(await amo.addCompany({name: 'Ліс'})); await amo.addNote('companies', company.id, {note_type: 'common', params: {text: 'Увага'}})",
            Throws("status code 400"),
            ("POST companies", "POST companies/{entity_id}/notes 400"),
            why=WRAPPED.format(what="an array of notes", method="addNote"),
        ),
        Use(
            f"{API}.getLeadsNotes",
            f"{noted('leads', 'lead')}; (await amo.getLeadsNotes({{}}))._embedded.notes",
            [{"params": {"text": "Увага"}}],
            ("POST leads/{entity_id}/notes", "GET leads/notes"),
        ),
        Use(
            f"{API}.getLeadNoteById",
            "await amo.getLeadNoteById(lead.id, note.id)",
            {"note_type": "common"},
            "GET leads/{entity_id}/notes/{id}",
        ),
        Use(
            f"{API}.getContactsNotes",
            f"{noted('contacts', 'person')}; (await amo.getContactsNotes({{}}))._embedded.notes",
            [{"params": {"text": "Увага"}}],
            ("POST contacts/{entity_id}/notes", "GET contacts/notes"),
        ),
        Use(
            f"{API}.getContactNotes",
            "(await amo.getContactNotes(person.id))._embedded.notes",
            [{"id": int}],
            "GET contacts/{entity_id}/notes",
        ),
        Use(
            f"{API}.getContactNoteById",
            "await amo.getContactNoteById(person.id, note.id)",
            {"id": int},
            "GET contacts/{entity_id}/notes/{id}",
        ),
        Use(
            f"{API}.getCompaniesNotes",
            f"{noted('companies', 'company')}; (await amo.getCompaniesNotes({{}}))._embedded.notes",
            [{"params": {"text": "Увага"}}],
            ("POST companies/{entity_id}/notes", "GET companies/notes"),
        ),
        Use(
            f"{API}.getCompanyNotes",
            "(await amo.getCompanyNotes(company.id))._embedded.notes",
            [{"id": int}],
            "GET companies/{entity_id}/notes",
        ),
        Use(
            f"{API}.getCompanyNoteById",
            "await amo.getCompanyNoteById(company.id, note.id)",
            {"id": int},
            "GET companies/{entity_id}/notes/{id}",
        ),
        Use(
            f"{API}.getNotesByEntityType",
            "(await amo.getNotesByEntityType('leads', {}))._embedded.notes",
            [{"id": int}],
            "GET leads/notes",
        ),
        Use(
            f"{API}.getNotesByEntityId",
            "(await amo.getNotesByEntityId('leads', lead.id))._embedded.notes",
            [{"id": int}],
            "GET leads/{entity_id}/notes",
        ),
        Use(
            f"{API}.getNoteById",
            "await amo.getNoteById('companies', company.id, note.id)",
            {"id": int},
            "GET companies/{entity_id}/notes/{id}",
        ),
    ],
)
