"""What each route does with a request, one module per area of the API."""
