"""Which window of a list a query asks for, and the links to its neighbours."""

from dataclasses import dataclass

from mock_amocrm.api_v4.query import Query


@dataclass(frozen=True, slots=True)
class Window:
    """A page of a list: 1-based number and size."""

    page: int
    limit: int

    @property
    def slice(self) -> slice:
        """The rows of this page."""
        return slice((self.page - 1) * self.limit, self.page * self.limit)

    def pages(self, total: int) -> int:
        """How many pages of this size hold so many rows."""
        return -(-total // self.limit)


def window(query: Query, *, default: int, most: int) -> Window:
    """Bad and too small numbers fall back to the default, too big limits are clamped: reading never fails on them."""
    return Window(
        page=_positive(query.scalar("page"), 1),
        limit=min(_positive(query.scalar("limit"), default), most),
    )


def page_links(base: str, query: Query, shown: Window, *, has_next: bool, last: int | None = None) -> dict[str, object]:
    """`_links` of a paged list; few lists say which page is the last one."""
    pages = {"self": shown.page}
    if has_next:
        pages["next"] = shown.page + 1
    if shown.page > 1:
        pages |= {"first": 1, "prev": shown.page - 1}
    if last is not None:
        pages["last"] = last
    return {name: {"href": base + query.page_suffix(page=number, limit=shown.limit)} for name, number in pages.items()}


def _positive(sent: str | None, default: int) -> int:
    try:
        number = int(sent or "")
    except ValueError:
        return default
    return number if number > 0 else default
