"""The shapes in which lists and answers of writes are wrapped."""

from collections.abc import Sequence

from mock_amocrm.api_v4.paging import Window

Payload = dict[str, object]


def paged(key: str, items: Sequence[Payload], *, shown: Window, links: Payload) -> Payload:
    """A page without totals: leads, contacts, companies, tasks and most others."""
    return {"_page": shown.page, "_links": links, "_embedded": {key: items}}


def paged_with_totals(key: str, items: Sequence[Payload], *, shown: Window, links: Payload, total: int) -> Payload:
    """A page that knows how many there are: users, roles, custom fields."""
    return {
        "_total_items": total,
        "_page": shown.page,
        "_page_count": shown.pages(total),
        "_links": links,
        "_embedded": {key: items},
    }


def unpaged(key: str, items: Sequence[Payload], *, links: Payload) -> Payload:
    """Everything at once: pipelines, statuses, loss reasons."""
    return {"_total_items": len(items), "_links": links, "_embedded": {key: items}}


def written(key: str, items: Sequence[Payload], *, links: Payload) -> Payload:
    """What a batch of writes answers."""
    return {"_links": links, "_embedded": {key: items}}
