"""A world as its file describes it, in one language."""

from dataclasses import dataclass

from mock_amocrm.languages import Language
from mock_amocrm.worlds.lead_item import LeadItem, read_lead
from mock_amocrm.worlds.reader import Reader


@dataclass(frozen=True, slots=True)
class UserSpec:
    """A user; whatever is empty is invented."""

    name: str
    email: str
    password: str
    is_admin: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class PipelineSpec:
    """A pipeline and its own stages; the three system ones are always there."""

    name: str
    stages: tuple[str, ...]
    is_unsorted_on: bool


@dataclass(frozen=True, slots=True)
class LeadsSpec:
    """Leads that are written out, and how to invent the others."""

    items: tuple[LeadItem, ...]
    count: int  # all of them, written out or invented
    titles: tuple[str, ...]
    tags: tuple[str, ...]
    price: tuple[int, int]
    price_step: int
    won: float
    lost: float
    with_company: float


@dataclass(frozen=True, slots=True)
class WorldSpec:
    """The whole file."""

    users: tuple[UserSpec, ...]
    pipelines: tuple[PipelineSpec, ...]
    leads: LeadsSpec


def read_world(reader: Reader, language: Language) -> WorldSpec:
    """Every key is checked; an unknown one is refused with the nearest known."""
    reader.text("about")
    users = tuple(_user(table, is_first=number == 0) for number, table in enumerate(reader.tables("users")))
    if not users:
        raise reader.wrong("users", "a world needs at least one user, its administrator")
    pipelines = tuple(_pipeline(table, language) for table in reader.tables("pipelines"))
    spec = WorldSpec(
        users=users,
        pipelines=pipelines or (PipelineSpec(language.pipeline, language.stages, is_unsorted_on=True),),
        leads=_leads(reader.table("leads"), language),
    )
    reader.done()
    return spec


def _user(table: Reader, *, is_first: bool) -> UserSpec:
    is_admin = table.flag("admin", default=is_first)
    if is_first and not is_admin:
        raise table.wrong("admin", "the first user is the administrator of the account")
    user = UserSpec(
        name=table.text("name"),
        email=table.text("email"),
        password=table.text("password"),
        is_admin=is_admin,
        is_active=table.flag("active", default=True),
    )
    table.done()
    return user


def _pipeline(table: Reader, language: Language) -> PipelineSpec:
    pipeline = PipelineSpec(
        name=table.text("name", language.pipeline),
        stages=table.texts("stages", language.stages),
        is_unsorted_on=table.flag("unsorted", default=True),
    )
    if not pipeline.stages:
        raise table.wrong("stages", "a pipeline needs at least one stage of its own")
    table.done()
    return pipeline


def _leads(table: Reader, language: Language) -> LeadsSpec:
    items = tuple(read_lead(item) for item in table.tables("items"))
    won, lost = table.share("won"), table.share("lost")
    if won + lost > 1:
        raise table.wrong("lost", f"won and lost together are more than everything: {won} + {lost}")
    price = table.table("price")
    low = price.integer("from", 10_000)
    leads = LeadsSpec(
        items=items,
        count=table.integer("count", len(items), least=len(items)),
        titles=table.texts("titles", language.titles) or language.titles,
        tags=table.texts("tags"),
        price=(low, price.integer("to", max(low, 500_000), least=low)),
        price_step=price.integer("step", 500, least=1),
        won=won,
        lost=lost,
        with_company=table.share("with_company"),
    )
    price.done()
    table.done()
    return leads
