"""What the API calls one entity where it does not name its collection: in events, calls, rights."""

NOUNS = {"leads": "lead", "contacts": "contact", "companies": "company", "customers": "customer"}
COLLECTIONS = {**{noun: kind for kind, noun in NOUNS.items()}, "task": "tasks"}
