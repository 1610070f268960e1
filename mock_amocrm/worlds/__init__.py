"""Worlds: what an account is born with, kept as data."""

from mock_amocrm.worlds.adding import add_leads
from mock_amocrm.worlds.lead_item import LeadItem, Person
from mock_amocrm.worlds.reader import MalformedWorld
from mock_amocrm.worlds.world import World, WorldUser, load_world, world_names

__all__ = ["LeadItem", "MalformedWorld", "Person", "World", "WorldUser", "add_leads", "load_world", "world_names"]
