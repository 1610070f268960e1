"""What stands before an account: how many requests it takes, the block for asking on, its list of addresses."""
