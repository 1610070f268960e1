"""Rows after which others of their sort are made: a copy takes a fraction of the time and memory of a new one."""

from collections.abc import Mapping
from functools import cache

from mock_amocrm.api_v4.entity import Entity
from mock_amocrm.api_v4.tables.companies import COMPANIES
from mock_amocrm.api_v4.tables.contacts import CONTACTS
from mock_amocrm.api_v4.tables.leads import LEADS
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.row import compact
from mock_amocrm.worlds.adding import Place, at_place, contact_field, new_row

UNTOLD = {"name": "-"}  # without a name a lead would be given one


class Moulds:
    """Of one account. Whoever fills a copy sets what is the row's own: its id, its times, its texts, its links."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._lead = cache(lambda place: self._mould(LEADS, UNTOLD | at_place(place), user=place.user))
        self._contact = cache(lambda user: self._mould(CONTACTS, UNTOLD, user=user))
        self._company = cache(lambda user: self._mould(COMPANIES, UNTOLD, user=user))
        self._field = cache(self._field_moulds)

    def lead(self, place: Place) -> dict[str, object]:
        """A lead at a place; `closed_at` says only whether it is closed."""
        return self._lead(place).copy()

    def contact(self, user: int) -> dict[str, object]:
        """A contact of a user."""
        return self._contact(user).copy()

    def company(self, user: int) -> dict[str, object]:
        """A company of a user."""
        return self._company(user).copy()

    def field(self, code: str, value: str) -> Row:
        """A phone or an e-mail of a contact, filled in."""
        field, inner = self._field(code)
        return {"field_id": field, "values": ({**inner, "value": value},)}

    def _mould(self, entity: Entity, values: Mapping[str, object], *, user: int) -> dict[str, object]:
        return compact(new_row(self._account, entity, values, number=0, user=user, created=0, updated=0))

    def _field_moulds(self, code: str) -> tuple[object, Mapping[str, object]]:
        entry = contact_field(self._account, code, "-")
        assert entry is not None  # every account is furnished with phones and e-mails
        values = entry["values"]
        assert isinstance(values, tuple)
        return entry["field_id"], values[0]
