"""What all factories and entities share."""

from tests.fidelity.use import Chapter, Use

PARTS = Chapter(
    "What all factories and entities share",
    [
        Use("leads.getClient", "amo.leads.getClient() === amo", True),
        Use("leads.getRequest", "amo.leads.getRequest() === amo.request", True),
        Use("leads.getUrl", "amo.leads.getUrl('/5')", "/api/v4/leads/5"),
        Use("leads.getEmbedded", "amo.leads.getEmbedded({_embedded: {leads: [1]}})", [1]),
        Use("leads.createEntity", "amo.leads.createEntity().isNew()", True),
        Use("leads.from", "amo.leads.from({id: 5, name: 'Стіл'}).name", "Стіл"),
        Use("leads.getEntityCriteria", "amo.leads.getEntityCriteria([amo.leads.from({name: 'Стіл'})])[0].name", "Стіл"),
        Use("Lead.getFactory", "amo.leads.from({id: 5}).getFactory() === amo.leads", True),
        Use("Lead.isNew", "amo.leads.from({id: 5}).isNew()", False),
        Use(
            "leads.complexCreate",
            "await amo.leads.complexCreate()",
            False,
            why="It isn't written yet and asks nothing.",
        ),
        Use(
            "Lead.embeddedTags.add",
            "lead = new amo.Lead({name: 'Стіл'}); lead.embeddedTags.add([{name: 'дуб'}, {name: 'сайт'}]); await lead.save(); lead.id",
            int,
            "POST leads",
            {"leads/{}": {"_embedded": {"tags": [{"name": "дуб"}, {"name": "сайт"}]}}},
        ),
        Use(
            "Lead.embeddedTags.get",
            "lead = await lead.fetch(); lead.embeddedTags.get().map((tag) => tag.name)",
            ["дуб", "сайт"],
            "GET leads/{id}",
        ),
        Use("Lead.embeddedTags.length", "lead.embeddedTags.length", 2),
        Use(
            "Lead.embeddedTags.remove",
            "lead.embeddedTags.remove([lead.embeddedTags.get()[0]]); await lead.save(); lead.id",
            int,
            "PATCH leads",
            {"leads/{}": {"_embedded": {"tags": [{"name": "сайт"}]}}},
        ),
        Use(
            "Lead.embeddedTags.set",
            "lead.embeddedTags.set([{id: 1, name: 'x', color: 'red'}]); lead.embeddedTags.length",
            1,
        ),
        Use(
            "Lead.embeddedTags.createCriteria",
            "lead.embeddedTags.createCriteria",
            {"_embedded": {"tags": [{"id": 1, "name": "x"}]}},
        ),
        Use(
            "Lead.embeddedTags.updateCriteria",
            "lead.embeddedTags.updateCriteria",
            {"_embedded": {"tags": [{"id": 1, "name": "x"}]}},
        ),
        Use("Lead.embeddedTags.getEmbeddedSaveCriteria", "lead.embeddedTags.getEmbeddedSaveCriteria()", {}),
    ],
)
