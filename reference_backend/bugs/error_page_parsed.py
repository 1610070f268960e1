"""Every answer of amoCRM is parsed as JSON before anybody looks at its status; an error page of HTML is none."""

from typing import TYPE_CHECKING

from reference_backend.amocrm import AmoRefused
from reference_backend.json_values import JsonObject, as_object
from reference_backend.seams import Seams

if TYPE_CHECKING:
    from requests import Response


def install(seams: Seams) -> None:
    seams.read_json = _parsed_first


def _parsed_first(answer: "Response", /) -> JsonObject:
    document = as_object(answer.json())
    if answer.status_code != 200:
        raise AmoRefused(answer.status_code)
    return document
