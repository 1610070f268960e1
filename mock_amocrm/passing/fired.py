"""One thing that happened because its time had come."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A code or token that ran out, by its fingerprint, or a webhook that was tried again, by its delivery."""

    at: int  # the account's time at which it was due
    what: str
    account: str
    integration: str | None = None
    fingerprint: str | None = None
    delivery: int | None = None
    status: int | None = None  # of the receiver's answer; 0 is none

    def document(self) -> dict[str, object]:
        """As the control API shows it."""
        return asdict(self)
