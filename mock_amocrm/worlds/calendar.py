"""When the leads of a world were made and changed: spread over the last half year, the later the newer."""

from dataclasses import dataclass, replace

from mock_amocrm.worlds.lead_item import LeadItem

HALF_A_YEAR = 182 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Calendar:
    """Of that many leads, seen from now."""

    count: int
    now: int

    def times(self, number: int) -> tuple[int, int]:
        """Seconds at which a lead was made and last changed; the first has the number 0."""
        step = max(2, min(3600, HALF_A_YEAR // max(1, self.count)))
        created = self.now - (self.count - number) * step
        return created, created + step // 2

    def dated(self, items: list[LeadItem]) -> list[LeadItem]:
        """The first leads with their times; one that is written out stays."""
        return [self._dated(item, number) for number, item in enumerate(items)]

    def _dated(self, item: LeadItem, number: int) -> LeadItem:
        made, changed = self.times(number)
        created = made if item.created_at is None else item.created_at
        updated = max(created, changed) if item.updated_at is None else item.updated_at
        return replace(item, created_at=created, updated_at=updated)
