"""What the app asks about the connected amoCRM account: whether there is one, and its pipelines."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulated_client.answers import read_path
from simulated_client.api_client import ApiClient
from simulated_client.api_shape import Call
from simulated_client.failures import WrongShape
from simulated_client.lead_filter import Pipeline, Stage


@dataclass(frozen=True, slots=True)
class AmoStatus:
    """The backend's word on the connection; null and a missing value are None and count as not connected."""

    connected: bool | None


@dataclass(frozen=True, slots=True)
class Pipelines:
    """How many pipelines and stages were loaded, and those that the list of leads can be narrowed to."""

    pipelines: int
    stages: int
    choices: tuple[Pipeline, ...] = ()


def load_status(api: ApiClient) -> AmoStatus:
    """Ask whether amoCRM is connected; any value but null is judged by truthiness, as JavaScript does."""
    connected = api.call(api.shape.status).read("connected")
    return AmoStatus(connected=None if connected is None else bool(connected))


def load_pipelines(api: ApiClient, call: Call) -> Pipelines:
    """Load the pipelines with the stages embedded in them."""
    items = api.call(call).read("items")
    if not isinstance(items, list):
        raise WrongShape(f"{call.path} has no list at {call.read['items']!r}")
    stages = [read_path(call.read.get("stages"), item) for item in items]
    count = sum(len(some) for some in stages if isinstance(some, list))
    return Pipelines(len(items), count, choices=tuple(_choices(call, items)))


def _choices(call: Call, items: list[object]) -> Iterator[Pipeline]:
    """The pipelines with a name and a number, and of their stages those that have both."""
    for item in items:
        stages = read_path(call.read.get("stages"), item)
        found = (
            [_named(call, "stage_id", "stage_name", each) for each in stages if each]
            if isinstance(stages, list)
            else []
        )
        if (known := _named(call, "id", "name", item)) is not None:
            yield Pipeline(*known, stages=tuple(Stage(*each) for each in found if each is not None))


def _named(call: Call, id_at: str, name_at: str, item: object) -> tuple[int, str] | None:
    number, name = read_path(call.read.get(id_at), item), read_path(call.read.get(name_at), item)
    return (number, name) if isinstance(number, int) and isinstance(name, str) else None
