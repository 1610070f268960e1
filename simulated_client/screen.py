"""What is on the phone's screen at one moment."""

from dataclasses import dataclass, replace
from typing import Literal

from simulated_client.leads import LeadCard

LeadsState = Literal["none", "loading", "error", "empty", "list"]


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen by its id, with everything that can be read or pressed; `at` is when it became this, virtual seconds."""

    id: str
    texts: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    connected: bool | None = None
    leads_state: LeadsState = "none"
    leads: tuple[LeadCard, ...] = ()
    reason: str | None = None
    at: float = 0.0

    def looks_like(self, other: "Screen") -> bool:
        """Whether a person could not tell the two apart."""
        return replace(self, at=other.at) == other
