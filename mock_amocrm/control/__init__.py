"""The control plane: how tests, and only tests, reach into the fake."""
