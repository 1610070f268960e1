"""Misfortunes on order: an answer that is wrong, late or lost, for the requests that were named."""
