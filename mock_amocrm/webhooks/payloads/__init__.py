"""What a piece of news says: the body of each event, in the names of API v2, one table for each family."""
