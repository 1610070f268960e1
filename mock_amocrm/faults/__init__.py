"""Misfortunes on order: an answer that is wrong, late, cut off or lost, for the requests that were named."""
