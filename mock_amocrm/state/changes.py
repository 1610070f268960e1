"""What has become of a row: the one thing that events and webhooks are made from."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after; None before is a new one, None after a deleted one."""

    kind: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None
    user_id: int  # 0 is amoCRM's robot
    at: int  # the account's time

    @property
    def row(self) -> Mapping[str, object]:
        """The row as it is, or as it was."""
        row = self.after if self.after is not None else self.before
        assert row is not None  # a change is of something
        return row

    def touches(self, key: str) -> bool:
        """Whether a column of an existing row has another value now."""
        return self.before is not None and self.after is not None and self.before.get(key) != self.after.get(key)
