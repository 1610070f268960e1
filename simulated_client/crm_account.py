"""What the app asks about the connected amoCRM account: whether there is one, and its pipelines."""

from dataclasses import dataclass

from simulated_client.api_client import ApiClient, read_path
from simulated_client.api_shape import Call
from simulated_client.failures import WrongShape


@dataclass(frozen=True, slots=True)
class AmoStatus:
    """The backend's word on the connection; null and a missing value are None and count as not connected."""

    connected: bool | None


@dataclass(frozen=True, slots=True)
class PipelineCount:
    """How many pipelines and stages were loaded."""

    pipelines: int
    stages: int


def load_status(api: ApiClient) -> AmoStatus:
    """Ask whether amoCRM is connected; any value but null is judged by truthiness, as JavaScript does."""
    connected = api.call(api.shape.status).read("connected")
    return AmoStatus(connected=None if connected is None else bool(connected))


def load_pipelines(api: ApiClient, call: Call) -> PipelineCount:
    """Load the pipelines with the stages embedded in them."""
    items = api.call(call).read("items")
    if not isinstance(items, list):
        raise WrongShape(f"{call.path} has no list at {call.read['items']!r}")
    stages = [read_path(call.read.get("stages"), item) for item in items]
    return PipelineCount(len(items), sum(len(some) for some in stages if isinstance(some, list)))
