"""What entities can be asked to do. A table takes these as they are, or `replace`s what its resource does otherwise."""

from dataclasses import replace

from mock_amocrm.api_v4 import reading, writing
from mock_amocrm.api_v4.entity import Envelope, Takes, Verb

LIST = Verb(method="GET", rule="", handler=reading.many)
SINGLE = Verb(method="GET", rule="", handler=reading.one)
ONE = Verb(method="GET", rule="/{id}", handler=reading.one)
CREATE = Verb(method="POST", rule="", handler=writing.create, takes=Takes.ARRAY)
CHANGE_MANY = Verb(method="PATCH", rule="", handler=writing.change_many, takes=Takes.ARRAY)
CHANGE_ONE = Verb(method="PATCH", rule="/{id}", handler=writing.change_one, takes=Takes.OBJECT, envelope=None)
DELETE_ONE = Verb(method="DELETE", rule="/{id}", handler=writing.delete_one, status=204)

OFTEN = (LIST, ONE, CREATE, CHANGE_MANY, CHANGE_ONE)
"""Leads, contacts, companies, customers, tasks."""

CREATE_WHOLE = replace(CREATE, whole=True, envelope=Envelope.TOTAL)
CHANGE_MANY_WHOLE = replace(CHANGE_MANY, whole=True, envelope=Envelope.TOTAL)
CHANGE_ONE_WHOLE = replace(CHANGE_ONE, whole=True)


def for_admins(*verbs: Verb) -> tuple[Verb, ...]:
    """The same, refused with 403 to whoever is no administrator."""
    return tuple(replace(verb, admin_only=True) for verb in verbs)


def showing(name: str, *verbs: Verb) -> tuple[Verb, ...]:
    """Writes whose answers show what reading shows only `with=` that name."""
    return tuple(replace(verb, withs=verb.withs | {name}) for verb in verbs)
