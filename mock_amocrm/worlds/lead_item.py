"""A lead that somebody asks for by words: a stage by name or number, a contact with a phone, a company, tags."""

from dataclasses import dataclass

from mock_amocrm.worlds.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A contact to be made with a lead."""

    name: str
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadItem:
    """A lead to be made. None and empty values get the defaults that the API would give."""

    name: str = ""
    price: int = 0
    pipeline: str | int | None = None  # a name or an id
    stage: str | int | None = None  # a name, "won", "lost", or 1 for the first stage after the incoming one
    status_id: int | None = None
    loss_reason: str | int | None = None  # a name or an id
    responsible: str | int | None = None  # a name, an e-mail or an id
    contact: Person | None = None
    company: str = ""
    tags: tuple[str, ...] = ()
    created_at: int | None = None
    updated_at: int | None = None
    where: str = "lead"  # for complaints


def read_lead(table: Reader) -> LeadItem:
    """A lead from a table of a world file or from a control request."""
    item = LeadItem(
        name=table.text("name"),
        price=table.integer("price", 0),
        pipeline=_name_or_number(table, "pipeline"),
        stage=_name_or_number(table, "stage"),
        status_id=_number(table, "status_id"),
        loss_reason=_name_or_number(table, "loss_reason"),
        responsible=_name_or_number(table, "responsible"),
        contact=_contact(table),
        company=table.text("company"),
        tags=table.texts("tags"),
        created_at=_number(table, "created_at"),
        updated_at=_number(table, "updated_at"),
        where=f"{table.file}: {table.at.rstrip('.')}",
    )
    if item.stage is not None and item.status_id is not None:
        raise table.wrong("stage", "say either stage or status_id")
    table.done()
    return item


def _contact(table: Reader) -> Person | None:
    if not table.has("contact"):
        return None
    if isinstance(table.raw("contact"), str):
        return _named(table.text("contact"))
    contact = table.table("contact")
    named = _named(contact.text("name"))
    person = Person(
        name=named.name,
        first_name=named.first_name,
        last_name=named.last_name,
        phone=contact.text("phone"),
        email=contact.text("email"),
    )
    contact.done()
    return person


def _named(name: str) -> Person:
    first, _, last = name.strip().partition(" ")
    return Person(name=name.strip(), first_name=first, last_name=last.strip())


def _number(table: Reader, key: str) -> int | None:
    return table.integer(key, 0) if table.has(key) else None


def _name_or_number(table: Reader, key: str) -> str | int | None:
    value = table.raw(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return table.text(key) if table.has(key) else None
