"""What a strict fake refuses: query parameters that the resource does not know and amoCRM would ignore in silence."""

from collections.abc import Iterable, Iterator

from mock_amocrm.api_v4.entity import Entity, Special
from mock_amocrm.api_v4.query import Query
from mock_amocrm.nearest import did_you_mean
from mock_amocrm.problems import Problem, problem
from mock_amocrm.why_not import HEADER, unknown_parameter

PLAIN = ("page", "limit", "query", "useFilter")


def refuse_unknown(of: Entity | Special, query: Query) -> None:
    """Raise a 400 for the first parameter that would have no effect."""
    unknown = _unknown(of, query) if isinstance(of, Entity) else _unknown_roots(query, of.query)
    for name, known in unknown:
        nearest = did_you_mean(name, known)
        refusal = problem(400, detail=f"mock-amocrm is strict: parameter {name!r} has no effect here; {nearest}")
        raise Problem(400, refusal.body, headers={HEADER: unknown_parameter(name, nearest=nearest)})


Unknown = Iterator[tuple[str, Iterable[str]]]  # a name, and the names that are known in its place


def _unknown_roots(query: Query, known: Iterable[str]) -> Unknown:
    roots = [name.partition("[")[0] for name in known]
    return ((name, roots) for name in query.tree if name not in roots)


def _unknown(entity: Entity, query: Query) -> Unknown:
    yield from _unknown_roots(query, (*PLAIN, "filter", "order", "with", *entity.root_filters))
    known = (*entity.filters, *entity.account_filters, *entity.joint_filters)
    filters = [f"filter[{name}]" for name in known]
    yield from ((f"filter[{name}]", filters) for name in query.branch("filter") if name not in known)
    orders = [f"order[{name}]" for name in entity.orders]
    yield from ((f"order[{name}]", orders) for name in query.branch("order") if name not in entity.orders)
    withs = _withs(entity)
    yield from ((f"with={name}", [f"with={each}" for each in withs]) for name in query.withs - withs)


def _withs(entity: Entity) -> set[str]:
    asked = {field.name for field in entity.fields if field.asked}
    asked |= {embed.asked_by for embed in entity.embeds if embed.asked_by is not None}
    return asked | set(entity.withs) | ({"only_deleted"} if entity.trash else set())
