"""Time that somebody lets pass, and what happens while it does."""
