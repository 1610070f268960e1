"""One method of one address that the fake imitates: what the application mounts, and what describes it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import Flask
from flask.typing import ResponseReturnValue

_CONVERTER = re.compile(r"{(\w+)(?::(\w+))?}")


Schema = Mapping[str, object]  # JSON Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an address outside the API's tables takes and answers, for whoever describes it."""

    summary: str
    takes: Schema | None = None
    form: bool = False  # the body may come as a form, too
    answers: Schema | None = None  # None is no body
    content_type: str = "application/json"
    refuses: tuple[int, ...] = ()
    refusal: Schema | None = None  # of a refusal that is no problem document
    headers: tuple[str, ...] = ()  # that a request has to carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a view is found; whatever else is known of the address stands in the catalogue."""

    method: str
    path: str  # from the root; {id} is a number, {uid:string} a text
    view: Callable[..., ResponseReturnValue]
    success: tuple[int, ...] = (200,)
    about: object = None  # the declaration that it was made from, for whoever describes it

    @property
    def plain_path(self) -> str:
        """The path as the catalogue writes it."""
        return _CONVERTER.sub(r"{\1}", self.path)


def mount(app: Flask, endpoints: Iterable[Endpoint]) -> None:
    """Give every endpoint its rule."""
    for endpoint in endpoints:
        app.add_url_rule(
            _CONVERTER.sub(lambda found: f"<{found[2] or 'int'}:{found[1]}>", endpoint.path),
            endpoint=f"{endpoint.method} {endpoint.plain_path}".replace(".", "_"),
            view_func=endpoint.view,
            methods=[endpoint.method],
            strict_slashes=False,
            provide_automatic_options=False,
        )
