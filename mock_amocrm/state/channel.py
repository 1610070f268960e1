"""A chat channel as amoCRM's support registers it for an integrator."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """Its id, and the secret that its requests are signed with."""

    id: str
    secret: str
    name: str
