"""Where a run is put together: the systems of a session, the stage of a scenario, its verdict."""
