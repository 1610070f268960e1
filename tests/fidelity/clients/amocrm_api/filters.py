"""Filters of lists."""

from tests.fidelity.use import Chapter, Use

FILTERS = Chapter(
    "Filters",
    [
        Use("filters.Filter", "len(list(Lead.objects.filter(filters=[filters.Filter('id')])))", 7, "GET leads"),
        Use(
            "filters.SingleFilter",
            "every = list(Lead.objects.all()); [each.id for each in Lead.objects.filter(filters=[filters.SingleFilter('id')(every[0].id)])] == [every[0].id]",
            True,
            ("GET leads", "GET leads"),
        ),
        Use(
            "filters.SingleListFilter",
            "[each.id for each in Lead.objects.filter(filters=[filters.SingleListFilter('id')(every[1].id)])] == [every[1].id]",
            True,
            "GET leads",
        ),
        Use(
            "filters.MultiFilter",
            "[each.id for each in Lead.objects.filter(filters=[filters.MultiFilter('id')([every[2].id])])] == [every[2].id]",
            True,
            "GET leads",
        ),
        Use(
            "filters.RangeFilter",
            "len(list(Lead.objects.filter(filters=[filters.RangeFilter('price')(90000, 200000)])))",
            2,
            "GET leads",
        ),
        Use(
            "filters.DateRangeFilter",
            "len(list(Lead.objects.filter(filters=[filters.DateRangeFilter('created_at')(datetime(2000, 1, 1), datetime(2090, 1, 1))])))",
            7,
            "GET leads",
        ),
        Use(
            "filters.FiltersByPipelineAndStatus",
            "[each.status.id for each in Lead.objects.filter(filters=[filters.FiltersByPipelineAndStatus('statuses')(every[0].pipeline.id, 142)])]",
            [142],
            ("GET leads/pipelines/{id}", "GET leads", "GET leads/pipelines/{id}"),
        ),
        Use(
            "filters.EventsFiltersByPipelineAndStatus",
            "Lead.objects.update(every[0].id, status_id=143); stage = every[0].status;"
            " len(list(Event.objects.filter(filters=[filters.EventsFiltersByPipelineAndStatus('x')(every[0].pipeline.id, stage.id)])))",
            1,
            ("PATCH leads/{id}", "GET leads/pipelines/{id}", "GET leads/pipelines/{id}", "GET events"),
        ),
    ],
    world="demo",
)
