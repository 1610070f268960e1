"""What is so before anything happens."""
