"""The answers that carry the app's session: where its tokens and its user stand in them."""

from collections.abc import Mapping

from flask import Response

from reference_backend.views.answers import success

Shape = Mapping[str, object]


def answer_login(tokens: Shape, user: Shape) -> Response:
    return success({**tokens, "user": user}, message="Login successful")


def answer_renewal(tokens: Shape, user: Shape) -> Response:
    """The pair is at the top level too: some versions of the app read it there."""
    return success({**tokens, "user": user}, message="Token refreshed", beside=tokens)
