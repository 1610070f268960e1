"""What people do, step by step as they would by hand."""
