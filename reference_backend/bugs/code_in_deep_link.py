"""The callback redeems the code, and then hands the spent code to the app all the same."""

from reference_backend.seams import Seams


def install(seams: Seams) -> None:
    seams.success_query = _code_query


def _code_query(code: str) -> dict[str, str]:
    return {"code": code}
