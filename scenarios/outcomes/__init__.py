"""What must be true: read from the timeline and from the app's screen, nowhere else."""
