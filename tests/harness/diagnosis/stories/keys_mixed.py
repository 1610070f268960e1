"""Stories of the cause keys_mixed."""

from collections.abc import Mapping
from dataclasses import replace

from parts import LANDED, at_token_endpoint

from stories import Story

REFUSED = at_token_endpoint(20, 30, hint="Check the `client_secret` parameter")

PROVED: Mapping[str, Story] = {"": (LANDED, REFUSED)}

LIKENESSES: Mapping[str, Story] = {
    "redeemed": (LANDED, at_token_endpoint(20, 30, status=200)),
    "another parameter": (LANDED, at_token_endpoint(20, 30, hint="Check the `code` parameter")),
    "said by a fault": (LANDED, replace(REFUSED, fault="f1")),
    "a code that nobody brought": (REFUSED,),
}
