"""Every cause's stories, a file each: PROVED by variant ("" where there is only one), LIKENESSES by what they are."""

from harness.wire.exchange import Entry

Story = tuple[Entry, ...]
"""Entries of a timeline, in any order."""
