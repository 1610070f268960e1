"""One thing that the control API can do: where it lives, what it takes, what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mock_amocrm.control.shape import Field, Values
from mock_amocrm.extension import Extension

Schema = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Request:
    """A control request, checked against its operation."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Values = field(default_factory=dict)
    body: Values = field(default_factory=dict)
    items: tuple[Values, ...] = ()

    def text(self, name: str, default: str = "") -> str:
        """A text of the body."""
        value = self.body.get(name)
        return value if isinstance(value, str) else default

    def integer(self, name: str) -> int | None:
        """A whole number of the body, if it was given."""
        value = self.body.get(name)
        return value if isinstance(value, int) else None

    def number(self, name: str, default: float = 0) -> float:
        """A number of the body."""
        value = self.body.get(name)
        return value if isinstance(value, int | float) else default

    def flag(self, name: str) -> bool:
        """A yes or no of the body; no unless given."""
        return self.body.get(name) is True


@dataclass(frozen=True, slots=True)
class Operation:
    """A row of the control API; `items` says that the body is an array of objects with these fields."""

    method: str
    path: str  # below /_mock, with {names} as OpenAPI writes them
    summary: str
    handle: Callable[[Extension, Request], object]
    answer: Schema
    status: int = 200
    query: tuple[Field, ...] = ()
    body: tuple[Field, ...] = ()
    items: tuple[Field, ...] = ()


def record(**properties: object) -> dict[str, object]:
    """The schema of an object whose keys are all there."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def listing(of: object) -> dict[str, object]:
    """The schema of an array."""
    return {"type": "array", "items": of}


STRING: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
OBJECT: Schema = {"type": "object"}


def nullable(kind: str) -> Schema:
    """A value that may be null."""
    return {"type": [kind, "null"]}
