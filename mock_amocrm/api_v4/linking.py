"""Links between entities: each kept once, in a column of one of the two, and seen from both.

A lead keeps its contacts, company and catalog elements, so does a customer; a contact its company and elements, a
company its elements. Whatever shows, filters or watches links looks at these columns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.entity import Link
from mock_amocrm.api_v4.view import holders, ids, integer
from mock_amocrm.state.account import Account, Row
from mock_amocrm.state.changes import Change

CONTACTS = Link(kind="contacts", main="main_contact_id")
COMPANY = Link(kind="companies", most=1)
ELEMENTS = Link(kind="catalog_elements")
DETAILS = "element_details"  # of the elements that a row keeps: quantity and price field, by their ids


@dataclass(frozen=True, slots=True)
class Bond:
    """Where links between two kinds are kept."""

    owner: str
    link: Link


LEAD_CONTACTS, CUSTOMER_CONTACTS = Bond("leads", CONTACTS), Bond("customers", CONTACTS)
LEAD_COMPANY, CUSTOMER_COMPANY = Bond("leads", COMPANY), Bond("customers", COMPANY)
LEAD_ELEMENTS, CUSTOMER_ELEMENTS = Bond("leads", ELEMENTS), Bond("customers", ELEMENTS)
CONTACT_COMPANY = Bond("contacts", COMPANY)

# What can be linked from what. The documentation has no leads of contacts, the official library does.
BONDS: Mapping[str, Mapping[str, Bond]] = {
    "leads": {"contacts": LEAD_CONTACTS, "companies": LEAD_COMPANY, "catalog_elements": LEAD_ELEMENTS},
    "contacts": {
        "leads": LEAD_CONTACTS,
        "companies": CONTACT_COMPANY,
        "customers": CUSTOMER_CONTACTS,
        "catalog_elements": Bond("contacts", ELEMENTS),
    },
    "companies": {
        "contacts": CONTACT_COMPANY,
        "leads": LEAD_COMPANY,
        "customers": CUSTOMER_COMPANY,
        "catalog_elements": Bond("companies", ELEMENTS),
    },
    "customers": {
        "contacts": CUSTOMER_CONTACTS,
        "companies": CUSTOMER_COMPANY,
        "catalog_elements": CUSTOMER_ELEMENTS,
    },
    "catalog_elements": {"leads": LEAD_ELEMENTS, "customers": CUSTOMER_ELEMENTS},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two entities, linked or about to be."""

    kind: str
    id: int
    to_kind: str
    to_id: int

    @property
    def bond(self) -> Bond:
        """Where a link between them is kept."""
        return BONDS[self.kind][self.to_kind]

    @property
    def ends(self) -> tuple[int, int]:
        """The id of the one who keeps the link, and that of the other."""
        return (self.id, self.to_id) if self.bond.owner == self.kind else (self.to_id, self.id)


def pairs_of(account: Account, kind: str, number: int) -> Iterator[Pair]:
    """Everything that an entity is linked to, kind by kind."""
    for to_kind, bond in BONDS[kind].items():
        if bond.owner == kind:
            others = ids(account.row(kind, number) or {}, bond.link.kind)
        else:
            others = tuple(integer(row, "id") for row in holders(account, to_kind, bond.link.kind, number))
        for other in others:
            yield Pair(kind=kind, id=number, to_kind=to_kind, to_id=other)


def metadata(account: Account, pair: Pair) -> dict[str, object] | None:
    """What a link says of itself: whether the contact is the main one, how many of an element there are."""
    number, _ = pair.ends
    owner: Row = account.row(pair.bond.owner, number) or {}
    if pair.to_kind == "contacts":
        return {"main_contact": owner.get(CONTACTS.main or "") == pair.to_id}
    if pair.to_kind == "catalog_elements":
        return element_metadata(account, owner, pair.to_id)
    return None


def element_metadata(account: Account, owner: Row, number: int) -> dict[str, object]:
    """Quantity and catalog of an element, and its price field if there is one."""
    element: Row = account.row("catalog_elements", number) or {}
    kept = owner.get(DETAILS)
    detail = kept.get(number, {}) if isinstance(kept, Mapping) else {}
    return {"quantity": 1, "catalog_id": element.get("catalog_id"), **detail}


def attach(account: Account, pair: Pair, author: Author, *, is_main: bool = False, detail: Row | None = None) -> None:
    """Link two entities that exist. Where there is place for one, it takes the place of the one before."""
    number, other = pair.ends
    link, owner = pair.bond.link, account.row(pair.bond.owner, number)
    assert owner is not None  # whoever calls has looked
    kept = tuple(dict.fromkeys((*ids(owner, link.kind), other)))
    row = {**owner, link.kind: kept if link.most is None else kept[-link.most :]}
    if link.main is not None and (is_main or owner.get(link.main) is None):
        row[link.main] = other
    if link is ELEMENTS:
        details = owner.get(DETAILS)
        known: Mapping[int, Row] = details if isinstance(details, Mapping) else {}
        row[DETAILS] = {**known, other: {**known.get(other, {}), **(detail or {})}}
    _commit(account, pair, owner, row, author)


def detach(account: Account, pair: Pair, author: Author) -> None:
    """Take a link away, if there is one. That the next contact becomes the main one is a guess."""
    number, other = pair.ends
    link, owner = pair.bond.link, account.row(pair.bond.owner, number)
    if owner is None or other not in ids(owner, link.kind):
        return
    left = tuple(one for one in ids(owner, link.kind) if one != other)
    row = {**owner, link.kind: left}
    if link.main is not None and owner.get(link.main) == other:
        row[link.main] = left[0] if left else None
    details = owner.get(DETAILS)
    if link is ELEMENTS and isinstance(details, Mapping):
        row[DETAILS] = {one: detail for one, detail in details.items() if one != other}
    _commit(account, pair, owner, row, author)


def _commit(account: Account, pair: Pair, before: Row, row: dict[str, object], author: Author) -> None:
    # Whether a link moves the time of change isn't documented. A guess: it does, of the one that keeps it.
    if row != before:
        row |= {"updated_at": author.now, "updated_by": author.user_id}
        account.commit(Change(pair.bond.owner, before, row, author.user_id, author.now))
