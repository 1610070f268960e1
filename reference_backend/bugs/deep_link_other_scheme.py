"""The link back has the scheme of an early draft, which no app on the phone has registered."""

from collections.abc import Mapping

from reference_backend.callback_page import deep_link
from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.deep_link = _of_the_draft


def _of_the_draft(_address: str, query: Mapping[str, str], /) -> str:
    return deep_link("foryouapp://amo-crm/callback", query)
