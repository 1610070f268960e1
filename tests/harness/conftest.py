"""Makes the story builders of this folder importable for all tests below it."""
