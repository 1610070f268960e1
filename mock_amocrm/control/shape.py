"""What a control request may carry: one table per operation, used to read it, to refuse it and to describe it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from mock_amocrm.nearest import did_you_mean
from mock_amocrm.problems import Problem, problem
from mock_amocrm.whole_number import whole_number


class Kind(Enum):
    """A JSON type, with its name in a schema and the way it is told."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    STRINGS = "array"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a body, or one parameter of a query."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    nullable: bool = False
    fields: tuple["Field", ...] = ()  # of an object with a closed set of keys


Values = Mapping[str, object]


def read_object(value: object, fields: Sequence[Field], *, where: str = "") -> Values:
    """A JSON object checked against its table; a complaint names the field's path and the nearest valid one."""
    if not isinstance(value, Mapping):
        raise bad_field(where or "body", f"must be an object, not {_told(value)}")
    known = {field.name: field for field in fields}
    for name in value:
        if name not in known:
            raise bad_field(f"{where}{name}", f"is unknown; {did_you_mean(str(name), known)}")
    for field in fields:
        if field.required and field.name not in value:
            raise bad_field(f"{where}{field.name}", "is required")
    return {name: _checked(item, known[name], where=f"{where}{name}") for name, item in value.items()}


def read_objects(value: object, fields: Sequence[Field]) -> list[Values]:
    """A JSON array of such objects."""
    if not isinstance(value, list):
        raise bad_field("body", f"must be an array of objects, not {_told(value)}")
    return [read_object(item, fields, where=f"{index}.") for index, item in enumerate(value)]


def read_query(parameters: Mapping[str, str], fields: Sequence[Field]) -> Values:
    """Query parameters; numbers are read from their text."""
    known = {field.name: field.kind for field in fields}
    parsed: dict[str, object] = {}
    for name, text in parameters.items():
        number = whole_number(text.removeprefix("-")) if known.get(name) is Kind.INTEGER else None
        parsed[name] = text if number is None else -number if text.startswith("-") else number
    return read_object(parsed, fields)


def schema(fields: Sequence[Field]) -> dict[str, object]:
    """The JSON schema of such an object."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: field_schema(field) for field in fields},
        "required": [field.name for field in fields if field.required],
    }


def field_schema(field: Field) -> dict[str, object]:
    """The JSON schema of one field."""
    described: dict[str, object] = {"description": field.about}
    if field.fields:
        described |= schema(field.fields)
    elif field.kind is not Kind.ANY:
        described["type"] = [field.kind.value, "null"] if field.nullable else field.kind.value
    if field.kind is Kind.STRINGS:
        described["items"] = {"type": "string"}
    if field.choices:
        described["enum"] = list(field.choices)
    if field.least is not None:
        described["minimum"] = field.least
    if field.most is not None:
        described["maximum"] = field.most
    return described


def bad_field(name: str, complaint: str) -> Problem:
    """A 400 that names the field."""
    return problem(400, detail=f"{name} {complaint}", field=name)


def _checked(value: object, field: Field, *, where: str) -> object:
    if value is None and field.nullable:
        return None
    if not IS_KIND[field.kind](value):
        raise bad_field(where, f"must be {TOLD[field.kind]}, not {_told(value)}")
    if field.choices and value not in field.choices:
        raise bad_field(where, f"cannot be {value!r}; {did_you_mean(str(value), field.choices)}")
    if field.least is not None and isinstance(value, int | float) and value < field.least:
        raise bad_field(where, f"must be at least {field.least}")
    if field.most is not None and isinstance(value, int | float) and value > field.most:
        raise bad_field(where, f"must be at most {field.most}")
    return read_object(value, field.fields, where=f"{where}.") if field.fields else value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


IS_KIND: Mapping[Kind, Callable[[object], bool]] = {
    Kind.STRING: lambda value: isinstance(value, str),
    Kind.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    Kind.NUMBER: _is_number,
    Kind.BOOLEAN: lambda value: isinstance(value, bool),
    Kind.OBJECT: lambda value: isinstance(value, Mapping),
    Kind.STRINGS: lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    Kind.ANY: lambda _: True,
}
TOLD: Mapping[Kind, str] = {
    Kind.STRING: "a text",
    Kind.INTEGER: "a whole number",
    Kind.NUMBER: "a number",
    Kind.BOOLEAN: "true or false",
    Kind.OBJECT: "an object",
    Kind.STRINGS: "an array of texts",
    Kind.ANY: "anything",
}


def _told(value: object) -> str:
    if value is None:
        return "null"
    for kind in (Kind.BOOLEAN, Kind.NUMBER, Kind.STRING, Kind.OBJECT):
        if IS_KIND[kind](value):
            return TOLD[kind]
    return "an array"
