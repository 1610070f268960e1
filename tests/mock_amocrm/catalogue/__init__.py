"""Visits to every address of the catalogue."""
