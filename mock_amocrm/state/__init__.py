"""What the fake remembers: accounts, their rows and grants, integrations."""
