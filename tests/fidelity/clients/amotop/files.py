"""Files, on the drive and on entities."""

from tests.fidelity.clients.amotop.words import API
from tests.fidelity.use import Chapter, Use

FILES = Chapter(
    "Files",
    [
        Use(
            "AmoFileClient.hasFilesScope",
            "drive = new amotop.AmoFileClient(pair.access_token, {driveUrl: `https://${ADDRESS}`}); drive.hasFilesScope()",
            True,
        ),
        Use("AmoFileClient.hasFilesDeleteScope", "drive.hasFilesDeleteScope()", True),
        Use(
            "AmoFileClient.uploadFile",
            "require('fs').writeFileSync('note.txt', 'x'.repeat(200000));"
            " file = await drive.uploadFile('note.txt', 'note.txt', 'text/plain'); file",
            {"uuid": str, "name": "note.txt", "size": 200000},
            ("POST /v1.0/sessions", *("POST /v1.0/sessions/upload/{session_token}",) * 2),
        ),
        Use("AmoFileClient.getFiles", "(await drive.getFiles())._embedded.files", [{"uuid": str}], "GET /v1.0/files"),
        Use(
            "AmoFileClient.getFileByUUID",
            "await drive.getFileByUUID(file.uuid)",
            {"size": 200000},
            "GET /v1.0/files/{file_uuid}",
        ),
        Use(
            "AmoFileClient.restoreFileByUUID",
            "await drive.instance.delete('/v1.0/files', {data: [{uuid: file.uuid}]});"
            " (await drive.restoreFileByUUID(file.uuid))._embedded.files",
            [{"is_trashed": False}],
            ("DELETE /v1.0/files", "POST /v1.0/files/restore"),
        ),
        Use(
            f"{API}.linkFileToContact",
            "person = first(await amo.addContact({name: 'Олег'})); await amo.linkFileToContact(file.uuid, person.id); person",
            {"id": int},
            ("POST contacts", "PUT contacts/{entity_id}/files"),
            {"contacts/{id}/files": {"_embedded": {"files": [{"file_uuid": str}]}}},
        ),
        Use(
            f"{API}.getContactFiles",
            "(await amo.getContactFiles(person.id))._embedded.files.length",
            1,
            "GET contacts/{entity_id}/files",
        ),
        Use(
            f"{API}.getEntityFiles",
            "(await amo.getEntityFiles('contacts', person.id))._embedded.files.length",
            1,
            "GET contacts/{entity_id}/files",
        ),
        Use(
            f"{API}.linkFileToLead",
            "lead = first(await amo.addLead({name: 'Стіл'})); await amo.linkFileToLead(file.uuid, lead.id); lead",
            {"id": int},
            ("POST leads", "PUT leads/{entity_id}/files"),
            {"leads/{id}/files": {"_embedded": {"files": [{"file_uuid": str}]}}},
        ),
        Use(
            f"{API}.getLeadFiles",
            "(await amo.getLeadFiles(lead.id))._embedded.files.length",
            1,
            "GET leads/{entity_id}/files",
        ),
        Use(
            f"{API}.getCompanyFiles",
            "company = first(await amo.addCompany({name: 'Ліс'})); await amo.getCompanyFiles(company.id)",
            "",
            ("POST companies", "GET companies/{entity_id}/files 204"),
        ),
    ],
)
