"""Webhooks: what amoCRM sends word of, how the word is written, and how often it is tried."""
