"""The dashboard's page, its scripts and its texts; nothing of it is read before somebody opens it."""
