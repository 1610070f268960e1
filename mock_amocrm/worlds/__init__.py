"""Worlds: what an account is born with, kept as data."""

from mock_amocrm.worlds.adding import add_leads
from mock_amocrm.worlds.lead_item import LeadItem, Person
from mock_amocrm.worlds.reader import MalformedWorld
from mock_amocrm.worlds.world import (
    MANY_LEADS,
    MOST_LEADS,
    World,
    WorldUser,
    check_world,
    load_world,
    world_names,
)

__all__ = [
    "MANY_LEADS",
    "MOST_LEADS",
    "LeadItem",
    "MalformedWorld",
    "Person",
    "World",
    "WorldUser",
    "add_leads",
    "check_world",
    "load_world",
    "world_names",
]
