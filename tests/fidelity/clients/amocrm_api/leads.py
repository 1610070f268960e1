"""Leads."""

from tests.fidelity.clients.amocrm_api.models import managed, people, surroundings
from tests.fidelity.clients.amocrm_api.tokens import ASKED_FOR
from tests.fidelity.use import Chapter, Throws, Use

UNLINKED = "`remove` posts to `/link` as well (`LinksInteraction.unlink` in `links.py`), so what it removes is linked once more."


LEADS = Chapter(
    "Leads",
    [
        *managed("Lead", "leads"),
        *people("Lead", "leads"),
        Use("Lead.pipeline", "deal.pipeline.is_main", True, "GET leads/pipelines/{id}"),
        Use("Lead.status", "deal.status.name", str, "GET leads/pipelines/{id}"),
        Use(
            "Lead.status",
            "stages = deal.pipeline.statuses; deal.status = stages[-3].name; deal.save(); deal.status.id == stages[-3].id",
            True,
            (
                "GET leads/pipelines/{id}",
                "GET leads/pipelines/{id}",
                "GET leads/pipelines/{pipeline_id}/statuses",
                "PATCH leads/{id}",
                "GET leads/pipelines/{id}",
            ),
        ),
        *surroundings("Lead", "leads"),
        Use(
            "Lead.contacts",
            "person = Contact.objects.create(name='Олег'); deal.contacts.append(person, main=True);"
            " [each.name for each in Lead.objects.get(deal.id).contacts]",
            ["Олег"],
            ("POST contacts", "POST leads/{entity_id}/link", "GET leads/{id}", "GET contacts/{id}"),
            {"contacts?with=leads": {"_embedded": {"contacts": [{"_embedded": {"leads": [{"id": int}]}}]}}},
        ),
        Use(
            "Lead.contacts",
            "deal.contacts.remove(person); deal.id",
            int,
            "POST leads/{entity_id}/link",
            {"leads/{}/links": {"_embedded": {"links": [{"to_entity_type": "contacts"}]}}},
            why=UNLINKED,
        ),
        Use(
            "LinksInteraction.link", "links.LinksInteraction().link(deal, person)", None, "POST leads/{entity_id}/link"
        ),
        Use(
            "LinksInteraction.unlink",
            "links.LinksInteraction().unlink(deal, person)",
            None,
            "POST leads/{entity_id}/link",
            why=UNLINKED,
        ),
        Use(
            "GenericInteraction.get_list",
            "[each['name'] for each in interaction.GenericInteraction(path='leads').get_list(1, filters=())]",
            [str, str],
            "GET leads",
        ),
        Use(
            "GenericInteraction.get_list",
            "interaction.GenericInteraction(path='leads').get_list(1)",
            Throws("TypeError"),
            why="`filters=None` by default, and `_list` iterates it (`interaction.py`): without `filters=()` nothing is asked.",
        ),
        Use(
            "GenericInteraction.get_all",
            "len(list(interaction.GenericInteraction(path='leads').get_all()))",
            2,
            "GET leads",
        ),
        Use(
            "GenericInteraction.get",
            "interaction.GenericInteraction(path='leads').get(deal.id)",
            {"id": int},
            "GET leads/{id}",
        ),
        Use(
            "GenericInteraction.get",
            "interaction.GenericInteraction(path='leads').get(1)",
            Throws("NotFound"),
            "GET leads/{id} 204",
            why=ASKED_FOR.format("an unknown lead is answered 204"),
        ),
        Use(
            "GenericInteraction.create",
            "interaction.GenericInteraction(path='leads').create({'name': 'Ліжко'})",
            {"id": int},
            "POST leads",
            {"leads/{id}": {"name": "Ліжко"}},
        ),
        Use(
            "GenericInteraction.update",
            "interaction.GenericInteraction(path='leads').update(deal.id, {'price': 7})",
            {"id": int},
            "PATCH leads/{id}",
            {"leads/{id}": {"price": 7}},
        ),
        Use(
            "Lead.create",
            "made = Lead(name='Крісло', price=5, created_at=datetime(2020, 1, 1)); made.create(); made.id",
            int,
            "POST leads",
            {"leads/{}": {"price": 5}},
        ),
        Use(
            "Lead.update", "made.price = 6; made.update(); made.id", int, "PATCH leads/{id}", {"leads/{}": {"price": 6}}
        ),
    ],
)
