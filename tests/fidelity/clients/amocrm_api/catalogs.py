"""Catalogs, which the client calls lists."""

from tests.fidelity.clients.amocrm_api.models import managed
from tests.fidelity.use import Chapter, Throws, Use

NO_LEADS = "`entity/list.py` copies a contact's attributes; a catalog has none of them: {}."


CATALOGS = Chapter(
    "Catalogs",
    [
        *managed("List", "catalogs")[:1],
        Use("List.objects.get", "catalog = List.objects.get(catalog.id); catalog.name", "Стіл", "GET catalogs/{id}"),
        Use(
            "List.objects.update",
            "List.objects.update(catalog.id, name='Шафа')",
            {"id": int},
            "PATCH catalogs/{id}",
            {"catalogs/{id}": {"name": "Шафа"}},
        ),
        Use("List.objects.all", "'Шафа' in [each.name for each in List.objects.all()]", True, "GET catalogs"),
        Use("List.objects.filter", "'Шафа' in [each.name for each in List.objects.filter()]", True, "GET catalogs"),
        Use(
            "List.save",
            "catalog.name = 'Комод'; catalog.save(); catalog.id",
            int,
            "PATCH catalogs/{id}",
            {"catalogs/{}": {"name": "Комод"}},
        ),
        Use("List.company", "catalog.company", None),
        Use(
            "List.leads",
            "list(catalog.leads)",
            Throws("TypeError"),
            why=NO_LEADS.format("`leads` iterates over nothing"),
        ),
        Use(
            "List.tags",
            "catalog.tags.append('дуб'); catalog.save()",
            Throws("ValidationError"),
            "PATCH catalogs/{id} 400",
            why=NO_LEADS.format("it is sent no name"),
        ),
        Use(
            "List.notes",
            "catalog.notes.objects.get(1)",
            Throws("Wrong status 404"),
            "GET /api/v4/catalogs/{}/notes/{} 404",
            why=NO_LEADS.format("there are no notes of it"),
        ),
        Use("List.tasks", "list(catalog.tasks)", [], "GET tasks"),
    ],
)
