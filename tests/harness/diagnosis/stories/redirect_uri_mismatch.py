"""Stories of the cause redirect_uri_mismatch."""

from collections.abc import Mapping
from dataclasses import replace

from parts import LANDED, at_token_endpoint

from stories import Story

REFUSED = at_token_endpoint(20, 30, hint="Redirect URI is not associated with client")

PROVED: Mapping[str, Story] = {"": (LANDED, REFUSED)}

LIKENESSES: Mapping[str, Story] = {
    "redeemed": (LANDED, at_token_endpoint(20, 30, status=200)),
    "refused for another reason": (LANDED, at_token_endpoint(20, 30, hint="Authorization code has expired")),
    "said by a fault": (LANDED, replace(REFUSED, fault="f1")),
    "a code that nobody brought": (REFUSED,),
}
