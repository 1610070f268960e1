"""Pipelines and their statuses."""

from tests.fidelity.use import Chapter, Use

PIPELINES = Chapter(
    "Pipelines and statuses",
    [
        Use("Pipeline.objects.all", "[main] = Pipeline.objects.all(); main.is_main", True, "GET leads/pipelines"),
        Use("Pipeline.objects.filter", "len(list(Pipeline.objects.filter()))", 1, "GET leads/pipelines"),
        Use(
            "Pipeline.objects.get",
            "[each.id for each in Pipeline.objects.get(main.id).statuses][-2:]",
            [142, 143],
            "GET leads/pipelines/{id}",
        ),
        Use(
            "Pipeline.objects.create",
            "second = Pipeline.objects.create(name='Оренда', sort=20, is_main=False, is_unsorted_on=False, _embedded={'statuses': [{'name': 'Старт', 'sort': 10}]}); second.id",
            int,
            "POST leads/pipelines",
            {"leads/pipelines/{}": {"name": "Оренда", "is_main": False}},
        ),
        Use(
            "Pipeline.objects.update",
            "Pipeline.objects.update(second.id, name='Продаж')",
            {"name": "Продаж"},
            "PATCH leads/pipelines/{id}",
            {"leads/pipelines/{id}": {"name": "Продаж"}},
        ),
        Use(
            "Pipeline.save",
            "second.name = 'Ремонт'; second.save(); second.id",
            int,
            "PATCH leads/pipelines/{id}",
            {"leads/pipelines/{}": {"name": "Ремонт"}},
        ),
        Use(
            "Status.get_for",
            "stages = Status.get_for(second); [each.name for each in stages.all()][0]",
            "Старт",
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
        Use("Status.get_for", "stages.get(142).type", 0, "GET leads/pipelines/{pipeline_id}/statuses/{id}"),
        Use(
            "Status.get_for",
            "stages.get(query='старт').is_editable",
            True,
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
        Use(
            "Status.get_for",
            "made = stages.create(name='Далі', sort=20); made.id",
            int,
            "POST leads/pipelines/{pipeline_id}/statuses",
        ),
        Use(
            "Status.get_for",
            "stages.update(made.id, name='Потім')",
            {"name": "Потім"},
            "PATCH leads/pipelines/{pipeline_id}/statuses/{id}",
        ),
        Use(
            "StatusesInteraction.get_all",
            "len(list(pipeline.StatusesInteraction(second.id).get_all(query='Потім')))",
            1,
            "GET leads/pipelines/{pipeline_id}/statuses",
        ),
    ],
)
