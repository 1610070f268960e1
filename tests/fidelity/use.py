"""How a published client is used: its public methods, called as its users call them, and all that must come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ANYTHING = ...
EMPTY = None  # what is read at an address that answers 204


@dataclass(frozen=True, slots=True)
class Throws:
    """What a client throws instead of giving something: a part of its text."""

    text: str


@dataclass(frozen=True, slots=True)
class Use:
    """One call of one public method. Chapters run in order: names that a call makes are there for the next."""

    method: str  # as the client's surface names it
    call: str  # in the client's own language
    gives: object = ANYTHING  # a subset of what comes back, types standing for any value of theirs; or Throws
    wire: str | tuple[str, ...] = ()  # what the fake sees, in the catalogue's words: "GET leads/{id}", "POST leads 400"
    holds: Mapping[str, object] = field(default_factory=dict)  # address → what anybody else reads there afterwards
    why: str = ""  # what there is to explain; never empty where the client throws

    @property
    def exchanges(self) -> list[tuple[str, str]]:
        """Endpoints as the catalogue writes them, each with the status it must be answered ("2xx" unless told)."""
        return list(map(_exchange, (self.wire,) if isinstance(self.wire, str) else self.wire))


@dataclass(frozen=True, slots=True)
class Chapter:
    """Calls that share an account and a client."""

    title: str
    uses: Sequence[Use]
    world: str = "empty"
    given: Mapping[str, tuple[str, Mapping[str, object]]] = field(
        default_factory=dict
    )  # name → what is put there first
    reaches: str = ""  # another way to the service than the client's usual one


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A published client: where it comes from, how it is made, what it offers, and how each of that is used."""

    name: str
    version: str
    registry: str
    language: str  # python or node
    reaches: str  # http, https, or amocrm.ru: how it insists to find the service
    about: str  # how it is pointed at the fake, for the docs
    surface: str  # code that gives the names of its public methods, a list of names for each
    begin: str  # code that makes a client, from what `walking.begin` lets it know
    chapters: Sequence[Chapter]
    apart: Mapping[str, str] = field(default_factory=dict)  # public names that no chapter uses, and why

    @property
    def title(self) -> str:
        """`aioamocrm 0.1.1`"""
        return f"{self.name} {self.version}"


def differences(given: object, wanted: object, *, at: str = "it") -> list[str]:
    """Where a value isn't what is wanted of it: dicts may hold more, lists may not."""
    if wanted is ANYTHING:
        return []
    if isinstance(wanted, type):
        fits = isinstance(given, wanted) and (wanted is bool or not isinstance(given, bool))
        return [] if fits else [f"{at} is {given!r}, not a {wanted.__name__}"]
    if isinstance(wanted, Mapping):
        if not isinstance(given, Mapping):
            return [f"{at} is {given!r}, not an object"]
        missing = [f"{at} has no {name!r}" for name in wanted if name not in given]
        kept = [name for name in wanted if name in given]
        return missing + [line for name in kept for line in differences(given[name], wanted[name], at=f"{at}.{name}")]
    if isinstance(wanted, list):
        if not isinstance(given, list) or len(given) != len(wanted):
            return [f"{at} is {given!r}, not {len(wanted)} items"]
        pairs = enumerate(zip(given, wanted, strict=True))
        return [line for number, (one, other) in pairs for line in differences(one, other, at=f"{at}[{number}]")]
    return [] if given == wanted and type(given) is type(wanted) else [f"{at} is {given!r}, not {wanted!r}"]


def _exchange(line: str) -> tuple[str, str]:
    method, path, *status = line.split()
    full = path if path.startswith("/") else f"/api/v4/{path}"
    return f"{method} {full}", status[0] if status else "2xx"
